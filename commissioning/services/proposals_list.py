"""The list of proposals: searched, filtered, paged, in an order that is fair and stays put for the day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.proposals import State
from commissioning.services.proposals_index import holds
from commissioning.services.proposals_reading import Row, readable, rows_for
from models.places import Area, Team
from models.proposals import SHUFFLE_PRIME, Proposal, ProposalVersion, proposal_areas
from participation.rules.people import Actor

PER_PAGE = 20

S = State
GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "writing": ("Being written or changed", frozenset({S.DRAFT, S.RETURNED})),
    "talking": ("Being talked about", frozenset({S.CO_DESIGN})),
    "checked": ("Being checked", frozenset({S.SUBMITTED})),
    "waiting": ("Waiting for a vote", frozenset({S.SHORTLISTED})),
    "voting": ("Being voted on", frozenset({S.IN_ROUND})),
    "deciding": ("Recommended, waiting for a decision", frozenset({S.RECOMMENDED})),
    "approved": ("Approved or happening", frozenset({S.APPROVED, S.PART_APPROVED, S.UNDER_WAY})),
    "done": ("Done", frozenset({S.DONE, S.LEARNED})),
    "ended": (
        "Did not go on",
        frozenset({S.REFUSED, S.NOT_CHOSEN, S.DECLINED, S.LAPSED, S.WITHDRAWN, S.MERGED}),
    ),
}
ORDERS: dict[str, str] = {
    "fair": "Mixed each day",
    "newest": "Newest first",
    "title": "By name",
    "ask": "Smallest cost first",
}


@dataclass(frozen=True)
class Wanted:
    """What the reader asked the list for. Anything unknown is as if not asked."""

    words: str = ""
    group: str = ""
    area: str = ""
    team: str = ""
    order: str = "fair"


@dataclass(frozen=True)
class Listed:
    """One page of the list. `total` counts what matches; `all` everything this person may read."""

    rows: list[Row]
    total: int
    all: int
    page: int
    pages: int


def list_for(actor: Actor, wanted: Wanted, page: int = 1) -> Listed:
    """One page of the proposals this person may read; a page beyond the last shows the last."""
    query = _matching(readable(actor), wanted)
    total, everything = _count(query), _count(readable(actor))
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    ordered = query.order_by(*_order(wanted.order, local_date(now())))
    rows = list(rows_for(actor, ordered.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))
    return Listed(rows, total, everything, page, pages)


def whole_list_for(actor: Actor, wanted: Wanted) -> list[Row]:
    """Everything that matches, for taking away as CSV."""
    ordered = _matching(readable(actor), wanted).order_by(*_order(wanted.order, local_date(now())))
    return list(rows_for(actor, ordered))


def _matching(
    query: sa.Select[Proposal, ProposalVersion], wanted: Wanted
) -> sa.Select[Proposal, ProposalVersion]:
    if wanted.words:
        query = query.where(holds(wanted.words))
    if wanted.group in GROUPS:
        query = query.where(Proposal.state.in_(GROUPS[wanted.group][1]))
    if wanted.area:
        inside = sa.select(proposal_areas.c.proposal_id).join(Area).where(Area.public_id == wanted.area)
        query = query.where(Proposal.id.in_(inside))
    if wanted.team:
        query = query.where(Proposal.team_id.in_(sa.select(Team.id).where(Team.public_id == wanted.team)))
    return query


def _count(query: sa.Select[Proposal, ProposalVersion]) -> int:
    return db.session.scalar(query.with_only_columns(sa.func.count(Proposal.id))) or 0


def _order(order: str, today: date) -> tuple[Any, ...]:
    if order == "newest":
        return (sa.func.coalesce(Proposal.submitted_at, Proposal.saved_at).desc(), Proposal.id.desc())
    if order == "title":
        return (sa.func.lower(sa.func.coalesce(ProposalVersion.title, Proposal.title)), Proposal.id)
    if order == "ask":
        return (sa.func.coalesce(ProposalVersion.ask_pence, Proposal.ask_pence), Proposal.id)
    return (Proposal.shuffle_key * multiplier(today) % SHUFFLE_PRIME, Proposal.id)


def multiplier(today: date) -> int:
    """The day's number, from 1 to the prime less one: the same for everybody all day, and another tomorrow.

    Each proposal's own random key times this, modulo the prime, is a shuffle the database can sort and page by.
    """
    digest = hashlib.sha256(today.isoformat().encode()).digest()
    return 1 + int.from_bytes(digest[:8], "big") % (SHUFFLE_PRIME - 1)
