"""Pages for writing an idea with others: who writes it, invitations, leaving, and opening it to be talked about."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import Refusal, refusals_on
from app.unit_of_work import commits
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals import EDITABLE, State
from commissioning.services import co_authors, co_drafts, co_invitations, merging, proposals_showing
from commissioning.services import proposals_drafts as drafts
from commissioning.services.proposals_story import story_for
from forms.co_design import AnswerForm, InviteForm, SureForm

blueprint = Blueprint("co_authors", __name__)

OPENED = "It is open. Others can help shape it once it has been read."
SHOWN_ANEW = "Others see the changes once they have been read."

ASKED = "If somebody here signs in with that and may write with you, they are asked. They show here once they join."


@blueprint.route("/proposals/<public_id>/authors", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def people(public_id: str) -> ResponseReturnValue:
    """Who writes it, and asking somebody else."""
    actor = current_actor()
    proposal = co_authors.get_authored(actor, public_id)
    mates, form = co_invitations.people_to_ask(actor, proposal), InviteForm()
    form.who.choices = [
        ("", "Choose somebody"),
        *((one.public_id, f"{one.name}, {one.about}") for one in mates),
    ]
    if request.method == "POST" and form.validate():
        who, signs_in_as = form.who.data or "", form.signs_in_as.data or ""
        with refusals_on(form):
            if proposal.state not in EDITABLE:
                raise Refusal("It has been sent in, so nobody else can join it now.")
            if not who and not signs_in_as:
                raise Refusal("Choose somebody, or write what they sign in with.", field="signs_in_as")
            co_invitations.invite(actor, proposal, who=who, signs_in_as=signs_in_as)
        if not form.refused:
            flash("They have been asked." if who else ASKED, "success")
            return redirect(url_for(".people", public_id=public_id), code=303)
        proposal = co_authors.get_authored(actor, public_id)
    return render_template(
        "commissioning/together/people.html", form=form, proposal=proposal, mates=mates,
        title=co_drafts.content_for(actor, proposal).title, is_lead=proposal.proposer_id == actor.user_id,
        authors=co_authors.authors_for(actor, proposal), paused=co_authors.is_paused(proposal),
        own=co_drafts.own_words(actor, proposal),
        can_ask=proposal.state in EDITABLE, sure=SureForm(),
    )  # fmt: skip


@blueprint.route("/proposals/<public_id>/invitation", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def invitation(public_id: str) -> ResponseReturnValue:
    """Say yes or no to writing it too."""
    actor = current_actor()
    before = co_invitations.answered_before(actor, public_id)
    if before is not None:
        flash(co_invitations.ANSWERED[before], "info")
        joined = before is JoinState.ACCEPTED
        return redirect(url_for("proposals.show", public_id=public_id) if joined else url_for("home.show"))
    row, form = co_invitations.get_invitation(actor, public_id), AnswerForm()
    if request.method == "GET" and co_invitations.is_over(row):
        flash(co_invitations.OVER, "info")
        return redirect(url_for("home.show"))
    if request.method == "POST" and form.validate():
        yes = form.answer.data == "yes"
        with refusals_on(form):
            co_invitations.answer(actor, row, yes=yes)
        if not form.refused:
            said = "You are writing it together now." if yes else "You said no. That is fine."
            flash(said, "success")
            there = url_for("proposals_writing.tasks", public_id=public_id) if yes else url_for("home.show")
            return redirect(there, code=303)
        row = co_invitations.get_invitation(actor, public_id)
    return render_template(
        "commissioning/together/invitation.html", form=form, row=row, who=co_invitations.name_to(actor, row),
        content=co_drafts.content_for(actor, row.proposal),
    )  # fmt: skip


@blueprint.post("/proposals/<public_id>/leave")
@requires(Permission.PROPOSE)
@commits
def leave(public_id: str) -> ResponseReturnValue:
    """Stop writing it. What was written stays with the others."""
    actor = current_actor()
    merging.leave(actor, co_authors.get_authored(actor, public_id))
    flash("You have left. What you wrote stays with the others.", "success")
    return redirect(url_for("proposals.mine"), code=303)


@blueprint.route("/proposals/<public_id>/open", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def open_up(public_id: str) -> ResponseReturnValue:
    """Show a draft to everybody who reads proposals, so that they can help shape it."""
    actor, form = current_actor(), SureForm()
    story = story_for(actor, public_id)
    co_authors.get_authored(actor, public_id)
    again = story.proposal.state is State.CO_DESIGN
    if request.method == "GET" and not again and story.proposal.state is not State.DRAFT:
        return redirect(url_for("proposals.show", public_id=public_id))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if again:
                proposals_showing.show_changes(actor, public_id)
            else:
                drafts.open_up(actor, public_id)
        if not form.refused:
            flash(SHOWN_ANEW if again else OPENED, "success")
            return redirect(url_for("proposals.show", public_id=public_id), code=303)
        story = story_for(actor, public_id)
    return render_template(
        "commissioning/together/open.html", form=form, story=story, official=actor.speaks_officially,
        changed=again and drafts.has_changed(story.proposal),
    )  # fmt: skip
