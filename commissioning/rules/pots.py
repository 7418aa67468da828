"""Pots: who may lawfully decide on one, the states it goes through, and how it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class DecisionRoute(StrEnum):
    """Who may lawfully decide what a pot is spent on (domain.md F1).

    Local Government Act 1972 s.101 lets a council's functions be done by a committee, a sub-committee, an
    officer or another authority; people who are not councillors do not vote on an ordinary committee (1989 Act
    s.13). So a community vote recommends, unless the money is held outside the council.
    """

    DELEGATED_OFFICER = "delegated_officer"
    COMMITTEE = "committee"
    GRANT_HOLDER = "grant_holder"


ROUTE_NAMES: dict[DecisionRoute, str] = {
    DecisionRoute.DELEGATED_OFFICER: "A named council officer",
    DecisionRoute.COMMITTEE: "A committee of councillors",
    DecisionRoute.GRANT_HOLDER: "A trusted organisation outside the council",
}
ROUTE_WORDS: dict[DecisionRoute, str] = {
    DecisionRoute.DELEGATED_OFFICER: (
        "The law lets the council hand this decision to one named officer. The team and young advisors vote, and "
        "their vote is a recommendation. The officer adopts it, changes it or turns it down, and must publish why."
    ),
    DecisionRoute.COMMITTEE: (
        "A committee of councillors decides, in a public meeting. The team and young advisors vote first, and their "
        "vote is a recommendation. The committee adopts it, changes it or turns it down, and must publish why."
    ),
    DecisionRoute.GRANT_HOLDER: (
        "This money is held by a trusted organisation outside the council, under a grant agreement. Its "
        "partnership, with residents in it, decides, and must publish why."
    ),
}


class PotState(StrEnum):
    """Where a pot is in its life."""

    DRAFT = "draft"
    PLEDGED = "pledged"
    CONFIRMED = "confirmed"
    OPEN = "open"
    FROZEN = "frozen"
    CLOSING = "closing"
    CLOSED = "closed"
    CARRIED_FORWARD = "carried_forward"
    RETURNED = "returned"


class PotAction(StrEnum):
    """What can be done to a pot; read after "cannot be" in refusals."""

    PLEDGE = "pledged"
    CONFIRM = "confirmed"
    UNPLEDGE = "put_back_to_draft"
    OPEN = "opened"
    FREEZE = "frozen"
    UNFREEZE = "unfrozen"
    WIND_DOWN = "wound_down"
    CLOSE = "closed"
    REOPEN = "reopened"
    CARRY_FORWARD = "carried_forward"
    RETURN = "returned"


S, A = PotState, PotAction
MACHINE: Machine[PotState, PotAction] = Machine(
    "pot",
    {
        (S.DRAFT, A.OPEN): Step(S.OPEN, "pot.opened"),
        (S.DRAFT, A.PLEDGE): Step(S.PLEDGED, "pot.pledged"),
        (S.PLEDGED, A.CONFIRM): Step(S.CONFIRMED, "pot.confirmed"),
        (S.PLEDGED, A.UNPLEDGE): Step(S.DRAFT, "pot.put_back_to_draft"),
        (S.CONFIRMED, A.OPEN): Step(S.OPEN, "pot.opened"),
        (S.OPEN, A.FREEZE): Step(S.FROZEN, "pot.frozen"),
        (S.FROZEN, A.UNFREEZE): Step(S.OPEN, "pot.unfrozen"),
        (S.OPEN, A.WIND_DOWN): Step(S.CLOSING, "pot.wound_down"),
        (S.FROZEN, A.WIND_DOWN): Step(S.CLOSING, "pot.wound_down"),
        (S.OPEN, A.CLOSE): Step(S.CLOSED, "pot.closed"),
        (S.FROZEN, A.CLOSE): Step(S.CLOSED, "pot.closed"),
        (S.CLOSING, A.CLOSE): Step(S.CLOSED, "pot.closed"),
        (S.CLOSING, A.REOPEN): Step(S.OPEN, "pot.reopened"),
        (S.CLOSED, A.REOPEN): Step(S.OPEN, "pot.reopened"),
        (S.CLOSED, A.CARRY_FORWARD): Step(S.CARRIED_FORWARD, "pot.carried_forward"),
        (S.CLOSED, A.RETURN): Step(S.RETURNED, "pot.returned"),
    },
)
STATE_WORDS: dict[PotState, str] = {
    S.DRAFT: "Being set up. Nothing can be promised from it yet.",
    S.PLEDGED: "Pledged. Its owner has said this money will come; nothing can be promised from it yet.",
    S.CONFIRMED: "Confirmed. The money is certain; nothing can be promised from it until it is opened.",
    S.OPEN: "Open. Money can be promised and paid.",
    S.FROZEN: "Frozen. Nothing new can be promised; what was promised can still be paid.",
    S.CLOSING: "Closing. Nothing new can be promised; what was promised is being paid and checked.",
    S.CLOSED: "Closed. Nothing new can be promised; what was promised can still be paid.",
    S.CARRIED_FORWARD: "Closed, and what was left went to the next year’s pot.",
    S.RETURNED: "Closed, and what was left went back to the fund.",
}
ACTION_NAMES: dict[PotAction, str] = {
    A.PLEDGE: "Record that its money is pledged",
    A.CONFIRM: "Confirm the money that was pledged",
    A.UNPLEDGE: "Put it back to draft: the pledge fell through",
    A.OPEN: "Open it",
    A.FREEZE: "Freeze it",
    A.UNFREEZE: "Unfreeze it",
    A.WIND_DOWN: "Begin closing it: nothing new, pay what is promised",
    A.CLOSE: "Close it",
    A.REOPEN: "Open it again",
    A.CARRY_FORWARD: "Carry what is left forward to the next year’s pot",
    A.RETURN: "Hand what is left back to the fund",
}
ENDED = frozenset({S.CARRIED_FORWARD, S.RETURNED})
TAKES_MONEY = frozenset({S.DRAFT, S.PLEDGED, S.CONFIRMED, S.OPEN, S.FROZEN})
TAKES_PROMISES = frozenset({S.OPEN})


@dataclass(frozen=True)
class AreaStanding:
    """How one area's share of a pot stands. `area_id` None is money for the whole team. All in pence."""

    area_id: int | None
    area: str
    promised: Pence
    paid: Pence
    left: Pence

    @property
    def in_(self) -> Pence:
        """Everything that came in and has not gone back: what is left, promised and paid, together."""
        return self.left + self.promised + self.paid


@dataclass(frozen=True)
class Standing:
    """How a pot stands, in pence. `promised` is awarded and not yet paid; `committed` adds what was paid."""

    areas: tuple[AreaStanding, ...] = ()

    @property
    def in_(self) -> Pence:
        """Everything that came in and has not gone back."""
        return Pence(sum(area.in_ for area in self.areas))

    @property
    def promised(self) -> Pence:
        """Awarded and not yet paid."""
        return Pence(sum(area.promised for area in self.areas))

    @property
    def paid(self) -> Pence:
        """Paid out."""
        return Pence(sum(area.paid for area in self.areas))

    @property
    def left(self) -> Pence:
        """Promised to nobody."""
        return Pence(sum(area.left for area in self.areas))

    @property
    def committed(self) -> Pence:
        """Everything ever promised that still holds, paid or not; it is never less than what was paid."""
        return self.promised + self.paid

    def left_in(self, area_id: int | None) -> Pence:
        """What is left for one area (nothing when the pot has no share for it)."""
        return Pence(sum(area.left for area in self.areas if area.area_id == area_id))


def check_promises(state: PotState) -> None:
    """Refuse a new promise from a pot that takes none now."""
    if state not in TAKES_PROMISES:
        raise Refusal(f"Nothing can be promised from this pot now. {STATE_WORDS[state]}")


def check_takes_money(state: PotState) -> None:
    """Refuse money for a pot that is over."""
    if state not in TAKES_MONEY:
        raise Refusal(f"This pot takes no more money. {STATE_WORDS[state]}")


def check_can_open(in_: int) -> None:
    """A pot opens with money in it, so that a round is never run for nothing."""
    if in_ <= 0:
        raise Refusal("There is no money in this pot yet. Add some, then open it.")


def check_award_limit(asked: int, limit: int | None) -> None:
    """Refuse (field "amount") an award above the pot's own limit, in pence; None is no limit."""
    if limit is not None and asked > limit:
        raise Refusal(
            f"This pot gives at most {Pence(limit)} to one award, and this asks {Pence(asked)}",
            field="amount",
        )


def check_limit(limit: int | None, field: str) -> None:
    """Refuse (beside `field`) a limit of nothing: no limit is written by leaving it empty. Pence."""
    if limit is not None and limit <= 0:
        raise Refusal("Write an amount above nothing, or leave it empty", field=field)


def check_days(opens_on: date, closes_on: date | None) -> None:
    """Refuse (field "closes_on") a pot that closes before it opens."""
    if closes_on is not None and closes_on <= opens_on:
        raise Refusal("The day it closes must come after the day it opens", field="closes_on")


def financial_year(text: str) -> str:
    """The year as we write it, "2026/27"; also reads 2026-27 and 2026/2027.

    Raises Refusal (field "financial_year") for anything else.
    """
    match = re.fullmatch(r"(20[0-9]{2})\s*[/-]\s*(20)?([0-9]{2})", text.strip(), re.ASCII)
    if match is None or int(match[3]) != (int(match[1]) + 1) % 100:
        raise Refusal("Write the financial year like 2026/27", field="financial_year")
    return f"{match[1]}/{match[3]}"


def year_of(day: date) -> str:
    """The financial year `day` is in; councils' years run from 1 April."""
    start = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return f"{start}/{(start + 1) % 100:02d}"


def year_bounds(year: str) -> tuple[date, date]:
    """The first day of a financial year like "2026/27", and the first day after it."""
    start = int(year[:4])
    return date(start, 4, 1), date(start + 1, 4, 1)
