"""Sending letters, each once.

A letter is claimed in one transaction, handed over outside any, and marked in another: a slow mail server holds up
nobody who writes, and two processes never hand over the same letter. A process that dies between is replaced when its
claim has lapsed.

One window cannot be closed: the mail server has said yes and we die (or the line breaks) before that is written down.
Then the letter goes again, on purpose: a call to the safeguarding desk that is lost does harm, and a second copy of
"something waits for you" does none. The copy has the same Message-ID and date, so mail programs that look show one.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app import clock, outbox
from app.config import Settings
from app.db import db
from app.keyed import settings
from app.letters.email import Letter
from app.letters.mail import Smtp, Transport
from app.letters.notify import Notify
from app.letters.sorting import sort_new
from app.letters.trouble import NoServer, NotSent, Refused
from app.unit_of_work import unit_of_work
from models.jobs import OutboxMessage
from models.notices import PersonalKey
from models.people import User
from participation.rules.letters import Way, pause_after

log = logging.getLogger("our_part.letters")
stopping = threading.Event()  # set while this process is being stopped: no further letter is begun
LONGEST_CLAIM = timedelta(minutes=20)  # longer than the slowest server may take (see app.letters.mail)


def transport(chosen: Settings) -> Transport | None:
    """The way out the settings name, or None when they name none."""
    if chosen.smtp_host:
        return Smtp(chosen)
    return Notify(chosen) if chosen.notify_key else None


def send_due(now: datetime) -> str:
    """Send every letter that is due, oldest first, and say how it went. A server that is down ends the run."""
    way_out = transport(settings())
    if way_out is None:
        count = outbox.waiting()
        waits = "letter waits" if count == 1 else "letters wait"
        return f"No mail server is set up, so {count} {waits}." if count else "No letter waits."
    sort_new()
    if not _any_due():
        return "No letter waits."
    sent = refused = later = 0
    try:
        with way_out:
            while not stopping.is_set() and (letter := _claim()):
                outcome = _hand_over(way_out, letter)
                sent, refused, later = (
                    sent + (outcome is None),
                    refused + isinstance(outcome, Refused),
                    later + (outcome is not None and not isinstance(outcome, Refused)),
                )
                if isinstance(outcome, NoServer):
                    return f"failed: {outcome.args[0]}. {_told(sent, refused)} The rest wait."
    except NoServer as trouble:
        return f"failed: {trouble.args[0]}. {outbox.waiting()} wait."
    return _told(sent, refused) + (f" {later} will be tried again." if later else "")


def _hand_over(way_out: Transport, letter: Letter) -> NotSent | None:
    """One letter, and what is written down about it. None means the server has it."""
    try:
        way_out.send(letter)
    except NotSent as trouble:
        _mark(letter, _after(trouble, letter.tries))
        return trouble
    except Exception as fault:  # noqa: BLE001 - one letter's fault must not keep the others back
        log.error("a letter could not be made: %s", type(fault).__name__)  # noqa: TRY400 - the rest may hold an address
        never = Refused(f"It could not be put together ({type(fault).__name__})")
        _mark(letter, _after(never, letter.tries))
        return never
    _mark(letter, {"sent_at": clock.now(), "trouble": ""})
    return None


def _after(trouble: NotSent, tries: int) -> dict[str, Any]:
    if isinstance(trouble, Refused):
        return {"refused_at": clock.now(), "trouble": trouble.args[0]}
    return {"next_try_at": clock.now() + pause_after(tries), "trouble": trouble.args[0]}


def _due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        OutboxMessage.way == Way.LETTER, OutboxMessage.sent_at.is_(None), OutboxMessage.refused_at.is_(None),
        sa.or_(OutboxMessage.next_try_at.is_(None), OutboxMessage.next_try_at <= now),
        sa.or_(OutboxMessage.claimed_at.is_(None), OutboxMessage.claimed_at <= now - LONGEST_CLAIM),
    )  # fmt: skip


def _any_due() -> bool:
    db.session.rollback()
    return bool(db.session.scalar(sa.select(sa.exists().where(_due(clock.now())))))


def _claim() -> Letter | None:
    """Take the oldest letter that is due, for this process alone, or None. A letter without an address is put by."""
    with unit_of_work():
        moment = clock.now()
        row = db.session.execute(
            sa.select(OutboxMessage, User.email)
            .join(User, User.id == OutboxMessage.to_user_id)
            .where(_due(moment))
            .order_by(OutboxMessage.created_at, OutboxMessage.id)
            .limit(1)
        ).first()
        if row is None:
            return None
        letter, email = row
        key = db.session.get(PersonalKey, letter.to_user_id) or PersonalKey(user_id=letter.to_user_id)
        db.session.add(key)
        letter.claimed_at, letter.tries = moment, letter.tries + 1
        db.session.flush()
        return Letter(
            letter.id, letter.public_id, email or "", letter.kind, letter.created_at, key.stop, letter.tries
        )


def _mark(letter: Letter, values: dict[str, Any]) -> None:
    """Write down what came of it. A letter taken back meanwhile has no row, and that is no fault."""
    with unit_of_work():
        db.session.execute(
            sa.update(OutboxMessage)
            .where(OutboxMessage.id == letter.id, OutboxMessage.sent_at.is_(None))
            .values(claimed_at=None, **values)
        )


def _told(sent: int, refused: int) -> str:
    said = f"Sent {sent}." if sent else "Sent none."
    return said + (f" The mail server refused {refused} for good." if refused else "")
