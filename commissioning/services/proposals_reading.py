"""Reading proposals. One condition, `may_read`, decides what anybody finds; every list and page goes through it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.times import day
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import EDITABLE, SHOWN_TO_EVERYONE, State
from commissioning.rules.proposals_content import Content
from commissioning.rules.proposals_story import OVER, ended_words, next_words, stop_of
from commissioning.rules.reviews import due_at
from commissioning.services import co_drafts
from commissioning.services.co_authors import authored_among, is_author
from commissioning.services.proposals_shown import SHOWN, is_shown, shown_number
from models.places import Area, Team
from models.proposals import Proposal, ProposalVersion
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, AgeBand, Role
from participation.services import gate

STAFF = (
    Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.BOARD_CLERK,
    Role.PARTICIPATION_WORKER, Role.AUDITOR,
)  # fmt: skip


def is_let_through() -> sa.ColumnElement[bool]:
    """Sent in, and its newest words let through by the safeguarding desk.

    The database itself keeps `let_through` the same as `gate.released_ids`, so that a list need not read the gate.
    """
    return sa.and_(Proposal.let_through, Proposal.version > 0)


def may_read(actor: Actor) -> sa.ColumnElement[bool]:
    """The people writing it read their own. Others read what was let through (see `proposals_shown`); a returned,
    refused or withdrawn one only the team it was for and the council's staff.
    """
    own = is_author(actor.user_id)
    if actor.has(*STAFF):
        return sa.or_(own, is_shown())
    near = sa.or_(Proposal.state.in_(SHOWN_TO_EVERYONE), Proposal.team_id.in_(actor.team_ids))
    return sa.or_(own, sa.and_(is_shown(), near))


def is_near(actor: Actor, proposal: Proposal) -> bool:
    """Whether the reader may see why it was returned or refused: its proposer, its team, or staff."""
    return proposal.proposer_id == actor.user_id or actor.has(*STAFF) or proposal.team_id in actor.team_ids


def known_as(actor: Actor, proposal: Proposal) -> str:
    """What the proposer is called to this reader. A child's name is not for people outside their team."""
    band = proposal.proposer.age_band
    if band is None or band is AgeBand.ADULT or is_near(actor, proposal):
        return proposal.proposer.name
    return "A young person"


@dataclass(frozen=True)
class Row:
    """One proposal in a list, as its reader may see it."""

    public_id: str
    title: str
    ask: Pence
    state: State
    team: str
    areas: str
    proposer: str
    who_benefits: str
    sent: datetime | None
    saved: datetime
    is_own: bool


def row_of(actor: Actor, proposal: Proposal, version: ProposalVersion | None, draft: Content | None) -> Row:
    """A list's line. Others see the words of the version shown; `draft` is what an author sees being changed now."""
    own = draft is not None
    content = draft or (Content.from_json(version.content) if version else Content())
    return Row(
        proposal.public_id, content.title, content.total, proposal.state, proposal.team.name,
        ", ".join(content.areas), known_as(actor, proposal), content.who_benefits, proposal.submitted_at,
        proposal.saved_at, own,
    )  # fmt: skip


def rows_for(actor: Actor, query: sa.Select[Proposal, ProposalVersion]) -> Iterator[Row]:
    """Run a query over (Proposal, ProposalVersion) with everything a row needs loaded, in a fixed few queries."""
    found = db.session.execute(query.options(joinedload(Proposal.proposer), joinedload(Proposal.team))).all()
    own = authored_among(actor.user_id, [proposal.id for proposal, _ in found])
    drafts = co_drafts.contents_for(actor, _whole(own)) if own else {}
    for proposal, version in found:
        yield row_of(actor, proposal, version, drafts.get(proposal.id))


def _whole(ids: Collection[int]) -> list[Proposal]:
    """These proposals with all that is written in them: what only those who write them see before it is sent."""
    parts = (Proposal.areas, Proposal.lines, Proposal.outcome_rows, Proposal.quotes)
    query = sa.select(Proposal).where(Proposal.id.in_(ids))
    return list(db.session.scalars(query.options(*(selectinload(part) for part in parts))))


def readable_ids(actor: Actor) -> sa.Select[int]:
    """The keys of every proposal this person may read: what lists count, order and page by, before they load a row."""
    return sa.select(Proposal.id).where(may_read(actor))


def readable_among(actor: Actor, public_ids: Collection[str]) -> frozenset[str]:
    """Which of these ideas this person may open, by public id: a page that names an idea leads to it. One query."""
    query = sa.select(Proposal.public_id).where(Proposal.public_id.in_(public_ids), may_read(actor))
    return frozenset(db.session.scalars(query))


def readable(actor: Actor) -> sa.Select[Proposal, ProposalVersion]:
    """Every proposal this person may read, each with the version others read (None before one)."""
    return sa.select(Proposal, ProposalVersion).outerjoin(ProposalVersion, SHOWN).where(may_read(actor))


@dataclass(frozen=True)
class Idea:
    """One's own idea in a list: how far it has come, and what happens next."""

    row: Row
    stop: str
    next: str
    can_edit: bool
    ended: str | None
    is_over: bool


def mine(actor: Actor) -> list[Idea]:
    """The actor's own ideas, newest change first, in a fixed few queries."""
    query = readable(actor).where(is_author(actor.user_id))
    rows = list(rows_for(actor, query.order_by(Proposal.saved_at.desc(), Proposal.id.desc())))
    waiting = sa.select(Proposal.public_id, shown_number()).where(~is_let_through(), is_author(actor.user_id))
    shown = {public_id: number for public_id, number in db.session.execute(waiting)}  # noqa: C416 - rows are not pairs to mypy
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.PROPOSAL, list(shown)))) if shown else set()
    return [_idea(row, shown.get(row.public_id), kept=row.public_id in kept) for row in rows]


def unfinished(actor: Actor) -> list[Row]:
    """The actor's own ideas that only they can take further, newest change first: drafts, and those sent back."""
    query = readable(actor).where(is_author(actor.user_id), Proposal.state.in_((State.DRAFT, State.RETURNED)))
    return list(rows_for(actor, query.order_by(Proposal.saved_at.desc(), Proposal.id.desc())))


def _idea(row: Row, shown: int | None, *, kept: bool) -> Idea:
    """`shown`: the version others read while the newest waits to be let through; None when it does not wait.

    `kept`: the desk has read the newest, and did not pass it on.
    """
    due = day(due_at(row.sent)) if row.sent else ""
    being_kept = kept and row.state is State.CO_DESIGN
    words = next_words(
        row.state, being_read=shown is not None, due=due, shown=shown or 0, kept=being_kept, own=True
    )
    return Idea(
        row, stop_of(row.state), words, row.state in EDITABLE, ended_words(row.state), row.state in OVER
    )


def areas() -> list[Area]:
    """Every area of today, for the list's filter."""
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def teams_with_proposals(actor: Actor) -> list[Team]:
    """Teams that have a proposal this person may read, for the list's filter."""
    has_some = sa.exists().where(Proposal.team_id == Team.id, may_read(actor))
    return list(db.session.scalars(sa.select(Team).where(has_some).order_by(Team.name)))


def published_titles(ids: Collection[int]) -> dict[int, str]:
    """What each of these is called in the version others read, by key: never a title that is being written or read."""
    query = (
        sa.select(Proposal.id, ProposalVersion.title).join(ProposalVersion, SHOWN).where(Proposal.id.in_(ids))
    )
    return {key: title for key, title in db.session.execute(query)} if ids else {}  # noqa: C416 - rows are not pairs to mypy
