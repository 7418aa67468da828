"""What stays after taking words out is the child's own: nothing else can be written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.personal import blacked_out
from participation.rules.refusals import Refusal
from participation.rules.taking_out import MARK, taken_out

SAID = "We can’t sleep, no heater. Sam shouts at us in O'Brien’s class, and Sam is 12!"


def check(written, said=SAID):
    return taken_out({"words": written}, {"words": said})["words"]


@pytest.mark.parametrize(
    "written",
    [
        "We can’t sleep, no heater.", "[name] shouts at us.", "", "[…]",
        "We can't sleep, no heater [taken out]!", "[…] Sam shouts at us in [a name]’s class.",
        "We can’t sleep, no heater. [a name] shouts at us in [a name]'s class, and [a name] is […]!",
    ],
)  # fmt: skip
def test_words_may_go_and_a_mark_stays(written):
    out = check(written)
    assert "[" in out
    assert check(out) == out, "what went out passes again as it is"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("We can’t sleep, no heater. Sam is wonderful.", "wonderful"), ("We can sleep, no heater.", "can"),
        ("Sam shouts at us. No heater.", "No"), ("We can’t sleep?", "?"), ("We can’t sleep 😀", "😀"),
        ("[very] We can’t sleep", "[very]"), (f"{SAID} [it is fine now]", "[it is fine now]"),
        ("We can’t [in spite of all the help that was given to us] heater", "[in spite of"),
    ],
)  # fmt: skip
def test_nothing_is_written_in_put_in_another_order_or_hidden_in_a_gap(written, word):
    with pytest.raises(Refusal) as refused:
        check(written)
    assert refused.value.field == "words"
    assert f"“{word}" in refused.value.reason


@pytest.mark.parametrize(
    ("said", "written", "out"),
    [
        ("My friend Zebedee hits me. Rhona knows.", "My friend hits me.", "My friend […] hits me. […]"),
        ("Zebedee hits me", "hits me", "[…] hits me"), ("I like it", "", "[…]"),
        ("Is it dark here?", "Is it dark", "Is it dark […]"), ("Bo, hi.", "[name], hi.", "[name], hi."),
        ("No soap. No heater.", "No heater.", "[…] No heater."), ("I am not ok.", "I am.", "I am. […]"),
        ("My […] hits me", "My me", "My […] me"), ("My […] big dog", "My […] dog", "My […] dog"),
        ("I like it", "I like it", "I like it"),
    ],
)  # fmt: skip
def test_a_mark_is_put_where_words_were_only_deleted(said, written, out):
    assert check(written, said) == out


@pytest.mark.parametrize(
    ("said", "written", "word"),
    [
        ("There is no soap and the toilet door is not safe, never open.",
         "There is soap and the toilet door is safe, open.", "no"),
        ("I don’t like it", "I like it", "don’t"), ("I am not ok", "I […] ok", "not"),
        ("i am not… ok", "i am… ok", "not"),
        ("Nothing changed", "[…] changed", "Nothing"), ("He didnt hit me", "He hit me", "didnt"),
        ("It was not Mr. Smith", "It was Smith", "not"), ("I am not\nok", "I am\nok", "not"),
        ("We can’t sleep, no heater.", "No heater.", "can’t"), ("Nobody here helps", "[name] helps", "Nobody"),
    ],
)  # fmt: skip
def test_a_not_is_never_taken_out_while_what_follows_it_stays(said, written, word):
    with pytest.raises(Refusal, match=f"“{word}” cannot be taken out alone.*whole sentence"):
        check(written, said)


@pytest.mark.parametrize("gap", ["[never hit]", "[loves]", "[a friend]", "[name never]", "[]"])
def test_a_mark_says_nothing_of_the_desks_own(gap):
    with pytest.raises(Refusal, match="In square brackets only"):
        check(f"Sam {gap} us", "Sam shouts at us")


@pytest.mark.parametrize("written", ["My friend [a name] waits.", "My [a name] waits.", "My friend waits."])
def test_what_was_marked_before_may_stay_or_go(written):
    check(written, "My friend [a name] waits.")


_PIECES = st.sampled_from([
    "Kayleigh", "Kayleigh’s", "Mr Smithson", "O’Brien", "hits", "he'll", "12 Oak Road", "LS10 2AA", "01632 960123",
    "a@b.example", "943 476 5919", "dob", "😢", "!", "?", "and", "Zoë", "It’s", "3", "[lol]", "\n", "called Ann-Lee",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12), st.data())
def test_what_the_product_suggests_and_any_words_left_out_always_pass(pieces, data):
    said = " ".join(pieces)
    check(blacked_out(said, ("Zoë",))[0], said)
    kept = [piece for piece in pieces if piece == "\n" or data.draw(st.booleans())]
    out = check(" ".join(kept), said)
    assert (MARK in out) is (len(kept) < len(pieces)), "wherever something went, a mark stays"
    assert check(out, said) == out
