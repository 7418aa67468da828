"""Comparing with the council's ledger, and explaining a difference."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField

from forms.base import OurForm
from forms.fields import ChoiceField, UploadField, WordsField


class CompareForm(OurForm):
    """A general-ledger file for one pot, or one fund, and one month."""

    scope = ChoiceField("Which pot or fund is the file about?", needed="Choose a pot or a fund")
    month = ChoiceField("Which month?", needed="Choose a month")
    file = UploadField("The file", needed="Choose a CSV file", render_kw={"accept": ".csv,text/csv"})

    replace = BooleanField("Replace the comparison there is already")

    def offer(self, scopes: Sequence[tuple[str, str]], months: Sequence[tuple[str, str]]) -> CompareForm:
        """What there is to compare."""
        self.scope.choices, self.month.choices = list(scopes), list(months)
        return self


class ExplainForm(OurForm):
    """Why two figures differ."""

    note = WordsField("Why do they differ?", needed="Write why the two differ", longest=500, rows=3)
