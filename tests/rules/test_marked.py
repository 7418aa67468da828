"""Two versions side by side: nothing is lost from either, and what changed is said in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.marked import Mark, Run, compare

TEXTS = st.text(alphabet="ab c\n.", max_size=60)


@given(TEXTS, TEXTS)
def test_each_side_joined_is_the_text_that_was_given(before, after):
    compared = compare(before, after)
    assert "".join(run.text for run in compared.before) == before
    assert "".join(run.text for run in compared.after) == after
    assert {run.mark for run in compared.before} <= {Mark.SAME, Mark.OUT}
    assert {run.mark for run in compared.after} <= {Mark.SAME, Mark.IN}
    assert compared.is_same is (before == after)


def test_a_changed_phrase_is_one_run_and_is_counted():
    compared = compare("We open every Saturday at ten.", "We open on Sunday afternoons at ten.")
    assert compared.before == (
        Run(Mark.SAME, "We open "), Run(Mark.OUT, "every Saturday"), Run(Mark.SAME, " at ten."),
    )  # fmt: skip
    assert compared.after[1] == Run(Mark.IN, "on Sunday afternoons")
    assert compared.told == "2 words taken out and 3 words put in"


def test_what_was_only_added_or_only_left_alone_says_so():
    assert compare("A b", "A b c").told == "1 word put in"
    assert compare("A b c", "A b").told == "1 word taken out"
    assert compare("A b", "A b").told == "No words changed"
