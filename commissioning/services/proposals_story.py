"""One idea's story, as one reader may see it: its words, where it has got to, what happened and what is next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from app.times import day, short_day
from commissioning.rules.proposals import EDITABLE, MACHINE, SHOWN_TO_EVERYONE, Action, State
from commissioning.rules.proposals_content import Content, Quote
from commissioning.rules.proposals_story import (
    OVER,
    STOP_REACHED,
    ended_words,
    event_kind,
    event_title,
    next_words,
    stop_of,
)
from commissioning.rules.reviews import due_at
from commissioning.services import co_drafts, kept_back
from commissioning.services.co_authors import author_ids, check_together, is_paused
from commissioning.services.joined_ideas import is_everybodys
from commissioning.services.proposals_extras import quotes_of
from commissioning.services.proposals_money import MoneyEvent, money_of
from commissioning.services.proposals_reading import is_near, known_as, may_read
from commissioning.services.proposals_shown import newest_shown
from models.decisions import Decision
from models.pots import Pot
from models.proposals import Proposal, ProposalEvent, ProposalVersion
from models.rounds import Round, RoundProject
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.services import gate


@dataclass(frozen=True)
class Happening:
    """One event as this reader may see it."""

    at: datetime
    action: Action
    title: str
    who: str
    reason: str


@dataclass(frozen=True)
class Story:
    """Everything one reader may see of one proposal.

    `being_read`: its newest words wait for the desk. `shown` is the version others read, 0 when there is none.
    `newer_waits`: this reader reads an earlier version, because newer words are being read.
    """

    proposal: Proposal
    content: Content
    number: int
    versions: list[int]
    proposer: str
    pot: Pot | None
    decision: Decision | None
    links: dict[Action, str]
    happenings: list[Happening]
    money: list[MoneyEvent]
    stop: str
    next: str
    is_own: bool
    is_lead: bool
    is_near: bool
    being_read: bool
    shown: int
    newer_waits: bool
    can_edit: bool
    can_withdraw: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.proposal.state in OVER

    @property
    def ended(self) -> str | None:
        """What the journey says where it ended early; None while it goes on."""
        return ended_words(self.proposal.state)

    @property
    def dates(self) -> dict[str, str]:
        """The day each stop of the journey was reached, as far as events tell."""
        reached = {"idea": self.proposal.created_at}
        reached |= {STOP_REACHED[one.action]: one.at for one in self.happenings if one.action in STOP_REACHED}
        if (
            self.ended and self.happenings
        ):  # where the line ends it says how it ended, so the day is that one's
            reached[self.stop] = self.happenings[-1].at
        return {stop: short_day(at) for stop, at in reached.items()}

    @property
    def events(self) -> list[dict[str, str]]:
        """The history as the timeline shows it, oldest first: each step, each decision and each pound."""
        begun = {"when": day(self.proposal.created_at), "title": "Idea begun", "who": self.proposer}
        told = [
            (one.at, {
                "when": day(one.at), "title": one.title, "who": one.who, "text": one.reason,
                "kind": event_kind(one.action), "href": self.links.get(one.action, ""),
            })
            for one in self.happenings
        ]  # fmt: skip
        told += [(one.at, {"when": day(one.at), "title": one.title, "href": one.href}) for one in self.money]
        return [begun, *(event for _, event in sorted(told, key=lambda one: one[0]))]

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
    own = _writes(actor, proposal)
    lead = proposal.proposer_id == actor.user_id
    near = own or is_near(actor, proposal)
    being_read = proposal.state in {State.SUBMITTED, State.CO_DESIGN} and not gate.is_released(
        WordsKind.PROPOSAL, public_id
    )
    due = day(due_at(proposal.submitted_at)) if proposal.submitted_at else ""
    shown = newest_shown(proposal) if being_read else proposal.version
    versions = _versions(proposal, own)
    newest = proposal.version if own else shown or proposal.version
    events = _events(proposal, newest, own)
    kept = being_read and own and kept_back.is_kept(public_id)
    decision = db.session.scalar(sa.select(Decision).where(Decision.proposal_id == public_id))
    return Story(
        proposal=proposal, content=_content(actor, proposal, own, near, number, versions),
        number=number or newest, versions=versions, proposer=known_as(actor, proposal),
        pot=db.session.get(Pot, proposal.pot_id) if proposal.pot_id else None,
        decision=decision, links=_links(proposal, decision),
        happenings=[_shown(event, actor, proposal, near) for event in events],
        money=money_of(proposal), stop=stop_of(proposal.state, events[-1].from_state if events else None),
        next=next_words(proposal.state, being_read=being_read and own, due=due, shown=shown, kept=kept, own=own),
        is_own=own,
        is_lead=lead, is_near=near, being_read=being_read, shown=shown,
        newer_waits=being_read and not own and bool(gate.undecided_ids(WordsKind.PROPOSAL, [public_id])),
        can_edit=own and proposal.state in EDITABLE,
        can_withdraw=lead and MACHINE.allows(proposal.state, Action.WITHDRAW) and not is_everybodys(proposal),
    )  # fmt: skip


def _writes(actor: Actor, proposal: Proposal) -> bool:
    """Whether the reader writes it. Somebody whose group must wait reads it as others do, or not at all."""
    if actor.user_id not in author_ids(proposal):
        return False
    if actor.user_id != proposal.proposer_id and is_paused(proposal):
        if not proposal.version:
            check_together(actor, proposal)
        return False
    return True


def _versions(proposal: Proposal, own: bool) -> list[int]:
    """The versions this reader may read: each let through, and all of them for somebody who alone ever wrote it.

    What one author sent in is no more for the others than for anybody before a person at the desk has read it.
    """
    query = sa.select(ProposalVersion.number).where(ProposalVersion.proposal_id == proposal.id)
    if not own or co_drafts.is_shared(proposal):
        query = query.where(ProposalVersion.words != "")
    return list(db.session.scalars(query.order_by(ProposalVersion.number)))


def _content(
    actor: Actor, proposal: Proposal, own: bool, near: bool, number: int | None, versions: list[int]
) -> Content:
    """The present words for the people writing it; for everybody else exactly what was sent in."""
    if own and number is None:
        seen = tuple(Quote(one.what, one.supplier, one.pence) for one, _ in quotes_of(proposal, actor))
        return replace(co_drafts.content_for(actor, proposal), quotes=seen)
    wanted = number if number is not None else max(versions, default=0)
    if wanted not in versions:
        raise NotFound
    kept = sa.select(ProposalVersion.content).where(
        ProposalVersion.proposal_id == proposal.id, ProposalVersion.number == wanted
    )
    content = Content.from_json(db.session.scalars(kept).one())
    return content if near else replace(content, quotes=())  # what suppliers asked is not for everybody


def _events(proposal: Proposal, number: int, own: bool) -> list[ProposalEvent]:
    """What happened up to that version: newer words that are being read are not shown to anybody yet.

    What the desk kept is between it and the people who wrote it.
    """
    query = sa.select(ProposalEvent).where(
        ProposalEvent.proposal_id == proposal.id, ProposalEvent.version <= number
    )
    if not own:
        query = query.where(ProposalEvent.action != Action.KEEP_BACK)
    query = query.options(joinedload(ProposalEvent.actor)).order_by(ProposalEvent.at, ProposalEvent.id)
    return list(db.session.scalars(query))


def _links(proposal: Proposal, decision: Decision | None) -> dict[Action, str]:
    """The page behind each event: the round it was voted on in, its result, and the register's entry."""
    last = db.session.scalar(
        sa.select(Round.public_id)
        .join(RoundProject)
        .where(RoundProject.proposal_id == proposal.id)
        .order_by(Round.id.desc())
        .limit(1)
    )
    links: dict[Action, str] = {}
    if last:
        result = f"/rounds/{last}/result"
        links |= {
            Action.PUT_IN_ROUND: f"/rounds/{last}", Action.RECOMMEND: result, Action.NOT_CHOOSE: result,
            Action.TAKE_OUT: f"/rounds/{last}",
        }  # fmt: skip
    if decision:
        entry = f"/decisions/{decision.number}"
        links |= dict.fromkeys((Action.APPROVE, Action.PART_APPROVE, Action.DECLINE), entry)
    return links


def _shown(event: ProposalEvent, actor: Actor, proposal: Proposal, near: bool) -> Happening:
    if event.actor_id == proposal.proposer_id:
        who = known_as(actor, proposal)
    else:
        who = event.actor.name if event.actor else "Our Part"
    hidden = event.to_state not in SHOWN_TO_EVERYONE and not near
    title = event_title(event.action, by_person=event.actor_id is not None)
    return Happening(event.at, event.action, title, who, "" if hidden else event.reason)
