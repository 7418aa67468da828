"""What stays after taking words out is the child's own: nothing else can be written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.personal import blacked_out
from participation.rules.refusals import Refusal
from participation.rules.taking_out import check_only_taken_out

SAID = "We can’t sleep, no heater. Sam shouts at us in O'Brien’s class, and Sam is 12!"


def check(written, said=SAID):
    check_only_taken_out({"words": written}, {"words": said})


@pytest.mark.parametrize(
    "written",
    [
        "We can’t sleep, no heater.", "No heater. [a name] shouts at us.", "", "[…]",
        "We can't sleep, no heater [taken out]!", "Sam shouts at us in [a name]’s class.",
        "We can’t sleep, no heater. [a name] shouts at us in [a name]'s class, and [a name] is [age]!",
    ],
)  # fmt: skip
def test_words_may_go_with_or_without_a_mark(written):
    check(written)


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


@pytest.mark.parametrize("written", ["My friend [a name] waits.", "My [a name] waits.", "My friend waits."])
def test_what_was_marked_before_may_stay_or_go(written):
    check(written, "My friend [a name] waits.")


_PIECES = st.sampled_from([
    "Kayleigh", "Kayleigh’s", "Mr Smithson", "O’Brien", "hits", "can't", "12 Oak Road", "LS10 2AA", "01632 960123",
    "a@b.example", "943 476 5919", "dob", "😢", "!", "?", "and", "Zoë", "It’s", "3", "[lol]", "\n", "called Ann-Lee",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12), st.data())
def test_what_the_product_suggests_and_any_words_left_out_always_pass(pieces, data):
    said = " ".join(pieces)
    check(blacked_out(said, ("Zoë",))[0], said)
    kept = [piece for piece in pieces if data.draw(st.booleans())]
    check(" ".join(kept), said)
