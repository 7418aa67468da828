"""A shared tablet: as many turns as the group has people, each its own, and votes of every way counted together."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.polling import Way
from commissioning.services import box, polling, polling_votes, results, rounds_reading
from models.audit import AuditEvent
from models.ballots import Ballot, Receipt
from models.polling import Place
from models.submissions import Submission
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from tests.polling_kept_made import (
    KEY,
    made_fixture,  # noqa: F401 - a fixture
)
from tests.polling_made import PLACES, in_box, used_by_way, vote_with
from tests.rounds_made import after_close, picks, vote


def test_a_turn_sent_again_with_other_choices_is_told_that_the_first_counts_and_changes_nothing(made, work):
    round_, sheets = made
    with work():
        batch = polling.batch_of(round_, sheets[Way.TABLET].batch.public_id)
        first = polling_votes.cast_turn(batch, picks(round_, "Film club"), KEY)
    with work():
        assert polling_votes.cast_turn(batch, picks(round_, "Film club"), KEY) == first
    before = kept(round_)
    with (
        pytest.raises(
            box.OtherChoices, match=r"What you sent first is what counts\. On a shared tablet"
        ) as told,
        work(),
    ):
        polling_votes.cast_turn(batch, picks(round_, "Boat days"), KEY)
    assert told.value.slip == first
    assert kept(round_) == before
    assert before == ([picks(round_, "Film club")], [first.receipt], 1)


def kept(round_):
    """What the box and the places hold: choices, receipts, and how many places are used."""
    used = sa.select(sa.func.sum(Place.voted)).where(Place.round_id == round_.id)
    return (
        list(db.session.scalars(sa.select(Ballot.picks).where(Ballot.round_id == round_.id))),
        list(db.session.scalars(sa.select(Receipt.code).where(Receipt.round_id == round_.id))),
        db.session.scalar(used),
    )


def test_a_tablet_has_as_many_turns_as_the_group_has_people(made, work):
    round_, sheets = made
    with work():
        polling_votes.set_out(sheets[Way.TABLET].batch, "the-pass-of-a-tablet")
        batch = polling_votes.batch_at("the-pass-of-a-tablet")
        slips = [
            polling_votes.cast_turn(batch, picks(round_, "Film club"), f"{KEY}-{n}") for n in range(PLACES)
        ]
        again = polling_votes.cast_turn(batch, picks(round_, "Film club"), f"{KEY}-0")
    assert again == slips[0]
    assert len({slip.receipt for slip in slips}) == PLACES
    with pytest.raises(Refusal, match="Everybody’s turn"), work():
        polling_votes.cast_turn(batch, picks(round_, "Film club"), f"{KEY}-one-more")
    assert in_box(round_) == (PLACES, PLACES, PLACES)
    with work():
        polling_votes.put_away("the-pass-of-a-tablet")
    for bad in ("the-pass-of-a-tablet", "", None, "x"):
        with pytest.raises(NotFound):
            polling_votes.batch_at(bad)


def test_votes_of_every_way_are_counted_together_and_leave_no_trace(made, work):
    round_, sheets = made
    before = db.session.query(AuditEvent).count(), db.session.query(Submission).count()
    with work():
        vote("Asha", round_, "Film club")
        vote_with(sheets[Way.CODES].codes[0], round_, "Bike library")
        polling_votes.cast_turn(sheets[Way.TABLET].batch, picks(round_, "Film club"), KEY)
    assert (db.session.query(AuditEvent).count(), db.session.query(Submission).count()) == before
    line = rounds_reading.line_of(Actor.nobody(), round_)
    assert (line.voted, line.voters) == (3, 5 + 3 * PLACES)
    assert used_by_way(round_) == {Way.CODES: 1, Way.TABLET: 1}
    with clock.at(after_close(round_)), work():
        result = results.count_round(Actor.system(), round_)
    assert (result.outcome["voters"], result.outcome["electorate"]) == (3, 5 + 3 * PLACES)
