"""The pages of a round, from setting it up to opening it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.rounds import Phase
from commissioning.services import rounds
from models.places import Team
from models.pots import Pot
from models.rounds import Round
from tests.money_made import a_pot
from tests.rounds_made import an_open_round, ideas
from tests.rounds_pages_made import KEY


@pytest.fixture
def ready(app, work):
    """A pot and four shortlisted proposals: what `new` needs. Gives (pot, title -> public id)."""
    with work():
        found = ideas()  # first, so that they need not be built again
        return a_pot({"": 200_000}).public_id, found


def in_two_weeks() -> dict[str, str]:
    """A closing day that the pot lives to see."""
    return day("closes_on", local_date(now()) + timedelta(days=14))


def day(name: str, on: date) -> dict[str, str]:
    """A day as its three boxes."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def typed(ready, **changes):
    """What a chair sends for a whole round."""
    pot, found = ready
    return {
        "title": "Autumn ideas", "about": "", "pot": pot, "amount": "1,000", "proposals": list(found.values()),
        **day("opens_on", local_date(now())), "opens_time": "00:00",
        **in_two_weeks(), "closes_time": "18:00",
        "electorate": "everyone", "youngest": "13-15", "least_picks": "1", "most_picks": "3", "rule": "equal-shares",
        "idempotency_key": KEY, **changes,
    }  # fmt: skip


def test_anyone_may_see_the_rounds(client, work):
    client.get("/rounds").says("No vote is open now", "No round has finished yet")
    with work():
        an_open_round()
    client.get("/rounds").says(
        "Autumn ideas", "£1,000.00 to share between 4 projects", "0 people have voted, of 5"
    )


def test_the_chair_sets_up_and_opens_a_round(sign_in, ready):
    grace = sign_in("Grace")
    page = grace.get("/rounds/new")
    assert len(page.select("input[name=proposals][checked]")) == 4
    page.says("Wellbeing 2026/27", "£2,000.00 free", "Most votes first", "always fairer")
    page = grace.post("/rounds/new", typed(ready), follow=True)
    page.says("The round is set up", "Is it ready?", "Ready", "Equal shares")
    assert not page.select(".op-tasks__item:not(.op-tasks__item--done)")
    address = page.one("a.govuk-button[href$='/open']")["href"]
    grace.get(address).says("There is no way back from here", "Film club: £300.00")
    grace.post(address, {"idempotency_key": KEY}, follow=True).says(
        "Nothing about this round can change from here"
    )
    grace.get(address).says("This round has been opened already")
    assert rounds.phase_of(db.session.query(Round).one()) is Phase.OPEN


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Give the round a name"),
        ({"amount": "-5"}, "Write the amount in pounds and pence"),
        ({"amount": "2000.01"}, "The pot has £2,000.00 free"),
        ({"proposals": []}, "Choose at least two proposals"),
        ({"proposals": ["nothing"]}, "Choose from the list"),
        ({"closes_on-month": "13"}, "real date"),
        (day("opens_on", local_date(now()) - timedelta(days=365)), "That day is past"),
        ({"closes_on-year": "2020"}, "Voting would already be over"),
        ({"closes_time": "half six"}, "24-hour clock"),
        ({"least_picks": "many"}, "Write a whole number from 1 to 50"),
        ({"least_picks": "٣"}, "Write a whole number from 1 to 50"),
        ({"least_picks": "3", "most_picks": "2"}, "cannot be fewer than the least"),
        ({"most_picks": "9"}, "nobody could choose 9"),
        ({"rule": "coin-toss"}, "Choose"),
        ({"pot": "another"}, "Choose"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(sign_in, ready, changes, says):
    page = sign_in("Grace").post("/rounds/new", typed(ready, **changes), status=200)
    page.says("There is a problem", says)
    if "title" not in changes:
        assert page.one("input[name=title]")["value"] == "Autumn ideas"


def test_all_that_is_wrong_is_said_at_once(sign_in, work, ready):
    with work():
        db.session.execute(sa.update(Pot).values(max_award_pence=Pence(500_00)))
    wrong = typed(ready, amount="9000", most_picks="9", **{"closes_on-year": "2020"})
    page = sign_in("Grace").post("/rounds/new", wrong, status=200)
    for name, says in {
        "proposals": ("“Quiet garden” asks £600.00", "“Boat days” asks £900.00"), "amount": ("The pot has £2,000.00",),
        "closes_on": ("Voting would already be over",), "most_picks": ("nobody could choose 9",),
    }.items():  # fmt: skip
        error = page.one(f"#{name}-error").get_text(" ")
        assert all(words in error for words in says), error
    assert "Film club" not in page.one("#proposals-error").text  # within the limit
    assert len(page.select(".govuk-error-summary__list li")) == 5


def test_a_field_that_is_wrong_in_itself_does_not_hold_back_the_rest(sign_in, ready):
    grace, past = sign_in("Grace"), {"closes_on-year": "2020"}
    picks = {"least_picks": "3", "most_picks": "2"}
    told = {
        "amount": "The pot has £2,000.00",
        "closes_on": "already be over",
        "most_picks": "fewer than the least",
    }
    for changes, besides, not_said in (
        ({"title": ""}, {"title": "Give the round a name"}, set()),
        ({"title": "x" * 81}, {"title": "80"}, set()),
        ({"proposals": ["nothing"]}, {"proposals": "Choose from the list"}, set()),
        ({"pot": "-", "closes_time": "six"}, {"pot": "Choose", "closes_time": "24-hour"}, {"amount", "closes_on"}),
        ({"least_picks": "many", "rule": "coin"}, {"least_picks": "whole number", "rule": "Choose"}, {"most_picks"}),
    ):  # fmt: skip
        page = grace.post("/rounds/new", typed(ready, amount="9000", **past | picks | changes), status=200)
        expected = {name: says for name, says in told.items() if name not in not_said} | besides
        assert len(page.select(".govuk-error-summary__list li")) == len(expected), changes
        for name, says in expected.items():
            assert says in page.one(f"#{name}-error").get_text(" "), (name, changes)
    grace.post("/rounds/new", typed(ready))
    address = f"{grace.location}/edit"
    page = grace.post(address, typed(ready, title="", **picks, idempotency_key=KEY + "2"), status=200)
    page.says("Give the round a name", "fewer than the least")


def test_the_same_form_sent_twice_makes_one_round(sign_in, ready):
    grace = sign_in("Grace")
    grace.post("/rounds/new", typed(ready))
    first = grace.location
    grace.post("/rounds/new", typed(ready))
    assert grace.location == first


def test_a_round_being_set_up_can_be_changed_and_an_open_one_not(sign_in, work, ready):
    grace = sign_in("Grace")
    grace.post("/rounds/new", typed(ready))
    address = grace.location
    grace.get(f"{address}/edit").says("Change this round")
    grace.post(
        f"{address}/edit", typed(ready, title="Winter ideas", idempotency_key=KEY + "2"), follow=True
    ).says("Winter ideas")
    grace.post(f"{address}/open", {"idempotency_key": KEY})
    grace.get(f"{address}/edit").says("This round can no longer be changed")
    grace.post(f"{address}/edit", typed(ready, idempotency_key=KEY + "3"), status=409).says(
        "can no longer change"
    )
    grace.get(address).says("Winter ideas", "If two projects draw")


def test_a_round_whose_opening_day_has_come_and_gone_can_still_be_changed(sign_in, ready):
    grace = sign_in("Grace")
    grace.post("/rounds/new", typed(ready))
    address, same = grace.location, typed(ready)
    gone = day("opens_on", local_date(now()) - timedelta(days=1))
    with clock.at(now() + timedelta(days=2)):
        grace = sign_in("Grace")
        grace.post(f"{address}/edit", {**same, "title": "Winter ideas"}, follow=True).says(
            "The round is changed"
        )
        grace.post(f"{address}/edit", {**same, **gone, "idempotency_key": KEY + "2"}, status=200).says(
            "That day is past"
        )


def test_an_officer_chooses_the_team_when_there_are_several(sign_in, work, ready):
    with work():
        a_pot({"": 5_000}, name="Youth", team="Alderbrook North team")
    page = sign_in("Carol").get("/rounds/new")
    page.says("Which team is the round for?", "Alderbrook North team")
    north = page.find("a", string="Alderbrook North team")["href"]
    page = sign_in("Carol").get(north)
    page.says("Ideas come first", "No proposals are shortlisted for Alderbrook North team yet")
    assert not page.select("form[action*='/rounds/new']")
    south = sign_in("Carol").get("/rounds/new").find("a", string="Alderbrook South team")["href"]
    page = sign_in("Carol").get(south)
    page.says("Team members, young advisors and people who live in ")
    address = page.one("form[action*='/rounds/new']")["action"]
    with work():
        db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one().areas = []
    page = sign_in("Carol").get(south)
    page.says("People who live in the team’s areas cannot be asked: the team has no areas")
    assert not page.select("input[name=electorate][value=residents]")
    page = sign_in("Carol").post(address, typed(ready, electorate="residents"), status=200)
    page.says("There is a problem", "Choose from the list")


def test_a_chair_without_a_pot_is_told_what_is_missing(sign_in):
    sign_in("Erin").get("/rounds/new").says("No pot is open for your team")
