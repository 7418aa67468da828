"""A hall with no signal: one page that a tablet keeps, turns kept on it locked, and sending them later, each once.

Works as an ordinary page with no script. With script the tablet keeps the page and forty turns' words beforehand;
each turn carries the token its words came from, so one sent twice is found and not added.
"""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import refusals_on
from app.filters import BUILT, asset
from app.keyed import keyed_digest
from app.unit_of_work import commits_without_trace, kept
from forms.whole import HallForm
from participation.rules.media import LONGEST_SOUND
from participation.services import listening as listenings
from participation.services import whole_said
from participation.services.tokens import new_token, words_given, words_of

blueprint = Blueprint("offline", __name__)
TURNS = 40  # how many children one tablet can hear before it must see the network again
KEPT = "kept_whole"
NOT_READ, KEPT_NOW = 422, 200


@blueprint.get("/say/worker.js")
@public
def worker() -> ResponseReturnValue:
    """The script that keeps the hall's page on the tablet. From here, so that it minds nothing but /say/."""
    name = asset("js/hall_worker.js").rpartition("/built/")[2]
    response = Response((BUILT / name).read_text(encoding="utf-8"), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/say/<code>/hall", methods=["GET", "POST"])
@public
@commits_without_trace
def page(code: str) -> ResponseReturnValue:
    """Every question on one page; sent now, or kept by the tablet and sent later."""
    listening = listenings.by_code(code)
    form = HallForm()
    form.asking(listening)
    later = request.method == "POST" and bool(form.later.data)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            token = _token(form)
            whole_said.from_hall(listening, token, form.answers, form.files)
            if later:
                return kept(jsonify(kept=True))
            session[KEPT] = token
            return redirect(url_for(".card", code=listening.code), code=303)
    if later:
        return make_response(jsonify(kept=False, problem=_problem(form)), NOT_READ)
    turns = [new_token() for _ in range(TURNS)] if request.method == "GET" else []
    return render_template(
        "participation/feedback/hall.html", form=form, listening=listening, longest_sound=LONGEST_SOUND,
        offers=set(listening.offers), turns=[[token, words_of(token)] for token in turns],
    )  # fmt: skip


@blueprint.get("/say/<code>/hall/card")
@public
def card(code: str) -> ResponseReturnValue:
    """The come-back words of what this browser sent last."""
    listening = listenings.by_code(code)
    words = words_given(session.get(KEPT, ""))
    if not words:
        return redirect(url_for(".page", code=listening.code))
    return render_template("participation/feedback/hall_card.html", listening=listening, words=words)


def _token(form: HallForm) -> str:
    """The token the device was given for this turn; without script, one that the form's own key always makes."""
    given = form.token.data or ""
    return given if len(given) >= 40 else keyed_digest("in a hall", form.idempotency_key.data or "")


def _problem(form: HallForm) -> str:
    said = [*form.refusals, *(str(problem) for field in form for problem in field.errors)]
    return " ".join(said) or "We could not read this."
