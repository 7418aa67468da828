"""Writing down what somebody says, for them: their words exactly, the help they had, and the helper's note apart."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import current_actor, public
from app.errors import refusals_on
from app.unit_of_work import commits_without_trace
from forms.whole import HelpForm
from participation.rules.support import Support, Translator
from participation.services import helped
from participation.services import listening as listenings
from participation.services.helped import Again, Helped
from participation.services.tokens import words_given
from participation.services.triage_desk import next_reading

blueprint = Blueprint("with_help", __name__)
HELPED = "helped"  # the token of what was written down last, so that its card can be shown


@blueprint.route("/say/<code>/with-help", methods=["GET", "POST"])
@public
@commits_without_trace
def write(code: str) -> ResponseReturnValue:
    """The whole listening on one page, for a helper. Whoever is signed in is named as the helper."""
    listening = listenings.by_code(code)
    form = HelpForm()
    form.asking(listening)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            again = Again(form.again.data) if form.again.data else None
            token = helped.helper_token(current_actor(), form.idempotency_key.data or "")
            session[HELPED] = helped.write_down(current_actor(), listening, _helped(form), token, again)
            if again is Again.SAME:
                flash("Added beside the first words. The four words are the same as before.", "success")
            return redirect(url_for(".card", code=listening.code), code=303)
    return render_template(
        "participation/feedback/with_help.html",
        form=form,
        listening=listening,
        state=listenings.state(listening),
        reads_now=next_reading(),
    )


@blueprint.get("/say/<code>/with-help/card")
@public
def card(code: str) -> ResponseReturnValue:
    """The come-back words, to hand over."""
    listening = listenings.by_code(code)
    words = words_given(session.get(HELPED, ""))
    if not words:
        return redirect(url_for(".write", code=listening.code))
    return render_template("participation/feedback/helped.html", listening=listening, words=words)


def _helped(form: HelpForm) -> Helped:
    return Helped(
        form.answers, tuple(Support(one) for one in form.support.data or ()), form.language.data or "",
        form.translation.data or "", Translator(form.translator.data) if form.translator.data else None,
        form.note.data or "", form.files, form.shown.data or "",
    )  # fmt: skip
