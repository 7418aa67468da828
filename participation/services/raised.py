"""Items young advisors raise straight with a senior leader: words at the gate first, then a clock on the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from models.people import Membership, User
from models.places import Team
from models.raised import Raised
from models.triage import TriageItem
from participation.rules import raised as rules
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import Draft, check_answer
from participation.services import gate


@dataclass(frozen=True)
class Shown:
    """An item let through: its words, the day its answer is due, and whether that has passed."""

    item: Raised
    words: str
    due_on: date
    overdue: bool


@dataclass(frozen=True)
class Count:
    """What may be told in public: how many, never what."""

    raised: int
    answered: int
    overdue: int


def leaders() -> list[User]:
    """The senior leaders something can be raised with, by name."""
    today = local_date(now())
    query = (
        sa.select(User).join(Membership)
        .where(User.is_active, Membership.role == Role.DECISION_MAKER, Membership.starts_on <= today,
               sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today))
        .distinct().order_by(User.name)
    )  # fmt: skip
    return list(db.session.scalars(query))


def bring(actor: Actor, team: Team, to: str, words: str) -> Raised:
    """Raise something with a leader; raises Refusal, naming the field."""
    leader = next((one for one in leaders() if one.public_id == to), None)
    if leader is None:
        raise Refusal("Choose who should answer", field="to")
    rules.check_words(words)
    made = Raised(team_id=team.id, by_id=known(actor), to_id=leader.id, at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(WordsKind.RAISED, made.public_id, {gate.WORDS: words}, by=actor)
    audit.record("raised.brought", made, actor=actor, to=leader.public_id)
    return made


def of_panel(team: Team) -> list[Shown]:
    """What the panel has raised and is let through, newest first. Three queries."""
    return _shown(Raised.team_id == team.id)


def being_read(actor: Actor, team: Team) -> int:
    """How many of one's own have not come through."""
    query = sa.select(sa.func.count()).where(
        Raised.team_id == team.id, Raised.by_id == actor.user_id,
        Raised.public_id.not_in(gate.released_ids(WordsKind.RAISED)),
    )  # fmt: skip
    return db.session.scalar(query) or 0


def owed_by(actor: Actor) -> list[Shown]:
    """What this leader has still to answer, the soonest due first."""
    if not actor.has(Role.DECISION_MAKER):
        return []
    return sorted(
        _shown(Raised.to_id == actor.user_id, Raised.answered_at.is_(None)), key=lambda one: one.due_on
    )


def get_to_answer(actor: Actor, public_id: str) -> Shown:
    """One item raised with this leader; NotFound for anybody else, and before it is let through."""
    found = _shown(Raised.to_id == actor.user_id, Raised.public_id == public_id)
    if not found:
        raise NotFound
    return found[0]


def answer(actor: Actor, shown: Shown, draft: Draft) -> None:
    """Answer it, once. "Noted" is not an answer, and the sentences are short enough for the youngest."""
    check_answer(draft, local_date(now()))
    item = shown.item
    values = {"kind": draft.kind, "answer": draft.words, "evidence": draft.evidence, "by_when": draft.by_when,
              "answered_by_id": known(actor), "answered_at": now()}  # fmt: skip
    if not once.changed(item, Raised.answered_at.is_(None), **values):
        raise Refusal("This is answered already.")
    audit.record("raised.answered", item, actor=actor, kind=str(draft.kind))
    outbox.post(
        item.by_id, "An answer to what you raised", "Somebody senior has answered. Sign in to Our Part to read it.",
        dedupe_key=f"raised:{item.public_id}", kind=LetterKind.ANSWERS, path="/panel",
    )  # fmt: skip


def count_now() -> Count:
    """For everybody to see: how many were raised and let through, answered, and late now. Two queries."""
    return count_of(_days(), local_date(now()))


def count_of(days: list[tuple[date, date | None]], today: date) -> Count:
    """The same from (the day each was let through, the day it was answered)."""
    return Count(
        len(days), sum(answered is not None for _, answered in days),
        sum(rules.is_overdue(through, answered, today) for through, answered in days),
    )  # fmt: skip


def _days() -> list[tuple[date, date | None]]:
    rows = db.session.execute(_with_release(sa.select(TriageItem.released_at, Raised.answered_at)))
    return [(local_date(through), local_date(answered) if answered else None) for through, answered in rows]


def _with_release(query: Any) -> Any:
    return query.select_from(Raised).join(
        TriageItem,
        sa.and_(TriageItem.kind == WordsKind.RAISED, TriageItem.words_of == Raised.public_id,
                TriageItem.is_latest, TriageItem.released_at.is_not(None)),
    )  # fmt: skip


def _shown(*conditions: sa.ColumnElement[bool]) -> list[Shown]:
    query = _with_release(sa.select(Raised, TriageItem.released_at)).where(*conditions)
    rows = db.session.execute(
        query.options(joinedload(Raised.to), joinedload(Raised.answered_by)).order_by(Raised.id.desc())
    ).all()
    texts = gate.released_texts(WordsKind.RAISED, [item.public_id for item, _ in rows])
    today, found = local_date(now()), []
    for item, through in rows:
        on = local_date(through)
        answered = local_date(item.answered_at) if item.answered_at else None
        words = texts.get(item.public_id, {}).get(gate.WORDS, "")
        found.append(Shown(item, words, rules.due_on(on), rules.is_overdue(on, answered, today)))
    return found
