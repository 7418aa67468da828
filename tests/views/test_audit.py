"""The auditor's pages: a search that answers whatever is asked, verification on record, nobody else let in."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import audit, clock
from app.db import db
from app.times import day
from app.unit_of_work import unit_of_work
from governance.services import audit_needs


@pytest.fixture
def olu(sign_in):
    return sign_in("Olu")


def happen(cast, how_many: int, action: str = "place.opened", **details: object) -> None:
    with unit_of_work():
        for number in range(how_many):
            audit.record(action, ("Place", f"p{number}"), actor=cast("Ada"), **details)


def test_the_trail_pages_by_key_and_finds_what_is_asked(olu, cast):
    happen(cast, 60)
    happen(cast, 1, "round.opened", picks=3)
    page = olu.get("/audit")
    page.says("Round opened", "picks: 3", "The chain has 61 events")
    assert len(page.select("tbody tr")) == 50
    older = olu.get(str(page.find("a", string="Older events")["href"]))
    assert len(older.select("tbody tr")) == 11
    for query, count in (
        ("q=round+opened", 1), ("q=opened", 50), ("person=ada", 50), ("person=Olu", 0), ("subject=p7", 1),
        ("subject=place+p7", 1), ("subject=round+p7", 0), ("subject=place", 50), ("q=%25", 0), ("first=2020-01-01", 50),
        ("last=2020-01-01", 0), ("before=11", 10), ("before=nonsense", 50), ("first=nonsense", 50),
        ("first=2026-02-30", 50), ("q=%00opened%E2%80%AE", 50), ("person=%27%22%3B--", 0),
        ("before=99999999999999999999", 50),
    ):  # fmt: skip
        assert len(olu.get(f"/audit?{query}").select("tbody tr")) == count, query
    olu.get("/audit?first=nonsense").says("not a date like 2026-12-08")
    olu.get("/audit?first=2026-02-02&last=2026-01-01").says("The first day is after the last")


def test_a_day_is_a_london_day(olu, cast):
    with clock.at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        happen(cast, 1)
    assert len(olu.get("/audit?first=2026-07-01&last=2026-07-01").select("tbody tr")) == 1
    assert len(olu.get("/audit?last=2026-06-30").select("tbody tr")) == 0


def test_reading_the_trail_takes_the_same_number_of_queries_however_long_it_is(app, olu, cast):
    def queries() -> int:
        seen = []
        sa.event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
        olu.get("/audit")
        return len(seen)

    happen(cast, 2)
    few = queries()
    happen(cast, 100)
    sa.event.remove  # noqa: B018 - listeners only count
    assert queries() == few


def test_verifying_is_itself_written_down(olu, cast):
    happen(cast, 3)
    olu.get("/audit").says("Not verified yet")
    olu.post("/audit/verify", follow=True).says(
        "hold, from the first entry to the last", "Both held when last verified"
    )
    olu.get("/audit?q=trail").says("Trail verified", "chain faults: 0")


def test_a_broken_chain_is_said_plainly(olu, cast):
    happen(cast, 3)
    with unit_of_work():
        db.session.execute(sa.text("DROP TRIGGER audit_events_no_update"))
        db.session.execute(sa.text("UPDATE audit_events SET actor_name = 'Nobody' WHERE id = 2"))
    olu.post("/audit/verify", follow=True).says(
        "Something does not hold", "Event 2 was changed after it was written."
    )


def test_the_list_taken_away_starts_no_formula(olu, cast):
    with unit_of_work():
        audit.record("place.opened", ("Place", "=1+1"), actor=cast("Ada"), note="=cmd()")
    olu.get("/audit.csv")
    text = olu.response.get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "number"
    assert rows[1][5] == "'=1+1"
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)


def test_nobody_but_an_auditor_comes_in(client, sign_in):
    client.get("/audit", status=302)
    for name in ("Kwame", "Carol", "Ada", "Grace"):
        sign_in(name).get("/audit", status=403)
        sign_in(name).post("/audit/verify", status=403)


def test_an_auditors_home_says_when_to_verify(olu, cast, sign_in):
    happen(cast, 1)
    olu.get("/").says("Verify the ledger and the chain", "That has not been done yet.")
    olu.post("/audit/verify")
    olu.get("/").never_says("Verify the ledger and the chain")
    sign_in("Grace").get("/").never_says("Verify the ledger and the chain")
    later = clock.now() + timedelta(days=31)
    with clock.at(later):
        assert [need.why for need in audit_needs.needs_for(cast("Olu"))] == [
            f"Last verified on {day(clock.now() - timedelta(days=31))}."
        ]
