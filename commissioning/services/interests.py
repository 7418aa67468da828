"""Declaring an interest in a proposal, and asking whether somebody has one. An interest stays on record."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.services.proposals_reading import readable
from commissioning.services.proposals_shown import BEING_READ
from models.decisions import Interest
from models.proposals import Proposal, ProposalVersion
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal


def declare(actor: Actor, proposal_id: str, kind: InterestKind, words: str = "") -> Interest:
    """Record the actor's own interest in a proposal (its public id). Saying it twice keeps the first.

    Only people with a seat or a post add words of their own: anybody else's would have to wait at the gate.
    """
    if actor.user_id is None:
        raise Refusal("Sign in to declare an interest.")
    earlier = db.session.scalars(_of(actor.user_id).where(Interest.proposal_id == proposal_id)).first()
    if earlier is not None:
        return earlier
    interest = Interest(
        user_id=actor.user_id, proposal_id=proposal_id, kind=kind, declared_at=now(),
        words=words if actor.speaks_officially else "",
    )  # fmt: skip
    db.session.add(interest)
    db.session.flush()
    audit.record("interest.declared", interest, actor=actor, proposal=proposal_id, kind=str(kind))
    return interest


def declared_late(proposal_id: str) -> dict[int, Round]:
    """Who (user ids) voted in a round the proposal stands in that had opened before they declared; the newest such.

    Whatever they chose counts as cast. What it was is not asked and cannot be; nor whether it was before or after.
    """
    return declared_late_in([proposal_id]).get(proposal_id, {})


def declared_late_in(proposal_ids: Collection[str]) -> dict[str, dict[int, Round]]:
    """The same for several proposals, by their public ids, in one query."""
    query = (
        sa.select(Interest.proposal_id, Interest.user_id, Round)
        .join(RollEntry, RollEntry.user_id == Interest.user_id)
        .join(Round, Round.id == RollEntry.round_id)
        .join(RoundProject, RoundProject.round_id == Round.id)
        .where(
            Interest.proposal_id.in_(proposal_ids), RoundProject.proposal_public_id == Interest.proposal_id
        )
        .where(RollEntry.voted == 1, Round.opened_at.is_not(None), Round.opens_at <= Interest.declared_at)
        .order_by(Round.id)
    )
    found: dict[str, dict[int, Round]] = {}
    for proposal_id, user_id, round_ in db.session.execute(query):
        found.setdefault(proposal_id, {})[user_id] = round_
    return found


def has_interest(user_id: int | None, proposal_id: str) -> bool:
    """Whether this person has declared an interest in the proposal with this public id."""
    if not isinstance(proposal_id, str):
        raise TypeError("a proposal is named by its public id here")
    query = sa.select(sa.literal(1)).where(Interest.user_id == user_id, Interest.proposal_id == proposal_id)
    return user_id is not None and db.session.execute(query).first() is not None


def interests_of(user_id: int | None, proposal_ids: Collection[str]) -> frozenset[str]:
    """Which of these proposals (public ids) the person has an interest in, in one query."""
    query = sa.select(Interest.proposal_id).where(
        Interest.user_id == user_id, Interest.proposal_id.in_(proposal_ids)
    )
    return frozenset(db.session.scalars(query)) if user_id is not None and proposal_ids else frozenset()


def declared_in(proposal_id: str) -> list[Interest]:
    """Every interest declared in a proposal, first declared first, each with its person."""
    query = sa.select(Interest).where(Interest.proposal_id == proposal_id).order_by(Interest.id)
    return list(db.session.scalars(query.options(joinedload(Interest.user))))


def _of(user_id: int) -> sa.Select[Interest]:
    return sa.select(Interest).where(Interest.user_id == user_id)


def title_for(actor: Actor, proposal_id: str) -> str:
    """The title of a proposal this person may read; NotFound otherwise."""
    row = db.session.execute(readable(actor).where(Proposal.public_id == proposal_id)).first()
    if row is None:
        raise NotFound
    proposal: Proposal = row[0]
    version: ProposalVersion | None = row[1]
    if version is not None:
        return version.title
    return proposal.title if proposal.proposer_id == actor.user_id else BEING_READ
