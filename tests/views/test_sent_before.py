"""A form sent again gets the first answer only when it says the same; other content is never taken as done."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from app.db import db
from models.ledger import LedgerEntry
from models.reconciliations import Reconciliation
from models.submissions import Submission
from tests.money_made import a_pot

NO_DAY = {"day-day": "", "day-month": "", "day-year": ""}
HEAD = "date,reference,came_in,paid_out\n"


@pytest.fixture
def pot(app, work):
    with work():
        return a_pot({"Millfield": 310_00}).public_id


def more(pence, **typed):
    return {"area_0": pence, "area_1": "", "area_2": "", "reason": "More", **NO_DAY,
            "idempotency_key": "one-key-for-this-form", **typed}  # fmt: skip


def entries():
    return db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))


def test_other_content_under_the_same_key_is_refused_with_the_way_to_what_was_kept(sign_in, pot):
    farid = sign_in("Farid")
    farid.post(f"/pots/{pot}/add", more("5.00"))
    first, before = farid.location, entries()
    again = sign_in("Farid")  # with another token against forgery
    again.post(f"/pots/{pot}/add", more("5.00"))
    assert again.location == first
    page = farid.post(f"/pots/{pot}/add", more("7.00"), status=409)
    page.says("You sent this form before with other content", "Look at what was kept")
    assert page.select_one(f"main a[href='{first}']")
    assert entries() == before
    farid.get(f"/pots/{pot}/statement").never_says("£7.00")
    farid.post(f"/pots/{pot}/add", more("7.00", idempotency_key="another-key-for-this"))
    assert entries() == before + 1


def test_another_file_under_the_same_key_is_other_content_and_the_same_one_is_not(sign_in, pot):
    farid = sign_in("Farid")

    def send(row, status=303):
        typed = {"scope": f"pot-{pot}", "month": "2026-09", "idempotency_key": "one-key-for-this-form",
                 "file": (io.BytesIO((HEAD + row).encode()), "gl.csv")}  # fmt: skip
        farid.post("/reconcile/new", typed, status=status)
        return db.session.scalar(sa.select(sa.func.count()).select_from(Reconciliation))

    assert send("2026-09-09,B1,,2.50\n") == 1
    assert send("2026-09-09,B1,,2.50\n") == 1
    assert send("2026-09-09,B1,,2.51\n", status=409) == 1


def test_what_is_kept_tells_nobody_what_was_written_and_older_rows_are_answered_as_before(sign_in, pot, work):
    farid, fay = sign_in("Farid"), sign_in("Farid")
    farid.post(f"/pots/{pot}/add", more("5.00"))
    fay.post(f"/pots/{pot}/add", more("5.00", idempotency_key="another-key-for-this"))
    kept = list(db.session.scalars(sa.select(Submission.content).where(Submission.location.contains(pot))))
    assert len(set(kept)) == 2
    assert {len(one or "") for one in kept} == {64}
    with work():
        db.session.execute(sa.update(Submission).values(content=None))
    first = farid.location
    farid.post(f"/pots/{pot}/add", more("7.00"))
    assert farid.location == first
