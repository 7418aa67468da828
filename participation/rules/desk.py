"""The safeguarding desk as an arrangement of people: who is on duty, whom to call next, and what is followed up.

Clocks and ladder: the design's 3.5 ("human view within 1 working hour, escalate to deputy then duty team; all items
triaged within 1 working day"). A referral is answered by a social worker within 1 working day: Working Together to
Safeguard Children 2023, chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from participation.rules.gate import Priority, due_at
from participation.rules.people import Role
from participation.rules.refusals import Refusal
from participation.rules.working_days import add_working_hours

DESK = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY, Role.SAFEGUARDING_DUTY)
LONGEST_AWAY = timedelta(days=366)


class Clock(StrEnum):
    """Which clock ran out: nobody has read what may be urgent, or nobody has decided."""

    READ = "read"
    DECIDE = "decide"


class Rung(StrEnum):
    """Who is called when a clock runs out: first the deputies, an hour later the duty contact, then everybody."""

    DEPUTY = "deputy"
    DUTY = "duty"
    EVERYBODY = "everybody"


RUNG_WORDS: dict[Rung, str] = {
    Rung.DEPUTY: "the deputy", Rung.DUTY: "the duty contact",
    Rung.EVERYBODY: "everybody at the desk, and the administrators",
}  # fmt: skip
CLOCK_WORDS: dict[Clock, str] = {
    Clock.READ: "nobody had read it in time",
    Clock.DECIDE: "nobody had decided in time",
}


def next_rung(called: Iterable[Rung]) -> Rung | None:
    """Whom to call now, when these have been called about this clock; None when everybody has."""
    done = set(called)
    return next((rung for rung in Rung if rung not in done), None)


def next_call(moment: datetime) -> datetime:
    """When the next rung is called if nothing has happened: a working hour later."""
    return add_working_hours(moment, 1)


def decide_by(held_at: datetime) -> datetime:
    """When a decision is due once the words have been read: one working day after they came, urgent or not."""
    return due_at(Priority.NORMAL, held_at)


def was_in_time(
    priority: Priority, held_at: datetime, first_read_at: datetime | None, decided_at: datetime
) -> bool:
    """Whether both clocks were kept: what may be urgent read within the hour, everything decided within the day."""
    read_at = first_read_at or decided_at
    return decided_at <= decide_by(held_at) and read_at <= due_at(priority, held_at)


@dataclass(frozen=True)
class Away:
    """Days somebody at the desk is away: from `first` until they are back on `back` (that day they are here)."""

    user_id: int
    first: date
    back: date

    def on(self, day: date) -> bool:
        """Whether they are away on that day."""
        return self.first <= day < self.back


def here_on(day: date, people: Iterable[int], away: Iterable[Away]) -> set[int]:
    """Which of these people are not away on that day."""
    return set(people) - {one.user_id for one in away if one.on(day)}


def check_away(new: Away, today: date, people: Iterable[int], away: Iterable[Away]) -> None:
    """Raise Refusal when the days make no sense, or when on one of them nobody would be at the desk."""
    if new.first < today:
        raise Refusal("Choose today or a later day.", field="first")
    if new.back <= new.first:
        raise Refusal("They must be back on a later day than they go.", field="back")
    if new.back - new.first > LONGEST_AWAY:
        raise Refusal("A year is the longest. Ask an administrator to end their role instead.", field="back")
    everybody, known = set(people), [*away, new]
    for days in range((new.back - new.first).days):
        day = new.first + timedelta(days=days)
        if not here_on(day, everybody, known):
            raise Refusal(
                f"On {day:%-d %B} nobody would be at the desk. Find cover for that day first.", field="first"
            )


class FollowUp(StrEnum):
    """What must still happen after something has been passed on."""

    HEARD_BACK = "heard_back"
    REFERRER_TOLD = "referrer_told"


FOLLOW_UP_WORDS: dict[FollowUp, tuple[str, str]] = {
    FollowUp.HEARD_BACK: (
        "They told us what they will do",
        "The front door decides within one working day. Ring them if they have not said.",
    ),
    FollowUp.REFERRER_TOLD: (
        "Whoever raised it has been told",
        "The child, the parent or the worker who said it knows what came of it, as far as they may.",
    ),
}


def check_follow_up(happened_on: date | None, decided_on: date, today: date) -> date:
    """The day; raise Refusal when the day is missing, in the future, or before the decision."""
    if happened_on is None:
        raise Refusal("Write the day it happened.", field="happened_on")
    if happened_on > today:
        raise Refusal("That day has not come yet.", field="happened_on")
    if happened_on < decided_on:
        raise Refusal("That is before it was decided.", field="happened_on")
    return happened_on
