"""The finance pages: statements by any part and day, and the second person."""

from __future__ import annotations

import io

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pots import PotAction
from commissioning.services import two_people
from models.two_people import Held
from tests.books_made import (
    KEY,
    more,
    pot_fixture,  # noqa: F401 - a fixture
)
from tests.money_made import two_people_above


def area(name):
    return db.session.scalar(sa.text("SELECT public_id FROM areas WHERE name = :name"), {"name": name})


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
