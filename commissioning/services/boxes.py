"""The ballot box after the count: copied in random order, emptied, and what is left of it on the disk wiped.

While voting is open, files and hidden row versions hold who voted just before whom; see
docs/voting.md and tests/linker.py, which measures what each place gives away.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.clock import now as clock_now
from app.db import db
from app.transactions import writing
from app.wiping import after_commit as _after_commit
from app.wiping import cut_log as _cut_log
from app.wiping import driver_error as _driver_error
from app.wiping import on_postgres as _on_postgres
from app.wiping import rewrite_sqlite as _rewrite_sqlite
from commissioning.rules.chambers import Chamber
from models.ballots import Ballot, BoxWipe, CountedBallot, Receipt
from models.polling import PaperEntry, Place
from models.results import RoundResult
from models.rounds import RollEntry

log = logging.getLogger("our_part.boxes")

# PostgreSQL: tables written while voting was open, rewritten in the order of their keys. Row versions that the
# count replaced go with the old files. A page must never wait long for it, so it gives up and tries again later.
POSTGRES_WIPE = (
    "SET lock_timeout = '5s'",
    "VACUUM FULL ballots",
    "CLUSTER receipts USING pk_receipts",
    "CLUSTER roll_entries USING pk_roll_entries",
    "CLUSTER vote_places USING pk_vote_places",
    "VACUUM FULL paper_entries",
    "VACUUM FULL code_tries",
    "RESET lock_timeout",
)
# PostgreSQL's write-ahead log is moved on too, so that the segments written while voting was open are removed (with
# wal_recycle off; docs/voting.md).


def rebuild(round_id: int, cast: list[tuple[list[Any], Chamber]]) -> None:
    """Copy the ballots under new random keys, in the order of those keys, in the count's own transaction.

    `cast` holds what was chosen on each, and its chamber.

    Nothing of the old rows' place, key or transaction is carried over; `empty` follows once there is a result.
    """
    keys = sorted(secrets.token_hex(16) for _ in cast)
    secrets.SystemRandom().shuffle(cast)
    rows = [
        {"key": key, "round_id": round_id, "picks": picks, "chamber": chamber}
        for key, (picks, chamber) in zip(keys, cast, strict=True)
    ]
    if rows:
        db.session.execute(sa.insert(CountedBallot), rows)


def papers_not_counted(round_id: int) -> dict[str, int]:
    """Papers that were typed in and are no votes, for the result to say so: never agreed on by two people, or agreed on
    as saying nothing that can be counted.
    """
    read: dict[str, list[bool]] = {}
    for number, picks in db.session.execute(
        sa.select(PaperEntry.number, PaperEntry.picks).where(PaperEntry.round_id == round_id)
    ):
        read.setdefault(number, []).append(bool(picks))
    spoiled = sum(len(says) > 1 and not any(says) for says in read.values())
    return {"papers_left": len(read) - spoiled, "papers_spoiled": spoiled}


def empty(round_id: int) -> None:
    """Empty the box of a counted round (and papers never agreed on), and write its receipts, roll and places anew,
    unchanged, in one transaction.

    Each was last written by the transaction of one person's vote, and PostgreSQL keeps that number with the row.
    """
    anew: dict[str, Any] = {"synchronize_session": False}
    for table in (Ballot, PaperEntry):
        db.session.execute(sa.delete(table).where(table.round_id == round_id).execution_options(**anew))
    if db.engine.dialect.name == "postgresql":
        receipts = sa.update(Receipt).where(Receipt.round_id == round_id).values(code=Receipt.code)
        roll = sa.update(RollEntry).where(RollEntry.round_id == round_id).values(voted=RollEntry.voted)
        db.session.execute(receipts.execution_options(**anew))
        db.session.execute(roll.execution_options(**anew))
        places = sa.update(Place).where(Place.round_id == round_id).values(voted=Place.voted)
        db.session.execute(places.execution_options(**anew))
    _after_commit(wipe)


def wipe_due(now: datetime) -> int:
    """Wipe after counts whose traces are still there: the process died, or somebody was reading (a job)."""
    waiting = len(list(db.session.scalars(_waiting())))
    if waiting:
        _after_commit(wipe)
    return waiting


def wipe() -> bool:
    """Wipe what the files still say of emptied boxes, outside any transaction, and note for which rounds.

    A failure is logged and left to the job; the count itself is already kept.
    """
    with db.engine.connect() as connection:
        rounds = list(connection.execute(_waiting()).scalars())
    try:
        _rewrite()
    except _driver_error() as error:
        log.warning("what is left of a ballot box could not be wiped yet: %s", error)
        return False
    with writing(), db.engine.begin() as connection:
        for round_id in rounds:
            connection.execute(sa.insert(BoxWipe).values(round_id=round_id, wiped_at=clock_now()))
    try:
        _cut_log()
    except _driver_error() as error:
        log.info("the database's write-ahead log was left as it is: %s", error)
    return True


def _waiting() -> sa.Select[int]:
    """Rounds counted and not wiped after."""
    return sa.select(RoundResult.round_id).where(~sa.exists().where(BoxWipe.round_id == RoundResult.round_id))


def _rewrite() -> None:
    if db.engine.dialect.name == "postgresql":
        _on_postgres(POSTGRES_WIPE)
        return
    with contextlib.closing(db.engine.raw_connection()) as connection:
        _rewrite_sqlite(connection)
