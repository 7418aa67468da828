"""State machines as tables: (state, action) -> step. What is not in the table cannot happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from participation.rules.refusals import Refusal

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True)
class Step(Generic[S]):
    """Where an action leads, and the past-tense name of the event it writes."""

    to: S
    event: str


@dataclass(frozen=True)
class Machine(Generic[S, A]):
    """A named table of steps. `name` is used in refusals: "this proposal"; `said` are states whose word reads badly."""

    name: str
    steps: Mapping[tuple[S, A], Step[S]]
    said: Mapping[S, str] = field(default_factory=dict)

    def step(self, state: S, action: A) -> Step[S]:
        """The step `action` takes from `state`; raises Refusal when there is none."""
        found = self.steps.get((state, action))
        if found is None:
            state_words = self.said.get(state) or _words(state)
            raise Refusal(f"This {self.name} is {state_words}, so it cannot be {_words(action)} now.")
        return found

    def allows(self, state: S, action: A) -> bool:
        """Whether the table has that step (guards beyond the table are the caller's)."""
        return (state, action) in self.steps

    def actions(self, state: S) -> list[A]:
        """The actions the table has from `state`, in table order."""
        return [action for (at, action) in self.steps if at == state]


def _words(name: StrEnum) -> str:
    return str(name).replace("_", " ")
