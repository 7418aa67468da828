"""The four records of agreement: what each must carry, and how one stands on its last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from participation.rules.consents import (
    Agreed,
    ConsentKind,
    Giver,
    NewConsent,
    check_called,
    check_new,
    standing,
)
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

TODAY = date(2026, 11, 25)
YES = NewConsent(ConsentKind.PHOTO, Agreed.YES, Giver.THEMSELVES, "The park day", date(2027, 3, 1))
NOTE = NewConsent(
    ConsentKind.GILLICK, Agreed.YES, Giver.THEMSELVES, "Joining the panel", note="We went through what a panel does."
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"until": None}, "until"), ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": date(2028, 11, 26)}, "until"), ({"purpose": "Robin, born 3 May 2014"}, "purpose"),
    ],
    ids=["no last day", "past", "over two years", "a birthday"],
)  # fmt: skip
def test_a_yes_without_what_it_needs_is_refused(change, field):
    with pytest.raises(Refusal) as refused:
        check_new(replace(YES, **change), AgeBand.THIRTEEN_TO_FIFTEEN, TODAY)
    assert refused.value.field == field


def test_a_no_needs_no_last_day_and_two_years_is_allowed():
    check_new(replace(YES, agreed=Agreed.NO, until=None), AgeBand.UNDER_6, TODAY)
    check_new(replace(YES, until=date(2028, 11, 25)), AgeBand.THIRTEEN_TO_FIFTEEN, TODAY)


@pytest.mark.parametrize("band", list(AgeBand))
def test_data_under_thirteen_is_agreed_by_a_parent_and_from_thirteen_by_themselves(band):
    asked = replace(YES, kind=ConsentKind.DATA)
    young = band in {AgeBand.UNDER_6, AgeBand.SIX_TO_NINE, AgeBand.TEN_TO_TWELVE}
    check_new(replace(asked, given_by=Giver.PARENT), band, TODAY)
    check_new(
        replace(asked, agreed=Agreed.NO, until=None), band, TODAY
    )  # a no of their own is kept at any age
    if young:
        with pytest.raises(Refusal, match="can still have their say"):
            check_new(asked, band, TODAY)
    else:
        check_new(asked, band, TODAY)


def test_a_note_of_understanding_is_about_the_young_person_and_says_why():
    check_new(NOTE, AgeBand.THIRTEEN_TO_FIFTEEN, TODAY)
    for change, field in (({"given_by": Giver.PARENT}, "given_by"), ({"note": "She gets it"}, "note")):
        with pytest.raises(Refusal) as refused:
            check_new(replace(NOTE, **change), AgeBand.THIRTEEN_TO_FIFTEEN, TODAY)
        assert refused.value.field == field


@pytest.mark.parametrize("called", ["Robin", "Zoë", "Anne-Marie", "D’Arcy"])
def test_one_first_name_or_nickname_will_do(called):
    check_called(called)


@pytest.mark.parametrize("called", ["Robin Okafor", "Robin 3/5/2014", "R2", "", "robin@example.org"])
def test_a_surname_or_a_date_is_refused(called):
    with pytest.raises(Refusal):
        check_called(called)


@pytest.mark.parametrize(
    ("today", "says"), [(date(2027, 3, 1), "in_force"), (date(2027, 3, 2), "ended"), (TODAY, "in_force")]
)
def test_it_holds_through_the_whole_of_its_last_day(today, says):
    assert standing(Agreed.YES, YES.until, taken_back=False, today=today) == says
    assert standing(Agreed.YES, YES.until, taken_back=True, today=today) == "taken_back"
    assert standing(Agreed.NO, None, taken_back=False, today=today) == "said_no"
