"""What is worth a finance lead's look about a pot: money past its day, money not come, little left, one area empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from commissioning.rules.pence import Pence
from commissioning.rules.pots import ENDED, PotState, Standing
from commissioning.rules.pots_life import STARTS_BEFORE_MONEY, Life

SOON = timedelta(days=60)
LOW_PART = 10  # less than one tenth left is little
S = PotState


class Weight(IntEnum):
    """How much a remark matters: smaller first."""

    MUST = 0  # somebody has to do something
    LOOK = 1  # worth a look
    KNOW = 2  # good to know


@dataclass(frozen=True)
class Remark:
    """One sentence about a pot, and how much it matters."""

    weight: Weight
    words: str


@dataclass(frozen=True)
class Watched:
    """What is looked at. `pledged` and `least` in pence, None where there is none."""

    life: Life
    standing: Standing
    pledged: Pence | None = None
    least: Pence | None = None


def remarks(pot: Watched, today: date) -> list[Remark]:
    """Everything worth saying about a pot today, what matters most first; nothing for a pot that is well."""
    found = [*_after_its_day(pot, today), *_before_it_opens(pot, today), *_little_left(pot, today)]
    return sorted(found, key=lambda remark: remark.weight)


def _after_its_day(pot: Watched, today: date) -> list[Remark]:
    left, promised = pot.standing.left, pot.standing.promised
    found = []
    if pot.life.is_past(today) and pot.life.state is not S.CLOSING:
        what = f"with {left} left" if left else "with nothing left"
        found.append(Remark(Weight.MUST, f"Past its closing day, {what}. Close it, or give it a later day."))
    if pot.life.state is S.CLOSED and left:
        found.append(Remark(Weight.MUST, f"Closed with {left} left. Carry it forward, or hand it back."))
    if pot.life.state in ENDED and left:
        found.append(Remark(Weight.MUST, f"{left} came back after it was closed. Send it on, or back."))
    over = pot.life.state in {S.CLOSING, S.CLOSED, S.CARRIED_FORWARD, S.RETURNED} or pot.life.is_past(today)
    if over and promised:
        found.append(Remark(Weight.LOOK, f"{promised} is promised and still to be paid."))
    return found


def _before_it_opens(pot: Watched, today: date) -> list[Remark]:
    life, came = pot.life, pot.standing.in_
    found = []
    if life.state in STARTS_BEFORE_MONEY and came and life.opens_on <= today:
        found.append(Remark(Weight.MUST, f"Has {came} in it and is not open."))
    if life.state is S.PLEDGED:
        found.append(Remark(Weight.MUST, f"{pot.pledged or Pence(0)} is pledged and not confirmed."))
    running = life.state in {S.CONFIRMED, S.OPEN, S.FROZEN}
    if running and pot.pledged and came < pot.pledged:
        found.append(
            Remark(Weight.LOOK, f"{pot.pledged - came} of the {pot.pledged} pledged has not come in yet.")
        )
    return found


def _little_left(pot: Watched, today: date) -> list[Remark]:
    came, left = pot.standing.in_, pot.standing.left
    if not pot.life.may_promise(today) or not came:
        return []
    if left == 0:
        return [Remark(Weight.LOOK, "All of it is promised or paid.")]
    if pot.least and left < pot.least:
        return [Remark(Weight.LOOK, f"The {left} left is less than the least award, {pot.least}.")]
    found = []
    if left * LOW_PART < came:
        found.append(Remark(Weight.LOOK, f"Little is left: {left} of {came}."))
    empty = [area.area for area in pot.standing.areas if area.in_ and not area.left]
    if empty:
        found.append(Remark(Weight.LOOK, f"Nothing is left in {', '.join(empty)}."))
    closes = pot.life.closes_on
    if closes is not None and closes - today <= SOON and left * 2 > came:
        found.append(
            Remark(Weight.LOOK, f"Closes on {closes.day} {closes:%B %Y}, and {left} is promised to nobody.")
        )
    return found
