"""A pot's life by the calendar: what it may do today, and which days and steps are refused and why.

Open or closed is worked out from half-open dates whenever it is asked, so no job has to run for a pot to stop
promising money on its closing day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from commissioning.rules.pots import (
    ACTION_NAMES,
    ENDED,
    MACHINE,
    STATE_WORDS,
    TAKES_PROMISES,
    PotAction,
    PotState,
    year_bounds,
)
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step

S, A = PotState, PotAction
YEAR = timedelta(days=366)
STARTS_BEFORE_MONEY = frozenset({S.DRAFT, S.PLEDGED, S.CONFIRMED})
STILL_RUNS = frozenset({S.OPEN, S.FROZEN, S.CLOSING})
# Votes on a pot's money must be over before these: a vote about money that cannot be promised is a promise broken.
ENDS_PROMISES = frozenset({A.WIND_DOWN, A.CLOSE})
# What was promised can lapse, and what was paid can come back, long after a pot's end: it goes the same way, or back.
AFTERWARDS: Machine[PotState, PotAction] = Machine(
    "pot",
    {
        (S.CARRIED_FORWARD, A.CARRY_FORWARD): Step(S.CARRIED_FORWARD, "pot.carried_forward"),
        (S.CARRIED_FORWARD, A.RETURN): Step(S.CARRIED_FORWARD, "pot.returned"),
        (S.RETURNED, A.RETURN): Step(S.RETURNED, "pot.returned"),
    },
)


@dataclass(frozen=True)
class Life:
    """A pot's state and its days. `closes_on` is the first day it is closed; None has no closing day."""

    state: PotState
    opens_on: date
    closes_on: date | None = None

    def contains(self, day: date) -> bool:
        """Whether `day` is within its days (half-open: the closing day itself is outside)."""
        return self.opens_on <= day and (self.closes_on is None or day < self.closes_on)

    def may_promise(self, today: date) -> bool:
        """Whether money can be promised from it today."""
        return self.state in TAKES_PROMISES and self.contains(today)

    def is_past(self, today: date) -> bool:
        """Whether its closing day has come and nobody has closed it."""
        return self.state in STILL_RUNS and self.closes_on is not None and today >= self.closes_on

    def words(self, today: date) -> str:
        """How it stands today, in a sentence or two."""
        if self.state in TAKES_PROMISES and today < self.opens_on:
            return f"It opens on {_day(self.opens_on)}. Nothing can be promised before then."
        if self.state in TAKES_PROMISES and self.is_past(today) and self.closes_on:
            return (
                f"Its closing day was {_day(self.closes_on)}. Nothing new can be promised; "
                "what was promised can still be paid."
            )
        return STATE_WORDS[self.state]

    def label(self, today: date) -> str:
        """The state in a word or two for a tag: "Open", "Past its closing day"."""
        if self.state in TAKES_PROMISES and today < self.opens_on:
            return "Opens later"
        if self.state in TAKES_PROMISES and self.is_past(today):
            return "Past its closing day"
        return str(self.state).replace("_", " ").capitalize()


def check_may_promise(life: Life, today: date) -> None:
    """Refuse a new promise today, saying which day or state stands against it."""
    if not life.may_promise(today):
        raise Refusal(f"Nothing can be promised from this pot now. {life.words(today)}")


def check_day_in_life(life: Life, day: date, what: str, field: str) -> None:
    """Refuse (beside `field`) a day of something done with the pot's money that the pot does not live to see."""
    if day < life.opens_on:
        raise Refusal(
            f"{what} on {_day(day)}, and this pot opens on {_day(life.opens_on)}. Choose a later day",
            field=field,
        )
    if life.closes_on is not None and day >= life.closes_on:
        raise Refusal(
            f"{what} on {_day(day)}, and this pot closes on {_day(life.closes_on)}. Choose an earlier day",
            field=field,
        )


def check_days_of_year(opens_on: date, closes_on: date, year: str) -> None:
    """Refuse days that have nothing to do with the pot's financial year (like "2026/27").

    A pot may be made up to a year early and run on for up to a year, for grants that start late.
    """
    first, after = year_bounds(year)
    if not first - YEAR <= opens_on < after:
        raise Refusal(
            f"A pot for {year} opens before {_day(after)}, and not more than a year before {_day(first)}",
            field="opens_on",
        )
    if not first < closes_on <= after + YEAR:
        raise Refusal(
            f"A pot for {year} closes after {_day(first)}, and not more than a year after {_day(after)}",
            field="closes_on",
        )


def steps_from(state: PotState, left: int) -> list[PotAction]:
    """What can be done to a pot now: after its end, only to send on what came back since. `left` is pence."""
    return AFTERWARDS.actions(state) if left and state in ENDED else MACHINE.actions(state)


def step(state: PotState, action: PotAction, left: int = 0) -> Step[PotState]:
    """The step `action` takes; refuses a wrong one with what can be done instead. `left` is pence."""
    if left and AFTERWARDS.allows(state, action):
        return AFTERWARDS.step(state, action)
    try:
        return MACHINE.step(state, action)
    except Refusal as refusal:
        can = [_first_low(ACTION_NAMES[one]) for one in steps_from(state, left)]
        ways = (
            f"What can be done now: {'; '.join(can)}."
            if can
            else "Its life is over; its books stay open to read."
        )
        raise Refusal(f"{refusal.reason} {ways}") from None


def check_pledge(pledged: int | None, pledged_by: str) -> None:
    """Refuse to call money pledged when nobody has written how much, or from whom."""
    if not pledged or not pledged_by.strip():
        raise Refusal("Write how much is pledged and who pledges it in the pot’s rules first", field="action")


def check_no_vote(action: PotAction, votes: list[str]) -> None:
    """Refuse to close a pot while people vote on its money; `votes` are the titles of rounds not yet counted."""
    if action in ENDS_PROMISES and votes:
        raise Refusal(
            f"People are voting on this money in “{votes[0]}”. Close the pot after that vote is counted, "
            "or freeze it if something is wrong",
            field="action",
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _first_low(text: str) -> str:
    return text[:1].lower() + text[1:]
