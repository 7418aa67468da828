"""How a part of the books stood on two days: figures, rows for each pot and area, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

from commissioning.rules.pence import Pence
from models.pots import Pot


@dataclass(frozen=True)
class Figures:
    """How a part of the books stood, in pence. `committed` is everything promised that holds, paid or not."""

    left: Pence
    promised: Pence
    paid: Pence

    @property
    def committed(self) -> Pence:
        """Promised and paid together: never less than what was paid."""
        return self.promised + self.paid

    @property
    def came_in(self) -> Pence:
        """All that came in and has not gone back."""
        return self.left + self.committed


@dataclass(frozen=True)
class Row:
    """One pot's share for one area, on the last day and just before the first."""

    pot: Pot
    area: str
    now: Figures
    before: Figures


@dataclass(frozen=True)
class Statement:
    """Rows for each pot and area, and all of them together."""

    rows: list[Row]

    @property
    def now(self) -> Figures:
        """Everything on the last day."""
        return _together([row.now for row in self.rows])

    @property
    def before(self) -> Figures:
        """Everything just before the first day."""
        return _together([row.before for row in self.rows])


def _together(figures: list[Figures]) -> Figures:
    return Figures(
        Pence(sum(f.left for f in figures)),
        Pence(sum(f.promised for f in figures)),
        Pence(sum(f.paid for f in figures)),
    )
