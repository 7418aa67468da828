"""A form sent by somebody: its shape, and the few people and words that several subjects' forms share."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

CHILD, READER = "a child who is speaking", "a child who came back"
DESCRIBES = "a child who has said something"
VOTER, TABLET = "somebody with a printed code", "a child whose turn it is at the tablet"


@dataclass(frozen=True)
class Sent:
    """A form sent by somebody. `lands` is the status of the good answer; a value starting = names a record's id."""

    who: str
    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    lands: int = 303
    query: str = ""
    hidden: frozenset[str] = (
        frozenset()
    )  # fields hashed or sealed, or kept only with a file or a warning, so not looked for in what was stored


def day(name: str, text: str) -> dict[str, str]:
    """A day as its three boxes: day("opens_on", "8 2 2027")."""
    return {
        f"{name}-{part}": typed for part, typed in zip(("day", "month", "year"), text.split(), strict=True)
    }


SEALED = frozenset({"words", "why", "reason", "reasons"})


def good(sent: Sent, ids: dict[str, str]) -> dict[str, Any]:
    """The form's data with the records' ids filled in."""
    return {name: _value(value, ids) for name, value in sent.data.items()}


def _value(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(one, ids) for one in value]
    return ids[value[1:]] if isinstance(value, str) and value.startswith("=") else value


def file(text: bytes, name: str = "balances.csv") -> tuple[io.BytesIO, str]:
    """An upload, as the test client takes it."""
    return io.BytesIO(text), name
