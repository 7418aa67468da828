"""Small sums: limits with their sum, the manager's clock, and words that show who somebody is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import small_sums as rules
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import Limits, SoFar
from participation.rules.personal import look
from participation.rules.refusals import Refusal
from participation.rules.working_days import LONDON, is_working_time

LIMITS = Limits(date(2026, 4, 1), Pence(50_00), Pence(250_00), Pence(400_00), Pence(1_000_00))
NOTHING = SoFar(Pence(0), Pence(0), Pence(1_000_00))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-25 09:30", "2026-11-25 17:00"),
        ("2026-11-25 14:59", "2026-11-25 17:00"),
        ("2026-11-25 16:30", "2026-11-26 10:30"),  # two working hours, whatever the day
        ("2026-11-27 18:00", "2026-11-30 17:00"),  # Friday evening: Monday
        ("2026-12-24 16:00", "2026-12-29 10:00"),  # over Christmas, the weekend and the bank holiday
    ],
)
def test_a_manager_has_the_same_working_day(asked, due):
    assert rules.due_at(at(asked)) == at(due)


@given(st.integers(0, 60 * 24 * 700))
def test_a_manager_always_has_two_working_hours_and_never_more_than_a_day(minutes):
    asked = at("2026-01-01 00:00") + timedelta(minutes=minutes)
    due = rules.due_at(asked)
    assert is_working_time(due - timedelta(seconds=1))
    assert (
        timedelta(hours=2) <= due - asked <= timedelta(days=6)
    )  # four days of Easter and a weekend's evening


@pytest.mark.parametrize(
    ("cost", "so_far", "says"),
    [
        (250_01, NOTHING, "the most for one thing is £250.00"),
        (40_01, SoFar(Pence(360_00), Pence(0), Pence(1_000_00)),
         "This family has had £360.00 this year. With £40.01 more that is £400.01, and the most is £400.00."),
        (90_00, SoFar(Pence(0), Pence(910_01), Pence(1_000_00)),
         "Your office has used £910.01 this year. With £90.00 more that is £1,000.01, and the most is £1,000.00."),
        (90_00, SoFar(Pence(0), Pence(910_01), Pence(1_000_00), Pence(300_00)),
         "Your office has used £610.01 this year, and £300.00 waits for a decision. With £90.00 more that"),
        (20_00, SoFar(Pence(0), Pence(0), Pence(19_99)), "pot has £19.99 left and this asks £20.00"),
    ],
)  # fmt: skip
def test_each_limit_refuses_with_its_sum(cost, so_far, says):
    with pytest.raises(Refusal) as refusal:
        rules.check_ask(cost, LIMITS, so_far)
    assert says in refusal.value.reason
    assert refusal.value.field == "cost"


def test_to_the_penny_is_within():
    rules.check_ask(40_00, LIMITS, SoFar(Pence(360_00), Pence(960_00), Pence(40_00)))
    assert rules.is_at_once(50_00, LIMITS)
    assert not rules.is_at_once(50_01, LIMITS)


def test_the_newest_limits_that_have_begun_hold():
    later = Limits(date(2026, 10, 1), Pence(60_00), Pence(250_00), Pence(400_00), Pence(1_000_00))
    assert rules.limits_on(date(2026, 9, 30), [later, LIMITS]) == LIMITS
    assert rules.limits_on(date(2026, 10, 1), [later, LIMITS]) == later
    assert rules.limits_on(date(2026, 3, 31), [later, LIMITS]) is None


SURE = {
    "Ring her on 07700 900123": "a phone number",
    "ring 0113 496 0000": "a phone number",
    "born on a Tuesday": "a date of birth",
    "He was 3 on 12/05/2023": "a date of birth",
    "2019-08-04": "a date of birth",
    "the flat in LS10 4AB": "a postcode",
    "write to mum@example.org": "an e-mail address",
    "NHS 943 476 5919": "a case, pupil or NHS number",
    "QQ 12 34 56 C": "a National Insurance number",
    "a cooker for 14 Ashworth Lane": "a street address",
}
FREE = (
    "Repair of a washing machine", "£25 for the Freedom Programme", "A bed, so that the child sleeps",
    "Bus pass from Monday to Friday. The family lives far from school.", "Football boots size 4",
    "Passport photos", "A cooker from Argos", "Maths GCSE book", "12 weeks of swimming", "It costs 1,234.50",
    "We will go on Saturdays in July", "Mum needs a cooker. The baby’s room is cold",
    "so the child will not miss school, with good grace, in may", "so mum and dad can rest", "so they can mark it",
    "Money for transport to hospital and for homework to be done", "so that food can be kept cold",
    "SO THAT THE CHILD CAN GO TO SCHOOL", "so parents can talk", "The child has special needs. cooker needs mending",
    "so that can happen", "a dr appointment", "a jack to lift the bed, and a rose for the garden",
)  # fmt: skip


@pytest.mark.parametrize("text", SURE)
def test_what_surely_is_personal_is_refused_whatever_was_ticked(text):
    assert SURE[text] in look(text).sure
    with pytest.raises(Refusal, match="nobody must be known"):
        rules.check_words({"goal": text}, True)


@pytest.mark.parametrize("text", FREE)
def test_ordinary_words_raise_no_question(text):
    assert look(text) == type(look(text))()


@pytest.mark.parametrize(
    "text",
    [
        "A bike for Jayden",
        "So that Amira O’Neill can go",
        "the boy called Kofi",
        "for Mrs Shah",
        "Jayden needs boots",
        "It is cold. Amira’s coat is torn",
    ],
)
def test_what_looks_like_a_name_is_asked_about_once(text):
    with pytest.raises(Refusal, match="looks like a name") as refusal:
        rules.check_words({"goal": text}, False)
    assert refusal.value.field == "goal"
    rules.check_words({"goal": text}, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so kayleigh can swim", "kayleigh"),
        ("So that KAYLEIGH can go to school", "KAYLEIGH"),
        ("so that xanthippe can swim", "xanthippe"),  # on no list: the words around it tell
        ("so mum and xanthippe can swim", "xanthippe"),
        ("boots for ZEBEDIAH to play in", "ZEBEDIAH"),
        ("zebediah needs boots", "zebediah"),
        ("so that grace can go", "grace"),  # an ordinary word, where only somebody can stand
        ("a bed, jayden’s broke", "jayden"),
        ("the boy called kofi-james", "kofi-james"),
        ("a washer for Mrs. okafor", "Mrs. okafor"),
        ("a washer for MRS OKAFOR", "MRS OKAFOR"),
        ("a washer for Miss okafor", "Miss okafor"),
    ],
)
def test_a_name_is_asked_about_whatever_its_capitals_and_named_wholly(text, name):
    with pytest.raises(Refusal, match=f"^“{name}” looks like a name"):
        rules.check_words({"goal": text}, False)
    rules.check_words({"goal": text}, True)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    look(text)


@pytest.mark.parametrize(
    ("spent", "on", "says"),
    [
        (0, "2026-11-25", "what it cost"), (45_01, "2026-11-25", "ask for the other £0.01"),
        (45_00, "2026-11-26", "future"), (45_00, "2026-11-23", "before the yes"),
    ],
)  # fmt: skip
def test_what_may_not_be_called_bought(spent, on, says):
    with pytest.raises(Refusal, match=says):
        rules.check_bought(spent, 45_00, date.fromisoformat(on), date(2026, 11, 24), date(2026, 11, 25))
