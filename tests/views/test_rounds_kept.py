"""The pages of a round kept to its own people: who finds it, its finer rules, and a draft thrown away."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.counting.values import Rule
from commissioning.rules.rounds import Dates
from commissioning.rules.ways_of_counting import RULES
from commissioning.services import rounds
from models.people import Membership
from participation.rules.people import AgeBand
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import IDEAS, a_plan, a_round, add_voters, an_open_round, ideas
from tests.rounds_pages_made import KEY


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


def test_a_rounds_own_page_says_who_cannot_vote_in_it_and_why(client, sign_in, work):
    with work():
        add_voters(2)
        opens = now() + timedelta(hours=1)
        made = an_open_round(
            youngest=AgeBand.SIXTEEN_SEVENTEEN, dates=Dates(opens, opens + timedelta(days=7))
        )
        address = f"/rounds/{made.public_id}"
    against = "You cannot vote in this round"
    why = {
        "Tomos": "You are not on the list of voters for this round. It is for people aged 16 and over.",
        "Ben": "It is for members and young advisors of the Alderbrook South team",
    }
    for at in (now(), opens + timedelta(minutes=1)):  # while it is coming, and once it is open
        with clock.at(at):
            for name, says in why.items():
                page = sign_in(name).get(address)
                page.says(against, says, "have your say")
                assert not page.select('a[href$="/ballot"]')
            sign_in("Grace").get(address).never_says(against)
    with clock.at(opens + timedelta(minutes=1)):
        client.get(address).never_says(against)
        sign_in("Grace").get(address).one(f'a[href="{address}/ballot"]')
        with work():
            db.session.execute(sa.delete(Membership).where(Membership.user_id == actor("Mei").user_id))
        page = sign_in("Mei").get(address)
        page.says(against, "Your place in the team has ended")
        assert not page.select('a[href$="/ballot"]')


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


def test_the_form_says_which_ideas_ask_more_than_the_pot_gives_to_one(sign_in, work):
    with work():
        ideas()
        a_pot({"": 200_000}, max_award=50_000)
    page = sign_in("Grace").get("/rounds/new")
    page.says("£2,000.00 free, and at most £500.00 for one project")
    assert (
        str(page).count("It asks more than this pot gives to one project") == 2
    )  # of £300, £400, £600 and £900


def test_a_draft_is_thrown_away_from_its_own_page(sign_in, work):
    with work():
        round_ = a_round()
    here, grace = f"/rounds/{round_.public_id}", sign_in("Grace")
    grace.get(here).says("Throw this round away", "nothing is lost but this setting up")
    sign_in("Erin").post(f"{here}/throw-away", status=404)
    grace.post(f"{here}/throw-away", {"idempotency_key": KEY}, follow=True).says(
        "“Autumn ideas” is thrown away. Its projects stand where they stood without it."
    )
    grace.post(f"{here}/throw-away", {"idempotency_key": KEY}, follow=True)  # sent twice: the first answer
    grace.get(here, 404)
