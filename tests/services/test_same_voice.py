"""Whoever a concern is about sees no part of what that child says, before or after. What raised one raises the next."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.triage import TriageItem
from participation.rules.feedback import Screen
from participation.rules.gate import Priority
from participation.rules.refusals import NotFound
from participation.services import coming_back, triage, whole_said
from tests.desk_made import called
from tests.voice_made import a_drawing, a_listening, item_of, somebody_says

NAMES_SAM = "Sam hits us when nobody is looking."
AGAIN = "It was the same one again last night."


def items():
    return list(db.session.scalars(sa.select(TriageItem).order_by(TriageItem.id)))


def nobody_shut_out_sees(cast, name):
    assert items()
    for item in items():
        with pytest.raises(NotFound):
            triage.get_item_for(cast(name), item.public_id)
        triage.get_item_for(cast("Joy"), item.public_id)
    assert triage.queue(cast(name)) == ([], 0)


@pytest.fixture
def first(work, cast):
    with work():
        return somebody_says(a_listening(cast), NAMES_SAM)[0]


def test_the_named_reads_nothing_that_is_added_said_anew_or_drawn_later(work, cast, first):
    with work():
        coming_back.add(first.public_id, AGAIN, "k1")
        coming_back.correct(first.public_id, "He is the boss, so please forget it.")
        a_drawing(cast, first, released=False)
    assert len(items()) == 4
    nobody_shut_out_sees(cast, "Sam")
    assert {item.priority for item in items()} == {Priority.HIGH}, "what raised the first raises the rest"
    for item in items():
        assert called(f"held:{item.public_id}") == ["Joy"]


def test_a_name_that_comes_later_hides_what_was_said_before(work, cast):
    with work():
        before = somebody_says(a_listening(cast), "It is not nice at the club.")[0]
    triage.get_item_for(cast("Sam"), item_of(before).public_id)
    with work():
        coming_back.add(before.public_id, NAMES_SAM, "k1")
    nobody_shut_out_sees(cast, "Sam")


def test_whom_the_desk_shuts_out_by_hand_is_shut_out_of_all_of_it(work, cast):
    with work():
        before = somebody_says(a_listening(cast), "The boss hits us.")[0]
        later = coming_back.add(before.public_id, AGAIN, "k1")
        triage.shut_out(cast("Joy"), item_of(later).public_id, cast("Sam").public_id)
        coming_back.add(before.public_id, "And today.", "k2")
    assert len(items()) == 3
    nobody_shut_out_sees(cast, "Sam")


def test_what_a_device_sends_again_with_more_words_goes_the_same_way(work, cast):
    with work():
        here = a_listening(cast)
        for words in (NAMES_SAM, AGAIN):
            whole_said.from_hall(here, "one device", {Screen.WORDS: words, Screen.AGE: "10-12"}, {})
    assert len(items()) == 2
    nobody_shut_out_sees(cast, "Sam")


def test_another_childs_words_are_not_touched(work, cast, first):
    with work():
        other = somebody_says(db.session.get_one(Feedback, first.id).listening, AGAIN)[0]
    triage.get_item_for(cast("Sam"), item_of(other).public_id)
    assert item_of(other).priority is Priority.NORMAL
