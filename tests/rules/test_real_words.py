"""What is made of words and what is only keys; short true answers are let be."""

from __future__ import annotations

from datetime import date

import pytest

from participation.rules.real_words import is_a_sentence, looks_real
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, check_answer

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("text", [
    "Yes. The light is mended.", "The lamp works.", "It is done.", "No, it costs £40,000.", "Yes. 12 March.",
    "CCTV is up.", "Mae’r golau’n gweithio.", "Cwm Road: fixed it.", "Property was sold.", "We were too poor.",
    "Światło już działa tu.", "Try www.example.org now.", "Hmm, yes, it broke again.",
])  # fmt: skip
def test_a_short_true_answer_is_let_be(text):
    assert is_a_sentence(text)


@pytest.mark.parametrize("text", [
    "", "asdf", "asdf asdf asdf", "asdf jkl qwerty", "blah blah blah blah", "xxxx yyyy zzzz", "sdfg hjkl bnmv", "1 2 3",
    "lkjh poiu mnbv", "aaaargh aaaargh nooo", "......", "ok ok ok ok", "asdfasdf qwertyuiop zxcvbnm the is at",
])  # fmt: skip
def test_keys_and_one_word_over_and_over_are_no_sentence(text):
    assert not is_a_sentence(text)


def test_words_that_hold_a_row_of_keys_are_words():
    assert all(map(looks_real, ("property", "poverty", "were", "power", "as", "Fred", "PCSO", "typewriter")))


@pytest.mark.parametrize(("words", "child_words", "evidence", "field"), [
    ("asdf asdf asdf", "There are six lamps.", "Photographs in the hall", "words"),
    ("Six lamps were put up.", "asdf jkl asdfgh", "Photographs in the hall", "child_words"),
    ("Six lamps were put up.", "There are six lamps.", "asdf asdf", "evidence"),
])  # fmt: skip
def test_keys_are_no_answer_to_anybody(words, child_words, evidence, field):
    with pytest.raises(Refusal) as refused:
        check_answer(Draft(AnswerKind.WE_DID, words, child_words, evidence), TODAY)
    assert refused.value.field == field
    check_answer(
        Draft(AnswerKind.WE_DID, "Six lamps were put up.", "There are six lamps.", "Photographs in the hall"),
        TODAY,
    )
