"""The register anybody reads, and the pages on which a decision is written."""

from __future__ import annotations

from contextlib import nullcontext
from unittest import mock

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.decisions import Outcome
from commissioning.rules.interests import InterestKind
from commissioning.services.decisions import decide
from commissioning.services.interests import declare
from models.decisions import Decision, Interest
from tests.decisions_made import ELSE, WHY, a_case, a_counted_round, adopted, proposal, verdict
from tests.proposals_made import actor

SENT = {
    "outcome": "adopted", "area_0": "400.00", "conditions": "", "reasons": WHY, "alternatives": ELSE,
    "idempotency_key": "a-key-long-enough-1",
}  # fmt: skip


@pytest.fixture
def path(app, work):
    with work():
        a_counted_round()
    return f"/decide/{proposal().public_id}"


def how_many(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_noor_decides_and_everybody_reads_why(client, sign_in, path):
    noor = sign_in("Noor")
    noor.get("/decide").says(
        "The vote chose these", "Bike library", "The vote did not choose these", "Film club"
    )
    page = noor.get(path)
    page.says(
        "5 of the 5 people who voted picked it", "£2,000.00 is left", "Girls and disabled children gain most"
    )
    assert page.one("input[name=area_0]")["value"] == "400.00"
    noor.post(path, SENT)
    where = noor.location
    noor.get(where).says("is in the register as D-20")
    page = client.get(where)
    page.says(
        "Adopted as recommended",
        WHY,
        ELSE,
        "Nobody declared an interest",
        "Director of Communities",
        "their vote is a recommendation",
    )
    client.get("/decisions").says("Bike library", "£400.00 awarded of £400.00 asked", "1 decision")


def test_a_decision_sent_twice_is_made_once(sign_in, path):
    noor = sign_in("Noor")
    noor.post(path, SENT)
    first = noor.location
    noor.post(path, SENT)
    assert noor.location == first
    assert how_many(Decision) == 1


def test_a_second_tab_is_told_it_was_decided_and_by_which_number(sign_in, path):
    noor = sign_in("Noor")
    noor.post(path, SENT)
    first = noor.location
    second = {**SENT, "idempotency_key": "another-tab-has-its-own-key", "outcome": "rejected"}
    noor.post(path, second)
    assert noor.location == first
    noor.get(first).says("This was already decided, as D-", "changed nothing")
    assert how_many(Decision) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"reasons": ""}, "Give your reasons"),
        ({"reasons": "noted"}, "Say why"),
        ({"alternatives": ""}, "Say what else you thought about"),
        ({"outcome": ""}, "Choose what you decide"),
        ({"area_0": "1e3"}, "pounds and pence"),
        ({"area_0": "399"}, "come to £399.00"),
        ({"area_0": ""}, "Write how much is awarded"),
        ({"outcome": "varied"}, "Nothing is changed"),
        ({"reasons": "x" * 4000}, "letters or fewer"),
    ],
)
def test_a_wrong_decision_is_refused_beside_its_field_and_kept_as_typed(sign_in, path, change, why):
    page = sign_in("Noor").post(path, {**SENT, **change}, status=200)
    page.says(why)
    assert page.select(".govuk-error-summary a")
    assert page.one("input[name=area_0]")["value"] == {**SENT, **change}["area_0"]
    assert how_many(Decision) == 0


def test_votes_typed_without_their_meeting_are_never_dropped_in_silence(sign_in, path):
    votes = {"votes_for": "99", "against": "1", "present": "3", "idempotency_key": "a-meeting-with-no-day"}
    page = sign_in("Noor").post(path, {**SENT, **votes}, status=200)
    page.says("Write the day of the meeting")
    assert page.one("input[name=votes_for]")["value"] == "99"
    assert how_many(Decision) == 0


def test_only_noor_finds_the_desk(client, sign_in, path):
    for name in ("Grace", "Carol", "Farid", "Asha", "Ben"):
        sign_in(name).get("/decide", 403)
        sign_in(name).get(path, 403)
    client.get(path, 302)
    sign_in("Noor").get("/decide/nothing", 404)


def test_the_register_is_searched_filtered_and_taken_away(client, path, work):
    with work():
        adopted()
        case = a_case("Quiet garden")
        decide(
            actor("Noor"),
            case,
            verdict(case, Outcome.REJECTED, reasons="=The site is promised to the school already."),
        )
    client.get("/decisions?q=school").says("1 of 2 decisions", "Quiet garden")
    client.get("/decisions?outcome=adopted").says("Bike library")
    client.get("/decisions?q=nothing+like+it").says("No decision matches")
    client.get("/decisions.csv?q=school")
    text = client.response.data.decode("utf-8-sig")
    assert "'=The site" in text
    assert len(text.strip().splitlines()) == 2
    for odd in ("?page=0", "?page=x", "?year=abcd", "?q=%25_%00\\", "?team=%27", "?outcome=x", "?page=99"):
        client.get(f"/decisions{odd}")
    client.get("/decisions/D-1999-001", 404)


def test_an_empty_register_says_what_will_come(client, app):
    client.get("/decisions").says("No decisions yet")


def test_an_interest_is_declared_from_the_proposal(sign_in, path):
    where = f"/proposals/{proposal().public_id}/interest"
    mei = sign_in("Mei")
    mei.get(where).says("You then take no part in voting or deciding on it")
    mei.post(where, {"kind": "", "words": "", "idempotency_key": "a-key-long-enough-2"}, status=200).says(
        "Choose the one that is nearest"
    )
    mei.post(
        where,
        {"kind": "own_organisation", "words": "My kitchen", "idempotency_key": "a-key-long-enough-3"},
        follow=True,
    ).says("on record")
    assert how_many(Interest) == 1
    sign_in("Noor").get(path).says("Mei is part of the group that asks for the money", "My kitchen")
    sign_in("Ben").get(where, 403)


def test_noor_with_an_interest_is_shown_no_form(sign_in, path, work):
    noor = sign_in("Noor")
    where = f"/proposals/{proposal().public_id}/interest"
    noor.post(where, {"kind": "family_or_friend", "words": "", "idempotency_key": "a-key-long-enough-4"})
    page = noor.get(path)
    page.says("You take no part in this one")
    assert not page.select("textarea")
    noor.post(path, SENT, status=200).says("You take no part in this one")
    assert how_many(Decision) == 0


@pytest.mark.parametrize("before_there_were_words", [False, True])
def test_the_register_never_says_that_somebody_who_voted_took_no_part(
    client, sign_in, path, work, before_there_were_words
):
    """Mei voted and declared after: her vote stood. Carol has no vote, and took no part."""
    with work():
        for name in ("Mei", "Carol"):
            declare(actor(name), proposal().public_id, InterestKind.FAMILY_OR_FRIEND)
    silent = mock.patch("commissioning.services.interests.declared_late", return_value={})
    with silent if before_there_were_words else nullcontext():
        sign_in("Noor").post(path, SENT)
    [kept] = db.session.scalars(sa.select(Decision)).all()
    assert ["part" in one for one in kept.interests] == [not before_there_were_words, False]
    page = client.get("/decisions/" + kept.number)
    page.says(
        "Mei has family or a close friend in it, and declared this on", "and took no part from then on."
    )
    page.says("Carol has family or a close friend in it, and took no part.")
    client.get("/decisions.csv")
    assert "a vote cast before that counts as it was cast" in client.response.data.decode("utf-8-sig")
