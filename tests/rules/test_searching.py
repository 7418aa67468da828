"""Folding, telling words and likeness, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.searching import MOST_TERMS, alike, folded, telling, terms


def test_case_and_accents_do_not_matter():
    assert folded("Café Tŷ Gwyn") == "cafe ty gwyn"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("  Bike   bike BIKES ", ["bike", "bikes"]),
        ('bus" OR NEAR(a*', ["bus", "or", "near", "a"]),
        ("100% café", ["100", "cafe"]),
        ("_ ^ : - ' \\", []),
        ("", []),
    ],
)
def test_only_letters_and_digits_are_ever_searched_for(typed, found):
    assert terms(typed) == found


@given(st.text(max_size=300))
def test_terms_are_few_plain_and_found_again_in_themselves(typed):
    found = terms(typed)
    assert len(found) <= MOST_TERMS
    assert all(word.isalnum() and terms(word)[:1] == [word] for word in found if len(word) <= 100)


def test_telling_words_leave_out_what_every_idea_says():
    assert telling("A bike library for our community", "We need bikes") == ["bike", "library", "bikes"]


@pytest.mark.parametrize(
    ("title", "words", "is_alike"),
    [
        ("Cycle shed", "bikes to borrow from a library of tools", True),
        ("Bicycle repairs", "we mend things", False),
        ("The toy library", "toys to borrow", True),
        ("Bike kitchen", "mend your own", True),
        ("Breakfast club", "porridge before school", False),
    ],
)
def test_ideas_are_alike_when_their_titles_or_two_of_their_words_agree(title, words, is_alike):
    assert (alike(telling("Bike library"), title, f"{title} {words}") > 0) is is_alike


def test_with_nothing_telling_nothing_is_alike():
    assert alike([], "Bike library", "bikes") == 0
