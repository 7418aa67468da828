"""Voting without an account by printed codes. A place votes once, and is nobody's by name."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import Base, db
from commissioning.rules.polling import Way
from commissioning.rules.rounds import Electorate
from commissioning.services import polling, polling_votes, rounds
from commissioning.services.polling import Wanted
from models.polling import Batch, CodeTry, Place
from participation.rules.refusals import NotFound, Refusal
from tests.databases import disarm
from tests.polling_kept_made import (
    KEY,
    made_fixture,  # noqa: F401 - a fixture
)
from tests.polling_made import a_polling_round, another_round, in_box, vote_with
from tests.proposals_made import actor
from tests.rounds_made import a_round, picks, vote


def test_a_code_votes_once_and_the_same_form_gets_the_same_receipt(made, work):
    round_, sheets = made
    code = sheets[Way.CODES].codes[0]
    with work():
        first = vote_with(code, round_, "Film club")
    assert in_box(round_) == (1, 1, 1)
    with work():
        assert vote_with(code, round_, "Film club") == first
    with pytest.raises(Refusal, match="This code has been used"), work():
        vote_with(code, round_, "Boat days", key="another-phone-another-key")
    assert in_box(round_) == (1, 1, 1)


@pytest.mark.parametrize("typed", ["", "BCDFG HJKMN", "' OR 1=1 --", "\u202eB", "x" * 5000])
def test_a_code_nobody_was_given_has_its_own_words(made, typed):
    with pytest.raises(Refusal, match="We do not know that code") as refused:
        polling_votes.seat_of(typed)
    assert refused.value.field == "code"


def test_a_papers_number_is_no_code(made):
    with pytest.raises(Refusal, match="number of a paper ballot"):
        polling_votes.seat_of(made[1][Way.PAPER].codes[0])


def test_the_same_form_prints_the_same_sheet_and_makes_one_batch(app, work):
    wanted = Wanted(Way.CODES, "Millfield Primary", 30)
    with work():
        round_ = a_round()
        first = polling.make(actor("Grace"), round_, wanted, KEY)
        again = polling.make(actor("Grace"), round_, wanted, KEY)
        other = polling.make(actor("Grace"), round_, wanted, f"{KEY}-2")
    assert (first.codes, first.batch) == (again.codes, again.batch)
    assert not set(first.codes) & set(other.codes)
    assert db.session.query(Place).count() == 60
    kept = " ".join(map(str, db.session.execute(sa.text("SELECT * FROM vote_places")).all()))
    assert not [code for code in first.codes if code in kept]
    assert {column.name for column in Base.metadata.tables["vote_places"].columns} == {
        "round_id", "key", "batch_id", "voted",
    }  # fmt: skip


@pytest.mark.parametrize("places", [0, -1, 501])
def test_a_batch_of_none_or_too_many_is_refused(app, work, places):
    with pytest.raises(Refusal, match="from 1 to 500"), work():
        polling.make(actor("Grace"), a_round(), Wanted(Way.CODES, "Club", places), KEY)


def test_only_who_runs_the_round_makes_places_and_only_before_it_opens(made, work):
    with work():
        new = another_round(made[0])
    for name in ("Asha", "Pia", "Erin"):
        with pytest.raises(NotFound), work():
            polling.make(actor(name), new, Wanted(Way.CODES, "Club", 5), KEY)
    with pytest.raises(Refusal, match="can no longer change"), work():
        polling.make(actor("Grace"), made[0], Wanted(Way.CODES, "Club", 5), KEY)
    with pytest.raises(Refusal, match="can no longer change"), work():
        polling.take_back(actor("Grace"), made[0], made[1][Way.CODES].batch.public_id)


ATTACKS = {
    "vote_places_frozen_insert": sa.text(
        "INSERT INTO vote_places (round_id, key, batch_id, voted) SELECT round_id, 'x', batch_id, 0 FROM vote_places"
        " LIMIT 1"
    ),
    "vote_places_frozen_delete": sa.delete(Place),
    "vote_batches_frozen_update": sa.update(Batch).values(places=500),
    "vote_batches_frozen_delete": sa.delete(Batch),
}


@pytest.mark.parametrize("guard", ATTACKS)
def test_the_database_refuses_to_change_the_places_of_an_open_round(made, work, guard):
    with pytest.raises(DBAPIError, match="never change"), work():
        db.session.execute(ATTACKS[guard])
    if guard == "vote_batches_frozen_update":
        with work():
            disarm(db.session, guard, "vote_batches")
            db.session.execute(ATTACKS[guard])
        assert db.session.query(Batch).filter_by(places=500).count() == 3


def test_a_codes_form_sent_again_with_other_choices_is_told_that_the_first_counts(made, work):
    round_, sheets = made
    code = sheets[Way.CODES].codes[0]
    with work():
        first = polling_votes.cast(polling_votes.seat_of(code), picks(round_, "Film club"), KEY)
    with work():
        assert polling_votes.cast(polling_votes.seat_of(code), picks(round_, "Film club"), KEY) == first
    with pytest.raises(Refusal, match="What you sent first is what counts"), work():
        polling_votes.cast(polling_votes.seat_of(code), picks(round_, "Boat days"), KEY)


def test_the_database_refuses_to_free_a_used_place(made, work):
    round_, sheets = made
    with work():
        vote_with(sheets[Way.CODES].codes[0], round_, "Film club")
    for values in ({"voted": 0}, {"batch_id": 1, "voted": 1, "key": "other"}):
        with pytest.raises(DBAPIError, match="changes once only"), work():
            db.session.execute(sa.update(Place).where(Place.voted == 1).values(**values))


def test_a_stopped_batch_says_why_and_keeps_what_was_cast(made, work):
    round_, sheets = made
    batch, codes = sheets[Way.CODES].batch, sheets[Way.CODES].codes
    with work():
        vote_with(codes[0], round_, "Film club")
        polling.stop(actor("Grace"), round_, batch.public_id, "The sheet was left on a bus.")
    with pytest.raises(Refusal, match="left on a bus"), work():
        vote_with(codes[1], round_, "Film club")
    assert in_box(round_) == (1, 1, 1)
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(Batch).values(stopped_at=None))


def test_before_and_after_the_dates_a_code_is_told_when(made, work):
    round_, sheets = made
    with clock.at(round_.closes_at), pytest.raises(Refusal, match="Voting has closed"), work():
        vote_with(sheets[Way.CODES].codes[0], round_, "Film club")
    with (
        clock.at(round_.opens_at - timedelta(seconds=1)),
        pytest.raises(Refusal, match="not started yet"),
        work(),
    ):
        vote_with(sheets[Way.CODES].codes[0], round_, "Film club")


def test_codes_of_one_round_are_no_use_in_another(made, work):
    sheets = made[1]
    with work():
        other = another_round(made[0])
    with pytest.raises(Refusal, match="not in this round"), work():
        polling_votes.cast(polling_votes.seat_of(sheets[Way.CODES].codes[0]), picks(other, "Swings"), KEY)


def test_wrong_codes_slow_a_guesser_but_never_lock_a_class_out(made, work, monkeypatch):
    slept = []
    monkeypatch.setattr("commissioning.services.polling_votes.time.sleep", slept.append)
    with work():
        for _ in range(polling_votes.FREE_TRIES):
            polling_votes.note_wrong("school")
    polling_votes.slow_down("school")
    assert slept == []
    with work():
        for _ in range(40):
            polling_votes.note_wrong("school")
    polling_votes.slow_down("school")
    polling_votes.slow_down("somewhere else")
    assert slept == [polling_votes.LONGEST_WAIT]
    assert polling_votes.seat_of(made[1][Way.CODES].codes[0]).round == made[0]
    with work():
        polling_votes.clear_old_tries(now() + timedelta(hours=1))
    assert db.session.query(CodeTry).count() == 0


def test_a_round_for_codes_only_has_no_roll(app, work):
    with work():
        round_, _ = a_polling_round(electorate=Electorate.NO_ACCOUNTS)
    assert rounds.voters_of(round_) == []
    with pytest.raises(Refusal, match="Nobody votes in it with an account"), work():
        vote("Asha", round_, "Film club")
