"""What an offer has to say, and what a change of it has to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from commissioning.rules.public_money import CATEGORIES, Caution, Instrument, MoneyRule
from commissioning.rules.recipients import ABOUT_NAMES, AboutThis
from participation.rules.refusals import Refusal


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
    if report_by < starts_on:
        raise Refusal("The report cannot be due before it starts", field="report_by")
    if instrument is Instrument.CONTRACT:
        if not purpose.strip():
            raise Refusal("Say in a word or two what is bought, the same each time", field="purpose")
        if category not in CATEGORIES:
            raise Refusal("Choose what kind of contract it is", field="category")


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
