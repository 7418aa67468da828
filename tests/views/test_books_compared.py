"""The finance pages: a month compared with the bank, what differs explained, and a closed month kept closed."""

from __future__ import annotations

import io
from datetime import date

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.months import month_of
from commissioning.rules.reconcile_csv import EXAMPLE
from models.ledger import LedgerEntry
from models.months import ClosedMonth
from models.reconciliations import Reconciliation
from tests.books_made import (
    KEY,
    more,
    pot_fixture,  # noqa: F401 - a fixture
)


def upload(text, pot, month, key=1):
    return {"scope": f"pot-{pot}", "month": month, "file": (io.BytesIO(text.encode()), "gl.csv"),
            "idempotency_key": KEY.format(key)}  # fmt: skip


def test_comparing_a_month_lists_what_differs_and_each_is_explained(sign_in, pot):
    farid = sign_in("Farid")
    farid.get("/reconcile").says("Nothing compared yet")
    farid.get("/reconcile/example.csv")
    assert farid.response.data.decode("utf-8-sig") == EXAMPLE
    bad = "date,reference,came_in,paid_out\n2026-09-04,a,1,1\n2026-08-01,b,1,\n"
    farid.post("/reconcile/new", upload(bad, pot, "2026-09"), status=200).says(
        "Nothing was compared: 2 things need putting right",
        "Row 2: write an amount in one",
        "Row 3: 2026-08-01 is not",
    )
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Reconciliation)) == 0
    good = "date,reference,came_in,paid_out\n2026-09-05,J1,400.00,\n2026-09-09,=1+1,,2.50\n"
    farid.post("/reconcile/new", upload(good, pot, "2026-09", 2), follow=True).says(
        "1 difference to explain",
        "In the council’s ledger, not in our books",
        "−£2.50",
        "The same in both",
        "+£400.00",
    )
    made = farid.response.request.path
    link = farid.get(made).select_one("a[href*='/lines/']")["href"]
    farid.post(link, {"note": "", "idempotency_key": KEY.format(3)}, status=200).says(
        "Write why the two differ"
    )
    farid.post(link, {"note": "A bank charge", "idempotency_key": KEY.format(4)}, follow=True).says(
        "Every difference is explained", "A bank charge"
    )
    page = sign_in("Olu").get(made)
    page.says("A bank charge")
    page.never_says("Explain</a>")
    sign_in("Olu").get("/reconcile").says("All explained")
    sign_in("Olu").get(link, 403)
    sign_in("Grace").get(made, 403)


@pytest.fixture
def on_2_october(pot, at):
    with at("2026-10-02 09:00"):
        yield


@pytest.mark.usefixtures("on_2_october")
def test_a_file_without_rows_is_refused_and_explained_differences_are_not_replaced_by_chance(sign_in, pot):
    farid = sign_in("Farid")
    head = "date,reference,came_in,paid_out\n"
    farid.post("/reconcile/new", upload(head, pot, "2026-09"), status=200).says("has no rows")
    first = head + "2026-09-09,B1,,2.50\n"
    farid.post("/reconcile/new", upload(first, pot, "2026-09", 2))
    farid.post("/reconcile/new", upload(first, pot, "2026-09", 3))  # nothing is explained yet
    made = farid.location
    link = farid.get(made).select_one("a[href*='/lines/']")["href"]
    farid.post(link, {"note": "A bank charge", "idempotency_key": KEY.format(4)})
    page = farid.post("/reconcile/new", upload(first, pot, "2026-09", 5), status=200)
    page.says("1 difference is explained", "Replace the comparison of 2 Oct 2026")
    assert page.select(".govuk-error-summary a[href^='#replace']")
    assert page.select("input[type=checkbox][name=replace]")
    many = sa.select(sa.func.count()).select_from(Reconciliation)
    assert db.session.scalar(many) == 2
    farid.post("/reconcile/new", {**upload(first, pot, "2026-09", 6), "replace": "y"})
    assert (db.session.scalar(many), farid.location != made) == (3, True)
    farid.get(made).says("A bank charge")


def test_a_closed_month_refuses_a_late_entry_in_words(sign_in, pot):
    farid = sign_in("Farid")
    this = month_of(local_date(now()))
    farid.get("/month-ends").says("Month ends", "Going on", "September 2026")
    farid.post(
        f"/month-ends/{this:%Y-%m}/close", {"note": "", "idempotency_key": KEY.format(1)}, status=200
    ).says("is not over")
    farid.get("/month-ends/2026-09/close").says(
        "A month cannot be opened again", "Not compared with the council"
    )
    farid.post(
        "/month-ends/2026-09/close", {"note": "All in", "idempotency_key": KEY.format(2)}, follow=True
    ).says("The books for September 2026 are closed", "All in")
    before = db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))
    late = more(**{"day-day": "30", "day-month": "9", "day-year": "2026"}, key=3)
    page = farid.post(f"/pots/{pot}/add", late, status=200)
    page.says("The books for September 2026 are closed. Leave the day empty")
    assert page.select(".govuk-error-summary a[href^='#day']")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry)) == before
    assert db.session.scalars(sa.select(ClosedMonth.first_day)).all() == [date(2026, 9, 1)]
    page = sign_in("Olu").get("/month-ends")
    page.says("Closed", "Farid")
    page.never_says("Close September")
    sign_in("Grace").get("/month-ends", 403)
    for odd in ("2026-13", "x", "2026-9", "1999-01", "２０２６-09"):
        farid.get(f"/month-ends/{odd}/close", 404)
