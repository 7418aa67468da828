"""A made record behind an address, and how the tables of records write it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Behind:
    """A made record behind an address, and who of those through the door finds it (None: all of them)."""

    finds: set[str] | None = None
    values: dict[str, str] = field(default_factory=dict)


def at(key: str, finds: set[str] | None = None, name: str = "public_id", **more: str) -> Behind:
    """The record called `key` in the furnished place; `more` are other variables (a leading = means literally)."""
    return Behind(finds, {name: key, **more})
