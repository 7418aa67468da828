"""Panels: beginning one, inviting to it, ages, supporters, and the checks of adults around it."""

from __future__ import annotations

from collections.abc import Sequence

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField
from participation.rules.membership import ADVISOR_BANDS
from participation.rules.panels import INVITED
from participation.rules.people import ROLE_NAMES, AgeBand
from participation.rules.vetting import CHECK_NAMES

BANDS = [(str(b), "18 to 21" if b is AgeBand.ADULT else str(b).replace("-", " to ")) for b in ADVISOR_BANDS]
SEALED = "The day they turn 13, 16, 18 or 22, whichever comes next. It is kept sealed, and no birthday is."


class NewPanelForm(OurForm):
    name = LineField("What is the panel called?", needed="Give it a name", longest=80)


class InviteForm(OurForm):
    role = ChoiceField(
        "Who do you invite?",
        needed="Choose who you invite",
        choices=[(str(r), ROLE_NAMES[r]) for r in INVITED],
    )
    name = LineField("What are they called?", needed="Give a name", longest=40,
                     description="For a young person, a first name only.")  # fmt: skip
    band = ChoiceField(
        "Their age now", choices=BANDS, description="For a young advisor. A supporter is an adult."
    )
    turns_on = DayField("When do they reach the next age band?", description=SEALED)
    supporter = ChoiceField(
        "Who supports them?", description="An adult on this panel whose checks are in date."
    )

    def offer(self, supporters: Sequence[tuple[str, str]]) -> InviteForm:
        """Offer these supporters."""
        self.supporter.choices = supporters
        return self


class AgeForm(OurForm):
    band = ChoiceField("Their age now", needed="Choose an age band", choices=BANDS)
    turns_on = DayField(
        "When do they reach the next age band?",
        needed="Write the day they reach the next age band",
        description=SEALED,
    )


class SupporterForm(OurForm):
    supporter = ChoiceField("Who supports them from today?", needed="Choose who supports them")


class CardForm(OurForm):
    words = LineField("Your four words", needed="Type the four words on your card", longest=80)
    answer = ChoiceField(
        "Would you like to join?", choices=[("yes", "Yes, I would like to"), ("no", "No, thank you")]
    )


class CheckForm(OurForm):
    kind = ChoiceField("What did you see?", needed="Choose what you saw",
                       choices=[(str(kind), name) for kind, name in CHECK_NAMES.items()])  # fmt: skip
    done_on = DayField("When was it done?", needed="Write the day it was done")
    expires_on = DayField("When does it run out?", needed="Write the day it runs out")
