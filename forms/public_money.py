"""A newer dated line among the thresholds."""

from __future__ import annotations

from commissioning.rules.public_money import RULE_NAMES
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField


class ThresholdForm(OurForm):
    """From which day which sum counts."""

    rule = ChoiceField(
        "What is it for?",
        needed="Choose what it is for",
        choices=[(str(r), n) for r, n in RULE_NAMES.items()],
    )
    starts_on = DayField("From which day?", needed="Write the day it counts from")
    amount = PoundsField("The amount, with VAT", needed="Write the amount", render_kw={"width": 10})
    source = LineField("Where is that laid down?", needed="Say where it is laid down", longest=200)
