"""Refusing what somebody proposed, and the amount above which two people are needed."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import DayField, PoundsField, WordsField


class DecideForm(OurForm):
    """Confirming: the button is the answer."""


class RefuseForm(OurForm):
    """Saying no, and why."""

    why = WordsField(
        "Why do you refuse it?",
        needed="Say why you refuse it, so that it can be put right",
        longest=500,
        rows=3,
    )


class AmountForm(OurForm):
    """Another set amount, from a day on."""

    amount = PoundsField(
        "Above which amount are two people needed?", needed="Write the amount", render_kw={"width": 10}
    )
    from_day = DayField("From which day?", needed="Write the day it begins")
    reason = WordsField(
        "Why is it changed?", needed="Say why, like “Financial rules, section 12”", longest=500, rows=3
    )
