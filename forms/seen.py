"""A form about words as somebody read them."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import OurForm


class SeenForm(OurForm):
    """It carries the mark of the words its page showed. A form sent without one has seen nothing."""

    seen = HiddenField()

    def show(self, mark: str) -> None:
        """Say which words the page shows now."""
        self.seen.data = mark
