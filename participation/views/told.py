"""How to be told the answer: asked at the end of saying it, and again for whoever comes back. The worker's task."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits, commits_without_trace
from forms.told import SKIP, ToldForm
from models.feedback import Feedback
from participation.rules.told import Means
from participation.services import feedback, said_shown, told, told_by_workers
from participation.services import listening as listenings
from participation.services.said_shown import Seen
from participation.views import shared_tablet
from participation.views.shared_tablet import BACK, TOKEN

blueprint = Blueprint("told", __name__)


@blueprint.route("/say/<code>/told", methods=["GET", "POST"])
@public
@commits_without_trace
def after(code: str) -> ResponseReturnValue:
    """Choose it straight after saying something, in the browser that said it. Skipping it is as good."""
    listening = listenings.by_code(code)
    card = url_for("feedback.card", code=listening.code)
    draft = feedback.draft_of(listening, session.get(TOKEN))
    if draft is None or draft.answers is not None:
        return redirect(card, code=303)
    said = told.said_by(feedback.send(draft, session[TOKEN]))
    on_tablet = shared_tablet.is_out(listening)
    return _asked(said, url_for(".after", code=listening.code), card, on_tablet=on_tablet)


@blueprint.route("/comeback/told", methods=["GET", "POST"])
@public
@commits_without_trace
def change() -> ResponseReturnValue:
    """Choose it anew, having come back."""
    if not session.get(BACK):
        return redirect(url_for("feedback.come_back"), code=303)
    return _asked(told.said_by(session[BACK]), url_for(".change"), url_for("feedback.answer"))


@blueprint.get("/comeback/made/<public_id>")
@public
def own(public_id: str) -> ResponseReturnValue:
    """One's own drawing or recording, once it was let through."""
    if not session.get(BACK):
        said_shown.check_there(public_id)
        return redirect(url_for("feedback.come_back"), code=303)
    own_one = said_shown.get_own(session[BACK], public_id)
    if (
        request.headers.get("Sec-Fetch-Dest") == "document"
    ):  # alone it would have no help and no way to leave fast
        return redirect(url_for("feedback.answer"), code=303)
    return _thing(own_one)


@blueprint.get("/said/<public_id>")
@requires(Permission.SEE_SHOWN)
def shown(public_id: str) -> ResponseReturnValue:
    """A drawing or recording whose maker agreed that it is shown."""
    return _thing(said_shown.get_shown_for(current_actor(), public_id))


@blueprint.get("/answers/<public_id>/to-tell")
@requires(Permission.THEME_FEEDBACK)
def task(public_id: str) -> ResponseReturnValue:
    """What to tell somebody who chose this worker. Not who, nor what they said."""
    answer = told_by_workers.get_to_tell(current_actor(), public_id)
    return render_template("participation/responses/to_tell.html", answer=answer)


@blueprint.post("/answers/<public_id>/to-tell")
@requires(Permission.THEME_FEEDBACK)
@commits
def done(public_id: str) -> ResponseReturnValue:
    """They have been told."""
    answer = told_by_workers.get_to_tell(current_actor(), public_id)
    told_by_workers.mark_told(current_actor(), answer)
    flash("Recorded. Thank you for telling them.", "success")
    return redirect(url_for("home.show"), code=303)


def _asked(said: Feedback, here: str, back: str, *, on_tablet: bool = False) -> ResponseReturnValue:
    actor = current_actor()
    chosen, shown_now = told.choice_of(said), said_shown.answers(said)
    form = ToldForm(data={
        "means": str(chosen.means) if chosen else None,
        "worker": chosen.worker.public_id if chosen and chosen.worker else None,
        **{str(kind): "yes" if yes else "no" for kind, yes in shown_now.items()},
    })  # fmt: skip
    form.offering(told.offer_for(actor, said), frozenset(said_shown.made(said)))
    if request.method == "POST" and request.form.get("go") == SKIP:
        return redirect(back, code=303)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if form.means.data:
                worker = form.worker.data or "" if "worker" in form else ""
                told.choose(actor, said, Means(form.means.data), worker)
            said_shown.say(actor, said, form.shown)
            flash("Thank you. We have kept that.", "success")
            return redirect(back, code=303)
    return render_template(
        "participation/feedback/told.html",
        form=form,
        here=here,
        back=back,
        on_tablet=on_tablet,
        chosen=chosen,
    )


def _thing(seen: Seen) -> Response:
    """The bytes, for this reader alone: nothing between keeps a copy."""
    answer = Response(seen.content, mimetype=seen.mime)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = "inline"
    return answer
