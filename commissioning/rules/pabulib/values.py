"""What a .pb file says: the election, and the words around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from commissioning.rules.counting.values import Election


@dataclass(frozen=True, slots=True)
class PabulibFile:
    """An election with its META and what was really funded.

    `selected` are the projects marked 1, in the file's order; None when the file has no such column.
    The election's `threshold` is the file's least score; whether a rule uses it is the reader's choice.
    """

    election: Election
    meta: Mapping[str, str]
    selected: tuple[str, ...] | None

    @property
    def rule(self) -> str:
        """The rule as META names it, in small letters ("unknown" when it names none)."""
        return self.meta.get("rule", "").lower() or "unknown"
