"""1,000 pots: pages with 1,000,000 entries against 10,000; a promise against a bare insert; the whole check's speed.

Each pair is timed in turn, one call of this and one of that, so a slow moment of the machine falls on both. The aims
are the design's: pages within 2x, a promise within 2x, `ledger check` at 200,000 entries a second.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask

from app import migrating
from app.db import db, new_public_id
from app.demo import people
from app.transactions import writing
from app.unit_of_work import unit_of_work
from benchmarks._place import app_in
from benchmarks.ledger_filled import fill
from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards, ledger_check
from models.ledger import Account, LedgerEntry, LedgerLine
from models.people import User
from models.pots import Pot
from participation.rules.people import Actor

POTS, FEW, MANY, CALLS, COMMITS = 1_000, 10_000, 1_000_000, 15, 100
PAGES_AIM, COMMIT_AIM, CHECK_AIM = 2.0, 2.0, 200_000


def main() -> None:
    """Fill two databases and time them side by side."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        few, many = made(Path(one), FEW), made(Path(two), MANY)
        for path in (
            "/pots/{pot}",
            "/pots/{pot}/statement",
            "/statement?pot={pot}",
            "/statement",
            "/month-ends",
        ):
            compare(path, few, many)
        promises(many)
        check(many)


def made(folder: Path, entries: int) -> Flask:
    """An app on a database with so many entries."""
    app = app_in(folder)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        begun = time.perf_counter()
        fill(POTS, entries)
        print(f"filled with {entries:,} entries in {time.perf_counter() - begun:.0f} s")
        db.session.remove()
    return app


def compare(path: str, few: Flask, many: Flask) -> None:
    """One page on both, in turn."""
    asks = [asker(app, path) for app in (few, many)]
    for ask in asks:
        ask()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(CALLS):
        for at, ask in enumerate(asks):
            times[at].append(timed(ask))
    small, large = median(times[0]), median(times[1])
    tell(f"{path:<24}", large / small, PAGES_AIM, f"{small * 1000:.0f} ms and {large * 1000:.0f} ms")


def asker(app: Flask, path: str) -> Callable[[], None]:
    """A call that opens the page as the finance lead."""
    with app.app_context():
        farid = db.session.scalars(sa.select(User.public_id).where(User.name == "Farid")).one()
        pot = db.session.scalars(sa.select(Pot.public_id).order_by(Pot.id).offset(POTS // 2).limit(1)).one()
        db.session.remove()
    client = app.test_client()
    client.post(f"/demo/{farid}")

    def ask() -> None:
        if client.get(path.format(pot=pot)).status_code != 200:
            raise SystemExit(f"{path} does not answer")

    return ask


def promises(app: Flask) -> None:
    """Our commit_award against the same four rows written by SQLAlchemy alone, each in one durable transaction."""
    with app.app_context():
        pots = list(db.session.scalars(sa.select(Pot.id).order_by(Pot.id).limit(COMMITS)))
        query = sa.select(Account.pot_id, Account.id).where(Account.kind == "left", Account.pot_id.in_(pots))
        lefts = dict(db.session.execute(query).all())
        ours, bare = [], []
        for turn, pot in enumerate(pots):
            ours.append(timed(lambda pot=pot, turn=turn: promise(pot, f"ours-{turn}")))  # type: ignore[misc]
            bare.append(timed(lambda pot=pot, turn=turn: insert(pot, lefts[pot], f"bare-{turn}")))  # type: ignore[misc]
        db.session.remove()
    said = f"{median(ours) * 1000:.2f} ms and {median(bare) * 1000:.2f} ms"
    tell("a promise, over bare inserts", median(ours) / median(bare), COMMIT_AIM, said)


def promise(pot_id: int, award: str) -> None:
    """As the service does it, checks and audit trail included."""
    with unit_of_work():
        shares = {None: Pence(1)}
        ledger_awards.commit_award(
            Actor.system(), award_id=award, pot_id=pot_id, shares=shares, reason="Bench"
        )


def insert(pot_id: int, left: int, award: str) -> None:
    """The same rows and no question asked: account, entry, line, audit event."""
    at = datetime.now(UTC)
    with writing(), db.engine.begin() as connection:
        account = connection.execute(sa.insert(Account).values(
            code=f"promised:{pot_id}:all:{award}", kind="promised", pot_id=pot_id, award_id=award,
            may_go_below_zero=False, balance_pence=Pence(0), last_line_id=0,
        )).inserted_primary_key[0]  # fmt: skip
        entry = connection.execute(sa.insert(LedgerEntry).values(
            public_id=new_public_id(), kind="commit", reason="Bench", actor_id="system", actor_name="Our Part", at=at,
            day=at.date(), dedupe_key=f"commit:{award}", confirmed_by="", confirmed_name="",
        )).inserted_primary_key[0]  # fmt: skip
        connection.execute(sa.insert(LedgerLine).values(
            entry_id=entry, pot_id=pot_id, from_account_id=left, to_account_id=account, amount_pence=Pence(1)
        ))  # fmt: skip
        event = sa.table("audit_events", *(sa.column(name) for name in AUDIT))
        row = dict.fromkeys(AUDIT, award) | {
            "id": next_event(connection),
            "at": at.replace(tzinfo=None),
            "details": "{}",
        }
        connection.execute(sa.insert(event).values(row))


AUDIT = (
    "id",
    "at",
    "actor_id",
    "actor_name",
    "action",
    "subject_type",
    "subject_id",
    "details",
    "previous_hash",
    "hash",
)


def next_event(connection: sa.Connection) -> int:
    """The next key of the trail, which a bare insert needs as well."""
    return int(connection.scalar(sa.text("SELECT COALESCE(MAX(id), 0) + 1 FROM audit_events")) or 1)


def check(app: Flask) -> None:
    """The whole ledger added up again."""
    with app.app_context():
        spans = []
        for _ in range(3):
            begun = time.perf_counter()
            if faults := ledger_check.faults():
                raise SystemExit(f"the ledger does not hold: {faults[:3]}")
            entries, _, _ = ledger_check.counts()
            spans.append(time.perf_counter() - begun)
        rate = entries / median(spans)
    verdict = "within the aim" if rate >= CHECK_AIM else "UNDER the aim"
    print(f"ledger check: {rate:,.0f} entries a second   {verdict} of {CHECK_AIM:,}")


def timed(do: Callable[[], None]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def tell(what: str, ratio: float, aim: float, said: str) -> None:
    """One line."""
    print(
        f"{what:<30} {ratio:5.2f} x   {'within the aim' if ratio <= aim else 'OVER the aim'} of {aim:.0f}x   ({said})"
    )


if __name__ == "__main__":
    main()
