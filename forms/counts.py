"""A number of people, as they are counted in a room."""

from __future__ import annotations

from typing import Any

from wtforms import StringField
from wtforms.validators import Optional, ValidationError

from forms.checks import Needed

MOST_PEOPLE = 1_000_000


class CountField(StringField):
    """A whole number of people; `number` is 0 while nothing is typed."""

    def __init__(self, label: str, *, needed: str | None = "Write a number, or 0", **kw: Any) -> None:
        checks = [Needed(needed) if needed else Optional()]
        super().__init__(label, checks, render_kw={"inputmode": "numeric", "width": 5}, **kw)

    @property
    def number(self) -> int:
        """The number typed."""
        return int((self.data or "0").replace(",", ""))

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no number of people."""
        plain = (self.data or "").replace(",", "")
        if plain and not (
            plain.isascii() and plain.isdigit() and len(plain) < 8 and int(plain) <= MOST_PEOPLE
        ):
            raise ValidationError("Write a whole number, like 24")
