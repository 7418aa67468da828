"""Young researchers: trained by a worker, they ask their own question, read the answers, and write what they found.

Their words go through the gate like everybody's. They read only the answers to their own question, and only those
the desk let through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from models.feedback import Feedback
from models.people import User
from models.places import Team
from models.research import Finding, Research, ResearchTraining
from models.triage import TriageItem
from participation.rules import research as rules
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.research import ResearchState
from participation.services import gate, listening, panels
from participation.services.listening import NewListening
from participation.services.released import ReleasedFeedback

QUESTION, WHY = "question", "why"


@dataclass(frozen=True)
class Own:
    """One question as its researcher sees it: their own words, how far it is, and how many answers can be read."""

    research: Research
    question: str
    why: str
    state: ResearchState
    released: int = 0


@dataclass(frozen=True)
class OwnFinding:
    """One finding as its writer sees it. `released` before it can become an idea others read."""

    finding: Finding
    words: str
    released: bool


def train(actor: Actor, user: User, trained_on: date) -> ResearchTraining:
    """Write down that a young person was trained to ask others; raises Refusal, naming the field."""
    rules.check_training(trained_on, local_date(now()), own=user.id == actor.user_id)
    made = ResearchTraining(user_id=user.id, trained_on=trained_on, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    audit.record("research.trained", user, actor=actor, on=trained_on.isoformat())
    return made


def trained_on(user_id: int | None) -> date | None:
    """The newest day on which somebody was trained."""
    query = sa.select(sa.func.max(ResearchTraining.trained_on)).where(ResearchTraining.user_id == user_id)
    return db.session.scalar(query)


def ask(actor: Actor, team: Team, question: str, why: str) -> Research:
    """Ask to put a question to others. It is read at the gate, then a worker sets it up.

    Raises Refusal for somebody who was not trained. The caller has checked that they are on this panel.
    """
    rules.check_trained(trained_on(actor.user_id), local_date(now()))
    rules.check_question(question)
    made = Research(team_id=team.id, by_id=known(actor), at=now(), not_yet="")
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(WordsKind.RESEARCH, made.public_id, {QUESTION: question, WHY: why}, by=actor)
    audit.record("research.asked", made, actor=actor, panel=team.public_id)
    return made


def mine(actor: Actor, team: Team) -> list[Own]:
    """Their own questions on this panel, newest first. Four queries."""
    return _own(Research.by_id == actor.user_id, Research.team_id == team.id)


def get_own(actor: Actor, public_id: str) -> Own:
    """One's own question, while on its panel and trained; NotFound for anybody else's, Refusal before training."""
    found = _own(Research.public_id == public_id, Research.by_id == actor.user_id)
    if actor.user_id is None or not found:
        raise NotFound
    panels.get_panel_for(actor, found[0].research.team.public_id)
    rules.check_trained(trained_on(actor.user_id), local_date(now()))
    return found[0]


def answers_to(actor: Actor, own: Own) -> ReleasedFeedback:
    """What was said to one's own question: only what was let through, and nothing about which a concern stands."""
    return ReleasedFeedback().read_by(actor).where(Feedback.listening_id == own.research.listening_id)


def write_finding(actor: Actor, own: Own, words: str) -> Finding:
    """Write what was found. It is read at the gate before anybody else sees it."""
    rules.check_finding(words, released=answers_to(actor, own).count() if own.research.listening_id else 0)
    made = Finding(research_id=own.research.id, at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold(WordsKind.FINDING, made.public_id, words, by=actor)
    audit.record("research.found", made, actor=actor)
    return made


def findings_of(own: Own) -> list[OwnFinding]:
    """What its researcher wrote, newest first: the words come back once they were let through. Two queries."""
    query = (
        sa.select(Finding).where(Finding.research_id == own.research.id).options(joinedload(Finding.proposal))
    )
    found = list(db.session.scalars(query.order_by(Finding.id.desc())))
    texts = gate.released_texts(WordsKind.FINDING, [one.public_id for one in found])
    return [
        OwnFinding(one, texts.get(one.public_id, {}).get(gate.WORDS, ""), one.public_id in texts)
        for one in found
    ]


def to_set_up() -> list[Research]:
    """Questions that were let through and wait for a worker, oldest first."""
    query = sa.select(Research).where(
        Research.answered_at.is_(None), Research.public_id.in_(gate.released_ids(WordsKind.RESEARCH))
    )
    return list(db.session.scalars(query.options(joinedload(Research.team)).order_by(Research.id)))


def get_to_set_up(actor: Actor, public_id: str) -> Own:
    """One of them, for a worker; NotFound before the desk let it through, and once it was answered."""
    panel_ids = [team.id for team in panels.panels_for(actor)]
    found = _own(Research.public_id == public_id, Research.team_id.in_(panel_ids))
    if not found or found[0].state is not ResearchState.WITH_WORKER:
        raise NotFound
    return found[0]


def set_up(actor: Actor, own: Own, new: NewListening) -> Research:
    """Set up the listening for a young researcher's question, and tell them."""
    made = listening.set_up(actor, new)
    _answer(actor, own.research)
    own.research.listening = made
    db.session.flush()
    _tell(own.research, "Your question is being asked now.")
    audit.record("research.set_up", own.research, actor=actor, listening=made.public_id)
    return own.research


def say_not_yet(actor: Actor, own: Own, why: str) -> Research:
    """Say that it cannot be asked like this, and why."""
    if len(why) < rules.SHORTEST:
        raise Refusal("Tell them why, and what would make it work.", field="not_yet")
    _answer(actor, own.research)
    own.research.not_yet = why
    db.session.flush()
    _tell(own.research, "Your worker has written to you about your question.")
    audit.record("research.not_yet", own.research, actor=actor)
    return own.research


def _answer(actor: Actor, research: Research) -> None:
    if research.answered_at is not None:
        raise Refusal("Somebody has just answered this.")
    research.answered_at, research.answered_by_id = now(), known(actor)


def _tell(research: Research, words: str) -> None:
    outbox.post(
        research.by_id, "News about your question", f"{words} Sign in to Our Part to read more.",
        dedupe_key=f"research:{research.public_id}", kind=LetterKind.ADVICE, path=f"/research/{research.public_id}",
    )  # fmt: skip


def _own(*where: sa.ColumnElement[bool]) -> list[Own]:
    query = sa.select(Research, TriageItem).where(*where).join(
        TriageItem,
        sa.and_(TriageItem.kind == WordsKind.RESEARCH, TriageItem.words_of == Research.public_id,
                TriageItem.is_latest),
    )  # fmt: skip
    query = query.options(joinedload(Research.team), joinedload(Research.listening)).order_by(
        Research.id.desc()
    )
    rows = db.session.execute(query).all()
    texts = gate.released_texts(WordsKind.RESEARCH, [one.public_id for one, _ in rows])
    counts = released_in([one.listening_id for one, _ in rows if one.listening_id])
    found = []
    for one, item in rows:
        state = rules.state_of(
            decided=item.decided_at is not None, released=item.released_at is not None,
            answered=one.answered_at is not None, asked=one.listening_id is not None,
        )  # fmt: skip
        said = texts.get(one.public_id, {})
        found.append(
            Own(one, said.get(QUESTION, ""), said.get(WHY, ""), state, counts.get(one.listening_id or 0, 0))
        )
    return found


def released_in(listening_ids: list[int]) -> dict[int, int]:
    """How many answers to each of these listenings were let through, by key. One query, or none for none."""
    if not listening_ids:
        return {}
    rows = db.session.execute(
        sa.select(Feedback.listening_id, sa.func.count())
        .where(Feedback.listening_id.in_(listening_ids), Feedback.id.in_(ReleasedFeedback().ids()))
        .group_by(Feedback.listening_id)
    )
    return {row[0]: row[1] for row in rows}
