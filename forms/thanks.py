"""Thanking a young advisor, and noting how they are."""

from __future__ import annotations

from wtforms import BooleanField

from commissioning.rules.thanks import FEELING_NAMES, WAY_NAMES
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField, TimeField


class ThankForm(OurForm):
    person = ChoiceField("Who is it for?", needed="Choose who it is for")
    way = ChoiceField(
        "What is it?", needed="Choose what it is",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in WAY_NAMES.items()],
    )  # fmt: skip
    amount = PoundsField("How much?", needed="Write how much")
    what_for = LineField("What is it for?", needed="Say what it is for", longest=200,
                         description="The second person reads this, and no name.")  # fmt: skip
    on = DayField("On which day was it?", needed="Write the day")
    at = TimeField("When did it begin?", needed="Write a time, like 17:00")
    benefits_talked = BooleanField("We have talked about benefits (16 and over)")


class FeelingForm(OurForm):
    whom = ChoiceField("Who did you ask?", needed="Choose who you asked")
    feeling = ChoiceField(
        "How are they?", needed="Choose how they are",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in FEELING_NAMES.items()],
    )  # fmt: skip
