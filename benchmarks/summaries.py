"""Composing a year's summary over very many rows against the bare SQL behind it, and serving it against a static page.

`python -m benchmarks.summaries [share]`: the whole is 100,000 pieces of feedback, 5,000 decisions, 20,000 check-ins and
1,000,000 ledger entries; a share of 100 fills a hundredth of it. Rows are copied past the services from the demo's own.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask, Response

from app.access import public
from app.clock import now
from app.db import db
from app.transactions import writing
from benchmarks.pages import _app, _timed
from governance.rules.composing import child_version, officer_version
from governance.rules.documents import document_json, fact_json
from governance.services import sources
from models.summaries import Summary

FEEDBACK, DECISIONS, CHECK_INS, ENTRIES = 100_000, 5_000, 20_000, 1_000_000
AIM, MOST_MEGABYTES, PAGE_AIM, CALLS = 2.0, 200, 2.0, 40
# The sums and rows a summary cannot do without, as one would ask for them by hand.
BARE = """
SELECT f.route, f.age_band, f.area_id, count(*) FROM feedback f JOIN triage_items t ON t.kind = 'feedback'
  AND t.words_of = f.public_id AND t.is_latest AND t.decided_at IS NOT NULL
  WHERE f.said_at >= :since AND f.said_at < :until GROUP BY 1, 2, 3;
SELECT outcome, count(*), sum(decided_at <= due_at) FROM triage_items
  WHERE outcome IS NOT NULL AND decided_at >= :since AND decided_at < :until GROUP BY 1;
SELECT * FROM decisions WHERE at >= :since AND at < :until ORDER BY year, serial;
SELECT * FROM deal_check_ins WHERE at >= :since AND at < :until ORDER BY pair_id, id;
SELECT l.pot_id, a.kind, b.kind, e.at >= :since, sum(l.amount_pence) FROM ledger_lines l
  JOIN ledger_entries e ON e.id = l.entry_id JOIN accounts a ON a.id = l.from_account_id
  JOIN accounts b ON b.id = l.to_account_id WHERE e.at < :until GROUP BY 1, 2, 3, 4;
SELECT e.public_id, w.title, sum(l.amount_pence) FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
  JOIN accounts a ON a.id = l.from_account_id JOIN awards w ON w.public_id = a.award_id
  WHERE e.kind = 'release' AND e.at >= :since AND e.at < :until GROUP BY e.id, e.public_id, w.title ORDER BY e.id
""".split(";")


def main() -> None:
    """Fill, compose, serve; print the ratios."""
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.app_context():
            _multiply(share)
            ratio, megabytes = _composing()
        print(f"composing a year, 1/{share} of the rows: {ratio:.2f} x the bare SQL (aim {AIM:.0f})")
        print(f"memory at its highest: {megabytes:.0f} MB (aim under {MOST_MEGABYTES})")
        print(
            f"the published page: {_serving(app):.2f} x a static page of the same size (aim {PAGE_AIM:.0f})"
        )


def _multiply(share: int) -> None:
    """Copies of the demo's rows, with names of their own."""
    db.session.remove()
    with writing(), db.engine.begin() as connection:
        for table, many, changed in (
            ("feedback", FEEDBACK, {"public_id": "printf('f%011d', n)", "come_back": "printf('c%d', n)",
                                   "sent_as": "printf('s%d', n)"}),
            ("triage_items", FEEDBACK, {"public_id": "printf('t%011d', n)", "words_of": "printf('f%011d', n)"}),
            ("decisions", DECISIONS, {"public_id": "printf('d%011d', n)", "number": "printf('D-1-%d', n)",
                                      "serial": "100000 + n", "proposal_id": "printf('p%011d', n)"}),
            ("deal_check_ins", CHECK_INS, {"public_id": "printf('i%011d', n)"}),
        ):  # fmt: skip
            _copies(connection, table, many // share, changed)
        _ledger(connection, ENTRIES // share)
        connection.execute(sa.text("ANALYZE"))


def _ledger(connection: sa.Connection, many: int) -> None:
    """Copies of every entry with its lines, until there are so many. The table's own guards are off: no pot is kept."""
    for name in connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
    last, count = connection.execute(sa.text("SELECT max(id), count(*) FROM ledger_entries")).one()
    named = {
        "ledger_entries": {"id": f"id + n * {last}", "public_id": "printf('l%011d', id + n * 100000)",
                           "dedupe_key": "printf('b%d-%d', n, id)", "reverses_id": "NULL"},
        "ledger_lines": {"entry_id": f"entry_id + n * {last}"},
    }  # fmt: skip
    for table, changed in named.items():
        columns = [c["name"] for c in sa.inspect(connection).get_columns(table)]
        columns = [name for name in columns if name != "id" or "id" in changed]
        told = ", ".join(changed.get(name, name) for name in columns)
        connection.execute(sa.text(
            f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {many // count}) "  # noqa: S608
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM counted CROSS JOIN "
            f"(SELECT * FROM {table}) AS old"
        ))  # fmt: skip


def _copies(connection: sa.Connection, table: str, many: int, changed: dict[str, str]) -> None:
    columns = [c["name"] for c in sa.inspect(connection).get_columns(table) if c["name"] != "id"]
    told = ", ".join(changed.get(name, name) for name in columns)
    where = "WHERE kind = 'feedback' AND decided_at IS NOT NULL" if table == "triage_items" else ""
    connection.execute(sa.text(
        f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {many}) "  # noqa: S608
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM counted JOIN "
        "(SELECT *, row_number() OVER () - 1 AS turn, count(*) OVER () AS all_of_them "
        f"FROM {table} {where}) AS old ON old.turn = n % old.all_of_them"
    ))  # fmt: skip


def _composing() -> tuple[float, float]:
    until = now()
    since = until - timedelta(days=366)
    times = {"since": since.replace(tzinfo=None), "until": until.replace(tzinfo=None)}

    def bare() -> None:
        for sql in BARE:
            db.session.execute(sa.text(sql), times).all()

    def compose() -> None:
        facts = sources.collect(None, since, until)
        [fact_json(fact) for fact in facts]
        document_json(officer_version(facts))
        document_json(child_version(facts))

    ratio = median(_seconds(compose) / _seconds(bare) for _ in range(3))
    db.session.remove()
    tracemalloc.start()
    compose()
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return ratio, highest / 1_000_000


def _seconds(work: Callable[[], None]) -> float:
    db.session.remove()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _serving(app: Flask) -> float:
    client = app.test_client()
    with app.app_context():
        published = sa.select(Summary.public_id).where(
            Summary.published_at.is_not(None), Summary.replaced_at.is_(None)
        )
        path = f"/summaries/{db.session.scalars(published.limit(1)).one()}"
    size = len(client.get(path).data)
    app.view_functions["bare"] = public(lambda: Response(b"x" * size, mimetype="text/html"))
    client.get("/bare")
    return median(_timed(client, path) for _ in range(CALLS)) / median(
        _timed(client, "/bare") for _ in range(CALLS)
    )


if __name__ == "__main__":
    main()
