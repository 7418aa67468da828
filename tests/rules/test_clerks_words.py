"""The clerk's own words in a summary carry no figure, in digits or in words, and are not refused for ordinary words."""

from __future__ import annotations

import pytest

from governance.rules.clerks_words import refuse_introduction, refuse_note
from governance.rules.summaries import RECOMMENDATIONS
from participation.rules.refusals import Refusal


@pytest.mark.parametrize(
    "said",
    [
        "We kept three promises.", "Ten of you came.", "Thirty-four people wrote.", "One promise is late.",
        "One in ten came.", "Nearly a hundred votes.", "A dozen wrote.", "Twice as many spoke.", "Both promises stand.",
        "Twenty of them.", "Half of you said so.", "We met 3 times.", "It cost £9.", "Forty per cent voted.",
    ],
)  # fmt: skip
def test_a_number_is_refused_in_words_too_and_beside_its_field(said):
    with pytest.raises(Refusal, match="Leave numbers") as refused:
        refuse_introduction("We met and listened.", said)
    assert refused.value.field == "introduction_for_children"
    with pytest.raises(Refusal, match="Leave numbers") as refused:
        refuse_note(RECOMMENDATIONS, said, "We met.")
    assert refused.value.field == "note"


@pytest.mark.parametrize(
    "said",
    [
        "No one was left out on purpose.", "Each one of us listened.", "We often met after school.",
        "Someone told us the light is out.", "It was one long winter.", "Both sides spoke.", "We want to listen more.",
        "The hall is on the quay.", "This quarter was busy.", "The third-sector members came.",
    ],
)  # fmt: skip
def test_ordinary_words_are_not_taken_for_numbers(said):
    refuse_introduction(said, "We met and listened.")
