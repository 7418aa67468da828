"""Erasing one record for good, remembering it by digest, wiping the files, and doing it again after a restore.

What happens to each kind is in `erasers`. A row says what was erased in the same transaction; a job then writes it to
the file outside the database and wipes the database's own files, so that neither can be forgotten.
"""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa

from app import audit, erasure_file, wiping
from app.clock import now as clock_now
from app.db import db
from app.transactions import writing
from models.erasures import Erasure
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.retention import Why
from participation.services import holds
from participation.services.erasers import ERASERS, POSTGRES_TABLES

log = logging.getLogger("our_part.erasure")
HELD = "This is held, so it cannot be erased now. Whoever holds it ends the hold first."


def erase(what: str, public_id: str, why: Why, actor: Actor | None = None) -> bool:
    """Erase one record and what hangs on it; False when there was none. Raises Refusal when it is held (SG14)."""
    eraser = ERASERS[what]
    if eraser.held_as is not None and holds.is_held(eraser.held_as, public_id):
        raise Refusal(HELD)
    if not eraser.erase(public_id):
        return False
    mark = erasure_file.digest(what, public_id)
    db.session.add(Erasure(what=what, digest=mark, why=why, at=clock_now(), written_at=None, wiped_at=None))
    db.session.flush()
    if why is not Why.SCHEDULE:  # the schedule's own are told as one count
        audit.record(
            "record.erased", ("Erasure", mark[:12]), actor=actor or Actor.system(), what=what, why=why
        )
    return True


def finish_due(now: datetime) -> str:
    """Write erasures to the file outside the database, and wipe the database's files. For the scheduler."""
    rows = list(db.session.scalars(sa.select(Erasure).where(Erasure.written_at.is_(None))))
    if rows:
        erasure_file.append((row.what, row.digest, row.at) for row in rows)
        for row in rows:
            row.written_at = now
        db.session.flush()
    waiting = db.session.scalar(sa.select(sa.func.count()).where(Erasure.wiped_at.is_(None))) or 0
    if waiting:
        wiping.after_commit(wipe)
    return f"Wrote {len(rows)} erasures down; {waiting} to wipe from the files."


def replay() -> int:
    """Erase again everything the file says was erased and a restored database has back. Returns how many.

    A hold placed before the backup still stops it; the line stays in the file, so the next replay finds it.
    """
    written, count = erasure_file.written(), 0
    for what, eraser in ERASERS.items():
        marks = {mark for kind, mark in written if kind == what}
        for public_id in list(db.session.scalars(eraser.ids())) if marks else ():
            if erasure_file.digest(what, public_id) not in marks:
                continue
            if eraser.held_as is not None and holds.is_held(eraser.held_as, public_id):
                continue
            count += erase(what, public_id, Why.RESTORED)
    return count


def newest(how_many: int = 20) -> list[Erasure]:
    """The newest erasures, for the page: kinds and moments only."""
    return list(db.session.scalars(sa.select(Erasure).order_by(Erasure.id.desc()).limit(how_many)))


def not_wiped() -> int:
    """How many erasures the database's files may still hold something of."""
    return db.session.scalar(sa.select(sa.func.count()).where(Erasure.wiped_at.is_(None))) or 0


def wipe() -> bool:
    """Wipe the files, outside any transaction, and note it. A failure is logged and left to the next run."""
    with db.engine.connect() as connection:
        newest_id = connection.execute(sa.select(sa.func.max(Erasure.id))).scalar()
    try:
        wiping.rewrite(POSTGRES_TABLES)
    except wiping.driver_error() as error:
        log.warning("what was erased could not be wiped from the files yet: %s", error)
        return False
    with writing(), db.engine.begin() as connection:
        done = sa.update(Erasure).where(Erasure.wiped_at.is_(None), Erasure.id <= (newest_id or 0))
        connection.execute(done.values(wiped_at=clock_now()))
    try:
        wiping.cut_log()
    except wiping.driver_error() as error:
        log.info("the database's write-ahead log was left as it is: %s", error)
    return True
