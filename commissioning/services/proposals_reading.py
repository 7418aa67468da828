"""Reading proposals. One condition, `may_read`, decides what anybody finds; every list and page goes through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.times import day
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import EDITABLE, MACHINE, SHOWN_TO_EVERYONE, Action, State
from commissioning.rules.proposals_content import Content
from commissioning.rules.proposals_story import next_words, stop_of
from commissioning.rules.reviews import due_at
from commissioning.services.proposals_drafts import content_of
from models.places import Team
from models.pots import Pot
from models.proposals import Proposal, ProposalEvent, ProposalVersion
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import NotFound
from participation.services import gate

STAFF = (
    Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.BOARD_CLERK,
    Role.PARTICIPATION_WORKER, Role.AUDITOR,
)  # fmt: skip

_LATEST = sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == Proposal.version)


def is_let_through() -> sa.ColumnElement[bool]:
    """Sent in, and its newest words let through by the safeguarding desk."""
    return sa.and_(Proposal.version > 0, Proposal.public_id.in_(gate.released_ids(WordsKind.PROPOSAL)))


def may_read(actor: Actor) -> sa.ColumnElement[bool]:
    """The proposer reads their own. Others read what was let through; a returned, refused or withdrawn one only
    the team it was for and the council's staff.
    """
    own = Proposal.proposer_id == actor.user_id if actor.user_id else sa.false()
    if actor.has(*STAFF):
        return sa.or_(own, is_let_through())
    near = sa.or_(Proposal.state.in_(SHOWN_TO_EVERYONE), Proposal.team_id.in_(actor.team_ids))
    return sa.or_(own, sa.and_(is_let_through(), near))


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
class Happening:
    """One event as this reader may see it."""

    at: datetime
    action: Action
    who: str
    reason: str


@dataclass(frozen=True)
class Story:
    """Everything one reader may see of one proposal."""

    proposal: Proposal
    content: Content
    number: int
    versions: list[int]
    proposer: str
    pot: Pot | None
    happenings: list[Happening]
    stop: str
    next: str
    is_own: bool
    is_near: bool
    being_read: bool
    can_edit: bool
    can_withdraw: bool

    @property
    def reason(self) -> str:
        """Why it stands where it stands, when this reader may know."""
        return self.happenings[-1].reason if self.happenings else ""


def story_for(actor: Actor, public_id: str, number: int | None = None) -> Story:
    """A proposal's story as this person may read it (or one earlier version's words); NotFound when not theirs."""
    proposal = db.session.scalar(
        sa.select(Proposal)
        .where(Proposal.public_id == public_id, may_read(actor))
        .options(joinedload(Proposal.proposer), joinedload(Proposal.team))
    )
    if proposal is None:
        raise NotFound
    own = proposal.proposer_id == actor.user_id
    being_read = proposal.state is State.SUBMITTED and not gate.is_released(WordsKind.PROPOSAL, public_id)
    due = day(due_at(proposal.submitted_at)) if proposal.submitted_at else ""
    events = _events(proposal)
    return Story(
        proposal=proposal, content=_content(proposal, own, number), number=number or proposal.version,
        versions=list(range(1, proposal.version + 1)), proposer=known_as(actor, proposal),
        pot=db.session.get(Pot, proposal.pot_id) if proposal.pot_id else None,
        happenings=[_shown(event, actor, proposal) for event in events],
        stop=stop_of(proposal.state, events[-1].from_state if events else None),
        next=next_words(proposal.state, being_read=being_read, due=due), is_own=own,
        is_near=is_near(actor, proposal), being_read=being_read, can_edit=own and proposal.state in EDITABLE,
        can_withdraw=own and MACHINE.allows(proposal.state, Action.WITHDRAW),
    )  # fmt: skip


def _content(proposal: Proposal, own: bool, number: int | None) -> Content:
    """The proposer's present words for the proposer; for everybody else exactly what was sent in."""
    if own and number is None:
        return content_of(proposal)
    version = db.session.scalar(
        sa.select(ProposalVersion).where(
            ProposalVersion.proposal_id == proposal.id, ProposalVersion.number == (number or proposal.version)
        )
    )
    if version is None:
        raise NotFound
    return Content.from_json(version.content)


def _events(proposal: Proposal) -> list[ProposalEvent]:
    query = sa.select(ProposalEvent).where(ProposalEvent.proposal_id == proposal.id)
    query = query.options(joinedload(ProposalEvent.actor)).order_by(ProposalEvent.at, ProposalEvent.id)
    return list(db.session.scalars(query))


def _shown(event: ProposalEvent, actor: Actor, proposal: Proposal) -> Happening:
    if event.actor_id == proposal.proposer_id:
        who = known_as(actor, proposal)
    else:
        who = event.actor.name if event.actor else "Our Part"
    hidden = event.to_state not in SHOWN_TO_EVERYONE and not is_near(actor, proposal)
    return Happening(event.at, event.action, who, "" if hidden else event.reason)


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


def row_of(actor: Actor, proposal: Proposal, version: ProposalVersion | None) -> Row:
    """A list's line. Others see the last version's words, never what is being changed now."""
    own = proposal.proposer_id == actor.user_id
    content = content_of(proposal) if own or version is None else Content.from_json(version.content)
    return Row(
        proposal.public_id, content.title, content.total, proposal.state, proposal.team.name,
        ", ".join(content.areas), known_as(actor, proposal), content.who_benefits, proposal.submitted_at,
        proposal.saved_at, own,
    )  # fmt: skip


def rows_for(actor: Actor, query: sa.Select[Proposal, ProposalVersion]) -> Iterator[Row]:
    """Run a query over (Proposal, ProposalVersion) with everything a row needs loaded, in a fixed few queries."""
    loaded = query.options(
        joinedload(Proposal.proposer), joinedload(Proposal.team), selectinload(Proposal.areas),
        selectinload(Proposal.lines),
    )  # fmt: skip
    for proposal, version in db.session.execute(loaded):
        yield row_of(actor, proposal, version)


def readable(actor: Actor) -> sa.Select[Proposal, ProposalVersion]:
    """Every proposal this person may read, each with its last version (None for a draft)."""
    return sa.select(Proposal, ProposalVersion).outerjoin(ProposalVersion, _LATEST).where(may_read(actor))


def mine(actor: Actor) -> list[Row]:
    """The actor's own proposals, newest change first."""
    query = readable(actor).where(Proposal.proposer_id == actor.user_id)
    return list(rows_for(actor, query.order_by(Proposal.saved_at.desc(), Proposal.id.desc())))


def teams_with_proposals(actor: Actor) -> list[Team]:
    """Teams that have a proposal this person may read, for the list's filter."""
    ids = sa.select(Proposal.team_id).where(may_read(actor))
    return list(db.session.scalars(sa.select(Team).where(Team.id.in_(ids)).order_by(Team.name)))
