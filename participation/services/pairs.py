"""Keeping I and We, asking them in listenings, and showing what was answered beside what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.feedback import Feedback
from models.listening import Listening
from models.pairs import ListeningPair, Pair, PairAnswer, PairDone
from models.people import User
from participation.rules.known import known
from participation.rules.pairs import Agree, Tally, check_done, check_pair, due_on
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import themes
from participation.services.how_said import is_counted
from participation.services.released import ReleasedFeedback


def make(actor: Actor, i_words: str, we_words: str, service: str, owner: str) -> Pair:
    """Add a pair. Its words stay as they are from now on, so that answers stay beside what was asked."""
    check_pair(i_words, we_words)
    people = {user.public_id: user for user in themes.responders()}
    if owner not in people:
        raise Refusal("Choose who answers for it.", field="owner")
    there = sa.select(Pair.id).where(
        sa.func.lower(Pair.i_words) == i_words.lower(), Pair.retired_at.is_(None)
    )
    if db.session.scalar(there) is not None:
        raise Refusal("There is a pair with this I-statement already.", field="i_words")
    made = Pair(
        i_words=i_words, we_words=we_words, service=service, owner_id=people[owner].id, made_at=now(),
        made_by_id=known(actor),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("pair.made", made, actor=actor)
    return made


def retire(actor: Actor, public_id: str) -> Pair:
    """Ask a pair no more. What was answered stays on the page."""
    found = _get(public_id)
    if found.retired_at is not None:
        raise Refusal("It is retired already.")
    found.retired_at = now()
    db.session.flush()
    audit.record("pair.retired", found, actor=actor)
    return found


def asked_now() -> list[Pair]:
    """The pairs a listening can ask, in the order they were made."""
    return list(db.session.scalars(sa.select(Pair).where(Pair.retired_at.is_(None)).order_by(Pair.id)))


def chosen(public_ids: Sequence[str]) -> list[Pair]:
    """Those ticked for a new listening; raises Refusal for one that is not there."""
    there = {one.public_id: one for one in asked_now()}
    if any(one not in there for one in public_ids):
        raise Refusal("Choose from the list.", field="pairs")
    return [there[one] for one in there if one in set(public_ids)]


def ask_in(listening: Listening, asked: Sequence[Pair]) -> None:
    """Note which statements of a listening are which pairs: they are its first ones."""
    db.session.add_all(
        ListeningPair(listening_id=listening.id, position=number, pair_id=one.id)
        for number, one in enumerate(asked)
    )
    db.session.flush()


@dataclass(frozen=True)
class Asked:
    """One listening that asked a pair, and what was answered."""

    title: str
    until: datetime
    tally: Tally


@dataclass(frozen=True)
class Beside:
    """One pair as everybody sees it: both sides, what was answered (newest listening first), and what was done."""

    pair: Pair
    asked: tuple[Asked, ...]
    done: PairDone | None

    @property
    def is_gap(self) -> bool:
        """Whether the newest answers say that it is not so."""
        return bool(self.asked) and self.asked[0].tally.is_gap

    @property
    def owed_by(self) -> date | None:
        """The day by which its owner answers; None when nothing is owed."""
        if not self.is_gap or (self.done is not None and self.done.at > self.asked[0].until):
            return None
        return due_on(local_date(self.asked[0].until))

    @property
    def is_late(self) -> bool:
        """Whether that day has passed."""
        return self.owed_by is not None and self.owed_by < local_date(now())


def beside(*where: sa.ColumnElement[bool]) -> list[Beside]:
    """Every pair with its answers and what was done. Three queries, however many.

    Only listenings that have ended count, so a number never moves by one voice under the reader's eyes; and only what
    the desk let through and nobody took back.
    """
    query = sa.select(Pair).where(*where).options(joinedload(Pair.owner))
    pairs = list(db.session.scalars(query.order_by(Pair.retired_at.is_not(None), Pair.service, Pair.id)))
    keys = [one.id for one in pairs]
    asked, done = _asked(keys), _done(keys)
    return [Beside(one, tuple(asked.get(one.id, ())), done.get(one.id)) for one in pairs]


def owed_to(actor: Actor) -> list[Beside]:
    """Pairs this person answers for, whose newest answers say that it is not so."""
    if actor.user_id is None:
        return []
    return [one for one in beside(Pair.owner_id == actor.user_id) if one.owed_by]


def get_own(actor: Actor, public_id: str) -> Beside:
    """One of them, for writing what was done; NotFound for a pair somebody else answers for."""
    found = beside(Pair.public_id == public_id, Pair.owner_id == actor.user_id)
    if not found or actor.user_id is None:
        raise NotFound
    return found[0]


def write_done(actor: Actor, pair: Pair, words: str) -> PairDone:
    """Write what was done about it. Everybody reads it beside the pair; what was written before stays in the trail."""
    check_done(words)
    made = PairDone(pair_id=pair.id, words=words, at=now(), by_id=known(actor))
    db.session.add(made)
    db.session.flush()
    audit.record("pair.answered", pair, actor=actor, words=words)
    return made


def owners() -> list[User]:
    """Who can answer for a pair."""
    return themes.responders()


def may_keep(actor: Actor) -> bool:
    """Whether this person keeps the pairs."""
    return actor.has(Role.PARTICIPATION_WORKER, Role.COMMISSIONING_OFFICER)


def _get(public_id: str) -> Pair:
    found = db.session.scalar(sa.select(Pair).where(Pair.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def _asked(keys: list[int]) -> dict[int, list[Asked]]:
    of = (Listening.id, Listening.title, Listening.closes_at)
    let_through = ReleasedFeedback(is_counted()).ids()
    rows = db.session.execute(
        sa.select(PairAnswer.pair_id, *of, PairAnswer.answer, sa.func.count())
        .join(Feedback, Feedback.id == PairAnswer.feedback_id).join(Listening, Listening.id == Feedback.listening_id)
        .where(PairAnswer.pair_id.in_(keys), Listening.closes_at <= now(), Feedback.id.in_(let_through))
        .group_by(PairAnswer.pair_id, *of, PairAnswer.answer)
        .order_by(Listening.closes_at.desc(), Listening.id.desc())
    )  # fmt: skip
    counts: dict[tuple[int, int], tuple[str, datetime, dict[Agree, int]]] = {}
    for pair_id, listening_id, title, until, answer, many in rows:
        counts.setdefault((pair_id, listening_id), (title, until, {}))[2][answer] = many
    found: dict[int, list[Asked]] = {}
    for (pair_id, _), (title, until, answered) in counts.items():
        if (tally := Tally(answered)).is_shown:
            found.setdefault(pair_id, []).append(Asked(title, until, tally))
    return found


def _done(keys: list[int]) -> dict[int, PairDone]:
    rows = db.session.scalars(sa.select(PairDone).where(PairDone.pair_id.in_(keys)).order_by(PairDone.id))
    return {one.pair_id: one for one in rows}
