"""The words of places to vote without an account."""

from __future__ import annotations

import pytest

from commissioning.rules import polling
from commissioning.rules.polling import Way


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ({}, ""),
        ({Way.CODES: 0}, ""),
        ({Way.CODES: 1}, "1 card with a code"),
        ({Way.CODES: 30, Way.PAPER: 1}, "30 cards with a code and 1 paper ballot"),
        (
            {Way.CODES: 1_200, Way.TABLET: 4, Way.PAPER: 20},
            "1,200 cards with a code, 4 turns at a shared tablet and 20 paper ballots",
        ),
    ],
)
def test_how_many_places_there_are_in_words(places, says):
    assert polling.places_said(places) == says


@pytest.mark.parametrize("why", ["Left on a bus", "Left on a bus.", " Left on a bus. "])
def test_a_reason_is_ended_as_a_sentence(why):
    for refusal in (
        polling.stopped("Hub", why),
        polling.stopped_paper("Hub", why),
        polling.stopped_before("Monday", why),
    ):
        assert "Left on a bus. T" in refusal.reason or "Left on a bus. Ask" in refusal.reason
    assert "Left on a bus! Ask" in polling.stopped("Hub", "Left on a bus!").reason
