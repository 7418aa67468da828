"""Ways to say it: which fits whom, which screens there are, and what raises the alarm without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.feedback import Route, Screen, screens
from participation.rules.media import LARGEST_SOUND, sound_type
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.rules.screening import screen
from participation.rules.support import check_translation
from participation.rules.ways import (
    FEELS,
    PARTS,
    SYMBOLS,
    Way,
    check_ways,
    joined,
    pairs,
    raised_by,
    symbols_in_words,
    wheel_from_words,
    wheel_in_words,
)

ALL = tuple(Way)


def asked(*, ways=ALL, bands=(), band=None, route=Route.CHILD):
    return screens(route, asks_more=False, asks_area=False, ways=ways, bands=bands, band=band)


def test_a_short_listening_is_three_screens():
    assert asked(ways=(Way.FACES, Way.WRITE, Way.SPEAK, Way.DRAW)) == (Screen.FACE, Screen.WORDS, Screen.AGE)


def test_age_comes_first_only_when_it_changes_what_is_asked():
    assert asked()[0] is Screen.AGE
    assert asked(bands=(AgeBand.TEN_TO_TWELVE, AgeBand.THIRTEEN_TO_FIFTEEN))[-1] is Screen.AGE


def test_the_youngest_get_no_wheel_and_no_statements():
    young = asked(band=AgeBand.UNDER_6)
    assert Screen.WHEEL not in young
    assert Screen.STATEMENTS not in young
    assert Screen.SYMBOLS in young
    assert set(asked(band=AgeBand.THIRTEEN_TO_FIFTEEN)) >= {Screen.WHEEL, Screen.SYMBOLS, Screen.STATEMENTS}


def test_one_age_is_not_asked_and_a_parent_only_writes():
    assert Screen.AGE not in asked(bands=(AgeBand.SIX_TO_NINE,))
    assert asked(route=Route.PARENT) == (Screen.WORDS, Screen.AGE)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"wheel": "safe=1"}, "part_not_good"), ({"wheel": "nurtured=1 safe=3"}, "part_not_good"),
        ({"symbols": "happy unsafe"}, "picture_of_harm"), ({"symbols": "hungry"}, "picture_of_harm"),
        ({"statements": "0=no"}, "statement"), ({"statements": "0=partly"}, "statement"),
        ({"statements": "1=yes"}, "statement"),
    ],
)  # fmt: skip
def test_answers_without_a_word_can_raise_the_alarm(answers, reason):
    given_ = {"wheel": "", "symbols": "", "statements": "", **answers}
    assert raised_by(**given_, asked=["I feel safe at home", "I am scared of someone"]) == [reason]


@pytest.mark.parametrize(
    "answers", [{"wheel": "active=1"}, {"symbols": "happy play"}, {"statements": "0=yes 1=no"}]
)
def test_ordinary_answers_raise_nothing(answers):
    given_ = {"wheel": "", "symbols": "", "statements": "", **answers}
    assert raised_by(**given_, asked=["I feel safe at home", "I am scared of someone"]) == []


@pytest.mark.parametrize("typed", ["😭", "my house 🔪", "🆘🆘"])
def test_an_emoji_alone_raises_the_alarm(typed):
    assert screen([typed]) == ["emoji"]


def test_kind_emoji_raise_nothing():
    assert screen(["🙂⚽🌳 I like it"]) == []


@given(st.dictionaries(st.sampled_from(list(PARTS)), st.sampled_from(list(FEELS))))
def test_a_wheel_put_into_words_and_back_is_the_same_wheel(marks):
    kept = joined({str(part): feel for part, feel in marks.items()})
    assert pairs(kept) == {str(part): feel for part, feel in marks.items()}
    assert wheel_from_words(wheel_in_words(kept)) == {part: FEELS[feel] for part, feel in marks.items()}


@given(st.text(max_size=60))
def test_no_text_breaks_an_answer_and_none_invents_one(text):
    assert set(filter(None, symbols_in_words(text).split(", "))) <= set(SYMBOLS.values())
    wheel_in_words(text)
    raised_by(text, text, text, [text])


@pytest.mark.parametrize(
    ("ways", "statements", "field"),
    [
        ((), (), "ways"), ((Way.STATEMENTS,), (), "statements"), ((Way.FACES,), ("x",) * 7, "statements"),
        ((Way.FACES,), ("x" * 121,), "statements"),
    ],
)  # fmt: skip
def test_a_listening_nobody_could_answer_is_refused(ways, statements, field):
    with pytest.raises(Refusal) as refused:
        check_ways(ways, statements)
    assert refused.value.field == field


def test_sound_is_known_by_what_it_is():
    assert sound_type(b"\x1aE\xdf\xa3 and so on") == "audio/webm"
    for content in (b"", b"<html>", b"MZ" + b"\x00" * 90, b"OggS" + b"x" * LARGEST_SOUND):
        with pytest.raises(Refusal) as refused:
            sound_type(content)
        assert refused.value.field == "sound"


@pytest.mark.parametrize(
    ("original", "translation", "language", "translator", "field"),
    [
        ("", "Hello", "Polish", "interpreter", "words"), ("Dzień dobry", "Hello", "", "interpreter", "language"),
        ("Dzień dobry", "Hello", "Polish", "", "translator"),
        ("Dzień dobry", "Hello", "Polish", "family", "translator"),
        ("Dzień dobry", "", "Polish", "family", "translator"),
    ],
)  # fmt: skip
def test_a_translation_has_its_original_and_is_never_a_relatives(
    original, translation, language, translator, field
):
    with pytest.raises(Refusal) as refused:
        check_translation(original, translation, language, translator)
    assert refused.value.field == field
