"""Changing a vote until closing with its change code: one vote still, the old one left out, and never shown."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.rules.polling import Way
from commissioning.services import ballots, box, changing, interests, polling_votes, results
from models.ballots import Ballot, CountedBallot, Receipt
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.polling_made import a_polling_round
from tests.proposals_made import actor
from tests.rounds_made import A_KEY, after_close, an_open_round, picks, vote

KEY = f"{A_KEY}-Asha"


@pytest.fixture
def opened(begin):
    return begin(two_votes)


def two_votes():
    round_ = an_open_round()
    vote("Asha", round_, "Film club")
    vote("Mei", round_, "Boat days")
    return round_


def code_of(name, round_):
    return ballots.slip_for(actor(name), round_, f"{A_KEY}-{name}").change_code


def change(name, round_, code, *titles):
    changing.change(
        ballots.paper_for(actor(name), round_), actor(name).public_id, code, picks(round_, *titles)
    )


def counted(round_, work):
    with clock.at(after_close(round_)), work():
        outcome = results.count_round(Actor.system(), round_).outcome
    return outcome["voters"], sorted(map(tuple, db.session.scalars(sa.select(CountedBallot.picks))))


def test_the_newest_counts_and_the_receipt_stays_the_same(opened, work):
    code = code_of("Asha", opened)
    for titles in (("Bike library",), ("Quiet garden", "Bike library")):
        with work():
            change("Asha", opened, f" {code[:5].lower()}-{code[5:]}", *titles)
    assert db.session.query(Ballot).count() == 4
    assert db.session.query(Receipt).count() == 2
    assert box.changes_in(opened.id) == 2
    expected = sorted(
        [tuple(sorted(picks(opened, "Quiet garden", "Bike library"))), tuple(picks(opened, "Boat days"))]
    )
    assert counted(opened, work) == (2, expected)


def test_the_same_change_sent_twice_adds_nothing(opened, work):
    for _ in range(2):
        with work():
            change("Asha", opened, code_of("Asha", opened), "Bike library")
    assert box.changes_in(opened.id) == 1


@pytest.mark.parametrize("code", ["", "BCDFGHJKMN", "\x00", "x" * 999])
def test_a_code_that_finds_nothing_is_refused_and_nothing_changes(opened, work, code):
    with pytest.raises(Refusal, match="does not belong to your vote") as refused, work():
        change("Asha", opened, code, "Bike library")
    assert refused.value.field == "change_code"
    assert db.session.query(Ballot).count() == 2


def test_neither_the_receipt_nor_somebody_elses_code_changes_a_vote(opened, work):
    receipt = ballots.slip_for(actor("Asha"), opened, KEY).receipt
    for name, code in (("Asha", receipt), ("Mei", code_of("Asha", opened)), ("Asha", code_of("Mei", opened))):
        with pytest.raises(Refusal, match="does not belong"), work():
            change(name, opened, code, "Bike library")
    assert box.changes_in(opened.id) == 0


def test_a_change_is_held_to_the_same_rules(opened, work):
    code = code_of("Mei", opened)
    with work():
        interests.declare(actor("Mei"), picks(opened, "Quiet garden")[0], InterestKind.OWN_ORGANISATION)
    with pytest.raises(Refusal, match="declared an interest in Quiet garden"), work():
        change("Mei", opened, code, "Quiet garden")
    with pytest.raises(Refusal, match="at least 1"), work():
        change("Mei", opened, code)
    with clock.at(opened.closes_at), pytest.raises(Refusal, match="Voting has closed"), work():
        change("Mei", opened, code, "Film club")
    for turn in range(box.MOST_CHANGES):
        with work():
            change("Mei", opened, code, ("Film club", "Boat days")[turn % 2])
    with pytest.raises(Refusal, match="can be changed 20 times"), work():
        change("Mei", opened, code, "Film club")


def test_a_vote_by_printed_code_is_changed_with_both_codes(app, work):
    with work():
        round_, sheets = a_polling_round()
        seat = polling_votes.seat_of(sheets[Way.CODES].codes[0])
        slip = polling_votes.cast(seat, picks(round_, "Film club"), KEY)
        turn = polling_votes.cast_turn(sheets[Way.TABLET].batch, picks(round_, "Film club"), KEY)
    seat = polling_votes.seat_of(sheets[Way.CODES].codes[0])
    with work():
        changing.change(
            polling_votes.paper_at(seat), seat.place, slip.change_code, picks(round_, "Boat days")
        )
    other = polling_votes.seat_of(sheets[Way.CODES].codes[1])
    with pytest.raises(Refusal, match="does not belong"), work():
        changing.change(
            polling_votes.paper_at(other), other.place, slip.change_code, picks(round_, "Boat days")
        )
    with (
        pytest.raises(Refusal, match="does not belong"),
        work(),
    ):  # a turn at a tablet is over when it is over
        changing.change(
            polling_votes.paper_at(other), turn.voter, turn.change_code, picks(round_, "Boat days")
        )
    assert counted(round_, work) == (
        2,
        sorted([tuple(picks(round_, "Boat days")), tuple(picks(round_, "Film club"))]),
    )


def test_nobody_who_only_writes_to_the_database_puts_a_ballot_in_anothers_place(opened, work):
    found = db.session.scalars(sa.select(Ballot)).first()
    forged = {"round_id": opened.id, "picks": picks(opened, "Quiet garden"), "handle": "h" * 64}
    with pytest.raises(DBAPIError, match="replaces one of its own round"), work():
        db.session.execute(sa.insert(Ballot).values(**forged, replaces="nothing"))
    with work():
        db.session.execute(sa.insert(Ballot).values(**forged, replaces=found.handle))
    with pytest.raises(Refusal, match="was not put there by its voter"):
        counted(opened, work)


def test_control_without_the_proof_the_forged_ballot_would_count(opened, work, monkeypatch):
    found = db.session.scalars(sa.select(Ballot)).first()
    monkeypatch.setattr(box, "_proof", lambda *said: "k" * 32)
    with work():
        disarm(db.session, "ballots_replace_one_there_is", "ballots")
        db.session.execute(
            sa.insert(Ballot).values(
                key="k" * 32, round_id=opened.id, picks=picks(opened, "Quiet garden"), handle="h" * 64,
                replaces=found.handle,
            )
        )  # fmt: skip
    assert tuple(picks(opened, "Quiet garden")) in counted(opened, work)[1]
