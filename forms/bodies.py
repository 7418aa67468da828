"""Forms for a body's schedule and its meetings."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, TimeField
from governance.rules.schedules import RHYTHM_WORDS

MOVE = (("yes", "The next working day"), ("no", "That day all the same"))


class ScheduleForm(OurForm):
    rhythm = ChoiceField(
        "How often", needed="Choose how often",
        choices=[(str(rhythm), words.capitalize()) for rhythm, words in RHYTHM_WORDS.items()],
    )  # fmt: skip
    first_on = DayField("First day", needed="Choose the first day")
    at = TimeField("Time of day", needed="Write a time, like 18:00", description="London time, like 18:00")
    working_days = ChoiceField(
        "When that is a weekend or a bank holiday", needed="Choose which day it moves to", choices=MOVE
    )
    last_on = DayField("Last day, if there is one")


class MeetingForm(OurForm):
    held_on = DayField("The day it was held", needed="Choose the day it was held")
    present = ChoicesField("Who was there")
    apologies = IntegerField(
        "How many sent apologies", default=0,
        validators=[Optional(), NumberRange(0, 200, "Write a number from 0 to 200")],
    )  # fmt: skip
