"""Keeping the account of a listening, finishing it when everybody was answered, and asking again on its day."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import day, local_date
from models.accounts import ListeningAccount
from models.feedback import Feedback, FeltListened
from models.listening import Listening
from models.responses import Answer
from models.saying import SaidMedia, TakenBack
from models.themes import Theme, ThemeItem
from models.triage import TriageItem
from participation.rules.accounts import Account, Owing, Part, check_account, check_finish
from participation.rules.feedback import Felt
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.listening import ListeningState
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind
from participation.rules.small_numbers import Hidden, tell_small
from participation.services.listening import state
from participation.services.released import ReleasedFeedback


def of(listening: Listening) -> ListeningAccount | None:
    """The account of a listening, as far as it is written."""
    return db.session.get(ListeningAccount, listening.id)


def keep(actor: Actor, listening: Listening, account: Account, *, finish: bool) -> ListeningAccount:
    """Keep what is written; with `finish`, finish the listening. Raises Refusal, naming what is missing."""
    today, kept = local_date(now()), of(listening)
    if kept is not None and kept.finished_at is not None:
        raise Refusal("This listening is finished, and its account stays as it is.")
    check_account(account, today)
    if finish:
        check_finish(
            account, owing(listening), is_open=state(listening) is not ListeningState.CLOSED, today=today
        )
    if kept is None:
        kept = ListeningAccount(listening_id=listening.id)
        db.session.add(kept)
    for part in Part:
        setattr(kept, part, account.parts.get(part, ""))
    kept.again_on, kept.saved_at, kept.by_id = account.again_on, now(), known(actor)
    kept.finished_at = now() if finish else None
    db.session.flush()
    audit.record("listening.finished" if finish else "listening.account_kept", listening, actor=actor)
    return kept


def owing(listening: Listening) -> Owing:
    """What of a listening is not done yet. Three queries."""
    loose = ReleasedFeedback().where(Feedback.listening_id == listening.id).not_in_a_theme().count()
    mine = sa.select(ThemeItem.theme_id).join(Feedback, Feedback.id == ThemeItem.feedback_id)
    mine = mine.where(Feedback.listening_id == listening.id)
    unanswered = sa.or_(Answer.kind.is_(None), Answer.kind == AnswerKind.NOT_OURS)
    silent = sa.and_(~unanswered, Answer.influence.is_(None))
    row = db.session.execute(
        sa.select(sa.func.sum(sa.case((unanswered, 1), else_=0)), sa.func.sum(sa.case((silent, 1), else_=0)))
        .select_from(Theme).outerjoin(Answer, sa.and_(Answer.theme_id == Theme.id, Answer.is_latest))
        .where(Theme.id.in_(mine))
    ).one()  # fmt: skip
    return Owing(loose, int(row[0] or 0), int(row[1] or 0), _waits_to_be_read(listening))


def _waits_to_be_read(listening: Listening) -> bool:
    """Whether the desk has still to decide on something said here that nobody took back."""
    here = sa.and_(
        Feedback.listening_id == listening.id, ~sa.exists().where(TakenBack.feedback_id == Feedback.id)
    )
    said = sa.select(Feedback.public_id).where(here)
    media = sa.select(SaidMedia.public_id).join(Feedback, Feedback.id == SaidMedia.feedback_id).where(here)
    waits = sa.select(TriageItem.id).where(
        TriageItem.decided_at.is_(None), TriageItem.is_latest, sa.or_(
            sa.and_(TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of.in_(said)),
            sa.and_(TriageItem.kind.in_((WordsKind.DRAWING, WordsKind.SOUND)), TriageItem.words_of.in_(media)),
        ),
    )  # fmt: skip
    return db.session.scalar(waits.limit(1)) is not None


def felt(listening: Listening) -> dict[Felt, int | Hidden]:
    """What people answered to "did we listen?", small numbers hidden; nothing until five have said."""
    query = sa.select(FeltListened.felt, sa.func.count()).join(
        Feedback, Feedback.id == FeltListened.feedback_id
    )
    query = query.where(Feedback.listening_id == listening.id).group_by(FeltListened.felt)
    counts = {row.felt: int(row[1]) for row in db.session.execute(query)}
    return tell_small(counts) if sum(counts.values()) >= 5 else {}


def to_ask_again() -> list[ListeningAccount]:
    """Finished listenings whose day to ask again has come and that nobody has seen to."""
    query = sa.select(ListeningAccount).where(
        ListeningAccount.again_on <= local_date(now()), ListeningAccount.finished_at.is_not(None),
        ListeningAccount.again_done_at.is_(None),
    )  # fmt: skip
    query = query.options(joinedload(ListeningAccount.listening)).order_by(ListeningAccount.again_on)
    return list(db.session.scalars(query))


def asked_again(actor: Actor, listening: Listening) -> None:
    """Say that they have been asked again (another listening was set up, or a worker went back to them)."""
    kept = of(listening)
    if kept is None or kept.finished_at is None:
        raise Refusal("This listening is not finished yet.")
    kept.again_done_at = now()
    audit.record("listening.asked_again", listening, actor=actor)


def remind_due(at: datetime) -> str:
    """Write to the worker of each listening whose people are to be asked again. For the scheduler; writes once each."""
    due = to_ask_again()
    for account in due:
        by = day(account.again_on or local_date(at))
        outbox.post(
            account.by_id, "It is time to ask again",
            f"You said that children and families would be asked again about “{account.listening.title}” by "
            f"{by}. Views change. Sign in to Our Part to set up the next listening.",
            dedupe_key=f"again:{account.listening.public_id}:{account.again_on}",
        )  # fmt: skip
    return f"{len(due)} to ask again."
