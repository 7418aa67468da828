"""Pages for suggesting a change to an idea, and for its authors' answer."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, Refusal, refusals_on
from app.unit_of_work import commits
from commissioning.rules.suggestions import OVER, PART_NAMES, Part, SuggestionState
from commissioning.services import suggestions, suggestions_answers
from commissioning.views.idea_kept import leads_to_what_is_kept
from forms.co_design import SuggestForm, SuggestionAnswerForm, WhyAgainForm
from models.suggestions import Suggestion

blueprint = Blueprint("suggestions", __name__)


@blueprint.route("/proposals/<public_id>/suggest/<part>", methods=["GET", "POST"])
@requires(Permission.TALK_ABOUT_PROPOSALS)
@leads_to_what_is_kept
@commits
def suggest(public_id: str, part: str) -> ResponseReturnValue:
    """Put one part in other words."""
    actor, which = current_actor(), _part(part)
    try:
        proposal, before = suggestions.part_to_change(actor, public_id, which)
    except Refusal as refusal:  # it moved on, or is one's own: its page says what can be done
        flash(refusal.reason, "info")
        return redirect(url_for("proposals.show", public_id=public_id), code=303)
    form = SuggestForm(data={"words": before, "seen": str(proposal.version)})
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            words, why = form.words.data or "", form.why.data or ""
            suggestions.suggest(actor, public_id, which, words, why, seen=_number(form.seen.data))
        if not form.refused:
            flash("Thank you. The people writing it will answer you.", "success")
            return redirect(url_for("proposals.show", public_id=public_id), code=303)
        proposal, before = suggestions.part_to_change(actor, public_id, which)
        form.seen.data = str(proposal.version)
    return render_template(
        "commissioning/together/suggest.html", form=form, proposal=proposal, before=before, part=which,
        names=PART_NAMES, official=actor.speaks_officially, title=suggestions.title_of(proposal),
    )  # fmt: skip


@blueprint.route("/suggestions/<public_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """One suggestion to an idea of one's own: the marked change, and yes or no."""
    actor, form = current_actor(), SuggestionAnswerForm()
    found = suggestions.get_for_author(actor, public_id)
    if suggestions_answers.may_write_why_again(actor, found):
        return _why_again(found, WhyAgainForm())
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if form.answer.data == "accept":
                suggestions_answers.accept(actor, found)
            else:
                suggestions_answers.decline(actor, found, form.reason.data or "")
        if not form.refused:
            flash("You have answered. They have been told.", "success")
            return redirect(url_for("proposals.show", public_id=found.proposal.public_id), code=303)
        found = suggestions.get_for_author(actor, public_id)
    return _answer_page(found, form)


def _why_again(found: Suggestion, form: WhyAgainForm) -> ResponseReturnValue:
    """The reason for a no that was not passed on, to be put in other words by whoever wrote it."""
    actor, public_id = current_actor(), found.public_id
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            suggestions_answers.write_why_again(actor, found, form.reason.data or "")
        if not form.refused:
            flash("Thank you. It is read first, and then whoever suggested this reads it.", "success")
            return redirect(url_for(".answer", public_id=public_id), code=303)
        found = suggestions.get_for_author(actor, public_id)
    return _answer_page(found, form, again=True)


def _answer_page(found: Suggestion, form: SuggestionAnswerForm | WhyAgainForm, *, again: bool = False) -> str:
    return render_template(
        "commissioning/together/suggestion.html", form=form, shown=suggestions.show(current_actor(), [found])[0],
        names=PART_NAMES, closed_words=OVER, waits=found.state is SuggestionState.WAITING,
        title=suggestions.title_of(found.proposal), again=again,
    )  # fmt: skip


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError:
        raise NotFound from None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
