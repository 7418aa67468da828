"""Holds: stopping an erasure, and ending the stop."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.retention import HeldThing

THINGS = {
    HeldThing.FEEDBACK: "Something said", HeldThing.PERSON: "A person’s account",
    HeldThing.FILE: "A photo or document",
}  # fmt: skip


class HoldForm(OurForm):
    """What must be kept, why, and when to look again."""

    thing = ChoiceField(
        "What must be kept?", needed="Choose what must be kept",
        choices=[(str(thing), words) for thing, words in THINGS.items()],
    )  # fmt: skip
    thing_id = LineField(
        "Its id", needed="Write the id from its page’s address", longest=20,
        description="The 12 letters at the end of its page’s address.",
    )  # fmt: skip
    reason = WordsField(
        "Why?", needed="Write why this must be kept", longest=2000, rows=3,
        description="Kept sealed. Only your own desk can read it.",
    )  # fmt: skip
    look_again_on = DayField("Look at this again on", needed="Write the day to look at it again")


class EndHoldForm(OurForm):
    """Why a hold ends."""

    why = LineField("Why does it end?", needed="Write why it ends")
