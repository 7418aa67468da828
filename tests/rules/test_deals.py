"""Who may say what of their part, when ours is late, the six starting pairs, hands, faces, places and rhythms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules import deals
from participation.rules.deals import Part, Progress, StandsFor
from participation.rules.deals_life import Side
from participation.rules.deals_rhythm import Rhythm, next_after, whole_terms
from participation.rules.deals_sides import side_of
from participation.rules.people import Actor, AgeBand, Held, Role
from participation.rules.refusals import Refusal
from participation.rules.working_days import is_working_day


def test_six_starting_pairs_with_the_third_the_same_on_both_sides():
    assert len(deals.STARTING_PAIRS) == 6
    assert (
        deals.STARTING_PAIRS[2][0]
        == deals.STARTING_PAIRS[2][1]
        == "Help to keep where you live clean and tidy"
    )


def test_our_side_owes_words_and_may_not_say_not_now():
    with pytest.raises(Refusal, match="for young people"):
        deals.refuse_progress(Side.OURS, Progress.NOT_NOW, "we would rather not")
    with pytest.raises(Refusal, match="Say what was done"):
        deals.refuse_progress(Side.OURS, Progress.KEPT, "done")
    deals.refuse_progress(Side.OURS, Progress.NOT_YET, "The grant came late")


@pytest.mark.parametrize("progress", list(Progress))
def test_your_side_owes_no_reason_for_anything(progress):
    deals.refuse_progress(Side.YOURS, progress, "")


@pytest.mark.parametrize(
    ("by", "progress", "late"),
    [
        (date(2026, 11, 21), None, True), (date(2026, 11, 21), Progress.IN_PROGRESS, True),
        (date(2026, 11, 21), Progress.KEPT, False), (date(2026, 11, 22), None, False), (None, None, False),
    ],
)  # fmt: skip
def test_late_means_the_day_has_passed_and_it_is_not_kept(by, progress, late):
    assert deals.is_late(Part("Open the hall", "Head of parks", by, progress), date(2026, 11, 22)) is late


@pytest.mark.parametrize(
    ("role", "side"),
    [
        (Role.YOUNG_ADVISOR, Side.YOURS),
        (Role.CHAIR, Side.YOURS),
        (Role.RESPONDER, Side.OURS),
        (Role.PARTNER_LEAD, Side.OURS),
        (Role.PARTICIPATION_WORKER, None),
    ],
)
def test_each_role_speaks_for_one_side_and_a_worker_for_neither(role, side):
    assert side_of(Actor(1, "x", "X", (Held(role),), AgeBand.ADULT)) is side


# The design's 5.1, word for word, as Wigan Council prints it.
WIGAN = """
Help you to be healthier | Look after your own health
Support you to learn and grow | Be the best you can be
Help to keep where you live clean and tidy | Help to keep where you live clean and tidy
Help you to be safe | Stay safe
Make Wigan Borough a place where everyone is accepted and valued | Be kind and caring to yourself and to others
Make sure we listen to you | Share your views
"""


def test_the_six_pairs_are_wigans_word_for_word():
    told = "".join(f"{ours} | {yours}\n" for ours, yours in deals.STARTING_PAIRS)
    assert told.replace("{place}", "Wigan Borough").split() == WIGAN.split()


def test_for_whom_a_deal_stands_is_said_beside_its_field():
    there = {"team": False, "school": False, "project": False, "group": ""}
    for stands_for, field in (
        ("team", "team"),
        ("school", "school"),
        ("project", "project"),
        ("group", "group_name"),
    ):
        with pytest.raises(Refusal) as refused:
            deals.check_place(StandsFor(stands_for), **there)
        assert refused.value.field == field
        deals.check_place(
            StandsFor(stands_for), **{**there, stands_for: "Year 6" if stands_for == "group" else True}
        )
    deals.check_place(StandsFor.BOROUGH, **there)


@pytest.mark.parametrize(("yes", "everybody"), [(0, 0), (13, 26), (5, 4), (-1, 9), (300, 401)])
def test_a_class_agrees_only_with_more_than_half_of_its_hands(yes, everybody):
    with pytest.raises(Refusal):
        deals.check_hands(yes, everybody)
    deals.check_hands(14, 26)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 0), (-1, 0, 0, 0, 9), (401, 0, 0, 0, 0)])
def test_faces_that_cannot_be_a_class_are_refused(counts):
    with pytest.raises(Refusal):
        deals.check_faces(counts)
    assert deals.check_faces((1, 0, 3, 4, 5)) == 13


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_the_next_check_in_is_always_later_and_on_a_working_day(rhythm):
    on = date(2025, 12, 1)
    for _ in range(40):
        later = next_after(rhythm, on)
        assert on < later <= on + timedelta(days=220)
        assert is_working_day(later)
        on = later


def test_rhythms_by_the_calendar():
    assert next_after(Rhythm.MONTHLY, date(2026, 1, 31)) == date(2026, 3, 2)  # 28 February is a Saturday
    assert next_after(Rhythm.WEEKLY, date(2026, 12, 18)) == date(
        2026, 12, 29
    )  # past Christmas and its holidays
    assert next_after(Rhythm.TERMLY, date(2026, 11, 25)) == date(2026, 12, 1)
    assert next_after(Rhythm.QUARTERLY, date(2026, 11, 25)) == date(2027, 2, 25)


AUTUMN = ((date(2026, 9, 2), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18)))  # its two halves
SPRING = ((date(2027, 1, 4), date(2027, 3, 25)),)
SUMMER = ((date(2027, 4, 12), date(2027, 5, 28)), (date(2027, 6, 7), date(2027, 7, 21)))
YEAR = (*AUTUMN, *SPRING, *SUMMER)


def test_once_a_term_falls_once_in_each_term_that_is_written_down():
    on, days = date(2026, 8, 20), []
    for _ in range(3):
        on = next_after(Rhythm.TERMLY, on, YEAR)
        days.append(on)
    assert days == [date(2026, 12, 4), date(2027, 3, 11), date(2027, 7, 7)]
    assert all(first <= day <= last for day, (first, last) in zip(days, whole_terms(YEAR), strict=True))
    assert len(whole_terms(YEAR)) == 3, "halves of a term are one term"
    after = next_after(Rhythm.TERMLY, days[-1], YEAR)
    assert (after, next_after(Rhythm.TERMLY, days[-1])) == (date(2027, 12, 1), date(2027, 12, 1)), (
        "beyond them"
    )


@given(st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2028, 6, 1)), st.integers(0, 120)), max_size=9),
       st.dates(date(2025, 1, 1), date(2028, 6, 1)))  # fmt: skip
def test_whatever_terms_are_written_down_the_next_check_in_is_later_and_in_one_of_them_or_beyond(found, on):
    terms = sorted((start, start + timedelta(days=days)) for start, days in found)
    later = next_after(Rhythm.TERMLY, on, terms)
    assert later > on
    whole = whole_terms(terms)
    assert any(start <= later <= end for start, end in whole) or all(later > end for _, end in whole)


@pytest.mark.parametrize(
    ("owner", "nobody"),
    [("", True), ("-", True), (" . ", True), ("TBC", True), ("t.b.c.", True), ("No one", True), ("n/a", True),
     ("Nobody", True), ("Head of parks", False), ("GP", False), ("Noone Hall’s caretaker", False)],
)  # fmt: skip
def test_what_names_no_post_answers_for_nothing(owner, nobody):
    assert deals.names_nobody(owner) is nobody
    lacking = deals.lacks(Part("Open the hall", owner, date(2027, 1, 1)))
    assert lacking == ("who answers for it" if nobody else "")
