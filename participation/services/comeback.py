"""Coming back with the four words: where it is, the answer, and "did we listen?"."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased, joinedload

from app.clock import now
from app.db import db
from models.feedback import ComeBackTry, Feedback, FeltListened, FeltSaid
from models.responses import Answer
from models.saying import HowSaid
from models.themes import Theme, ThemeItem
from models.triage import TriageItem
from participation.rules.feedback import Felt, Stage, stage_of
from participation.rules.gate import WordsKind
from participation.rules.passphrases import HOW_MANY, tidy_words
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import is_owed
from participation.rules.themes import ThemeState
from participation.rules.word_list import WORDS
from participation.services.how_said import is_counted
from participation.services.tokens import come_back_digest

TRIES_KEPT = timedelta(hours=1)
LONGEST_WAIT = 2.0  # seconds; guessing four words of 1,024 at one try in two seconds takes many lifetimes


def seconds_to_wait(who: str) -> float:
    """How long to slow this sender down: nothing at first, then a little more with each wrong try in an hour."""
    tries = db.session.scalar(
        sa.select(sa.func.count()).where(ComeBackTry.who == who, ComeBackTry.at > now() - TRIES_KEPT)
    )
    return min(LONGEST_WAIT, 0.25 * max(0, (tries or 0) - 3))


def slow_down(who: str) -> None:
    """Make a guesser wait. Lets go of the database first (nothing has been written yet), so nobody else waits."""
    seconds = seconds_to_wait(who)
    db.session.rollback()
    if seconds:
        time.sleep(seconds)


def find(typed: str, who: str) -> str:
    """The public id of what these words belong to; raises Refusal, kindly, and remembers the try, when nothing does."""
    words = tidy_words(typed)
    found = db.session.scalar(
        sa.select(Feedback.public_id).where(Feedback.come_back == come_back_digest(words))
    )
    if found is not None:
        return found
    remember_try(who)
    raise Refusal(_kindly(words.split()), field="words")


def remember_try(who: str) -> None:
    """Keep that words were tried which found nothing, so that guessing is slowed."""
    db.session.add(ComeBackTry(who=who, at=now()))
    db.session.flush()


def clear_old_tries(at: datetime | None = None) -> None:
    """Forget wrong tries after an hour. For the scheduler."""
    db.session.execute(sa.delete(ComeBackTry).where(ComeBackTry.at <= (at or now()) - TRIES_KEPT))


@dataclass(frozen=True)
class WhereItIs:
    """What a child sees when they come back. Only answers are words here; what was said is not repeated."""

    feedback_id: int
    listening: str
    stage: Stage
    dates: dict[str, datetime]
    answers: list[Answer]
    shared: frozenset[int]  # the themes of those answers in which others spoke too
    stays_with_safeguarding: bool
    is_decided: bool
    felt: Felt | None
    times_felt: int = 0
    words_taken_out: bool = False  # before anybody off the desk read them
    answered_since: bool = False  # there is an answer they have not said this about


def where_is(public_id: str) -> WhereItIs:
    """How far it has come, in four queries; raises NotFound."""
    row = db.session.execute(
        sa.select(Feedback, TriageItem, _cut_in_a_part().label("cut"))
        .join(TriageItem, sa.and_(TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == Feedback.public_id))
        .where(Feedback.public_id == public_id, TriageItem.is_latest)
        .options(joinedload(Feedback.listening), joinedload(Feedback.felt))
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    said, item, cut = row
    read_at = item.first_read_at or item.decided_at
    sent_at = _first_sent(said.id) if item.released_at else None
    answers = _answers(said.id) if sent_at else []
    final = [one for one in answers if not is_owed(one.kind)]
    stage = stage_of(read=read_at is not None, sent=sent_at is not None, answered=bool(final))
    dates = {
        Stage.HAVE_IT: said.said_at, Stage.READ: read_at, Stage.WITH_THEM: sent_at,
        Stage.ANSWERED: final[0].given_at if final else None,
    }  # fmt: skip
    return WhereItIs(
        said.id, said.listening.title, stage, {str(key): at for key, at in dates.items() if at}, answers,
        _with_others(said.id, answers),
        item.decided_at is not None and item.released_at is None, item.decided_at is not None,
        said.felt.felt if said.felt else None,
        said.felt.number if said.felt else 0, cut or (item.released_version or 1) > 1,
        said.felt is not None and any(one.given_at > said.felt.at for one in final),
    )  # fmt: skip


def _cut_in_a_part() -> sa.ColumnElement[bool]:
    """Whether words were taken out of something they added later. For a query on feedback."""
    part, item = aliased(Feedback), aliased(TriageItem)
    return sa.exists().where(
        HowSaid.same_as_id == Feedback.id, part.id == HowSaid.feedback_id, item.words_of == part.public_id,
        item.kind == WordsKind.FEEDBACK, item.is_latest, item.released_version > 1,
    ).correlate(Feedback)  # fmt: skip


def say_listened(public_id: str, felt: Felt, *, after: int = 0) -> Felt:
    """Keep an answer to "did we listen?", and give the one that stands.

    `after` is how many they had given when they were asked: a change of mind comes after the one it changes, and of two
    tabs that ask at once the first stands. Raises NotFound, or Refusal before an answer.
    """
    here = where_is(public_id)
    if here.stage is not Stage.ANSWERED:
        raise Refusal("There is no answer yet. Come back when there is.")
    if after == here.times_felt:
        _keep_felt({"feedback_id": here.feedback_id, "number": after + 1, "felt": felt, "at": now()})
    newest = sa.select(FeltListened.felt).where(FeltListened.feedback_id == here.feedback_id)
    return db.session.scalar(newest) or felt


def _keep_felt(row: dict[str, Any]) -> None:
    """Add one answer, unless another tab was quicker; the newest is the one that counts."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    added = insert(FeltSaid).values(row).on_conflict_do_nothing().returning(FeltSaid.number)
    if db.session.scalar(added) is None:
        return
    newest = insert(FeltListened).values(row).on_conflict_do_update(index_elements=["feedback_id"], set_=row)
    db.session.execute(newest)
    db.session.expire_all()


def _first_sent(feedback_id: int) -> datetime | None:
    return db.session.scalar(
        sa.select(sa.func.min(Theme.sent_at)).join(ThemeItem, ThemeItem.theme_id == Theme.id)
        .where(ThemeItem.feedback_id == feedback_id, Theme.state != ThemeState.GATHERING)
    )  # fmt: skip


def _answers(feedback_id: int) -> list[Answer]:
    return list(db.session.scalars(
        sa.select(Answer).join(ThemeItem, ThemeItem.theme_id == Answer.theme_id)
        .where(ThemeItem.feedback_id == feedback_id, Answer.is_latest)
        .options(joinedload(Answer.theme)).order_by(Answer.given_at)
    ))  # fmt: skip


def _with_others(feedback_id: int, answers: list[Answer]) -> frozenset[int]:
    """The themes in which somebody else spoke too. What one added later is no second voice. One query, if any."""
    if not answers:
        return frozenset()
    another = sa.select(ThemeItem.theme_id).join(Feedback, Feedback.id == ThemeItem.feedback_id).where(
        ThemeItem.theme_id == Theme.id, Feedback.id != feedback_id, is_counted()
    )  # fmt: skip
    query = sa.select(Theme.id).where(Theme.id.in_([one.theme_id for one in answers]), another.exists())
    return frozenset(db.session.scalars(query))


def _kindly(words: list[str]) -> str:
    strange = [word for word in words if word not in WORDS]
    if len(words) != HOW_MANY:
        return f"There are {HOW_MANY} words on your card. Type all of them, with a space between."
    if strange:
        return f"We do not know the word “{strange[0][:20]}”. Look at your card and try that word again."
    return "We did not find those words together. Look at your card, check the order and try again."
