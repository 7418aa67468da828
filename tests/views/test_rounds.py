"""The pages of a round, from setting it up to opening it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.counting.values import Rule
from commissioning.rules.rounds import Phase
from commissioning.rules.ways_of_counting import RULES
from commissioning.services import rounds
from models.rounds import Round
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import IDEAS, a_plan, a_round, an_open_round, ideas

KEY = "a-form-key-of-this-test"


@pytest.fixture
def ready(app, work):
    """A pot and four shortlisted proposals: what `new` needs. Gives (pot, title -> public id)."""
    with work():
        return a_pot({"": 200_000}).public_id, ideas()


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
    grace.get(address).says("There is no way back from here")
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


def test_an_unready_round_has_no_button(sign_in, work):
    with work():
        address = f"/rounds/{a_round(electorate='young_advisors').public_id}/open"
    grace = sign_in("Grace")
    page = grace.get(address)
    page.says("2 could vote now", "When everything in the list is ready")
    page.never_says("There is no way back")
    grace.post(address, status=200).says("This round is not ready")


@pytest.mark.parametrize("name", ["Erin", "Carol", "Mei", "Asha", "Ben"])
def test_somebody_elses_round_is_not_found_before_it_opens(sign_in, work, name):
    with work():
        address = f"/rounds/{a_round().public_id}"
    wanted = 200 if name == "Carol" else 404
    sign_in(name).get(address, status=wanted)
    sign_in(name).get(f"{address}/open", status=wanted if name in ("Carol", "Erin") else 403)


def test_an_officer_chooses_the_team_when_there_are_several(sign_in, work, ready):
    with work():
        a_pot({"": 5_000}, name="Youth", team="Alderbrook North team")
    page = sign_in("Carol").get("/rounds/new")
    page.says("Which team is the round for?", "Alderbrook North team")
    north = page.find("a", string="Alderbrook North team")["href"]
    page = sign_in("Carol").get(north)
    page.says("Ideas come first", "No proposals are shortlisted for Alderbrook North team yet")
    assert not page.select("form[action*='/rounds/new']")


def test_a_chair_without_a_pot_is_told_what_is_missing(sign_in):
    sign_in("Erin").get("/rounds/new").says("No pot is open for your team")


def test_the_page_counts_its_queries_alike_for_few_and_many(app, client, work):
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    with work():
        address = f"/rounds/{an_open_round().public_id}"
    client.get(address)
    seen.clear()
    client.get("/rounds")
    few = len(seen)
    with work():
        pot = a_pot({"": 900_000}, name="More")
        for number in range(3):
            costs = {f"{title} {number}": cost for title, cost in IDEAS.items()}
            made = rounds.set_up(actor("Grace"), pot, a_plan(ideas(costs), title=f"Round {number}"))
            rounds.open_voting(actor("Grace"), made)
    seen.clear()
    client.get("/rounds").says("Round 2")
    assert len(seen) == few


def test_the_finer_rules_ask_only_about_the_way_of_counting_chosen(sign_in, work):
    with work():
        pot, found = a_pot({"": 200_000}), ideas()
        chair = actor("Grace")
        made = {rule: rounds.set_up(chair, pot, a_plan(found, rule=rule)).public_id for rule in RULES}
    grace = sign_in("Grace")
    asked = {
        rule: {box.get("name") for box in grace.get(f"/rounds/{made[rule]}/rules").select("input")}
        for rule in RULES
    }
    ways = {"finish", "increment", "misfit"}
    assert asked[Rule.EQUAL_SHARES] & ways == {"finish", "increment"}
    assert (asked[Rule.GREEDY] & ways, asked[Rule.PHRAGMEN] & ways) == ({"misfit"}, set())

    usual = {"kind": "approval", "smallest": "10", "chambers": "no", "idempotency_key": KEY}
    address = f"/rounds/{made[Rule.EQUAL_SHARES]}/rules"
    steps = {**usual, "finish": "add1u", "increment": "0.50"}
    for typed in ("0", "100.01", "ten"):
        grace.post(address, {**steps, "increment": typed, "idempotency_key": KEY + typed}, status=200).says(
            "step"
        )
    grace.post(address, steps, follow=True).says(
        "Equal shares, then the rest by most votes", "by £0.50 at a time"
    )
    over = grace.post(address, {**steps, "quorum": "40", "idempotency_key": KEY + "over"}, follow=True)
    over.says("The result would need 40 votes", "could vote now", "Until then voting cannot be opened")
    grace.get(address).says("The least votes cannot be reached yet")
    hidden = grace.post(
        address,
        {**steps, "smallest": "1000", "threshold": "9", "idempotency_key": KEY + "hidden"},
        follow=True,
    )
    hidden.says(
        "hidden below 1,000 votes",
        "The least a project needs, 9, can be reached",
        "at most, so nothing could win",
    )
    grace.get(address.replace("/rules", "/open")).says("No numbers will be shown")
    grace.post(f"/rounds/{made[Rule.GREEDY]}/rules", {**usual, "misfit": "greedy-no-skip"}, follow=True).says(
        "stopping at the first that does not fit"
    )
    # The first form offers the family again, and saving it keeps the finer choice.
    page = grace.get(f"/rounds/{made[Rule.GREEDY]}/edit")
    assert [box["value"] for box in page.select("input[name=rule][checked]")] == ["greedy"]
    points = {**usual, "kind": "ordinal"}
    grace.post(f"/rounds/{made[Rule.PHRAGMEN]}/rules", points, status=200).says("counts ticks only")


def test_a_draft_is_thrown_away_from_its_own_page(sign_in, work):
    with work():
        round_ = a_round()
    here, grace = f"/rounds/{round_.public_id}", sign_in("Grace")
    grace.get(here).says("Throw this round away", "nothing is lost but this setting up")
    sign_in("Erin").post(f"{here}/throw-away", status=404)
    grace.post(f"{here}/throw-away", {"idempotency_key": KEY}, follow=True).says(
        "“Autumn ideas” is thrown away"
    )
    grace.post(f"{here}/throw-away", {"idempotency_key": KEY}, follow=True)  # sent twice: the first answer
    grace.get(here, 404)
