"""Match: what a community brings beside the money, what it counts for, and how much of a pot needs it.

Barnsley's ward alliances: half of the money needs match in volunteer hours, rooms or goods; half needs none; money
carried forward joins the new year's under the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commissioning.rules.pence import Pence, split
from participation.rules.refusals import Refusal

HOURS_FORM = "Write the hours as a number, like 12 or 7.5"
MOST_HOURS = 100_000
NOTHING = Pence(0)
_HOURS = re.compile(r"(?P<hours>0|[1-9][0-9]{0,5})(?:\.(?P<part>25|5|50|75|0|00))?", re.ASCII)
_MINUTES = {None: 0, "0": 0, "00": 0, "25": 15, "5": 30, "50": 30, "75": 45}


class MatchKind(StrEnum):
    """What is brought."""

    HOURS = "hours"
    ROOM = "room"
    GOODS = "goods"


KIND_NAMES: dict[MatchKind, str] = {
    MatchKind.HOURS: "Volunteer hours",
    MatchKind.ROOM: "A room or a place, free of charge",
    MatchKind.GOODS: "Goods or equipment, given or lent",
}


@dataclass(frozen=True)
class Promise:
    """One award (or the one being decided) with the match its people said they bring. In pence."""

    amount: Pence
    match: Pence

    @property
    def without(self) -> Pence:
        """How much of it no match stands beside."""
        return Pence(max(self.amount - self.match, 0))


@dataclass(frozen=True)
class MatchStanding:
    """How a pot's match rule stands, in pence: of `money`, `free` needs none and `needing` needs as much again."""

    percent: int
    money: Pence
    awards: tuple[Promise, ...] = ()
    offered: Pence = NOTHING
    shown: Pence = NOTHING

    @property
    def free(self) -> Pence:
        """The part that needs no match; an odd penny falls to it."""
        return split(self.money, (100 - self.percent, self.percent))[0]

    @property
    def needing(self) -> Pence:
        """The part that needs match worth as much."""
        return self.money - self.free

    @property
    def used_free(self) -> Pence:
        """How much was awarded with no match beside it."""
        return Pence(sum(award.without for award in self.awards))

    @property
    def free_left(self) -> Pence:
        """How much may still be awarded without match."""
        return Pence(max(self.free - self.used_free, 0))

    @property
    def still_to_show(self) -> Pence:
        """Match that was offered for awards and not shown yet."""
        return Pence(max(self.offered - self.shown, 0))


def parse_hours(text: str) -> int:
    """Hours in quarters as whole minutes: "7.5" is 450. Raises Refusal (field "hours") with the form to use."""
    match = _HOURS.fullmatch(text.strip(" "))
    minutes = int(match["hours"]) * 60 + _MINUTES[match["part"]] if match else 0
    if not 0 < minutes <= MOST_HOURS * 60:
        raise Refusal(HOURS_FORM, field="hours")
    return minutes


def hours_words(minutes: int) -> str:
    """ "12 hours", "1 hour", "7.5 hours"."""
    whole, part = divmod(minutes, 60)
    text = f"{whole:,}" + {0: "", 15: ".25", 30: ".5", 45: ".75"}[part]
    return f"{text} {'hour' if minutes == 60 else 'hours'}"


def value_of(minutes: int, hour_pence: int | None) -> Pence:
    """What so many minutes count for at a pot's rate for an hour, in whole pence, rounded down.

    Raises Refusal (field "kind") when the pot has no rate.
    """
    if not hour_pence:
        raise Refusal(
            "This pot does not say what an hour counts for. Write that in its rules first", field="kind"
        )
    return Pence(minutes * hour_pence // 60)


def check_match(standing: MatchStanding, asked: Promise) -> None:
    """Refuse (field "amount") an award that would take more without match than the pot has for that."""
    if standing.percent == 0 or asked.without <= standing.free_left:
        return
    short = asked.without - standing.free_left
    part = "Half" if standing.percent == 50 else f"{standing.percent}%"
    brings = f"brings match worth {asked.match}" if asked.match else "brings no match"
    raise Refusal(
        f"{part} of this pot needs match. {standing.free_left} is left that needs none; this asks {asked.amount} and "
        f"{brings}. Match worth {short} more is needed, or a smaller award",
        field="amount",
    )


def check_shown(offered: int, shown: int, amount: int) -> None:
    """Refuse an award's last payment until the match it rests on has been shown (no more than the award itself)."""
    owed = min(offered, amount) - shown
    if owed > 0:
        raise Refusal(
            f"This award rests on match that has not been shown yet: {Pence(owed)} is still to come. "
            "Record the evidence, then pay the rest"
        )


def total(values: Sequence[Pence]) -> Pence:
    """Several values as one."""
    return Pence(sum(values))
