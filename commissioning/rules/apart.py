"""Keeping parts apart: nobody checks, or decides on, what they proposed, recommended or could gain from."""

from __future__ import annotations

from dataclasses import dataclass

from participation.rules.refusals import Refusal

NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Involved:
    """Who had which part in a proposal, as user ids."""

    authors: frozenset[int] = NONE
    supporters: frozenset[int] = NONE
    suggesters: frozenset[int] = NONE
    advisors: frozenset[int] = NONE
    interested: frozenset[int] = NONE


def check_apart(user_id: int | None, involved: Involved, *, another: str) -> None:
    """Raise Refusal to somebody with a part in it. `another` says who does it instead: "another officer must check"."""
    for people, why in (
        (involved.interested, "You have declared an interest in this"),
        (involved.authors, "You wrote this, or once did"),
        (involved.suggesters, "Words you suggested are part of this"),
        (involved.supporters, "You support this"),
        (involved.advisors, "You gave advice on this"),
    ):
        if user_id in people:
            raise Refusal(f"{why}, so {another}.")


def is_apart(user_id: int, involved: Involved) -> bool:
    """Whether somebody has no part in it."""
    everybody = (
        involved.interested, involved.authors, involved.suggesters, involved.supporters, involved.advisors,
    )  # fmt: skip
    return not any(user_id in people for people in everybody)
