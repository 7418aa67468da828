"""What a body owes after a meeting: who answers for it and by when, and what counts as an answer (hard case 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from governance.rules.parity import numbers_in
from participation.rules import reading
from participation.rules.refusals import Refusal
from participation.rules.saying_something import says_something


@dataclass(frozen=True)
class NewTask:
    """What the clerk wrote down."""

    what: str
    what_for_children: str
    owner: str
    due_on: date
    owner_id: int | None = None  # on whose home it waits until it is done


def refuse_task(task: NewTask, today: date) -> None:
    """Raise Refusal, naming the field, for a task nobody could be held to."""
    if not says_something(task.what):
        raise Refusal("Say what is owed, so that anybody can see whether it was done.", field="what")
    if not says_something(task.what_for_children):
        raise Refusal("Say it in plain words for children too.", field="what_for_children")
    if wrong := reading.too_hard(task.what_for_children):
        raise Refusal(wrong, field="what_for_children")
    refuse_more_numbers(task.what, task.what_for_children, "what_for_children")
    if not task.owner.strip():
        raise Refusal("Say which post answers for it, like “Head of parks”.", field="owner")
    if task.due_on < today:
        raise Refusal("That day has passed. Give a day from today on.", field="due_on")


def handed_to(
    owner: str, owner_id: int | None, why: str, *, is_closed: bool, was: tuple[str, int | None]
) -> int:
    """Who answers from now on; raises Refusal, naming the field, for nobody, for no change, and without a reason."""
    if is_closed:
        raise Refusal("This is answered already, so there is nothing to hand over.")
    if not owner.strip():
        raise Refusal("Say which post answers for it, like “Head of parks”.", field="owner")
    if owner_id is None:
        raise Refusal("Choose who answers for it from now on. It is never left with nobody.", field="who")
    if (owner.strip(), owner_id) == was:
        raise Refusal("They answer for it already.", field="who")
    if not says_something(why):
        raise Refusal("Say in a sentence why it is handed over.", field="why")
    return owner_id


def refuse_more_numbers(words: str, for_children: str, field: str) -> None:
    """Raise Refusal when children would be told a number that nobody else is: the versions would not say the same."""
    if more := numbers_in(for_children) - numbers_in(words):
        raise Refusal(
            f"Only children would be told the number {sorted(more)[0]}. Say it in both.", field=field
        )
