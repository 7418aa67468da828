"""Small sums: a front-line worker buys a small thing for a goal, at once, or with a manager's yes.

Fife's area offices (equal pots), iMPOWER's key-worker fund and Doncaster's Stronger Families fund are the examples
(domain.md 3.6a). The family is a reference of three parts that says nothing; no name is ever asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.personal import look
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step
from participation.rules.working_days import CLOSES, LONDON, add_working_hours, next_working_moment

HOURS_AT_LEAST = 2  # working hours a manager has, when the day is nearly over
TIME_TO_ASK_WHETHER_IT_HELPED = timedelta(days=28)
TIME_FOR_A_RECEIPT = timedelta(days=14)
NOTHING = Pence(0)


class SmallSumState(StrEnum):
    """Where a small sum is."""

    ASKED = "asked"
    APPROVED = "approved"
    BOUGHT = "bought"
    CHECKED = "checked"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


class SmallSumAction(StrEnum):
    """What can happen to one; read after "cannot be" in refusals."""

    APPROVE = "approved"
    REFUSE = "refused"
    BUY = "bought"
    CHECK = "checked"
    GIVE_UP = "given_up"


S, A = SmallSumState, SmallSumAction
MACHINE: Machine[SmallSumState, SmallSumAction] = Machine(
    "small sum",
    {
        (S.ASKED, A.APPROVE): Step(S.APPROVED, "small_sum.approved"),
        (S.ASKED, A.REFUSE): Step(S.REFUSED, "small_sum.refused"),
        (S.ASKED, A.GIVE_UP): Step(S.GIVEN_UP, "small_sum.given_up"),
        (S.APPROVED, A.BUY): Step(S.BOUGHT, "small_sum.bought"),
        (S.APPROVED, A.GIVE_UP): Step(S.GIVEN_UP, "small_sum.given_up"),
        (S.BOUGHT, A.CHECK): Step(S.CHECKED, "small_sum.checked"),
    },
)
STATE_WORDS: dict[SmallSumState, str] = {
    S.ASKED: "It waits for a manager.",
    S.APPROVED: "It can be bought now. Keep the receipt.",
    S.BOUGHT: "It is bought. The finance lead looks at the receipt.",
    S.CHECKED: "It is bought, and the receipt agrees with the books.",
    S.REFUSED: "A manager said no.",
    S.GIVEN_UP: "It is not needed any more.",
}
MONEY_BACK = "The money is back in the office’s pot."
NOTHING_SET_ASIDE = "No manager had said yes, so nothing had been set aside."
# Which states count towards a limit, and by what: the whole of what was asked until the price is known.
COUNTS_ASKED = (S.ASKED, S.APPROVED)
COUNTS_SPENT = (S.BOUGHT, S.CHECKED)


class FamilyNeed(StrEnum):
    """What is missing, so that spending can be read against need."""

    HOME = "home"
    FOOD = "food"
    GETTING_THERE = "getting_there"
    LEARNING = "learning"
    HEALTH = "health"
    SAFETY = "safety"
    TOGETHER = "together"
    BELONGING = "belonging"


NEED_WORDS: dict[FamilyNeed, str] = {
    FamilyNeed.HOME: "A warm, clean home that works",
    FamilyNeed.FOOD: "Food, clothes and the basics",
    FamilyNeed.GETTING_THERE: "Getting to places",
    FamilyNeed.LEARNING: "Learning or getting work",
    FamilyNeed.HEALTH: "Feeling well",
    FamilyNeed.SAFETY: "Being safe",
    FamilyNeed.TOGETHER: "Time together as a family",
    FamilyNeed.BELONGING: "Friends, play and belonging",
}


class Helped(StrEnum):
    """Whether it helped, as the family says it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


HELPED_WORDS: dict[Helped, str] = {
    Helped.YES: "Yes, I agree",
    Helped.PARTLY: "Partly",
    Helped.NO: "No, I don’t agree",
}
STATEMENT = "This made things better for us."


@dataclass(frozen=True)
class Limits:
    """The limits of one pot from one day on, in pence. `at_once`: the most that needs no manager."""

    starts_on: date
    at_once: Pence
    item: Pence
    family: Pence
    office: Pence


@dataclass(frozen=True)
class SoFar:
    """What already counts this year, in pence: for the family, for the office, and what the office's pot has left."""

    family: Pence
    office: Pence
    left: Pence
    waiting: Pence = NOTHING  # how much of the office's is not decided on yet


def limits_on(day: date, known: list[Limits]) -> Limits | None:
    """The limits that hold on a day: the newest that have begun."""
    begun = [one for one in known if one.starts_on <= day]
    return max(begun, key=lambda one: one.starts_on) if begun else None


@dataclass(frozen=True)
class YearSoFar:
    """One office's year in pence, three figures that add up to its limit unless more is gone than that allows.

    `used` is what a yes was said to: the price once it is known, and until then the whole of what was asked.
    """

    limit: Pence
    used: Pence
    waiting: Pence

    @property
    def left(self) -> Pence:
        """What is neither used nor waiting; never below nothing, when the limit was lowered after."""
        return Pence(max(self.limit - self.used - self.waiting, 0))


def words_of(state: SmallSumState, said_yes: bool) -> str:
    """Where a small sum is, in words. Money goes back only where it had been set aside."""
    if state is S.GIVEN_UP:
        return f"{STATE_WORDS[state]} {MONEY_BACK if said_yes else NOTHING_SET_ASIDE}"
    return STATE_WORDS[state]


def check_limits(limits: Limits) -> None:
    """Refuse limits that contradict one another, beside the field."""
    if limits.at_once <= 0 or limits.item <= 0:
        raise Refusal("Write an amount above nothing", field="at_once" if limits.at_once <= 0 else "item")
    if limits.at_once > limits.item:
        raise Refusal(f"This cannot be more than the most for one thing, {limits.item}", field="at_once")
    if limits.item > limits.family:
        raise Refusal(f"This cannot be less than the most for one thing, {limits.item}", field="family")
    if limits.family > limits.office:
        raise Refusal(f"This cannot be less than the most for one family, {limits.family}", field="office")


def check_ask(cost: int, limits: Limits, so_far: SoFar) -> None:
    """Refuse (field "cost") what goes over a limit, with the sum written out."""
    if cost <= 0:
        raise Refusal("Write what it costs", field="cost")
    if cost > limits.item:
        raise Refusal(
            f"This asks {Pence(cost)}, and the most for one thing is {limits.item}. "
            "Ask the commissioning officer about a grant instead.", field="cost",
        )  # fmt: skip
    _check_sum(f"This family has had {so_far.family} this year", so_far.family, cost, limits.family)
    used = f"Your office has used {so_far.office - so_far.waiting} this year"
    waits = f", and {so_far.waiting} waits for a decision" if so_far.waiting else ""
    _check_sum(used + waits, so_far.office, cost, limits.office)
    if cost > so_far.left:
        raise Refusal(f"Your office’s pot has {so_far.left} left and this asks {Pence(cost)}", field="cost")


def _check_sum(stands: str, before: Pence, cost: int, most: Pence) -> None:
    if before + cost > most:
        raise Refusal(
            f"{stands}. With {Pence(cost)} more that is {before + cost}, "
            f"and the most is {most}.", field="cost",
        )  # fmt: skip


def is_at_once(cost: int, limits: Limits) -> bool:
    """Whether it needs no manager."""
    return cost <= limits.at_once


def due_at(asked_at: datetime) -> datetime:
    """When a manager must have answered: the same working day, and never with less than two working hours to do it."""
    start = next_working_moment(asked_at).astimezone(LONDON)
    closes = datetime.combine(start.date(), CLOSES, tzinfo=LONDON)
    return max(closes, add_working_hours(start, HOURS_AT_LEAST))


def check_words(texts: dict[str, str], sure_of_it: bool) -> None:
    """Refuse texts with personal data, beside their field; ask once about what looks like a name.

    `sure_of_it`: the worker has ticked that the words name nobody.
    """
    for name, text in texts.items():
        found = look(text)
        if found.sure:
            raise Refusal(f"Take out {found.sure[0]}: nobody must be known from this", field=name)
        if found.names and not sure_of_it:
            raise Refusal(
                f"“{found.names[0]}” looks like a name. Write “the child”, “mum” or “the family” instead, "
                "or tick below that it names nobody", field=name,
            )  # fmt: skip


def check_not_own(decider_id: int | None, asked_by_id: int) -> None:
    """Refuse approval of one's own asking."""
    if decider_id == asked_by_id:
        raise Refusal("You asked for this, so somebody else has to decide. Ask another manager.")


def check_bought(spent: int, approved: int, bought_on: date, approved_on: date, today: date) -> None:
    """Refuse a price above what was approved, and a day before the yes or still to come."""
    if spent <= 0:
        raise Refusal("Write what it cost, as the receipt says", field="spent")
    if spent > approved:
        raise Refusal(
            f"{Pence(approved)} was approved and this cost {Pence(spent)}. "
            f"Write {Pence(approved)} here, and ask for the other {Pence(spent - approved)} on its own.", field="spent",
        )  # fmt: skip
    if bought_on > today:
        raise Refusal("The day it was bought cannot be in the future", field="bought_on")
    if bought_on < approved_on:
        raise Refusal(
            "It was bought before the yes. Small sums pay for what is still to be bought.", field="bought_on"
        )
