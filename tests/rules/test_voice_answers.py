"""What counts as an answer to a child: what each kind carries, and the promises it may make."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, check_answer
from participation.rules.saying_something import says_something

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "", "Noted", "noted.", "NOTED, thank you", "Thanks for your feedback!", "ok",
        "We have noted your comments.", "Thank you for your feedback. It has been noted.", "This is under review.",
        "We take all views seriously and will consider this going forward.", "Your comments have been passed on.",
    ],
)  # fmt: skip
def test_these_are_not_answers(text):
    assert not says_something(text)
    draft = Draft(AnswerKind.WE_COULD_NOT, text, "We could not do it.")
    with pytest.raises(Refusal) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == "words"


@pytest.mark.parametrize("text", [
    "Thank you for telling us, we fixed the lamp.", "We heard you and six lamps are up.",
    "We considered a longer day, and the cost is too high.", "Sorry, it costs too much.", "We took down the wall.",
])  # fmt: skip
def test_manners_beside_an_answer_are_let_be(text):
    assert says_something(text)


def test_a_child_is_not_given_noted_nor_a_few_long_words():
    for text in (
        "We have noted your comments. Thank you.",
        "Notwithstanding budgetary constraints, implementation stops.",
    ):
        with pytest.raises(Refusal) as refused:
            check_answer(Draft(AnswerKind.WE_COULD_NOT, "It would cost £40,000 this year.", text), TODAY)
        assert refused.value.field == "child_words"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(AnswerKind.WE_DID, "Six lamps were put up.", "There are six lamps."), "evidence"),
        (Draft(AnswerKind.WE_WILL_BY, "Lamps will be put up.", "We will put up lamps."), "by_when"),
        (
            Draft(AnswerKind.WE_WILL_BY, "Lamps will come.", "Lamps will come.", by_when=date(2026, 11, 22)),
            "by_when",
        ),
        (Draft(AnswerKind.WE_COULD_NOT, "The road is not ours.", ""), "child_words"),
        (Draft(AnswerKind.WE_COULD_NOT, "The road is not ours.", "word " * 26), "child_words"),
    ],
    ids=["no evidence", "no day", "a day gone", "nothing for the child", "a long sentence"],
)
def test_an_answer_carries_what_its_kind_needs(draft, field):
    with pytest.raises(Refusal) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == field


LATER, DONE, SEE = "We will look into it.", "Six lamps were put up.", "Photographs on the notice board"
CHILD = "There are six lamps."
NOT_NOW = "The road is not ours."


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (Draft(AnswerKind.WE_DID, LATER, LATER, LATER), "words", "choose We will"),
        (
            Draft(AnswerKind.WE_DID, DONE, "We are going to put up lamps.", SEE),
            "child_words",
            "choose We will",
        ),
        (
            Draft(AnswerKind.WE_DID, DONE, CHILD, "We’ll put a report on the web"),
            "evidence",
            "choose We will",
        ),
        (Draft(AnswerKind.WE_DID, "Thank you, staff look into it.", CHILD, SEE), "words", "choose We will"),
        (Draft(AnswerKind.WE_DID, DONE, CHILD, "six lamps were PUT UP"), "evidence", "Do not repeat"),
        (Draft(AnswerKind.WE_DID, DONE, CHILD, CHILD), "evidence", "Do not repeat"),
        (Draft(AnswerKind.WE_COULD_NOT, LATER, NOT_NOW), "words", "choose We will"),
        (Draft(AnswerKind.WE_COULD_NOT, NOT_NOW, "We will see."), "child_words", "choose We will"),
        (Draft(AnswerKind.WE_COULD_NOT, "Sorry, we could not do it.", NOT_NOW), "words", "Say why"),
        (Draft(AnswerKind.WE_COULD_NOT, NOT_NOW, "We couldn’t do that."), "child_words", "Say why"),
    ],
)
def test_a_promise_is_not_something_done_and_no_is_not_a_reason(draft, field, says):
    with pytest.raises(Refusal, match=says) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "draft",
    [
        Draft(
            AnswerKind.WE_DID,
            "Six lamps are up. We will check them in May.",
            CHILD,
            "Look into the park at six",
        ),
        Draft(AnswerKind.WE_DID, "We looked into the pond and mended the lamp.", CHILD, SEE),
        Draft(AnswerKind.WE_COULD_NOT, "We could not, as the road is not ours. We will ask again.", NOT_NOW),
        Draft(AnswerKind.WE_WILL_BY, "We will put up lamps.", "We will put up lamps.", by_when=TODAY),
    ],
)
def test_what_was_done_or_why_not_may_be_followed_by_a_promise(draft):
    check_answer(draft, TODAY)


HEAT = "We will mend the heater by March."


@pytest.mark.parametrize(
    ("words", "child", "by", "field"),
    [
        ("We will look into the heating and keep you posted about this.", HEAT, date(2027, 3, 1), "words"),
        (HEAT, "We will look into it and tell you soon what we find.", date(2027, 3, 1), "child_words"),
        ("We’ll consider it, do our best and get back to you.", HEAT, date(2027, 3, 1), "words"),
        (HEAT, "The heater is mended already.", date(2027, 3, 1), "child_words"),
        ("The heater has been done.", HEAT, date(2027, 3, 1), "words"),
        (HEAT, HEAT, date(2099, 1, 1), "by_when"), (HEAT, HEAT, TODAY + timedelta(days=367), "by_when"),
    ],
)  # fmt: skip
def test_a_promise_says_what_will_be_done_and_within_a_year(words, child, by, field):
    with pytest.raises(Refusal) as refused:
        check_answer(Draft(AnswerKind.WE_WILL_BY, words, child, by_when=by), TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "words",
    [
        HEAT,
        "We will look into the boiler and mend it by March.",
        "Lamps will be put up, and we keep you posted.",
        "We have already asked for the parts, and will mend it by March.",
    ],
)
def test_a_promise_of_something_may_also_promise_to_tell(words):
    check_answer(Draft(AnswerKind.WE_WILL_BY, words, HEAT, by_when=TODAY.replace(year=TODAY.year + 1)), TODAY)


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2028, 2, 29)])
def test_within_a_year_is_the_same_day_next_year_and_not_one_more(today):
    last = date(today.year + 1, today.month, min(today.day, 28 if today.month == 2 else 31))
    check_answer(Draft(AnswerKind.WE_WILL_BY, HEAT, HEAT, by_when=last), today)
    with pytest.raises(Refusal, match="within a year") as refused:
        check_answer(Draft(AnswerKind.WE_WILL_BY, HEAT, HEAT, by_when=last + timedelta(days=1)), today)
    assert refused.value.field == "by_when"
