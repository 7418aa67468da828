"""Signing in: who gets in, who does not, and how guessing is slowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.clock import now
from app.demo.people import CAST, DEMO_PASSWORD
from participation.rules.refusals import Refusal
from participation.services import sign_in

ASHA = next(person for person in CAST if person.name == "Asha")


@pytest.mark.parametrize(
    "typed", [ASHA.passphrase, "Maple-River-Lantern-Otter", "  MAPLE river, lantern  otter. "]
)
def test_a_young_advisor_signs_in_without_an_address(app, work, typed):
    with work():
        assert sign_in.check("Asha", typed).name == "Asha"


def test_staff_sign_in_by_address_and_password(app, work):
    with work():
        assert sign_in.check("Carol@alderbrook.example", DEMO_PASSWORD).name == "Carol"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("asha", "maple river lantern"),
        ("carol@alderbrook.example", DEMO_PASSWORD.upper()),
        ("nobody", "maple river lantern otter"),
        ("", ""),
    ],
)
def test_wrong_names_and_wrong_words_get_one_same_answer(app, work, name, words):
    with work(), pytest.raises(Refusal) as refused:
        sign_in.check(name, words)
    assert refused.value.reason == sign_in.WRONG


def test_guessing_is_slowed_for_a_quarter_of_an_hour(app, work):
    for _ in range(sign_in.MOST_TRIES):
        with work():
            sign_in.note_failed_try("asha")
    with work(), pytest.raises(Refusal, match="too many tries"):
        sign_in.check("asha", ASHA.passphrase)
    with work():
        assert sign_in.check("tomos", "pebble kite garden bread")
    with clock.at(now() + timedelta(minutes=16)), work():
        assert sign_in.check("asha", ASHA.passphrase)
