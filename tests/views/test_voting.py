"""Votes without an account in the browser's eyes: a printed code, a turn at the tablet, and each refusal."""

from __future__ import annotations

import pytest

from app import clock
from app.db import db
from commissioning.rules.polling import Way
from models.ballots import Ballot
from models.polling import CodeTry
from tests.polling_made import PLACES, another_round, in_box
from tests.rounds_made import picks
from tests.voting_pages_made import (
    KEY,
    made_fixture,  # noqa: F401 - a fixture
)


def turn_of(page) -> str:
    return page.one("input[name=turn]")["value"]


def sent(made, page, *titles, code=None, key=KEY):
    data = {"picks": picks(made[0], *titles), "turn": turn_of(page), "idempotency_key": key}
    return data if code is None else {**data, "code": code}


def begin(client, code):
    return client.post("/vote", {"code": code}, status=200)


def test_a_vote_by_printed_code(client, made):
    code = made[1][Way.CODES].codes[0]
    client.get("/vote").says("Vote with your code", "We do not ask your name")
    page = begin(client, f"{code[:5]} {code[5:].lower()}")
    page.says("Choose 2 to 3 projects", "Film club", "£300.00", "Millfield Primary, codes")
    data = sent(made, page, "Film club", "Bike library", code=code)
    client.post("/vote/check", data, status=200).says(
        "These are your choices", "You chose 2 projects", "Millfield Primary, codes"
    )  # fmt: skip
    assert in_box(made[0]) == (0, 0, 0)
    page = client.post("/vote/again", data, status=200)
    assert len(page.select("input[name=picks][checked]")) == 2
    first = client.post("/vote/cast", data, status=200)
    first.says("Your vote is in", "Your receipt", "Your change code", "Keep this one to yourself")
    again = client.post("/vote/cast", data, status=200)
    assert first.one(".op-receipt__code").text == again.one(".op-receipt__code").text
    assert in_box(made[0]) == (1, 1, 1)
    other = client.post("/vote/cast", data | {"picks": picks(made[0], "Boat days", "Film club")}, status=200)
    other.says("Your first choices count", "To change it, use your change code")
    assert other.one(".op-receipt__code").text == first.one(".op-receipt__code").text
    assert in_box(made[0]) == (1, 1, 1)
    cookie = client.client.get_cookie("our-part").value
    assert code not in cookie
    assert (
        code
        not in client.client.application.session_interface.get_signing_serializer(client.client.application)
        .loads(cookie)
        .values()
    )


@pytest.mark.parametrize("typed", ["BCDFGHJKMN", "x", "\u202eabc", "<script>alert(1)</script>", "9" * 900])
def test_a_mistyped_code_is_told_and_kept_on_the_page(client, made, typed):
    page = client.post("/vote", {"code": typed}, status=200)
    page.says("There is a problem")
    page.never_says("<script>alert")
    assert db.session.query(Ballot).count() == 0
    client.post("/vote", {"code": ""}, status=200).says("Type the code on your card")


def test_a_used_code_and_a_papers_number_have_their_own_words(client, made):
    code = made[1][Way.CODES].codes[0]
    page = begin(client, code)
    client.post("/vote/cast", sent(made, page, "Film club", "Boat days", code=code), status=200)
    begin(client, code).says("This code has been used. A code votes once", "Change my vote")
    client.post("/vote", {"code": made[1][Way.PAPER].codes[0]}, status=200).says("number of a paper ballot")
    assert db.session.query(CodeTry).count() == 1
    with clock.at(made[0].closes_at):
        begin(client, made[1][Way.CODES].codes[1]).says("Voting has closed")


def test_too_few_keeps_the_choices_and_a_forged_page_is_over(client, made):
    code = made[1][Way.CODES].codes[0]
    page = begin(client, code)
    data = sent(made, page, "Film club", code=code)
    for step in ("check", "cast"):
        kept = client.post(f"/vote/{step}", data, status=200)
        kept.says("There is a problem", "Choose at least 2 projects. You have chosen 1")
        assert len(kept.select("input[name=picks][checked]")) == 1
    for forged in ({"turn": "forged"}, {"code": "BCDFGHJKMN"}, {"turn": ""}):
        client.post("/vote/cast", {**data, **forged}, status=200).says("This turn is over")
    assert in_box(made[0]) == (0, 0, 0)


def test_another_rounds_projects_are_refused(client, made, work):
    with work():
        other = another_round(made[0])
    code = made[1][Way.CODES].codes[0]
    data = sent(made, begin(client, code), "Film club", code=code)
    data["picks"] = [*data["picks"], *picks(other, "Swings")]
    client.post("/vote/cast", data, status=200).says("not in this round")
    assert in_box(made[0]) == (0, 0, 0)


def test_a_vote_by_code_is_changed_with_its_change_code(client, made):
    code = made[1][Way.CODES].codes[0]
    page = begin(client, code)
    done = client.post("/vote/cast", sent(made, page, "Film club", "Boat days", code=code), status=200)
    change_code = done.one(".op-change-code__code").get_text(strip=True)
    used = begin(client, code)
    page = client.post("/vote/change", {"code": code, "turn": turn_of(used)}, status=200)
    page.says("Change your vote", "Your change code")
    assert not page.select("input[name=picks][checked]")
    data = sent(made, page, "Bike library", "Quiet garden", code=code, key=f"{KEY}-2")
    client.post("/vote/check", {**data, "change_code": "BCDFGHJKMN"}, status=200).says(
        "does not belong to your vote"
    )
    data["change_code"] = change_code
    client.post("/vote/check", data, status=200).says("These are your choices", "Quiet garden")
    client.post("/vote/cast", data, status=200).says("Your vote is changed", "Your receipt stays the same")
    assert in_box(made[0]) == (1, 2, 1)


@pytest.fixture
def tablet(sign_in, made):
    batch = made[1][Way.TABLET].batch.public_id
    pia = sign_in("Pia")
    pia.get(f"/rounds/{made[0].public_id}/places").says("Set this device out", f"0 of {PLACES} used")
    pia.post(f"/rounds/{made[0].public_id}/places/{batch}/tablet")
    return pia


def test_the_tablet_forgets_each_voter_before_the_next(tablet, made):
    page = tablet.get("/tablet")
    page.says("Your turn to vote", "Millfield Primary")
    page.never_says("Signed in as")
    assert tablet.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert tablet.response.headers["Cache-Control"] == "no-store"
    tablet.get("/me", status=404)
    page = tablet.post("/tablet/turn", {}, status=200)
    assert not page.select("[data-picks-keep]")
    first = sent(made, page, "Film club", "Boat days")
    assert turn_of(tablet.post("/tablet/check", first, status=200)) == first["turn"]
    receipt = tablet.post("/tablet/cast", first, status=200)
    receipt.says("Your vote is in", "I am finished")
    again = tablet.post(
        "/tablet/cast", first | {"picks": picks(made[0], "Film club", "Bike library")}, status=200
    )
    again.says("Your first choices count", "On a shared tablet it cannot be changed", "I am finished")
    again.never_says("Bike library", "Boat days", "change code")
    shown = [page.one(".op-receipt__code").get_text() for page in (receipt, again)]
    assert shown[0] == shown[1]
    assert in_box(made[0]) == (1, 1, 1)
    tablet.get("/tablet").never_says("Film club")
    for step in ("check", "again", "cast"):
        page = tablet.post(f"/tablet/{step}", first, status=200)
        page.says("This turn is over")
        page.never_says("Film club", "receipt")
    page = tablet.post("/tablet/turn", {}, status=200)
    assert not page.select("input[name=picks][checked]")
    tablet.post(
        "/tablet/cast", sent(made, page, "Film club", "Bike library", key=f"{KEY}-2"), status=200
    ).says("is in")
    assert in_box(made[0]) == (2, 2, 2)
    cookie = tablet.client.get_cookie("our-part").value
    loads = tablet.client.application.session_interface.get_signing_serializer(
        tablet.client.application
    ).loads
    assert set(loads(cookie)) <= {"tablet", "turn", "csrf_token", "_fresh"}


def test_a_tablet_that_is_away_or_full_says_so(tablet, made, client, sign_in):
    client.get("/tablet").says("This tablet is not set out")
    client.post("/tablet/turn", {}, status=200).says("This turn is over")
    for number in range(PLACES):
        page = tablet.post("/tablet/turn", {}, status=200)
        tablet.post(
            "/tablet/cast", sent(made, page, "Film club", "Boat days", key=f"{KEY}-{number}"), status=200
        )
    tablet.get("/tablet").says("Everybody’s turn", "has been used")
    places = sign_in("Grace").get(f"/rounds/{made[0].public_id}/places")
    places.says("Every turn has been used")
    places.never_says("Set this device out")
    tablet.post("/tablet/away")
    tablet.get("/tablet").says("This tablet is not set out")
    assert in_box(made[0]) == (PLACES, PLACES, PLACES)


def test_a_child_who_leaves_fast_ends_their_own_turn_and_not_the_classs(tablet, made):
    page = tablet.post("/tablet/turn", {}, status=200)
    leave = page.one("[data-leave-now]")["href"]
    sent_too_late = sent(made, page, "Film club", "Boat days")
    tablet.get(leave, status=303)
    assert tablet.location.startswith("https://www.bbc.co.uk/")
    assert tablet.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    tablet.post("/tablet/cast", sent_too_late, status=200).says("This turn is over", "Start your own turn")
    assert in_box(made[0]) == (0, 0, 0)
    tablet.get("/tablet").says("Your turn to vote")
    page = tablet.post("/tablet/turn", {}, status=200)
    tablet.post("/tablet/cast", sent(made, page, "Film club", "Boat days"), status=200).says(
        "Your vote is in"
    )
    page = tablet.post("/tablet/turn", {}, status=200)
    helped = tablet.get(next(one["href"] for one in page.select("a.op-safe") if one.text == "Get help"))
    leave = helped.one("[data-leave-now]")["href"]
    sent_too_late = sent(made, page, "Film club", "Boat days", key=f"{KEY}-2")
    tablet.get(leave, status=303)  # from help, or any other page, it is the child's turn that is over too
    assert tablet.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    tablet.post("/tablet/cast", sent_too_late, status=200).says("This turn is over")
    tablet.get("/tablet").says("Your turn to vote")
    tablet.post("/tablet/away")
    tablet.get("/leave", status=303)
    assert tablet.response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    tablet.get("/tablet").says("This tablet is not set out")


def test_whoever_sets_a_tablet_out_is_signed_out_on_it(tablet):
    tablet.get("/rounds").never_says("Signed in as")
