"""Declaring an interest."""

from __future__ import annotations

from commissioning.rules.interests import INTEREST_NAMES
from forms.base import OurForm
from forms.fields import ChoiceField, WordsField


class InterestForm(OurForm):
    """One's own interest in a proposal."""

    kind = ChoiceField(
        "What is your interest?", needed="Choose the one that is nearest",
        choices=[(str(kind), name) for kind, name in INTEREST_NAMES.items()],
    )  # fmt: skip
    words = WordsField("Is there anything to add?", longest=500, rows=3,
                       description="Only the person who decides sees this part.")  # fmt: skip
