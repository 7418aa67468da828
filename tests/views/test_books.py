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
from commissioning.rules.pots import PotAction
from commissioning.rules.reconcile_csv import EXAMPLE
from commissioning.services import ledger_awards, two_people
from models.ledger import LedgerEntry
from models.months import ClosedMonth
from models.reconciliations import Reconciliation
from models.two_people import Held
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above

KEY = "a-key-long-enough-{}"
NO_DAY = {"day-day": "", "day-month": "", "day-year": ""}


@pytest.fixture
def pot(app, work, at):
    with at("2026-09-04 09:00"), work():
        made = a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00})
        shares = {area_id("Millfield"): Pence(120_00)}
        ledger_awards.commit_award(
            SYSTEM, award_id="one", pot_id=made.id, shares=shares, reason="=1+1 agreed"
        )
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


def test_a_pots_own_csv_says_who_confirmed(sign_in, cast, pot, work):
    with work():
        two_people_above(400_00)
    sign_in("Farid").post(f"/pots/{pot}/add", more())
    with work():
        two_people.confirm(cast("Carol"), db.session.scalars(sa.select(Held)).one())
    grace = sign_in("Grace")
    grace.get(f"/pots/{pot}/statement.csv")
    rows = grace.response.data.decode("utf-8-sig").splitlines()
    assert rows[0].endswith(",Reason,By,Confirmed by")
    assert rows[-1].endswith(",500.00,More came in,Farid,Carol")


def test_a_pots_last_step_and_a_large_file_wait_for_a_second_person_too(sign_in, pot, work):
    with work():
        two_people_above(200_00)
    farid = sign_in("Farid")
    step = {"reason": "The year is over", "idempotency_key": KEY.format(1)}
    farid.post(f"/pots/{pot}/change", {**step, "action": str(PotAction.CLOSE)})
    step |= {"action": str(PotAction.RETURN), "idempotency_key": KEY.format(2)}
    farid.post(f"/pots/{pot}/change", step, follow=True).says(
        "waits for a second person", "Hand back £280.00 left in Wellbeing, 2026/27"
    )
    rows = "team,pot,area,amount,decision_route,financial_year\n"
    rows += "Alderbrook South team,Youth,Millfield,250,committee,2026/27\n"
    typed = {"file": (io.BytesIO(rows.encode()), "opening.csv"), "idempotency_key": KEY.format(3)}
    farid.post("/pots/import", typed, follow=True).says(
        "waits for a second person", "Import £250.00 of opening balances: Youth, 2026/27"
    )
    waits = farid.response.request.path
    sign_in("Noor").post(f"{waits}/confirm", {"idempotency_key": KEY.format(4)}, follow=True).says(
        "It is done"
    )
    farid.get("/pots").says("Youth")


def test_a_set_amount_that_switches_the_rule_off_is_refused_beside_its_field(sign_in, app):
    today = local_date(now())
    typed = {"amount": "100,000.01", "from_day-day": today.day, "from_day-month": today.month,
             "from_day-year": today.year, "reason": "x", "idempotency_key": KEY.format(1)}  # fmt: skip
    page = sign_in("Farid").post("/waiting/amount", typed, status=200)
    page.says("Above £100,000.00 hardly anything would take two people")
    assert page.select(".govuk-error-summary a[href^='#amount']")


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
