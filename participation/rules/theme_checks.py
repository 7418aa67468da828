"""Young advisors look at a theme before anybody is sent it: "that is what we mean", or "not quite", and why.

Order is hard (the design's 3.5): themed, young advisors' check, packaged. A theme goes without their check only when
they were asked and none answered by the day, and then the record says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.working_days import day_after

DAYS_TO_CHECK = 5  # working days
QUOTES_SHOWN = 8


class CheckView(StrEnum):
    """What a young advisor says of a theme."""

    MEANT = "meant"
    NOT_QUITE = "not_quite"


VIEW_WORDS: dict[CheckView, str] = {
    CheckView.MEANT: "That is what we mean",
    CheckView.NOT_QUITE: "Not quite",
}


class Standing(StrEnum):
    """Where the check of a theme stands."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    MEANT = "meant"
    NOT_QUITE = "not_quite"
    NONE_GIVEN = "none_given"


# Whatever young advisors were asked about is over: with other pieces in it they are asked again.
ANSWERED = frozenset({Standing.MEANT, Standing.NOT_QUITE, Standing.NONE_GIVEN})
STANDING_WORDS: dict[Standing, str] = {
    Standing.NOT_ASKED: "Young advisors have not been asked",
    Standing.WAITING: "Young advisors have been asked",
    Standing.MEANT: "Young advisors say: that is what we mean",
    Standing.NOT_QUITE: "A young advisor says: not quite",
    Standing.NONE_GIVEN: "Young advisors were asked, and none answered by the day",
}


@dataclass(frozen=True)
class Check:
    """The newest asking about a theme as it is worded now. `reply_by` None: not asked since it was worded."""

    reply_by: date | None = None
    meant: int = 0
    not_quite: int = 0

    def standing(self, today: date) -> Standing:
        """Where it stands today. One "not quite" weighs more than any number of the other."""
        if self.reply_by is None:
            return Standing.NOT_ASKED
        if self.not_quite:
            return Standing.NOT_QUITE
        if self.meant:
            return Standing.MEANT
        return Standing.NONE_GIVEN if today > self.reply_by else Standing.WAITING


def reply_by(today: date) -> date:
    """The last day of a check that is asked for today."""
    return day_after(today, DAYS_TO_CHECK)


def check_ask(check: Check, items: int, today: date) -> None:
    """Raise Refusal when there is nothing to look at, or they are being asked already."""
    if not items:
        raise Refusal("Add what people said to this theme before young advisors look at it.")
    if check.standing(today) not in {Standing.NOT_ASKED, Standing.NONE_GIVEN}:
        raise Refusal(
            "Young advisors have been asked already. Change its title or what is in it, and you can ask again."
        )


def check_may_send(check: Check, why_anyway: str, today: date) -> None:
    """Raise Refusal when a theme may not be sent yet; a "not quite" needs a reason that young advisors will read."""
    standing = check.standing(today)
    if standing is Standing.NOT_ASKED:
        raise Refusal("Ask young advisors first whether this theme says what they mean.")
    if standing is Standing.WAITING:
        raise Refusal(
            "Young advisors have not looked at it yet. It can go once one of them has, or the day has passed."
        )
    if standing is Standing.NOT_QUITE and len(why_anyway) < 10:
        raise Refusal(
            "A young advisor said “not quite”. Change the theme and ask again, or tell them why it goes as it is.",
            field="why_anyway",
        )


def check_view(view: CheckView, reason: str) -> None:
    """Raise Refusal when "not quite" comes without a reason: nobody could put it right."""
    if view is CheckView.NOT_QUITE and len(reason) < 3:
        raise Refusal("Tell us what is not quite right.", field="reason")
