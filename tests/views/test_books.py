"""The finance pages: statements by any part and day, the second person, comparing, closing a month, a late entry."""

from __future__ import annotations

import io
from datetime import date

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.months import month_of
from commissioning.rules.pence import Pence
from commissioning.rules.reconcile_csv import EXAMPLE
from commissioning.services import ledger
from models.ledger import LedgerEntry
from models.months import ClosedMonth
from models.reconciliations import Reconciliation
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above

KEY = "a-key-long-enough-{}"
NO_DAY = {"day-day": "", "day-month": "", "day-year": ""}


@pytest.fixture
def pot(app, work, at):
    with at("2026-09-04 09:00"), work():
        made = a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00})
        shares = {area_id("Millfield"): Pence(120_00)}
        ledger.commit_award(SYSTEM, award_id="one", pot_id=made.id, shares=shares, reason="=1+1 agreed")
        return made.public_id


def area(name):
    return db.session.scalar(sa.text("SELECT public_id FROM areas WHERE name = :name"), {"name": name})


def more(pence="500.00", key=1, **typed):
    return {"area_0": pence, "area_1": "", "area_2": "", "reason": "More came in", **NO_DAY,
            "idempotency_key": KEY.format(key), **typed}  # fmt: skip


def test_a_statement_answers_for_any_part_and_day(sign_in, pot):
    grace = sign_in("Grace")
    grace.get("/statement").says("Available", "£280.00", "Committed", "£120.00", "Promised")
    page = grace.get(f"/statement?pot={pot}&area={area('Harbour & Quay')}")
    page.says("£90.00")
    page.never_says("£310.00")
    grace.get(f"/statement?pot={pot}&until=2026-09-03").says(
        "No money to show", "nothing had come in by that day"
    )
    grace.get(f"/statement?pot={pot}&until=2026-09-04").says(
        "at the end of Friday 4 September 2026", "£280.00"
    )
    grace.get("/statement?since=2026-09-01&until=2026-09-30").says("Available before", "Newly committed")
    grace.get("/statement?project=one").says("£120.00")
    for odd in ("pot=zz", "area=zz", "fund=zz", "partner=zz", "project=zz"):
        grace.get(f"/statement?{odd}").says("No money to show")
    grace.get("/statement?since=31/12/2026").says("is not a date, so it was left out")
    grace.get("/statement?since=2026-10-01&until=2026-09-01").says("The first day comes after the last one")
    for page in ("0", "-1", "x", "１", "999999"):
        grace.get(f"/statement?page={page}")
    sign_in("Erin").get(f"/statement?pot={pot}").says("No money to show")
    sign_in("Ben").get("/statement", 403)


def test_the_statements_csv_is_what_an_accountant_imports_and_starts_no_formula(sign_in, pot):
    olu = sign_in("Olu")
    olu.get(f"/statement.csv?pot={pot}")
    rows = olu.response.data.decode("utf-8-sig").splitlines()
    assert rows[0].startswith(
        "Date,Entry,What,Pot,Year,Area,Partner,Award,From,To,Amount,Reason,By,Confirmed by"
    )
    assert len(rows) == 4
    assert ",Millfield,,,left,promised,120.00,'=1+1 agreed,Our Part," in rows[3]


def test_a_large_sum_waits_for_a_second_person_who_is_not_the_first(sign_in, pot, work):
    with work():
        two_people_above(400_00)
    farid, carol = sign_in("Farid"), sign_in("Carol")
    farid.post(f"/pots/{pot}/add", more(), follow=True).says(
        "waits for a second person", "Add £500.00 to Wellbeing", "you cannot confirm it yourself"
    )
    held = farid.response.request.path
    page = farid.post(f"{held}/confirm", {"idempotency_key": KEY.format(2)}, status=200)
    page.says("You proposed this, so somebody else has to confirm it")
    carol.get("/").says("Add £500.00 to Wellbeing", "Farid proposed it")
    carol.post(f"{held}/refuse", {"why": "", "idempotency_key": KEY.format(3)}, status=200).says(
        "Say why you refuse"
    )
    carol.post(f"{held}/confirm", {"idempotency_key": KEY.format(4)}, follow=True).says("It is done", "Carol")
    carol.get("/waiting").says("Nothing waits", "Confirmed")
    farid.get(f"/pots/{pot}/statement").says("Farid, confirmed by Carol", "£500.00")
    carol.post(f"{held}/refuse", {"why": "x", "idempotency_key": KEY.format(5)}, status=200).says(
        "decided already"
    )
    for name in ("Grace", "Olu", "Ada"):
        sign_in(name).get(held, 403)


def test_a_proposal_can_be_refused_or_taken_back(sign_in, pot, work):
    with work():
        two_people_above(400_00)
    farid = sign_in("Farid")
    farid.post(f"/pots/{pot}/add", more(key=1))
    first = farid.location
    farid.post(f"/pots/{pot}/add", more(key=2))
    second = farid.location
    sign_in("Noor").post(
        f"{first}/refuse", {"why": "No letter", "idempotency_key": KEY.format(3)}, follow=True
    ).says("Refused. Nothing moved", "No letter")
    farid.post(f"{second}/withdraw", {"idempotency_key": KEY.format(4)}, follow=True).says("It is taken back")
    farid.get(f"/pots/{pot}/statement").never_says("£500.00")


def test_the_set_amount_is_changed_by_two_people(sign_in, app):
    farid, noor = sign_in("Farid"), sign_in("Noor")
    farid.get("/waiting").says("No amount is set")
    today = local_date(now())
    typed = {"amount": "5,000", "from_day-day": today.day, "from_day-month": today.month, "from_day-year": today.year,
             "reason": "Financial rules", "idempotency_key": KEY.format(1)}  # fmt: skip
    farid.post("/waiting/amount", {**typed, "from_day-year": "2020"}, status=200).says(
        "Choose today or a later day"
    )
    farid.post("/waiting/amount", {**typed, "amount": "lots"}, status=200).says("Write the amount in pounds")
    farid.post("/waiting/amount", typed)
    noor.post(f"{farid.location}/confirm", {"idempotency_key": KEY.format(2)}, follow=True).says("It is done")
    farid.get("/waiting").says("Above £5,000.00 one person proposes")
    sign_in("Carol").get("/waiting/amount", 403)


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
