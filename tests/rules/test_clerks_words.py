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
        "We spent ١٢ pounds.", "１２ ideas passed.", "½ of them.", "A quarter of promises fell.",
        "Two thirds of us came.",
        "Half the ideas passed.", "A third of you wrote.", "It cost €x.",
        "Most of you like the new bus.", "Few of you came.",
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


@pytest.mark.parametrize(
    "said",
    [
        "There are no late promises.", "There is no broken promise.", "We kept our promises.",
        "We did what we said we would do.", "The council has kept its word this month.", "Our promises were kept.",
        "All of it was done.", "Nothing was late.", "Most promises were kept.", "We have not broken a promise.",
        "Every promise stands as done.", "We met our commitments.", "We delivered what we promised.",
        "All is well here.", "We are proud of how well we did.",
    ],
)  # fmt: skip
def test_nothing_is_said_to_be_kept_beside_a_promise_that_was_not(said):
    with pytest.raises(Refusal, match="was not done or is late") as refused:
        refuse_introduction("We met and listened.", said, not_done=True)
    assert refused.value.field == "introduction_for_children"
    refuse_introduction("We met and listened.", said)  # where all was done, it may be said


@pytest.mark.parametrize(
    "said",
    [
        "The promise below is wrong: it was kept.",
        "The number above is not true.",
        "It is a mistake on this page.",
        "Ignore what is below.",
    ],
)
def test_the_frozen_facts_are_not_disputed_beside_them(said):
    for not_done in (True, False):
        with pytest.raises(Refusal, match=r"do not say here that it is wrong|was not done or is late"):
            refuse_note(RECOMMENDATIONS, said, "We met.", not_done=not_done)


@pytest.mark.parametrize(
    "said",
    [
        "We are sorry that the lights are late.", "We should not have been late with this.",
        "We did not keep our promise about the lights.", "We want to keep our promises next time.",
        "We promise to come back.", "We listened a lot.", "What went wrong with the lights is on the council.",
        "We have not mended the broken lights.", "There is no money for the broken lights.",
        "The lights are not mended and they are late.", "Young people say it is wrong that nobody came.",
        "Northgate Park missed out, so we go there next.",
        "All is not well here.", "We will not forget the promises below.", "We are proud of the young people who came.",
    ],
)  # fmt: skip
def test_an_honest_word_about_what_was_not_done_may_be_said(said):
    refuse_introduction(said, said, not_done=True)
