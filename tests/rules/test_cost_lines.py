"""Costs as text and back: nothing is lost, and what cannot be read is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.cost_lines import as_text, from_text
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import MOST_LINES, Content, CostLine
from commissioning.rules.suggestions import Part, check_change, text_of, with_words
from participation.rules.refusals import Refusal

NAMES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=40)
LINES = st.lists(
    st.builds(CostLine, NAMES.map(str.strip).filter(bool), st.integers(1, 10**9).map(Pence)),
    max_size=MOST_LINES,
)


@given(LINES)
def test_costs_go_out_as_text_and_come_back_to_the_penny(lines):
    assert from_text(as_text(lines)) == tuple(lines)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("Kit: £1,234.50", 123_450),
        ("Kit: 250", 25_000),
        ("Kit £250.5", None),
        ("Kit £ 20", 2_000),
        ("Kit:£3.20", 320),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, pence):
    if pence is None:
        with pytest.raises(Refusal, match="pounds and pence") as refused:
            from_text(typed)
        assert refused.value.field == "words"
    else:
        assert from_text(typed) == (CostLine("Kit", Pence(pence)),)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Kit", "a colon, and how much"),
        ("Bikes 30", "This line is not so: Bikes 30"),
        ("Kit: £0", "more than £0"),
        ("Kit: -£5", "a colon"),
        ("Kit: £9999999999999999999", "larger than this service can hold"),
        (f"{'a' * 121}: £5", "120 letters"),
        ("\n".join(["Kit: £5"] * (MOST_LINES + 1)), f"at most {MOST_LINES}"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(typed, says):
    with pytest.raises(Refusal, match=says) as refused:
        check_change(Part.LINES, "Kit: £5.00", typed)
    assert refused.value.field == "words"


def test_the_same_costs_in_another_dress_are_no_change():
    content = Content(lines=(CostLine("Kit", Pence(500)), CostLine("Hall", Pence(2_000))))
    before = text_of(content, Part.LINES)
    assert before == "Kit: £5.00\nHall: £20.00"
    with pytest.raises(Refusal, match="Nothing is changed"):
        check_change(Part.LINES, before, "Kit £5\n\n  Hall: 20  ")
    after = check_change(Part.LINES, before, "Kit £5\nHall: 25")
    assert after == "Kit: £5.00\nHall: £25.00"
    assert with_words(content, Part.LINES, after).total == 3_000
