"""A name is marked whole, whatever its accents and capitals, and none is lost because another begins with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.gate import Decision, Letting, Outcome, WordsKind, check_decision
from participation.rules.personal import A_NAME, blacked_out, look, pieces
from participation.rules.refusals import Refusal


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Dan hits Danny", {"Dan", "Danny"}), ("Mia told Miah", {"Mia", "Miah"}),
        ("Jo about John", {"Jo", "John"}), ("Ali and Alice fight", {"Ali", "Alice"}),
        ("I saw Dan Smith and then Dan", {"Dan Smith", "Dan"}), ("It was Mrs. okafor", {"Mrs. okafor"}),
        ("My friend Zoë waits", {"Zoë"}), ("with Siân and O’Brien", {"Siân", "O’Brien"}),
        ("then McKenzie hits me", {"McKenzie"}), ("José hits me", {"José"}), ("Élodie kicks me", {"Élodie"}),
        ("she and Łukasz and chloé", {"Łukasz", "chloé"}), ("Seán or Jürgen", {"Seán", "Jürgen"}),
        ("my friend QUINTON hits me", {"QUINTON"}),
        ("MIA QUINTON hits me", {"MIA", "QUINTON"}), ("Harrison hits us", {"Harrison"}),
        ("so that ŻANETA can swim", {"ŻANETA"}),
        ("it is Élodie’s dog", {"Élodie"}), ("i think sam2 did it", {"sam2"}),
        ("It is NOT fair and I HATE it", set()), ("I HATE THE FOOD HERE", set()), ("my Mum’s car", set()),
    ],
)  # fmt: skip
def test_each_name_is_marked_whole(said, names):
    assert set(look(said).names) == names
    assert {piece for piece, is_name in pieces(said, look(said).names) if is_name} == names


@pytest.mark.parametrize(
    ("said", "written", "stays"),
    [
        ("Dan hits Danny", "Dan hits [name]", "Dan"), ("Mia told Miah", "Mia told [name]", "Mia"),
        ("My friend Zoë hits me", "My friend Zoë hits", "Zoë"),
    ],
)  # fmt: skip
def test_the_one_who_did_it_does_not_go_out_when_only_the_other_is_taken_out(said, written, stays):
    decision = Decision(
        Outcome.PEER_HARM, "Talked it through.", "R-1", Letting.RELEASE_CHANGED, {"words": written},
        harmed="Seen.", other="Seen too.",
    )  # fmt: skip
    with pytest.raises(Refusal, match=f"“{stays}” may show who somebody is"):
        check_decision(decision, WordsKind.FEEDBACK, {"words": said})


_PIECES = st.sampled_from([
    "Dan", "Danny", "Zoë", "Zoë’s", "O’Brien", "McKenzie", "CARTER", "mia", "Miah", "Mr Łuk", "Anne-Marie", "É",
    "hits", "I", "NOT", "’", "-", ".", "\n", "(", "2", "called", "so that", "can", "Łukasz's", "é",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=10), st.sampled_from([" ", ""]))
def test_what_is_marked_stands_in_the_text_as_whole_words_and_can_be_taken_out(said, between):
    text = between.join(said)
    names = look(text).names
    for name in names:
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    cut, found = blacked_out(text)
    assert set(names) <= set(found)
    assert not set(names) & {piece for piece, is_name in pieces(cut, names) if is_name}
    assert (A_NAME in cut) is bool(names)


def test_no_name_is_lost_where_one_look_at_long_words_ends():
    said = "so " * 666 + "Łukasz is here"
    assert blacked_out(said) == (said.replace("Łukasz", A_NAME), ("Łukasz",))
