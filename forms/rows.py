"""A list of rows in a form, each a small form of its own. Nothing typed is dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wtforms import FieldList
from wtforms.validators import ValidationError

KEPT_FOR_EACH = (
    10  # so many times what is taken are read and shown again; more is a forgery, and the page says so
)


class Rows(FieldList):
    """Rows of which at most `most` are taken. More are refused in words, with what was typed still there.

    A forged row number is passed over. A row that `is_blank` does not count. `each` is what one row is called: every
    problem in a row names it, since two rows often have the same one.
    """

    def __init__(self, *args: Any, most: int, each: str, **kw: Any) -> None:
        super().__init__(*args, max_entries=most * KEPT_FOR_EACH, **kw)
        self.type = "FieldList"  # templates choose markup by this
        self.most, self.each, self.sent = most, each, 0

    def process(self, formdata: Any, *args: Any, **kw: Any) -> None:
        """Read the rows, and count how many were sent."""
        self.sent = len(set(self._extract_indices(self.name, formdata or {})))
        super().process(formdata, *args, **kw)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Each row, and then how many there are."""
        valid: bool = super().validate(form, (*extra_validators, _not_too_many))
        for number, entry in enumerate(self.entries, start=1):
            for field in entry.form:
                field.errors = [f"{self.each} {number}: {problem}" for problem in field.errors]
        return valid

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        row = re.compile(re.escape(prefix) + r"-([0-9]{1,4})-", re.ASCII)
        for name in formdata:
            match = row.match(name)
            if match:
                yield int(match[1])


def _not_too_many(_: Any, rows: Rows) -> None:
    shown = len(rows.entries)
    typed = sum(not entry.form.is_blank for entry in rows)
    if typed > rows.most:
        rest = f" This page shows the first {shown} of the {rows.sent} you sent." if rows.sent > shown else ""
        raise ValidationError(
            f"Write at most {rows.most} lines: there are {typed}. Put small ones together.{rest}"
        )
    if rows.sent > shown:
        raise ValidationError(
            f"{rows.sent} lines were sent, and at most {rows.most} can be kept. Send fewer."
        )
