"""A row of a form that names a thing and its money, whole or blank."""

from __future__ import annotations

from typing import Any

import wtforms

from forms.base import OurForm
from forms.fields import LineField, PoundsField


class _Inner(OurForm.Meta):
    csrf = False


class MoneyRow(wtforms.Form):
    """What, and how much. Each kind of row says in its own words what is missing."""

    Meta = _Inner
    no_what = "Say what this is for"
    no_amount = "Write what it costs"
    no_money = "Write more than £0, or leave this out"

    what = LineField("What is it for?", longest=120)
    amount = PoundsField("How much?")

    @property
    def is_blank(self) -> bool:
        """Nothing was typed in this row."""
        return not self.what.data and not (self.amount.raw_data and str(self.amount.raw_data[0]).strip())

    def validate(self, extra_validators: Any = None) -> bool:
        """A row is whole or blank."""
        whole: bool = super().validate(extra_validators)
        if self.is_blank:
            return whole
        if not self.what.data and not self.what.errors:
            self.what.errors, whole = [self.no_what], False
        if not self.amount.data and not self.amount.errors:
            wrong = self.no_amount if self.amount.data is None else self.no_money
            self.amount.errors, whole = [wrong], False
        return whole
