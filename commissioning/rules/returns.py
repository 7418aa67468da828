"""Reports on an award: people counted as whole numbers, spending held against the plan, words that say something."""

from __future__ import annotations

from datetime import date

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

MOST_PEOPLE = 1_000_000


def check_return(
    since: date, until: date, people: int, spent: int, told: int, awarded: int, today: date, words: str
) -> None:
    """Refuse a report whose days or sums cannot be. `told` is what earlier reports say was spent. Pence."""
    if until <= since:
        raise Refusal("The last day must come after the first", field="until")
    if until > today:
        raise Refusal("Report on days that have been", field="until")
    if not 0 <= people <= MOST_PEOPLE:
        raise Refusal("Write how many people as a number", field="children")
    if told + spent > awarded:
        raise Refusal(
            f"With the {Pence(told)} in earlier reports this comes to {Pence(told + spent)}, and the award is "
            f"{Pence(awarded)}",
            field="spent",
        )
    if len(words.strip()) < 10:
        raise Refusal("Say in a sentence or two what you learned", field="learned")


def against_plan(awarded: int, spent: int) -> str:
    """How spending stands against the award, in a sentence. Pence."""
    rest = awarded - spent
    return f"{Pence(spent)} of {Pence(awarded)} is spent" + (
        f"; {Pence(rest)} is not." if rest else ", all of it."
    )
