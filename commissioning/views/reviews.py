"""Pages for the officer who checks proposals: the queue by due date, and the check itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import page, refusals_on
from app.unit_of_work import commits
from commissioning.rules.reviews import Check, Outcome, due_at
from commissioning.services import proposals_again, review_assignments, reviews, reviews_page
from commissioning.services.proposals_story import Story
from forms.co_design import AssignForm
from forms.reviews import ReviewForm
from models.proposals import Proposal
from participation.rules.people import Actor

blueprint = Blueprint("reviews", __name__)

SAID = {
    Outcome.PASS: "Passed. It now waits for a vote.",
    Outcome.RETURN: "Returned. The proposer will see what to change.",
    Outcome.REFUSE: "Refused. The proposer will see why.",
}


@blueprint.get("/reviews")
@requires(Permission.REVIEW_PROPOSALS)
def queue() -> ResponseReturnValue:
    """What waits for a check, soonest due first."""
    actor = current_actor()
    return render_template(
        "commissioning/reviews/queue.html", waiting=reviews.queue_for(actor),
        being_read=reviews.being_read_count(), lately=reviews.decided_lately(),
    )  # fmt: skip


@blueprint.route("/reviews/<public_id>", methods=["GET", "POST"])
@requires(Permission.REVIEW_PROPOSALS)
@commits
def review(public_id: str) -> ResponseReturnValue:
    """Check one proposal and decide."""
    actor, form = current_actor(), ReviewForm()
    if reviews.is_read_anew(actor, public_id):
        return page(409, "commissioning/reviews/read_anew.html", form=form)
    story = reviews.get_for_review(actor, public_id)
    if request.method == "GET" and not reviews.waits(story):
        return redirect(url_for("proposals.show", public_id=public_id))
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            outcome = Outcome(form.outcome.data)
            reviews.decide(actor, public_id, outcome, form.answers, form.notes, seen=form.seen.data or "")
        if not form.refused:
            flash(SAID[outcome], "success")
            return redirect(url_for("reviews.queue"), code=303)
        story = reviews.get_for_review(actor, public_id)
    return _page(actor, story, form, _assign_form(story.proposal))


def _page(actor: Actor, story: Story, form: ReviewForm, assigning: AssignForm) -> str:
    form.show(str(story.number))
    return render_template(
        "commissioning/reviews/review.html", form=form, story=story, proposal=story.proposal, checks=list(Check),
        due=due_at(story.proposal.submitted_at) if story.proposal.submitted_at else None,
        assigning=assigning, problem=assigning.refused, apart=reviews.why_not(actor, story.proposal), actor=actor,
        found=reviews_page.what_to_check(actor, story),
        turns=proposals_again.turns_of(actor, story.proposal, is_own=story.is_own),
    )  # fmt: skip


@blueprint.post("/reviews/<public_id>/reviewer")
@requires(Permission.REVIEW_PROPOSALS)
@commits
def assign(public_id: str) -> ResponseReturnValue:
    """Name the officer who checks it."""
    actor = current_actor()
    story = reviews.get_for_review(actor, public_id)
    form = _assign_form(story.proposal)
    if not form.validate():
        return _page(actor, story, ReviewForm(), form)
    named = review_assignments.assign(actor, story.proposal, form.officer.data)
    flash(f"{named.reviewer.name} is named to check it.", "success")
    return redirect(url_for(".review", public_id=public_id), code=303)


def _assign_form(proposal: Proposal) -> AssignForm:
    form = AssignForm()
    form.officer.choices = [(one.public_id, one.name) for one in review_assignments.officers_for(proposal)]
    return form
