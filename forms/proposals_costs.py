"""The costs of a proposal: a row for each thing, and the pot they are asked of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FormField

from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import MOST_LINES, Content, CostLine
from forms.fields import ChoiceField
from forms.money_rows import MoneyRow
from forms.proposals_part import PartForm
from forms.rows import Rows


class LineForm(MoneyRow):
    """One thing the money is for."""


class CostsForm(PartForm):
    lines = Rows(FormField(LineForm), "What the money is for", most=MOST_LINES, each="Cost line")
    pot = ChoiceField(
        "Which pot of money is it for?", choices=[("", "I am not sure. Please help me choose")], default="",
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """The rows that are not blank, and the pot."""
        rows = [entry.form for entry in self.lines if not entry.form.is_blank]
        lines = [CostLine(row.what.data, Pence(row.amount.data)) for row in rows]
        return {"lines": lines, "pot": self.pot.data or ""}

    def right(self, written: Content) -> dict[str, Any]:
        """The pot, and every row that is right. Where one is wrong, the line that stood there stays."""
        found: dict[str, Any] = {} if self.pot.errors else {"pot": self.pot.data or ""}
        if not any(isinstance(problem, str) for problem in self.lines.errors):
            found["lines"] = list(self._lines(written.lines))
        return found

    def _lines(self, written: Sequence[CostLine]) -> Iterator[CostLine]:
        """As `changes`, with what stood there where a row is wrong: the line called the same, or in its place."""
        rows = [entry.form for entry in self.lines]
        typed = {row.what.data for row in rows}
        named = {line.what: line for line in written}
        for place, row in enumerate(rows):
            stood = named.get(row.what.data) or next(
                (line for line in written[place : place + 1] if line.what not in typed), None
            )
            if row.is_blank:
                continue
            if not row.errors:
                yield CostLine(row.what.data, Pence(row.amount.data))
            elif stood:
                yield stood

    @property
    def problems(self) -> str:
        """As in every part; a row's problems name their row already."""
        rows = [problem for entry in self.lines for field in entry.form for problem in field.errors]
        lists = [problem for problem in self.lines.errors if isinstance(problem, str)]
        return " ".join(f"{problem.rstrip('.')}." for problem in [*lists, *rows, *self.pot.errors])

    def show_rows(self, at_least: int) -> None:
        """Offer blank rows up to `at_least`."""
        while len(self.lines) < min(at_least, MOST_LINES):
            self.lines.append_entry()


def without_row(sent: MultiDict[str, str], row: str) -> MultiDict[str, str]:
    """The form as it was sent, less one row of costs."""
    return MultiDict(
        [(name, value) for name, value in sent.items(multi=True) if not name.startswith(f"lines-{row}-")]
    )
