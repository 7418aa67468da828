"""Asking for a payment, and sending a request back."""

from __future__ import annotations

from collections.abc import Sequence

from forms.attachments import AttachmentFields
from forms.base import OurForm
from forms.fields import ChoiceField, PoundsField, WordsField

PART = "part"
NO_NAMES = "Please name no child here."


class AskForm(AttachmentFields, OurForm):
    """What is asked for, and what shows that it is due."""

    instalment = ChoiceField("What is it for?", needed="Choose what it is for")
    amount = PoundsField(
        "How much do you ask for?", needed="Write how much you ask for", render_kw={"width": 10}
    )
    words = WordsField(
        "What was done, or bought?", needed="Say what was done or bought", longest=1500, rows=4,
        description=f"Two sentences are enough. {NO_NAMES}",
    )  # fmt: skip

    def offer(self, instalments: Sequence[str]) -> AskForm:
        """Offer these instalments, by their place."""
        listed = [(str(place), what) for place, what in enumerate(instalments)]
        self.instalment.choices = [
            *listed,
            (PART, "Part of the award" if not listed else "Another part of the award"),
        ]
        return self


class SendBackForm(OurForm):
    """Why a request cannot be paid yet."""

    why = WordsField(
        "What is missing?", needed="Say what is missing", longest=500, rows=2,
        description="The people who asked will read it.",
    )  # fmt: skip
