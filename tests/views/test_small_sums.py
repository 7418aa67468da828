"""Small sums' pages: a worker's whole way, a manager's and the finance lead's, and the family's."""

from __future__ import annotations

import io

import pytest

from app.db import db
from models.places import Area
from models.small_sums import SmallSum
from tests.attachments_made import picture
from tests.money_made import area_id
from tests.small_sums_made import an_office_pot, ask, buy


@pytest.fixture
def pot(work, at):
    with at("2026-11-20 10:00"), work():
        return an_office_pot()


def form(**changes):
    office = db.session.get_one(Area, area_id("Millfield")).public_id
    return {
        "office": office, "item": "A washing machine", "cost": "45.00", "goal": "Clean clothes for school",
        "need": "home", "outcome": "nurtured", "family": "", **changes,
    }  # fmt: skip


def receipt(**changes):
    data = {
        "spent": "39.99",
        "file": (io.BytesIO(picture().content), "mum and Jayden.jpg"),
        "file_words": "Receipt",
    }
    return {**data, **changes}


def today(at_day="23 11 2026"):
    return {
        f"bought_on-{part}": typed
        for part, typed in zip(("day", "month", "year"), at_day.split(), strict=True)
    }


def test_a_worker_asks_buys_and_sends_the_receipt(pot, at, sign_in):
    with at("2026-11-23 10:00"):
        nia = sign_in("Nia")
        nia.get("/").says("Hello Nia")
        nia.get("/small-sums").says("No small sums yet")
        nia.post("/small-sums/ask", form()).never_says("Problem")
        where = nia.location
        nia.get(where).says("£45.00. It can be bought now. Keep the receipt.", "Within the limit, at once")
        nia.post(f"{where}/bought", {**receipt(file=""), **today()}, status=200).says(
            "Add a photo of the receipt"
        )
        nia.post(f"{where}/bought", {**receipt(spent="45.01"), **today()}, status=200).says(
            "ask for the other £0.01"
        )
        page = nia.post(f"{where}/bought", {**receipt(), **today()}, follow=True)
        page.says("Back in the office’s pot", "£5.01", "Receipt, added")
        nia.get(page.one(".op-files img")["src"])
        assert nia.response.mimetype == "image/jpeg"
        sign_in("Grace").get(page.one(".op-files img")["src"], status=404)
    with at("2026-11-24 10:00"):
        farid = sign_in("Farid")
        farid.get("/").says("A receipt waits to be checked")
        farid.post(f"{where}/check")
        farid.get(where).says("the receipt agrees with the books")


def test_above_the_limit_the_manager_has_until_five(pot, at, sign_in):
    with at("2026-11-23 10:00"):
        nia, hugh = sign_in("Nia"), sign_in("Hugh")
        nia.post("/small-sums/ask", form(cost="120.00"))
        where = nia.location
        nia.get(where).says("A manager answers by", "at 5pm")
        hugh.get("/").says("Answer: A washing machine")
    with at("2026-11-23 17:01"):
        nia, hugh = sign_in("Nia"), sign_in("Hugh")  # seven hours on, an idle session has ended
        hugh.get("/small-sums").says("Late")
        hugh.post(f"{where}/decide", {"answer": "no", "reason": ""}, status=200).says("Say why")
        hugh.post(f"{where}/decide", {"answer": "yes", "reason": "Go on"})
        nia.get(where).says("What Hugh said", "Go on", "It can be bought now")
        nia.post(f"{where}/decide", {"answer": "yes"}, status=403)


def test_a_manager_cannot_say_yes_to_their_own(pot, at, sign_in):
    with at("2026-11-23 10:00"):
        hugh = sign_in("Hugh")
        hugh.post("/small-sums/ask", form(cost="120.00"))
        where = hugh.location
        hugh.get(where).says("another manager answers")
        hugh.post(f"{where}/decide", {"answer": "yes", "reason": ""}, status=200).says(
            "somebody else has to decide"
        )


def test_giving_up_asks_first_and_says_what_really_moved(pot, at, work, sign_in):
    with at("2026-11-23 10:00"):
        with work():
            waits, bought_soon = ask(120_00).public_id, ask(45_00).public_id
        nia, hugh = sign_in("Nia"), sign_in("Hugh")
        where = f"/small-sums/{waits}"
        page = hugh.get(where)
        actions = [form["action"].rsplit("/", 1)[-1] for form in page.select("main form")]
        assert actions == ["decide", "give-up"], "the decision comes first"
        nia.post(f"{where}/give-up", {}, status=200).says("Tick this if it is not needed any more")
        nia.get(where).says("It waits for a manager.", "Nothing is set aside yet")
        page = nia.post(f"{where}/give-up", {"sure": "y"}, follow=True)
        page.says("No manager had said yes, so nothing had been set aside.")
        page.never_says("back in the office’s pot")
        nia.get(f"/small-sums/{bought_soon}").says("£45.00 goes back to the office’s pot")
        page = nia.post(f"/small-sums/{bought_soon}/give-up", {"sure": "y"}, follow=True)
        page.says("The money is back in the office’s pot.")


def test_by_office_shows_three_figures_that_make_the_limit(pot, work, at, sign_in):
    with at("2026-11-23 10:00"):
        with work():
            ask(50_00)
            ask(120_00)
        page = sign_in("Hugh").get("/small-sums")
        row = page.find(string="Waiting for a decision").find_parent("table").select("tbody tr")[-1]
        cells = {cell.get("data-label"): cell.get_text(strip=True) for cell in row.select("td")}
        assert cells["Limit for the year"] == "£1,000.00"
        assert (cells["Used"], cells["Waiting for a decision"], cells["Left"]) == (
            "£50.00",
            "£120.00",
            "£830.00",
        )


def test_words_that_show_who_it_is_are_refused_and_kept(pot, sign_in):
    nia = sign_in("Nia")
    page = nia.post("/small-sums/ask", form(goal="Ring mum on 07700 900123"), status=200)
    page.says("Take out a phone number", "Ring mum on 07700 900123")
    assert not page.select("[name=names_nobody]")
    page = nia.post("/small-sums/ask", form(goal="So that Jayden sleeps"), status=200)
    page.says("“Jayden” looks like a name")
    assert page.select("[name=names_nobody]")
    nia.post("/small-sums/ask", form(goal="So that Jayden sleeps", names_nobody="y"))


def test_the_same_form_twice_is_one_small_sum(pot, sign_in):
    nia, sent = sign_in("Nia"), form(idempotency_key="a-key-that-is-long-enough")
    nia.post("/small-sums/ask", sent)
    first = nia.location
    nia.post("/small-sums/ask", sent)
    assert nia.location == first
    assert db.session.query(SmallSum).count() == 1


def test_a_family_answers_with_its_code_and_without_an_account(pot, work, client, sign_in):
    with work():
        made = ask()
        buy(made, 40_00)
    code, where = made.code, f"/small-sums/{made.public_id}"
    client.post("/helped", {"code": "zzzz zzzz zzzz"}, status=200).says("We do not know this code")
    client.post("/helped", {"code": f"{code[:4]} {code[4:8]} {code[8:]}".upper()})
    assert client.location == f"/helped/{code}"
    client.get(client.location).says("You were helped with: Repair of a washing machine", "999", "0800 1111")
    client.post(f"/helped/{code}", {"words": "x"}, status=200).says("Choose one")
    client.post(f"/helped/{code}", {"helped": "partly", "words": "Zebedeequux is happy"})
    client.get(f"/helped/{code}").says("Thank you")
    for name in ("Nia", "Hugh", "Farid"):
        page = sign_in(name).get(where)
        page.says("Somebody whose job is safety reads it first")
        page.never_says("Zebedeequux", "Partly")


def test_the_finance_lead_sets_limits_and_contradictions_are_refused(pot, sign_in):
    farid = sign_in("Farid")
    data = {"pot": pot.public_id, "at_once": "60.00", "item": "50.00", "family": "400", "office": "1,000"}
    data |= {
        f"starts_on-{part}": typed
        for part, typed in zip(("day", "month", "year"), ("1", "4", "2199"), strict=True)
    }
    farid.post("/small-sums/limits", data, status=200).says(
        "This cannot be more than the most for one thing, £50.00"
    )
    farid.post("/small-sums/limits", {**data, "at_once": "20.00"})
    farid.get("/small-sums/limits").says("£20.00", "to come")
