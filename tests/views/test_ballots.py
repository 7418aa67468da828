"""Voting in the browser's eyes: ballot, read-back, vote, receipt; and each refusal as a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.rules.rounds import Dates
from commissioning.services import interests
from models.ballots import Ballot
from models.submissions import Submission
from tests.proposals_made import actor
from tests.rounds_made import after_close, an_open_round, picks, project, vote

KEY = "a-form-key-of-this-test"


@pytest.fixture
def opened(app, work):
    with work():
        return an_open_round(least=2)


def address(round_, page="ballot"):
    return f"/rounds/{round_.public_id}/{page}"


def sent(round_, *titles, key=KEY):
    return {"picks": picks(round_, *titles), "idempotency_key": key}


def test_a_vote_from_ballot_to_receipt(sign_in, opened):
    asha = sign_in("Asha")
    page = asha.get(address(opened))
    page.says("Choose 2 to 3 projects", "Bike library", "£400.00", "Our part", "Your part", "0 of 3")
    assert len(page.select("input[type=checkbox]")) == 4
    page = asha.post(address(opened), sent(opened, "Bike library", "Film club"), status=200)
    page.says("These are your choices", "Bike library", "Film club", "You chose 2 projects")
    page.never_says("Boat days")
    assert db.session.query(Ballot).count() == 0
    page = asha.post(address(opened, "vote"), sent(opened, "Bike library", "Film club"), follow=True)
    page.says("Your vote is in", "Your receipt", "does not show what you chose")
    code = page.one(".op-receipt__code").get_text(strip=True)
    assert len(code.replace(" ", "")) == 10
    asha.get(address(opened, "receipt")).says(code)
    asha.get(f"/rounds/{opened.public_id}").says(
        "You have voted in this round", "1 person has voted, of 5 who can"
    )


def test_the_same_form_again_gives_the_same_receipt_and_no_second_vote(sign_in, opened):
    asha = sign_in("Asha")
    first = asha.post(address(opened, "vote"), sent(opened, "Bike library", "Film club"), follow=True)
    again = asha.post(address(opened, "vote"), sent(opened, "Bike library", "Film club"), follow=True)
    assert first.one(".op-receipt__code").text == again.one(".op-receipt__code").text
    assert db.session.query(Ballot).count() == 1
    assert db.session.query(Submission).count() == 0


def test_the_change_code_is_shown_once_and_then_this_browser_does_not_hold_it_either(sign_in, opened):
    asha = sign_in("Asha")
    for _ in range(2):  # the same form sent twice before its answer is read is one sending
        asha.post(address(opened, "vote"), sent(opened, "Bike library", "Film club"))
    first = asha.get(address(opened, "receipt"))
    code = first.one(".op-change-code__code").get_text(strip=True)
    again = asha.get(address(opened, "receipt"))
    again.says("Your change code was shown once", "your vote stays as it is")
    again.never_says(code)
    assert again.one(".op-receipt__code").text == first.one(".op-receipt__code").text
    asha.get(address(opened, "vote/change")).never_says(code)


def test_the_address_of_the_cast_form_leads_back_to_the_ballot(sign_in, client, opened):
    asha = sign_in("Asha")
    asha.get(address(opened, "vote"), status=302)
    assert asha.location == address(opened)
    for address_, leads in (("/vote/check", "/vote"), ("/vote/cast", "/vote"), ("/tablet/check", "/tablet")):
        client.get(address_, status=302)
        assert client.location == leads


def test_a_second_vote_is_told_it_is_in(sign_in, opened):
    asha = sign_in("Asha")
    asha.post(address(opened, "vote"), sent(opened, "Bike library", "Film club"))
    other = sent(opened, "Boat days", "Film club", key="another-form-key-here")
    asha.post(address(opened, "vote"), other, status=200).says(
        "You have voted", "already voted in this round"
    )
    asha.get(address(opened)).says("already voted")


def test_the_same_form_with_other_choices_is_told_that_the_first_count_and_keeps_its_codes(sign_in, opened):
    asha = sign_in("Asha")
    asha.post(
        address(opened, "vote"), sent(opened, "Bike library", "Film club")
    )  # its answer was lost on the way
    page = asha.post(address(opened, "vote"), sent(opened, "Boat days", "Film club"), follow=True)
    page.says("with other choices than these", "What you sent first is what counts", "Your receipt")
    assert page.select(".op-receipt__code")
    assert page.select(".op-change-code__code")
    assert db.session.query(Ballot).one().picks == sorted(picks(opened, "Bike library", "Film club"))


def test_another_browser_is_not_shown_the_receipt(sign_in, opened):
    sign_in("Asha").post(address(opened, "vote"), sent(opened, "Bike library", "Film club"))
    page = sign_in("Asha").get(address(opened, "receipt"))
    page.says("Your vote is in", "Your receipt was shown once")
    assert not page.select(".op-receipt__code")
    sign_in("Mei").get(address(opened, "receipt")).says("You have not voted in this round")


@pytest.mark.parametrize("step", ["ballot", "vote"])
@pytest.mark.parametrize(
    ("titles", "says"),
    [
        (("Bike library",), "Choose at least 2 projects. You have chosen 1"),
        (("Bike library", "Quiet garden", "Film club", "Boat days"), "take away 1"),
    ],
)
def test_too_few_and_too_many_keep_the_ticks(sign_in, opened, step, titles, says):
    page = sign_in("Asha").post(address(opened, step), sent(opened, *titles), status=200)
    page.says("There is a problem", says)
    assert len(page.select("input[name=picks][checked]")) == len(titles)
    assert db.session.query(Ballot).count() == 0


@pytest.mark.parametrize("bad", ["another-round", "", "x" * 5000, "<script>alert(1)</script>", "\x00"])
def test_a_project_of_another_round_is_refused(sign_in, opened, bad):
    data = {"picks": [*picks(opened, "Film club"), bad], "idempotency_key": KEY}
    page = sign_in("Asha").post(address(opened, "vote"), data, status=200)
    page.says("There is a problem")
    page.never_says("<script>alert")
    assert db.session.query(Ballot).count() == 0


def test_change_my_choices_brings_them_back_ticked(sign_in, opened):
    page = sign_in("Asha").post(
        address(opened, "ballot/change"), sent(opened, "Bike library", "Film club"), status=200
    )
    assert len(page.select("input[name=picks][checked]")) == 2


def test_those_who_may_not_vote_are_told_why(sign_in, opened):
    sign_in("Erin").get(address(opened)).says(
        "You cannot vote in this round now", "members and young advisors of the Alderbrook South"
    )
    sign_in("Ben").get(address(opened)).says("It is for members and young advisors")
    sign_in("Farid").get(address(opened), status=403)


def test_somebody_not_signed_in_is_asked_to_be(client, opened):
    client.get(address(opened), status=302)
    assert "/sign-in" in client.location


def test_too_early_and_too_late_say_when(sign_in, work):
    with work():
        round_ = an_open_round(dates=Dates(now() + timedelta(days=1), now() + timedelta(days=3)))
        opens, closes = round_.opens_at, round_.closes_at
    asha = sign_in("Asha")
    asha.get(address(round_)).says("Voting has not started yet. It opens on")
    with clock.at(opens + timedelta(seconds=1)):
        sign_in("Asha").get(address(round_)).says("Choose 1 to 3 projects")
    with clock.at(closes):
        late = sign_in("Asha").post(address(round_, "vote"), sent(round_, "Film club"), status=200)
        late.says("Voting has closed. It closed on")
    assert db.session.query(Ballot).count() == 0


def test_a_declared_interest_is_shown_with_its_reason(sign_in, opened, work):
    with work():
        interests.declare(actor("Mei"), picks(opened, "Boat days")[0], InterestKind.OWN_ORGANISATION)
    page = sign_in("Mei").get(address(opened))
    page.says("You cannot vote for: Boat days", "You have declared an interest in it")
    assert len(page.select("input[type=checkbox]")) == 3
    page = sign_in("Mei").post(address(opened, "vote"), sent(opened, "Boat days", "Film club"), status=200)
    page.says("You have declared an interest in Boat days")
    assert len(sign_in("Asha").get(address(opened)).select("input[type=checkbox]")) == 4


def test_a_ballot_of_a_round_being_set_up_is_not_found(sign_in, work):
    from tests.rounds_made import a_round

    with work():
        round_ = a_round()
    for page in ("ballot", "receipt", "result"):
        sign_in("Asha").get(address(round_, page), status=404)
    sign_in("Asha").get("/rounds/nothing-here/ballot", status=404)


def test_an_interest_declared_after_voting_says_that_the_vote_still_counts(sign_in, work):
    """Whatever they chose: the page knows that they voted and not how."""
    with work():
        round_ = an_open_round()
        vote("Mei", round_, "Bike library")
    other = f"/proposals/{project(round_, 'Film club').proposal_public_id}/interest"
    for name, told in (("Mei", True), ("Grace", False)):
        client = sign_in(name)
        page = client.post(
            other,
            {"kind": "family_or_friend", "words": "", "idempotency_key": "a-key-long-enough-5"},
            follow=True,
        )
        assert bool(page.select('a[href$="/vote/change"]')) is told
        if told:
            page.says("You have voted already in a round this is in", "counts as you cast it")
    with clock.at(after_close(round_)):
        page = sign_in("Mei").get(other)
        page.says("You voted in a round this was in", "counts as you cast it")
        assert not page.select('a[href$="/vote/change"]')
