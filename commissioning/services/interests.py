"""Declaring an interest in a proposal, and asking whether somebody has one. An interest stays on record.

One declared in an idea that was joined to another is an interest in the joined idea.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.services.joined_ideas import names_of, pairs_where, reached_from
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
    mine = sa.select(Interest).where(Interest.user_id == actor.user_id, _said_of(proposal_id))
    earlier = db.session.scalars(mine.order_by(Interest.id)).first()
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
    first = _said_first(proposal_ids)
    query = (
        sa.select(first.c.idea, first.c.who, Round)
        .join(RollEntry, RollEntry.user_id == first.c.who)
        .join(Round, Round.id == RollEntry.round_id)
        .join(RoundProject, RoundProject.round_id == Round.id)
        .where(RoundProject.proposal_public_id == first.c.idea)
        .where(RollEntry.voted == 1, Round.opened_at.is_not(None), Round.opens_at <= first.c.at)
        .order_by(Round.id)
    )
    found: dict[str, dict[int, Round]] = {}
    for proposal_id, user_id, round_ in db.session.execute(query):
        found.setdefault(proposal_id, {})[user_id] = round_
    return found


def _said_first(proposal_ids: Collection[str]) -> sa.Subquery:
    """(`idea`, `who`, `at`): when each person first declared an interest in each of these, or in a part of it."""
    idea, part = aliased(Proposal), aliased(Proposal)
    pairs = pairs_where(Proposal.public_id.in_(proposal_ids))
    return (
        sa.select(
            idea.public_id.label("idea"), Interest.user_id.label("who"), sa.func.min(Interest.declared_at).label("at")
        )
        .join(part, part.public_id == Interest.proposal_id)
        .join(pairs, pairs.c.part == part.id)
        .join(idea, idea.id == pairs.c.idea)
        .group_by(idea.public_id, Interest.user_id)
        .subquery()
    )  # fmt: skip


def has_interest(user_id: int | None, proposal_id: str) -> bool:
    """Whether this person has declared an interest in the proposal with this public id, or in a part of it."""
    if not isinstance(proposal_id, str):
        raise TypeError("a proposal is named by its public id here")
    return proposal_id in interests_of(user_id, [proposal_id])


def interests_of(user_id: int | None, proposal_ids: Collection[str]) -> frozenset[str]:
    """Which of these proposals (public ids) the person has an interest in, in one query."""
    if user_id is None or not proposal_ids:
        return frozenset()
    query = sa.select(Proposal.public_id).where(
        Proposal.public_id.in_(proposal_ids), Proposal.id.in_(keys_with_interest(user_id))
    )
    return frozenset(db.session.scalars(query))


def keys_with_interest(user_id: int | None) -> sa.Select[int]:
    """The keys of the proposals this person has an interest in, for `.in_()`."""
    mine = sa.select(Interest.proposal_id).where(Interest.user_id == user_id)
    return reached_from(Proposal.public_id.in_(mine))


def interested_in(proposal_id: str) -> frozenset[int]:
    """Who (user ids) has an interest in a proposal."""
    return frozenset(db.session.scalars(sa.select(Interest.user_id).where(_said_of(proposal_id))))


def declared_in(proposal_id: str) -> list[Interest]:
    """What each person declared first in a proposal, first declared first, each with its person."""
    first = sa.select(sa.func.min(Interest.id)).where(_said_of(proposal_id)).group_by(Interest.user_id)
    query = sa.select(Interest).where(Interest.id.in_(first)).order_by(Interest.id)
    return list(db.session.scalars(query.options(joinedload(Interest.user))))


def _said_of(proposal_id: str) -> sa.ColumnElement[bool]:
    """The condition that an interest was declared in this proposal, or in an idea that became part of it."""
    return Interest.proposal_id.in_(names_of(proposal_id))


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
