"""The money pages: what each reader sees, and that every refusal is beside its field and writes nothing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards, pots
from models.ledger import LedgerEntry
from models.pots import Pot
from tests.money_made import SYSTEM, a_pot, area_id, team_id
from tests.pots_pages_made import (
    how_many,
    pot_fixture,  # noqa: F401 - a fixture
)

NEW = {
    "team": "", "name": "Wellbeing", "fund": "Wellbeing Fund", "purpose": "Small things that help",
    "route": "delegated_officer",
    "decided_by": "Director of Communities", "financial_year": "2026/27", "ring_fence": "", "max_award": "",
    "idempotency_key": "a-key-long-enough-1",
}  # fmt: skip
DAYS = {f"{day}-{part}": "" for day in ("opens_on", "closes_on") for part in ("day", "month", "year")}
HOSTILE_MONEY = [
    "1e3", "1.000,00", "NaN", "-0", "-1", "0.001", "10.999", "1_000", "１２３", "٣", "0x10", "£",
    "99999999999999999999",
    "£-5", "(5.00)", "5p", "=1+1", "1/3", "+5", "0010", "10\u00a0000", "9223372036854775808",
]  # fmt: skip


def team_public_id():
    return db.session.get_one(pots.Team, team_id()).public_id


def test_anybody_sees_all_the_money_and_one_pots_story(client, pot):
    client.get("/money").says("See the money", "Alderbrook South team", "Wellbeing", "£400.00 came in")
    client.get(f"/money/{pot}").says(
        "Director of Communities", "their vote is a recommendation", "Harbour & Quay", "£310.00"
    )


def test_a_pot_being_set_up_is_nobody_elses_business(client, sign_in, work):
    with work():
        draft = a_pot({}).public_id
    client.get(f"/money/{draft}", 404)
    client.get("/money").never_says(draft)
    sign_in("Farid").get(f"/pots/{draft}").says("Draft")


def test_the_inside_of_a_pot_is_for_its_team_and_for_the_council(client, sign_in, pot):
    for name in ("Grace", "Asha", "Noor", "Carol", "Farid", "Olu"):
        sign_in(name).get(f"/pots/{pot}").says("Where every pound is", "Money added")
    for name in ("Erin",):
        sign_in(name).get(f"/pots/{pot}", 404)
        sign_in(name).get(f"/pots/{pot}/statement", 404)
        sign_in(name).get("/pots").never_says(pot)
    sign_in("Ben").get(f"/pots/{pot}", 403)
    client.get(f"/pots/{pot}", 302)


def test_only_the_finance_lead_finds_the_forms(sign_in, pot):
    for name in ("Grace", "Carol", "Noor"):
        reader = sign_in(name)
        reader.get(f"/pots/{pot}").never_says("Add money")
        for path in ("new", "import", f"{pot}/add", f"{pot}/change"):
            reader.get(f"/pots/{path}", 403)


def test_farid_makes_a_pot_fills_it_and_opens_it(sign_in):
    farid = sign_in("Farid")
    farid.get("/pots/new").says("Make a pot", "Who may lawfully decide?", "their vote is a recommendation")
    farid.post("/pots/new", {**NEW, **DAYS, "team": team_public_id()})
    page = farid.get(farid.location)
    page.says("Harbour & Quay", "Millfield", "Northgate Park")
    add = farid.response.request.path
    farid.post(
        add,
        {
            "area_0": "1,250.50",
            "area_1": "",
            "area_2": "£9",
            "reason": "This year’s money",
            "idempotency_key": "a-key-long-enough-2",
        },
    )
    page = farid.get(farid.location)
    page.says("£1,259.50", "Draft", "This year’s money", "£9.00 came in for Northgate Park")
    farid.post(
        add.replace("/add", "/change"),
        {"action": "opened", "reason": "", "idempotency_key": "a-key-long-enough-3"},
    )
    farid.get(farid.location).says("Open. Money can be promised and paid.")


def test_a_form_sent_twice_makes_one_pot(sign_in):
    farid, sent = sign_in("Farid"), {**NEW, **DAYS, "team": team_public_id()}
    farid.post("/pots/new", sent)
    first = farid.location
    farid.post("/pots/new", sent)
    assert farid.location == first
    assert how_many(Pot) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": ""}, "Give the pot a name"),
        ({"financial_year": "next year"}, "Write the financial year like 2026/27"),
        ({"route": "parliament"}, "Choose from the list"),
        ({"max_award": "lots"}, "Write the amount in pounds and pence"),
        (
            {"opens_on-day": "5", "opens_on-month": "4", "opens_on-year": "2027"},
            "must come after the day it opens",
        ),
        ({"decided_by": "x" * 200}, "120 letters or fewer"),
        ({"purpose": "a\u202eb"}, "hidden character"),
    ],
)
def test_a_wrong_pot_is_refused_beside_its_field_and_kept_as_typed(sign_in, change, why):
    farid = sign_in("Farid")
    page = farid.post("/pots/new", {**NEW, **DAYS, "team": team_public_id(), **change}, status=200)
    page.says(why)
    assert page.select(".govuk-error-summary a")
    assert how_many(Pot) == 0


def test_the_same_pot_twice_in_a_year_is_refused(sign_in, pot):
    sign_in("Farid").post("/pots/new", {**NEW, **DAYS, "team": team_public_id()}, status=200).says(
        "has a pot called Wellbeing for 2026/27 already"
    )


@pytest.mark.parametrize("typed", HOSTILE_MONEY)
def test_no_amount_but_plain_pounds_goes_in(sign_in, pot, typed):
    before = how_many(LedgerEntry)
    sent = {
        "area_0": typed,
        "area_1": "",
        "area_2": "",
        "reason": "Why not",
        "idempotency_key": "a-key-long-enough-4",
    }
    page = sign_in("Farid").post(f"/pots/{pot}/add", sent, status=200)
    assert page.select_one("input[name=area_0]")["value"] == typed
    assert page.select(".govuk-error-summary a[href='#area_0']")
    assert how_many(LedgerEntry) == before


def test_adding_nothing_is_refused(sign_in, pot):
    sent = {
        "area_0": "",
        "area_1": "0",
        "area_2": "",
        "reason": "Why not",
        "idempotency_key": "a-key-long-enough-5",
    }
    sign_in("Farid").post(f"/pots/{pot}/add", sent, status=200).says("Write an amount for at least one area")


def test_a_state_that_cannot_follow_is_not_offered_and_not_taken(sign_in, pot):
    farid = sign_in("Farid")
    farid.get(f"/pots/{pot}/change").never_says("Open it again")
    farid.post(
        f"/pots/{pot}/change",
        {"action": "reopened", "reason": "x", "idempotency_key": "a-key-long-enough-6"},
        status=200,
    )
    farid.post(
        f"/pots/{pot}/change",
        {"action": "frozen", "reason": "", "idempotency_key": "a-key-long-enough-7"},
        status=200,
    ).says("Say why")


def test_pages_ask_the_database_the_same_number_of_questions_however_many_pots(sign_in, pot, work, app):
    def questions(path):
        asked = []
        reader = sign_in("Farid")
        with counting(asked):
            reader.get(path)
        return len(asked)

    few = [questions(path) for path in ("/money", "/pots", f"/pots/{pot}", f"/pots/{pot}/statement")]
    with work():
        for year in range(26, 34):
            more = a_pot({"Millfield": 100, "Harbour & Quay": 200}, name=f"Pot {year}")
            ledger_awards.commit_award(
                SYSTEM,
                award_id=f"w{year}",
                pot_id=more.id,
                shares={area_id("Millfield"): Pence(50)},
                reason="x",
            )
        first = db.session.scalars(sa.select(Pot).where(Pot.public_id == pot)).one()
        for number in range(12):
            pots.add_money(SYSTEM, first, {area_id("Millfield"): Pence(1)}, reason="x", key=str(number))
    assert [questions(path) for path in ("/money", "/pots", f"/pots/{pot}", f"/pots/{pot}/statement")] == few


class counting:  # noqa: N801 - reads as a word of the test
    """Collects every SELECT inside the block."""

    def __init__(self, asked):
        self.asked = asked

    def note(self, connection, cursor, statement, *rest):
        if statement.lstrip().upper().startswith("SELECT"):
            self.asked.append(statement)

    def __enter__(self):
        sa.event.listen(db.engine, "before_cursor_execute", self.note)

    def __exit__(self, *error):
        sa.event.remove(db.engine, "before_cursor_execute", self.note)
