"""Paper ballots: two people type each one, and only what both read the same is a vote, once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.db import db
from commissioning.rules.polling import Way
from commissioning.rules.results_kept import whole
from commissioning.rules.results_words import specials
from commissioning.services import papers, results
from models.ballots import Ballot, Receipt
from models.polling import PaperEntry
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from tests.polling_made import a_polling_round, in_box, used_by_way
from tests.proposals_made import actor
from tests.rounds_made import after_close, picks


@pytest.fixture
def made(begin):
    round_, sheets = begin(a_polling_round)
    return round_, sheets[Way.PAPER].codes


def type_in(name, made, *titles, number=0):
    return papers.type_in(actor(name), made[0], made[1][number], picks(made[0], *titles))


def test_two_who_agree_cast_it_once_with_the_receipt_printed_on_it(made, work):
    round_, numbers = made
    with work():
        assert type_in("Grace", made, "Film club", "Boat days") is False
    assert in_box(round_) == (0, 0, 0)
    with work():
        assert type_in("Pia", made, "Boat days", "Film club") is True
    assert in_box(round_) == (1, 1, 1)
    assert db.session.query(PaperEntry).count() == 0
    assert db.session.scalars(sa.select(Receipt.code)).one() == papers.slip_of(round_, numbers[0]).receipt
    assert db.session.scalars(sa.select(Ballot.handle)).one() is None  # a paper is not changed
    for name in ("Grace", "Carol"):
        with pytest.raises(Refusal, match="Each paper counts once"), work():
            type_in(name, made, "Film club", "Boat days")
    assert used_by_way(round_) == {Way.PAPER: 1}


def test_two_who_differ_are_both_shown_until_one_types_it_again(made, work):
    with work():
        type_in("Grace", made, "Film club")
    lines = papers.waiting(actor("Grace"), made[0])
    assert [(line.disagrees, line.mine) for line in lines] == [(False, True)]
    with work():
        type_in("Pia", made, "Boat days")
    (line,) = papers.waiting(actor("Carol"), made[0])
    assert line.disagrees
    assert [(typed.by, typed.lines) for typed in line.typed] == [
        ("Grace", ["Film club"]),
        ("Pia", ["Boat days"]),
    ]
    assert in_box(made[0]) == (0, 0, 0)
    with work():
        assert type_in("Grace", made, "Boat days") is True
    assert in_box(made[0]) == (1, 1, 1)
    assert papers.waiting(actor("Grace"), made[0]) == []


def test_a_third_reader_settles_it(made, work):
    with work():
        type_in("Grace", made, "Film club")
        type_in("Pia", made, "Boat days")
        assert type_in("Carol", made, "Film club") is True
    assert in_box(made[0]) == (1, 1, 1)
    assert db.session.query(PaperEntry).count() == 0


def test_one_person_alone_is_not_two(made, work):
    with work():
        type_in("Grace", made, "Film club")
    with pytest.raises(Refusal, match="You have typed this paper already"), work():
        type_in("Grace", made, "Film club")
    with work():
        assert type_in("Grace", made, "Boat days") is False  # put right by the same person: still one reading
    assert in_box(made[0]) == (0, 0, 0)


@pytest.mark.parametrize("name", ["Asha", "Mei", "Erin", "Sam"])
def test_nobody_else_types_papers_in(made, work, name):
    with pytest.raises(NotFound), work():
        type_in(name, made, "Film club")


@pytest.mark.parametrize("number", ["", "no such paper", "\x00", "x" * 999])
def test_a_number_that_is_no_papers_is_refused(made, work, number):
    with pytest.raises(Refusal, match="not the number of a paper ballot") as refused, work():
        papers.type_in(actor("Grace"), made[0], number, picks(made[0], "Film club"))
    assert refused.value.field == "code"


def test_what_is_on_a_paper_is_held_to_the_same_limits(made, work):
    with pytest.raises(Refusal, match="Choose at least 1 project"), work():
        type_in("Grace", made)
    with clock.at(after_close(made[0])), pytest.raises(Refusal, match="Voting has closed"), work():
        type_in("Grace", made, "Film club")


def test_papers_never_agreed_on_are_not_counted_and_do_not_stay(made, work):
    with work():
        type_in("Grace", made, "Film club")
    with pytest.raises(DBAPIError, match="never changed"), work():
        db.session.execute(sa.update(PaperEntry).values(picks=[]))
    with clock.at(after_close(made[0])), work():
        outcome = results.count_round(Actor.system(), made[0]).outcome
    assert (outcome["voters"], outcome["papers_left"]) == (0, 1)
    kept = whole(outcome)
    assert specials(kept, kept["chosen"])[-1].startswith("1 paper was typed in but not agreed on by two")
    assert db.session.query(PaperEntry).count() == 0


def spoil(name, made, number=0):
    return papers.type_in(actor(name), made[0], made[1][number], [], spoiled=True)


def test_a_paper_that_says_something_else_is_changed_by_nobody_and_left_out_when_two_say_so(made, work):
    with pytest.raises(Refusal, match="nobody changes what a voter wrote") as refused, work():
        type_in("Grace", made, "Film club", "Boat days", "Bike library", "Quiet garden")
    assert "take away" not in refused.value.reason
    with work():
        assert not spoil("Grace", made)
        with pytest.raises(Refusal, match="typed this paper already"):
            spoil("Grace", made)
    assert not papers.waiting(actor("Pia"), made[0])[0].spoiled, "one person alone is not two"
    with work():
        assert spoil("Pia", made)
        type_in("Grace", made, "Film club", number=1)
        spoil("Pia", made, number=1)
    left, spoiled = papers.waiting(actor("Grace"), made[0])
    assert (left.disagrees, left.typed[1].lines) == (True, ["It cannot be counted"])
    assert (spoiled.spoiled, spoiled.disagrees) == (True, False)
    assert in_box(made[0]) == (0, 0, 0)
    with clock.at(after_close(made[0])), work():
        outcome = results.count_round(Actor.system(), made[0]).outcome
    assert (outcome["voters"], outcome["papers_left"], outcome["papers_spoiled"]) == (0, 1, 1)
    kept = whole(outcome)
    told = " ".join(specials(kept, kept["chosen"]))
    assert "1 paper was not counted: two people read it" in told
    assert db.session.query(PaperEntry).count() == 0


def test_two_who_said_it_cannot_be_counted_may_still_find_that_it_can(made, work):
    with work():
        spoil("Grace", made)
        spoil("Pia", made)
        assert not type_in("Grace", made, "Film club")
        assert papers.waiting(actor("Grace"), made[0])[0].disagrees
        assert type_in("Pia", made, "Film club")
    assert in_box(made[0]) == (1, 1, 1)
