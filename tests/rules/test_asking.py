"""What a worker asks children: open, readable, and in words that young people asked for."""

from __future__ import annotations

import pytest

from participation.rules.asking import check_question, check_words
from participation.rules.refusals import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that home hurts?", "Don’t you like the park?", "Isn't the bus too late?", "How bad is the bus?",
        "Do you agree that the park is good?", "You like the club, don't you?", "The club is fun, right?",
        "How much do you love your school?", "We hear the pool is cold. Isn’t it fair to shut it?",
    ],
)  # fmt: skip
def test_a_question_that_leads_is_refused_beside_its_field(text):
    with pytest.raises(Refusal, match="asks for one answer") as refused:
        check_question(text, "more_question", children=True)
    assert refused.value.field == "more_question"


@pytest.mark.parametrize(
    "text",
    [
        "", "How is the park for you?", "What one thing would make it better?", "How much does the bus cost you?",
        "Is the cost right?", "What is right, and what is not?", "Is it easy to get there?", "Why is that?",
        "What do you do when it doesn’t rain?", "Whom do you contact when you need help?",
    ],
)  # fmt: skip
def test_an_open_question_is_asked(text):
    check_question(text, "question", children=True)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("How is your placement?", "home"), ("What do LAC children need?", "children in our care"),
        ("How is contact with mum?", "family time"), ("How is the contact centre?", "family time"),
        ("Respite for you", "short break"), ("For hard-to-reach families", "seldom heard"),
    ],
)  # fmt: skip
def test_a_word_young_people_asked_us_to_drop_is_refused_with_theirs(text, instead):
    with pytest.raises(Refusal, match=f"Write “{instead}”"):
        check_words(text, "title")
    with pytest.raises(Refusal, match=f"Write “{instead}”"):
        check_question(text, "question", children=False)


def test_words_that_only_look_alike_are_left_alone():
    check_words("We lack a place to contact the lacrosse club and reach the hard court", "about")


def test_what_a_child_could_not_read_is_refused_of_children_only():
    hard = (
        "Which infrastructural considerations predominantly characterise neighbourhood accessibility locally?"
    )
    with pytest.raises(Refusal):
        check_question(hard, "question", children=True)
    check_question(hard, "question", children=False)
