"""What an offer has to say, and what a change of it has to."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from typing import Protocol

from commissioning.rules.pots import year_bounds
from commissioning.rules.pots_life import Life, check_day_in_life
from commissioning.rules.public_money import CATEGORIES, Caution, Instrument, MoneyRule
from commissioning.rules.recipients import ABOUT_NAMES, AboutThis
from participation.rules.refusals import Refusal

MONTHS_TO_FINISH, MONTHS_TO_REPORT = 12, 6


class Passed(Protocol):
    """A warning somebody went on past."""

    key: str


def check_about(checked: Collection[AboutThis]) -> None:
    """Refuse (field "checked") an offer while something about this award is not confirmed."""
    for one in AboutThis:
        if one not in checked:
            raise Refusal(
                f"Check this first: {ABOUT_NAMES[one][0].lower()}{ABOUT_NAMES[one][1:]}", field="checked"
            )


def check_terms(
    instrument: Instrument,
    purpose: str,
    category: MoneyRule | None,
    starts_on: date,
    ends_on: date,
    report_by: date,
) -> None:
    """Refuse terms whose days are out of order, or a contract that does not say what is bought."""
    if ends_on <= starts_on:
        raise Refusal("It must end after it starts", field="ends_on")
    if report_by < ends_on:
        raise Refusal("The last report cannot be due before it ends", field="report_by")
    if instrument is Instrument.CONTRACT:
        if not purpose.strip():
            raise Refusal("Say in a word or two what is bought, the same each time", field="purpose")
        if category not in CATEGORIES:
            raise Refusal("Choose what kind of contract it is", field="category")


def check_within_pot(
    life: Life, year: str, days: tuple[date, date, date], known: tuple[date, date, date] | None = None
) -> None:
    """Refuse days (start, end, last report) that outlive the pot the money comes from.

    Work begins while the pot lives, ends within a year of its closing, and is reported on within six months of its
    end. Money promised before a pot closes can still be paid after it, so a project voted for late in the year gets
    its year; but somebody has to be there to see it through, and a team answers for a pot only so long. A pot without
    a closing day is taken to close with its financial `year`. `known` are days that count already: what a change of
    terms leaves as it was is not asked about again.
    """
    starts_on, ends_on, report_by = days
    before = known or (None, None, None)
    closes_on = life.closes_on or year_bounds(year)[1]
    if starts_on != before[0]:
        check_day_in_life(life, starts_on, "It would start", "starts_on")
    last_end = months_after(closes_on, MONTHS_TO_FINISH)
    if ends_on != before[1] and ends_on > last_end:
        raise Refusal(
            f"The pot closes on {_day(closes_on)}, so this must end by {_day(last_end)}, a year after",
            field="ends_on",
        )
    last_report = months_after(ends_on, MONTHS_TO_REPORT)
    if (report_by, ends_on) != (before[2], before[1]) and report_by > last_report:
        raise Refusal(
            f"The last report is due within six months of the end, by {_day(last_report)}", field="report_by"
        )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals and spaces."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def check_named(is_named: bool, named: str, why: str) -> None:
    """Refuse (field "why_other") to make an award out to another than the decision names, without a reason."""
    if not is_named and len(" ".join(why.split())) < 20:
        raise Refusal(
            f"The decision names {named}. Say why it is made out to another organisation, in a sentence or two",
            field="why_other",
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def check_why(why: str) -> None:
    """Refuse (field "why") a change of terms without a reason."""
    if len(" ".join(why.split())) < 10:
        raise Refusal("Say why the terms should change", field="why")


def check_declared(found: Caution | None, passed: Collection[Passed]) -> None:
    """Refuse (field "declared") a signature when what an enterprise declares takes it over the limit unlooked-at."""
    if found is not None and found.key not in {one.key for one in passed}:
        raise Refusal(
            f"{found.words} The commissioning officer has to look at this before you can accept.",
            field="declared",
        )
