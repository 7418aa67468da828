"""kill -9 fifty times while people vote with printed codes, on both databases: receipts lost of receipts given."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from app import create_app, migrating
from app.db import db
from app.demo import people
from app.unit_of_work import unit_of_work
from commissioning.rules.polling import Way
from models.ballots import Receipt
from models.rounds import Round
from tests.conftest import settings_for
from tests.crash_made import Phone, Served, vote_and_kill
from tests.polling_made import a_polling_round, in_box
from tests.postgres_server import Server
from tests.rounds_made import picks

KILLS, VOTERS = 25, 300  # on each database


def main() -> None:
    """Kill on each database; end with 1 when a receipt was lost or a retry got another."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        wrong += _on("SQLite", Path(folder), f"sqlite:///{folder}/kill.sqlite3")
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        wrong += _on("PostgreSQL", Path(folder), server.url(server.create()))
    sys.exit(1 if wrong else 0)


def _on(name: str, folder: Path, url: str) -> int:
    app = create_app(settings_for(folder, url))
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        with unit_of_work():
            round_, sheets = a_polling_round(VOTERS)
            pick = picks(round_, "Film club")[0]
        served = Served(folder, url)
        phones = [Phone(served, code, pick) for code in sheets[Way.CODES].codes]
        db.session.remove()
        began = time.monotonic()
        try:
            vote_and_kill(served, phones, KILLS)
        finally:
            served.kill()
        return _told(name, phones, served.kills - 1, time.monotonic() - began)


def _told(name: str, phones: list[Phone], kills: int, seconds: float) -> int:
    kept = set(db.session.scalars(sa.select(Receipt.code)))
    lost = sum(phone.receipts[0] not in kept for phone in phones)
    other = sum(len(set(phone.receipts)) > 1 for phone in phones)
    in_the_box = in_box(db.session.query(Round).one())
    print(
        f"{name}: {kills} kills in {seconds:.0f} s; {lost} receipts lost of {len(phones)} given "
        f"({lost / len(phones):.2f}); {other} retries got another receipt; marked, ballots, receipts: {in_the_box}",
        flush=True,
    )
    db.session.remove()
    db.engine.dispose()
    return lost + other + (len(set(in_the_box)) > 1)


if __name__ == "__main__":
    main()
