"""The officer's check: the queue by due date, and one decision for each version sent in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import outbox
from app.clock import now
from app.db import db
from commissioning.rules.apart import check_apart
from commissioning.rules.proposals import State
from commissioning.rules.reviews import (
    ACTION_OF,
    Answer,
    Check,
    Notes,
    Outcome,
    check_outcome,
    check_read,
    due_at,
)
from commissioning.services import advice, review_assignments, took_part
from commissioning.services.co_authors import author_ids
from commissioning.services.involved import involved_among, involved_in
from commissioning.services.proposals import move
from commissioning.services.proposals_reading import Row, is_let_through, readable, rows_for
from commissioning.services.proposals_story import Story, story_for
from models.proposals import Proposal, ProposalVersion
from models.reviews import Review
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal

LATELY = 10


@dataclass(frozen=True)
class Waiting:
    """One proposal that waits for a check."""

    row: Row
    due: datetime
    late: bool
    reviewer_id: int | None = None
    reviewer: str = ""


def queue_for(actor: Actor) -> list[Waiting]:
    """Proposals that were let through and wait for a check, soonest due first."""
    query = readable(actor).where(Proposal.state == State.SUBMITTED, is_let_through())
    rows = list(rows_for(actor, query.order_by(Proposal.submitted_at, Proposal.id)))
    named = review_assignments.able_for([row.public_id for row in rows])
    return [_waiting(row, *named.get(row.public_id, (None, ""))) for row in rows]


def being_read_count() -> int:
    """How many sent in are still being read by the safeguarding desk: a number, and nothing else about them."""
    query = sa.select(sa.func.count(Proposal.id)).where(Proposal.state == State.SUBMITTED, ~is_let_through())
    return db.session.scalar(query) or 0


def decided_lately() -> list[tuple[Review, str]]:
    """The last few reviews, newest first, each with the title it was checked under.

    Never the title as it stands now: the proposer may have changed it since, and those words wait at the gate.
    """
    version = sa.and_(
        ProposalVersion.proposal_id == Review.proposal_id, ProposalVersion.number == Review.version
    )
    query = sa.select(Review, ProposalVersion.title).join(ProposalVersion, version)
    query = query.options(joinedload(Review.proposal), joinedload(Review.reviewer))
    found = db.session.execute(query.order_by(Review.at.desc(), Review.id.desc()).limit(LATELY))
    return [(review, title) for review, title in found]


def get_for_review(actor: Actor, public_id: str) -> Story:
    """A proposal that was sent in and let through, for an officer; NotFound otherwise."""
    story = story_for(actor, public_id)
    if story.being_read or not story.proposal.version or not actor.has(Role.COMMISSIONING_OFFICER):
        raise NotFound
    return story


def is_read_anew(actor: Actor, public_id: str) -> bool:
    """Whether it was sent in anew, and the new words are being read before an officer reads them.

    Only of one that officers could read before: of others nobody here hears.
    """
    was_open = sa.exists().where(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.words != "")
    query = sa.select(Proposal.id).where(
        Proposal.public_id == public_id, Proposal.state == State.SUBMITTED, ~is_let_through(), was_open
    )
    return actor.has(Role.COMMISSIONING_OFFICER) and db.session.scalar(query) is not None


def waits(story: Story) -> bool:
    """Whether this one waits for a check now."""
    return story.proposal.state is State.SUBMITTED


def reviews_of(proposal: Proposal) -> list[Review]:
    """Every review of it, oldest first."""
    query = sa.select(Review).where(Review.proposal_id == proposal.id).options(joinedload(Review.reviewer))
    return list(db.session.scalars(query.order_by(Review.version)))


def why_not(actor: Actor, proposal: Proposal) -> str:
    """Why this officer may not check it, in a sentence; "" when they may."""
    try:
        check_apart(actor.user_id, involved_in(proposal), another="another officer must check it")
    except Refusal as refusal:
        return refusal.reason
    return ""


def decide(
    actor: Actor, public_id: str, outcome: Outcome, answers: Mapping[Check, Answer | None], notes: Notes,
    seen: str | None = None,
) -> Review:  # fmt: skip
    """Pass, return or refuse the version that waits; its authors are told to come and read why.

    `seen` is the number of the version on the officer's page: one sent in since is read before it is decided on. What
    passes goes to the young advisors for their view. Raises Refusal when somebody has decided already, when the
    officer has any part in it or another is named to check it, or when the checklist, notes or reason do not support
    the outcome.
    """
    if actor.user_id is None:
        raise NotFound
    proposal = get_for_review(actor, public_id).proposal
    check_apart(actor.user_id, involved_in(proposal), another="another officer must check it")
    review_assignments.check_is_theirs(actor, proposal)
    if proposal.state is not State.SUBMITTED:
        raise Refusal(_already(proposal))
    check_read(seen, proposal.version)
    check_outcome(outcome, answers, notes)
    review = Review(
        proposal_id=proposal.id, version=proposal.version, reviewer_id=actor.user_id, outcome=outcome, at=now(),
        answers={str(check): str(answer) for check, answer in answers.items()}, feasibility=notes.feasibility,
        cost=notes.cost, risk=notes.risk, equality=notes.equality, reason=notes.reason,
    )  # fmt: skip
    db.session.add(review)
    move(actor, proposal, ACTION_OF[outcome], reason=notes.reason)
    db.session.flush()
    for author_id in sorted(author_ids(proposal)):
        outbox.post(
            author_id, "Your proposal has been checked",
            "Somebody has checked your proposal. Sign in to Our Part to read what they said and what happens next.",
            dedupe_key=f"review:{review.public_id}:{author_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{proposal.public_id}",
        )  # fmt: skip
    if outcome is Outcome.PASS:
        advice.ask(actor, proposal)
    if outcome is Outcome.REFUSE:
        took_part.tell_it_ended(proposal)
    return review


def needs_for(actor: Actor) -> list[Need]:
    """What waits for an officer, as lines of "what needs me today"."""
    if not actor.has(Role.COMMISSIONING_OFFICER):
        return []
    found = [one for one in queue_for(actor) if one.reviewer_id in {None, actor.user_id}]
    apart = involved_among(known(actor), [one.row.public_id for one in found])
    alone = bool(apart) and len(review_assignments.officers()) < 2
    return [
        _need(one, apart=one.row.public_id in apart, alone=alone)
        for one in found
        if one.row.public_id not in apart or alone or one.reviewer_id == actor.user_id
    ]


def _need(waiting: Waiting, *, apart: bool, alone: bool) -> Need:
    """The line for one that waits. Whoever has a part in it does not check it, but sees to it that somebody does.

    `alone`: there is no other officer to name, so the line asks for what can be done.
    """
    title, path = f"Check “{waiting.row.title}”", f"/reviews/{waiting.row.public_id}"
    why, action = f"{waiting.row.team} · asks {waiting.row.ask}", "Check it"
    if apart:
        title = f"Name another officer to check “{waiting.row.title}”"
        why, action = "You have a part in it, so you cannot.", "See who can"
    if apart and alone:
        title = f"Ask for another officer to check “{waiting.row.title}”"
        why = "You have a part in it and are the only officer. An administrator can give another person that work."
        action = "Read more"
    return Need(title, path, why=why, due=waiting.due, late=waiting.late, action=action)


def _waiting(row: Row, reviewer_id: int | None, reviewer: str) -> Waiting:
    due = due_at(row.sent or now())
    return Waiting(row, due, due < now(), reviewer_id, reviewer)


def _already(proposal: Proposal) -> str:
    latest = db.session.scalar(
        sa.select(Review)
        .where(Review.proposal_id == proposal.id, Review.version == proposal.version)
        .options(joinedload(Review.reviewer))
    )
    if latest is None:
        return "This is not waiting for a check now. Its proposer may have withdrawn it."
    return f"{latest.reviewer.name} has already decided on this: {latest.outcome}."
