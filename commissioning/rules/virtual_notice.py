"""What notice of a cut must say, and until when a year may be cut at all."""

from __future__ import annotations

import re
from datetime import date

from commissioning.rules.pots import year_bounds
from participation.rules.refusals import Refusal

LETTERS_OF_A_REASON = 10
HALF = 6  # months
WORDS = re.compile(r"[^\W\d_]+")


def check_reason(reason: str, *, is_cut: bool) -> None:
    """Refuse (field "reason") no reason, and for a cut one that says nothing: "-", "n/a", "xxxxxxxxxxxx"."""
    if not reason.strip():
        raise Refusal("Say why: every partner reads it", field="reason")
    words = [word for word in WORDS.findall(reason) if len(set(word.lower())) > 1 or len(word) == 1]
    if is_cut and sum(map(len, words)) < LETTERS_OF_A_REASON:
        raise Refusal(
            f"Say why in words, with at least {LETTERS_OF_A_REASON} letters: every partner reads it",
            field="reason",
        )


def check_begins_in_time(year: str, from_day: date) -> None:
    """Refuse (field "from_day") a change that begins when its year is over."""
    after = year_bounds(year)[1]
    if from_day >= after:
        raise Refusal(
            f"{year} is over by then. Choose a day before {after.day} {after:%B %Y}", field="from_day"
        )


def check_not_half_over(year: str, today: date) -> None:
    """Refuse (field "year") a cut to a year of which more than half is over: others have planned with it."""
    begins = year_bounds(year)[0]
    if today >= begins.replace(month=begins.month + HALF):
        raise Refusal(
            f"More than half of {year} is over, so its pledge cannot be cut any more. You can cut a later year.",
            field="year",
        )
