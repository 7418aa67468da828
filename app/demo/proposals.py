"""The demo's proposals: sixty ideas for two teams, drafted, read at the desk, sent in, checked and lived with.

For the rounds' story: South's proposals pass their check in three batches, about 212, 107 and 24 days before
`today` (12, 12 and 16 of them). `shortlisted_for(team)` at about 200, 95 and 18 days before finds each.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo import proposals_extras
from app.demo.people import NORTH, SOUTH
from app.demo.proposals_people import add_neighbours
from app.demo.proposals_words import NOTES
from app.demo.story import Moment
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.reviews import Answer, Check, Notes, Outcome
from commissioning.services import proposals_choices, reviews
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.proposals import move
from models.attachments import Attachment
from models.people import User
from models.places import Area, Team
from models.proposals import Proposal, ProposalEvent
from models.triage import TriageItem
from participation.rules.gate import Decision, Letting
from participation.rules.gate import Outcome as Found
from participation.rules.people import Actor
from participation.services import triage

Idea = Mapping[str, Any]
NO_CONCERN = "An idea for the neighbourhood. Nothing in it worries me about anybody."
# Days before today on which each fate's proposals are decided on (or, for those still on their way, sent in).
PASSED = {"first": 212, "second": 107, "third": 24}
SENT = {"checking": 9, "gate": 0, "returned": 20, "refused": 60, "withdrawn": 80, "draft": 5}
CARRIED_ON = (130, 95, 60, 30, 10)
BEGIN_AFTER, FINISH_AFTER, LEARN_AFTER = timedelta(days=12), timedelta(days=45), timedelta(days=25)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Every idea from its first words to where it stands today."""
    moments = [Moment(today - timedelta(days=255), add_neighbours)]
    for team, file in ((SOUTH, "proposals_south.toml"), (NORTH, "proposals_north.toml")):
        for idea in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["idea"]:
            moments += _life(idea, team, dice, today)
    return [*moments, *(Moment(today - timedelta(days=day, hours=2), _carry_on) for day in CARRIED_ON)]


def _life(idea: Idea, team: str, dice: random.Random, today: datetime) -> list[Moment]:
    fate = idea["fate"]
    passed = fate in PASSED
    decided = today - timedelta(days=(PASSED | SENT)[fate] + _spread(fate, dice), hours=dice.randint(1, 9))
    sent = decided - timedelta(days=dice.randint(5, 9)) if fate not in {"checking", "gate"} else decided
    begun = sent - timedelta(days=dice.randint(1, 8), hours=dice.randint(1, 5))
    if fate == "draft":
        return [Moment(decided, partial(_write, idea, team))]
    notes = _notes(dice)
    moments = [Moment(begun, partial(_write, idea, team)), Moment(sent, partial(_send, idea))]
    if fate != "gate":
        moments.append(Moment(sent + timedelta(hours=dice.randint(2, 20)), partial(_let_through, idea)))
    if "once" in idea:
        moments += _sent_back_once(idea, sent, notes)
    if passed or fate in {"returned", "refused"}:
        outcome = {"returned": Outcome.RETURN, "refused": Outcome.REFUSE}.get(fate, Outcome.PASS)
        moments.append(Moment(decided, partial(_check, idea, outcome, notes, idea.get("reason", ""))))
    if fate == "withdrawn":
        moments.append(Moment(decided, partial(_withdraw, idea)))
    return moments


def _spread(fate: str, dice: random.Random) -> int:
    """A few days either way; what waits at the desk came today, since the desk decides within a day."""
    return 0 if fate == "gate" else dice.randint(0, 3)


def _sent_back_once(idea: Idea, sent: datetime, notes: Notes) -> list[Moment]:
    at = sent + timedelta(days=1)
    return [
        Moment(at, partial(_check, idea, Outcome.RETURN, notes, idea["once"])),
        Moment(at + timedelta(days=1), partial(_rewrite, idea)),
        Moment(at + timedelta(days=2), partial(_let_through, idea)),
    ]


def _notes(dice: random.Random) -> Notes:
    return Notes(**{name: dice.choice(said) for name, said in NOTES.items()})


def _write(idea: Idea, team: str) -> None:
    """The first draft, which a proposal returned once improved on."""
    who = _actor(idea["by"])
    team_id = db.session.scalars(sa.select(Team.public_id).where(Team.name == team)).one()
    proposal = drafts.start(who, team=team_id, title=idea["title"])
    drafts.save(
        who, proposal.public_id, fields_of({**idea, **_named(idea.get("before", {}))}) | _pot(proposal, idea)
    )
    proposals_extras.add_to(who, proposal)


def _rewrite(idea: Idea) -> None:
    who = _actor(idea["by"])
    public_id = _find(idea).public_id
    drafts.save(who, public_id, fields_of(idea))
    drafts.submit(who, public_id)


def _send(idea: Idea) -> None:
    drafts.submit(_actor(idea["by"]), _find(idea).public_id)


def _let_through(idea: Idea) -> None:
    """Sam reads it at the desk, if nobody has: its words, its picture and its quotes."""
    proposal = _find(idea)
    pictures = sa.select(Attachment.public_id).where(Attachment.subject_id == proposal.public_id)
    parts = [
        proposal.public_id,
        *(quote.public_id for quote in proposal.quotes),
        *db.session.scalars(pictures),
    ]
    waiting = sa.select(TriageItem).where(
        TriageItem.words_of.in_(parts), TriageItem.is_latest, TriageItem.decided_at.is_(None)
    )
    for item in db.session.scalars(waiting):
        triage.decide(
            _actor("Sam"),
            item.public_id,
            Decision(
                Found.NO_CONCERN, NO_CONCERN, "", Letting.RELEASE, {}, stays=frozenset(triage.marks_of(item))
            ),
            after=0,
        )


def _check(idea: Idea, outcome: Outcome, notes: Notes, reason: str) -> None:
    answers: dict[Check, Answer | None] = dict.fromkeys(Check, Answer.YES)
    if outcome is Outcome.REFUSE:
        answers[Check.NOT_ALREADY_HAPPENED if "bought" in reason else Check.SAFEGUARDING] = Answer.NO
    told = Notes(notes.feasibility, notes.cost, notes.risk, notes.equality, reason)
    reviews.decide(_actor("Carol"), _find(idea).public_id, outcome, answers, told)


def _withdraw(idea: Idea) -> None:
    withdrawing.withdraw(_actor(idea["by"]), _find(idea).public_id, idea["reason"])


def _carry_on() -> None:
    """What was approved gets under way, is done after a while, and leaves something learned."""
    for action, states, after in (
        (Action.SHARE_LEARNING, {State.DONE}, LEARN_AFTER),
        (Action.FINISH, {State.UNDER_WAY}, FINISH_AFTER),
        (Action.BEGIN, {State.APPROVED, State.PART_APPROVED}, BEGIN_AFTER),
    ):
        for proposal in db.session.scalars(sa.select(Proposal).where(Proposal.state.in_(states))).all():
            since = sa.select(sa.func.max(ProposalEvent.at)).where(ProposalEvent.proposal_id == proposal.id)
            if db.session.scalars(since).one() < now() - after:
                move(_actor("Carol"), proposal, action)


FIELDS = {
    "title": "title", "need": "need", "who": "who_benefits", "many": "how_many", "builds": "builds_on",
    "ours": "our_part", "yours": "your_part", "group": "group_name", "sponsor": "sponsor",
}  # fmt: skip


def _named(changes: Mapping[str, Any]) -> dict[str, Any]:
    short = {long: name for name, long in FIELDS.items()}
    return {short.get(name, name): value for name, value in changes.items()}


def fields_of(idea: Idea) -> dict[str, Any]:
    """The idea as the drafts' service takes it; a half-written one has only some of it."""
    fields: dict[str, Any] = {long: idea[name] for name, long in FIELDS.items() if name in idea}
    if helped := proposals_extras.helps(idea.get("title", "")):
        fields["outcomes"] = helped
    if "group" in idea:
        fields["is_constituted"] = idea.get("rules", True)
    if "lines" in idea:
        fields["lines"] = [CostLine(what, Pence(round(pounds * 100))) for what, pounds in idea["lines"]]
    ids = db.session.scalars(sa.select(Area.public_id).where(Area.name.in_(idea.get("areas", ()))))
    return fields | {"areas": list(ids)}


def _pot(proposal: Proposal, idea: Idea) -> dict[str, str]:
    """A pot that gives as much as it asks, when the team has one open."""
    asked = sum(pounds for _, pounds in idea.get("lines", ())) * 100
    fit = [
        pot
        for pot in proposals_choices.pots_open_to(proposal.team_id)
        if pot.max_award_pence is None or pot.max_award_pence >= asked
    ]
    young = [pot for pot in fit if "outh" in pot.name]
    chosen = young or fit if "oung" in idea.get("who", "") else fit
    return {"pot": chosen[-1].public_id} if chosen else {}


def _find(idea: Idea) -> Proposal:
    return next(one for one in db.session.scalars(sa.select(Proposal)) if one.title == idea["title"])


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
