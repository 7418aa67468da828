"""The list of proposals: searched, filtered, paged, in an order that is fair and stays put for the day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.proposals import State
from commissioning.services.co_authors import is_author
from commissioning.services.proposals_index import holding, key_of, own_holding
from commissioning.services.proposals_reading import Row, readable, readable_ids, rows_for
from commissioning.services.proposals_shown import SHOWN, shown_number
from models.places import Area, Team
from models.proposals import SHUFFLE_PRIME, Proposal, ProposalOutcome, ProposalVersion, proposal_areas
from participation.rules.people import Actor
from participation.rules.themes import Shanarri

PER_PAGE = 20
Asked = TypeVar("Asked", bound="sa.Select[*tuple[Any, ...]]")

S = State
GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "writing": ("Being written or changed", frozenset({S.DRAFT, S.RETURNED})),
    "talking": ("Taking shape", frozenset({S.CO_DESIGN})),
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
    helps: str = ""


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
    everything, page = _count(readable_ids(actor)), max(1, page)
    query = _matching(actor, readable_ids(actor), wanted)
    if wanted == Wanted(order=wanted.order):
        page, total = min(page, _pages(everything)), everything
        ids = list(db.session.scalars(_cut(_ordered(query, wanted), page)))
    else:
        ids, total = _page_of(query, wanted, page)
        if not ids and page > 1:
            page = _pages(_count(query))
            ids, total = _page_of(query, wanted, page)
    found = (
        readable(actor)
        .where(Proposal.id.in_(ids))
        .order_by(sa.case(_places(ids), value=Proposal.id, else_=0))
    )
    return Listed(list(rows_for(actor, found)), total, everything, page, _pages(total))


def whole_list_for(actor: Actor, wanted: Wanted) -> list[Row]:
    """Everything that matches, for taking away as CSV."""
    query = _matching(actor, readable(actor), wanted)
    return list(rows_for(actor, query.order_by(*_order(wanted.order, local_date(now())))))


def _page_of(query: sa.Select[int], wanted: Wanted, page: int) -> tuple[list[int], int]:
    """The keys on one page and how many match in all, in one pass: finding what matches is the most of it."""
    counted = _ordered(query, wanted).add_columns(sa.func.count().over())
    found = db.session.execute(_cut(counted, page)).all()
    return [key for key, _ in found], (found[0][1] if found else 0)


def _cut(query: Asked, page: int) -> Asked:
    return query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)


def _pages(many: int) -> int:
    return max(1, -(-many // PER_PAGE))


def _ordered(query: sa.Select[int], wanted: Wanted) -> sa.Select[int]:
    """In the order asked; only what is ordered by the words sent in has to look at them."""
    if wanted.order == "title":
        # Without being told, SQLite reads each whole version for the one value that is in this index.
        query = query.outerjoin(ProposalVersion, SHOWN)
        query = query.with_hint(ProposalVersion, "INDEXED BY ix_proposal_versions_in_order", "sqlite")
    return query.order_by(*_order(wanted.order, local_date(now())))


def _places(ids: list[int]) -> dict[int, int]:
    """The place of each key on the page."""
    return {key: place for place, key in enumerate(ids)} or {0: 0}


def _matching(actor: Actor, query: Asked, wanted: Wanted) -> Asked:
    if wanted.words:
        unread = own_holding(is_author(actor.user_id), wanted.words) if actor.user_id else []
        found = holding(wanted.words, unread)
        of_shown = sa.and_(found.c.key == Proposal.id, found.c.number == shown_number())
        query = query.join(found, of_shown)
    if wanted.group in GROUPS:
        query = query.where(Proposal.state.in_(GROUPS[wanted.group][1]))
    if wanted.area:
        inside = sa.select(proposal_areas.c.proposal_id).join(Area).where(Area.public_id == wanted.area)
        query = query.where(key_of(Proposal).in_(inside))
    if wanted.helps in set(Shanarri):
        helping = sa.select(ProposalOutcome.proposal_id).where(ProposalOutcome.outcome == wanted.helps)
        query = query.where(key_of(Proposal).in_(helping))
    if wanted.team:
        query = query.where(Proposal.team_id.in_(sa.select(Team.id).where(Team.public_id == wanted.team)))
    return query


def _count(query: sa.Select[int]) -> int:
    return db.session.scalar(query.with_only_columns(sa.func.count(Proposal.id))) or 0


def _order(order: str, today: date) -> tuple[Any, ...]:
    if order == "newest":
        return (sa.func.coalesce(Proposal.submitted_at, Proposal.saved_at).desc(), Proposal.id.desc())
    if order == "title":
        return (sa.func.lower(sa.func.coalesce(ProposalVersion.title, "")), Proposal.id)
    if order == "ask":
        return (Proposal.ask_pence, Proposal.id)
    return (Proposal.shuffle_key * multiplier(today) % SHUFFLE_PRIME, Proposal.id)


def multiplier(today: date) -> int:
    """The day's number, from 1 to the prime less one: the same for everybody all day, and another tomorrow.

    Each proposal's own random key times this, modulo the prime, is a shuffle the database can sort and page by.
    """
    digest = hashlib.sha256(today.isoformat().encode()).digest()
    return 1 + int.from_bytes(digest[:8], "big") % (SHUFFLE_PRIME - 1)
