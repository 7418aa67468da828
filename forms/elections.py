"""Quiet times before elections: setting one, and ending one early."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField


class ElectionForm(OurForm):
    """From the notice of an election to the day of the vote."""

    name = LineField(
        "Which election is it?", needed="Write which election it is", longest=80,
        description="Like “Local elections, May 2027”.",
    )  # fmt: skip
    team = ChoiceField(
        "Where?", needed="Choose where", description="A by-election may touch one team’s area only."
    )
    starts_on = DayField("First day of the quiet time", needed="Choose the first day",
                         description="The day the notice of election is published.")  # fmt: skip
    polls_on = DayField("Day of the vote", needed="Choose the day of the vote")


class LiftForm(OurForm):
    """Why a quiet time ends early."""

    reason = WordsField(
        "Why does it end early?", needed="Say why", longest=500, rows=3,
        description="It was written down wrongly, or the election is called off. The list keeps it, with your reason.",
    )  # fmt: skip
