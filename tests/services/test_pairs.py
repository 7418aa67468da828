"""I and We: asked in a listening, counted only once let through, told from five voices on, and an answer owed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from models.feedback import Feedback
from models.pairs import PairAnswer
from participation.rules.feedback import Route, Screen
from participation.rules.gate import Letting
from participation.rules.pairs import Agree
from participation.rules.refusals import NotFound, Refusal
from participation.rules.small_numbers import Hidden
from participation.rules.ways import Way
from participation.services import feedback, pairs, responses_needs, taken_back
from tests.voice_made import a_listening, decide

SIDES = ("I have somebody to talk to", "We give every child one worker.", "Early help")


@pytest.fixture
def pair(work, cast):
    with work():
        return pairs.make(cast("Pia"), *SIDES, cast("Rhona").public_id)


@pytest.fixture
def here(work, cast, pair):
    with work():
        return a_listening(
            cast, ways=(Way.STATEMENTS, Way.WRITE), pairs=(pair.public_id,), statements=("I like lunch",)
        )


def says(here, answer, words="Thank you"):
    token = feedback.new_token()
    draft = feedback.begin(here, Route.CHILD, token)
    for screen, kept in (
        (Screen.STATEMENTS, f"0={answer} 1=yes"),
        (Screen.WORDS, words),
        (Screen.AGE, "10-12"),
    ):
        feedback.keep(draft, screen, kept)
    feedback.send(draft, token)
    return db.session.scalars(sa.select(Feedback).order_by(Feedback.id.desc()).limit(1)).one()


def after(here):
    return clock.at(here.closes_at + timedelta(hours=1))


def counted():
    return db.session.scalar(sa.select(sa.func.count()).select_from(PairAnswer))


def test_only_what_was_let_through_and_not_taken_back_counts_and_from_five_on(work, cast, here):
    assert here.statements == ["I have somebody to talk to", "I like lunch"]
    with work():
        said = [says(here, answer, f"This is child {n}") for n, answer in enumerate(["no"] * 6 + ["yes"] * 6)]
    assert counted() == 0, "nothing is written before a decision"
    with work():
        decide(cast, said[11], letting=Letting.KEEP)
        for one in said[:4]:
            decide(cast, one)
    assert counted() == 4
    with after(here):
        assert pairs.beside()[0].asked == (), "four voices are not told"
    with work():
        for one in said[4:11]:
            decide(cast, one)
    assert pairs.beside()[0].asked == (), "nothing is told before the listening has ended"
    with after(here):
        (asked,) = pairs.beside()[0].asked
        assert asked.tally.total == 11
        assert asked.tally.told == {Agree.YES: 5, Agree.PARTLY: 0, Agree.NO: 6}
    with work():
        taken_back.take_back(said[6].public_id)
    with after(here):
        told = pairs.beside()[0].asked[0].tally.told
        assert told[Agree.YES] in tuple(Hidden), "four is a small number"
        assert told[Agree.NO] in tuple(Hidden), "and would be found by subtraction"


def test_a_gap_makes_an_answer_owed_and_late_until_its_owner_writes_what_was_done(work, cast, here, pair):
    with work():
        for number in range(5):
            decide(cast, says(here, "no", f"Nobody listens, child {number}"))
    with after(here):
        (one,) = pairs.beside()
        assert one.is_gap
        assert one.owed_by
        assert not one.is_late
        assert [need.title for need in responses_needs.needs_for(cast("Rhona"))] == [
            "Children say it is not so: “I have somebody to talk to”"
        ]
    with clock.at(here.closes_at + timedelta(days=60)):
        assert pairs.beside()[0].is_late
        with pytest.raises(NotFound):
            pairs.get_own(cast("Carol"), pair.public_id)
        for noise in ("Noted", "Thank you for your feedback"):
            with pytest.raises(Refusal, match="not an answer"), work():
                pairs.write_done(cast("Rhona"), pair, noise)
        with work():
            mine = pairs.get_own(cast("Rhona"), pair.public_id)
            pairs.write_done(cast("Rhona"), mine.pair, "Each child has one worker from June.")
        (one,) = pairs.beside()
        assert one.owed_by is None
        assert one.done.words == "Each child has one worker from June."
        assert responses_needs.needs_for(cast("Rhona")) == []


def test_a_pair_has_two_sides_an_owner_and_is_asked_once(work, cast, pair):
    pia, rhona = cast("Pia"), cast("Rhona").public_id
    for words, wrong in (
        (("Have somebody", "We help.", "Early help", rhona), "Begin with “I”"),
        (("I have a friend", "The council helps.", "Early help", rhona), "Begin with “We”"),
        (("I have a friend", "We help.", "Early help", cast("Asha").public_id), "who answers for it"),
        ((SIDES[0].upper(), "We help.", "Early help", rhona), "already"),
    ):
        with pytest.raises(Refusal, match=wrong), work():
            pairs.make(pia, *words)
    with pytest.raises(Refusal, match="Tick I-statements"), work():
        a_listening(cast, pairs=(pair.public_id,))
    with pytest.raises(Refusal, match="asked twice"), work():
        a_listening(cast, ways=(Way.STATEMENTS,), pairs=(pair.public_id,), statements=(SIDES[0],))
    with work():
        pairs.retire(pia, pair.public_id)
    with pytest.raises(Refusal, match="from the list"), work():
        a_listening(cast, ways=(Way.STATEMENTS,), pairs=(pair.public_id,))
    with pytest.raises(Refusal, match="retired already"), work():
        pairs.retire(pia, pair.public_id)
