"""Votes on paper and the rules of a round in the browser: typed in by two people, sheets made and taken back."""

from __future__ import annotations

from app import clock
from app.db import db
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.polling import Way
from commissioning.rules.rounds import Electorate
from commissioning.services import papers as papers_
from commissioning.services import polling, rounds
from commissioning.services.polling import Wanted
from models.rounds import Round
from tests.polling_made import PLACES, another_round
from tests.proposals_made import actor
from tests.rounds_made import a_round, after_close, picks
from tests.voting_pages_made import (
    KEY,
    made_fixture,  # noqa: F401 - a fixture
)


def test_two_people_type_a_paper_in_and_a_disagreement_is_shown(sign_in, made):
    address, number = f"/rounds/{made[0].public_id}/papers", made[1][Way.PAPER].codes[0]
    grace, pia = sign_in("Grace"), sign_in("Pia")
    read = {"code": number, "picks": picks(made[0], "Film club", "Boat days")}
    grace.post(address, read)
    grace.get(address).says("Typed once", "You typed it")
    pia.get(address).never_says("Grace read")
    pia.post(address, {"code": number, "picks": picks(made[0], "Film club", "Bike library")})
    for browser in (grace, pia):
        browser.get(address).says("You do not agree", "Grace read", "Pia read", "Bike library")
    pia.post(address, read, follow=True).says("Both of you read the same", f"1 of {PLACES} papers counted")
    grace.post(address, read, status=200).says("Each paper counts once")
    grace.post(address, {**read, "code": "nothing"}, status=200).says("not the number of a paper ballot")
    page = grace.post(address, {"code": made[1][Way.PAPER].codes[1], "picks": read["picks"][:1]}, status=200)
    page.says("Choose at least 2")
    assert len(page.select("input[name=picks][checked]")) == 1
    grace.get(f"/rounds/{made[0].public_id}").says("1 on paper")
    pia.post(address, {"code": made[1][Way.PAPER].codes[1], "picks": read["picks"]})
    spoiled = {"code": made[1][Way.PAPER].codes[2], "do": "spoiled"}
    grace.post(address, spoiled, follow=True).says("Somebody else reads it too before it is left out")
    pia.post(address, spoiled, follow=True).says("the result will say so", "Cannot be counted:")
    with clock.at(after_close(made[0])):
        over = sign_in("Grace").get(address)
        over.says("Voting closed", "Two people had not read the same on this paper when voting closed")
        over.never_says("Finish before", "types it next", "Type it too", "The next paper")


def test_a_sheet_is_made_shown_once_and_taken_back(sign_in, work, made):
    with work():
        new = another_round(made[0])
    grace, address = sign_in("Grace"), f"/rounds/{new.public_id}/places"
    wanted = {"way": "codes", "label": "Scouts", "places": "3", "idempotency_key": KEY}
    sheet = grace.post(address, wanted, status=200)
    codes = [one.get_text(strip=True) for one in sheet.select(".op-slip__code")]
    assert len(codes) == len(set(codes)) == 3
    assert len(sheet.select(".op-qr__svg")) == 3
    again = grace.post(address, wanted, status=200)
    assert [one.get_text(strip=True) for one in again.select(".op-slip__code")] == codes
    paper = grace.post(address, {**wanted, "way": "paper", "idempotency_key": f"{KEY}-2"}, status=200)
    assert len(paper.select(".op-paper")) == 3
    paper.says("Tear off and keep. Your receipt:", "If your paper is counted", "Scouts. Paper ", "Swings")
    assert [one.get_text(" ").count("Scouts") for one in sheet.select(".op-slip")] == [1] * 3
    paper.never_says("Only one of these two")
    grace.get(f"/rounds/{new.public_id}").says(
        "Team members and young advisors, aged 13 and over. 5 people are on the list. Besides them, whoever is given "
        "one of these may vote without an account: 3 cards with a code and 3 paper ballots. We ask no name and no age",
        "6 places to vote without an account made for it stop working",
    )
    with work():
        ids = picks(new, "Swings", "Slide")
        db.session.get_one(Round, new.id).exclusions = [sorted(ids)]
    paper = grace.post(address, {**wanted, "way": "paper", "idempotency_key": f"{KEY}-2"}, status=200)
    assert str(paper).count("Only one of these two can be built") == 3, (
        "every paper says what the screen says"
    )
    assert str(paper).count("You may choose both") == 3
    with work():
        one = db.session.get_one(Round, new.id)
        one.least_picks = one.most_picks = 1
    paper = grace.post(address, {**wanted, "way": "paper", "idempotency_key": f"{KEY}-2"}, status=200)
    paper.says("Choose 1 project", "Only one of these two can be built")
    paper.never_says("You may choose both")  # whoever has one choice has no second to give
    page = grace.get(address)
    page.says("Out of date", "the sheets say something else")
    grace.get(f"/rounds/{new.public_id}/open").says("What was printed says what the round says")
    page.says("Scouts", "0 of 3 used")
    page.never_says(codes[0])
    for bad, says in (
        ({"places": "0"}, "from 1 to 500"),
        ({"places": "٣"}, "from 1 to 500"),
        ({"label": ""}, "Name the"),
    ):
        grace.post(address, {**wanted, **bad, "idempotency_key": f"{KEY}-3"}, status=200).says(says)
    take = page.select("form[action$='/take-back']")[0]["action"]
    grace.post(take, follow=True).says("Those places are gone")
    grace.get(f"/rounds/{made[0].public_id}/places").says("no places can be added")
    batch = made[1][Way.CODES].batch.public_id
    stop = f"/rounds/{made[0].public_id}/places/{batch}/stop"
    grace.get(stop).says("Votes cast with them stay and count")
    grace.post(stop, {"why": ""}, status=200).says("Say why")
    grace.post(stop, {"why": "Left on a bus."}, follow=True).says("Stopped", "Left on a bus.")
    again = grace.post(stop, {"why": "Another reason.", "idempotency_key": f"{KEY}-again"}, status=200)
    again.says("These were stopped already, on", "Left on a bus. That reason stays")
    assert not again.select("form input[name=why]")
    grace.get(f"/rounds/{made[0].public_id}").says(
        "5 people are on the list",
        "6 of them were stopped and can no longer be used",
        f"of {5 + 2 * PLACES} who can",
    )


def test_a_round_without_accounts_asks_nobody_to_sign_in_nor_for_a_card_nobody_has(client, sign_in, work):
    with work():
        only = a_round(electorate=Electorate.NO_ACCOUNTS)
        for way in (Way.TABLET, Way.PAPER):
            polling.make(actor("Grace"), only, Wanted(way, "Millfield Primary", PLACES), f"{way}-form-key-1")
        rounds.open_voting(actor("Grace"), only)
    told = "Only people who are given one of these, without an account: 6 turns at a shared tablet and 6 paper ballots."
    page = client.get(f"/rounds/{only.public_id}")
    page.says(told, "0 people have voted, of 12 who can")
    page.never_says("Sign in to vote", "Vote with a code", "a turn at a school’s tablet")
    grace = sign_in("Grace")
    page = grace.get(f"/rounds/{only.public_id}")
    page.says("You cannot vote in this round")
    page.never_says("Were you given a card")
    places = grace.get(f"/rounds/{only.public_id}/places")
    places.says("go back to http://localhost/tablet for the next turn")


def test_stopping_papers_says_what_becomes_of_those_handed_over(sign_in, made):
    here, (first, second) = f"/rounds/{made[0].public_id}", made[1][Way.PAPER].codes[:2]
    batch = made[1][Way.PAPER].batch
    grace, pia = sign_in("Grace"), sign_in("Pia")
    read = {"code": first, "picks": picks(made[0], "Film club", "Boat days")}
    for who in (grace, pia):
        who.post(f"{here}/papers", read)
    grace.post(f"{here}/papers", {**read, "code": second, "idempotency_key": KEY})
    stop = f"{here}/places/{batch.public_id}/stop"
    grace.get(stop).says(
        "No other can count after this", "First type in every paper you have been handed",
        "1 paper waits for two people to agree now",
    )  # fmt: skip
    page = grace.post(
        stop, {"why": "The sheet was left on a bus", "idempotency_key": f"{KEY}-2"}, follow=True
    )
    page.says("The papers that two people agreed on still count. No more of them can be typed in")
    assert not page.select("a[href$='/papers']"), "there is nothing to type in any more"
    refused = pia.post(f"{here}/papers", {**read, "code": second}, status=200)
    refused.says(
        "were stopped: The sheet was left on a bus. This one can no longer be typed in, so it does not count"
    )
    papers = pia.get(f"{here}/papers")
    papers.says(
        f"Paper {second[:5]} {second[5:]}", "so this one is not counted", "so no more of them can be typed in"
    )
    papers.never_says("Type it too")
    with clock.at(after_close(made[0])):
        grace = sign_in("Grace")
        grace.post(f"{here}/count")
        slips = {
            one: grace.get(f"{here}/result?receipt={papers_.slip_of(made[0], one).receipt}")
            for one in (first, second)
        }
    slips[first].says("Your receipt is in the list")
    slips[second].says(
        "That receipt is not in the list", "Did you vote on paper?",
        "1 paper was typed in, but two people did not agree",
    )  # fmt: skip


def test_the_finer_rules_are_set_and_frozen(sign_in, work, made):
    with work():
        new = another_round(made[0])
    grace, address = sign_in("Grace"), f"/rounds/{new.public_id}/rules"
    swings, slide = picks(new, "Swings", "Slide")
    rules = {
        "kind": "cumulative", "points_each": "10", "quorum": "3", "smallest": "8", "chambers": "no",
        "misfit": "greedy", "pair_1": swings, "other_1": slide,
    }  # fmt: skip
    grace.get(address).says("How people vote", "Only one can be built")
    for bad, says in (
        ({"points_each": "2"}, "at least 3 points"), ({"smallest": "4"}, "from 5 to 1,000"),
        ({"other_1": ""}, "both projects"),
        ({"other_1": swings}, "two different projects"), ({"quorum": "-1"}, "whole number"),
        ({"decide_by-day": "1", "decide_by-month": "1", "decide_by-year": "2026"}, "cannot come before"),
    ):  # fmt: skip
        grace.post(address, {**rules, **bad}, status=200).says("There is a problem", says)
    grace.post(address, rules, follow=True).says(
        "The rules are changed", "Give out 10 points", "At least 3 votes"
    )
    grace.get(f"/rounds/{new.public_id}/open").says("Only one can be built", "Swings: £100.00")
    db.session.expire_all()
    assert (new.ballot_kind, new.points_each, new.exclusions) == (
        BallotKind.CUMULATIVE,
        10,
        [sorted([swings, slide])],
    )
    grace.get(f"/rounds/{made[0].public_id}/rules").says("This round can no longer be changed")
    grace.post(f"/rounds/{made[0].public_id}/rules", rules, status=409).says("can no longer change")
