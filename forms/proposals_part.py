"""What every part of a proposal's form has: what was typed, what of it is right, and what it was written over."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField

from commissioning.rules.proposals_content import Content
from forms.base import OurForm

NUMBERS = frozenset({"how_many", "ages_from", "ages_to"})


class PartForm(OurForm):
    """One part of a proposal. Its fields are named as the service names them."""

    seen = HiddenField()
    in_pairs: tuple[tuple[str, str], ...] = ()  # fields of which neither is kept while one is wrong

    def changes(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        return {
            field.name: field.data if field.data is not None or field.name in NUMBERS else ""
            for field in self
            if field.name not in {"csrf_token", "idempotency_key", "seen"}
        }

    def right(self, written: Content) -> dict[str, Any]:
        """What was typed, less every field that is wrong: there what is `written` stays."""
        wrong = {field.name for field in self if field.errors}
        wrong |= {name for pair in self.in_pairs if wrong & set(pair) for name in pair}
        return {name: value for name, value in self.changes().items() if name not in wrong}

    @property
    def problems(self) -> str:
        """What is wrong, each with the name of its field, in one line; nothing when all is right."""
        return " ".join(
            f"“{field.label.text}”: {problem.rstrip('.')}." for field in self for problem in field.errors
        )

    @property
    def seen_number(self) -> int | None:
        """The number of the part as it was read before writing, in a draft that several people write."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None

    @property
    def page(self) -> str:
        """The key of the page it was written on: a second window has another."""
        return (self.idempotency_key.data or "")[:64]
