"""Looking for a receipt in the list of those counted, and counting again."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import LineField, WordsField


class ReceiptForm(OurForm):
    class Meta(OurForm.Meta):
        """A search by GET: it changes nothing, so it needs no token."""

        csrf = False

    receipt = LineField("Your receipt", longest=40)


class RecountForm(OurForm):
    """The auditor's reason for counting a vote again whose ballots are given to nobody else."""

    why = WordsField(
        "Why is this vote counted again?", longest=500, rows=3, needed="Say why this vote is counted again",
        description="The audit trail keeps it, with your name and the time.",
    )  # fmt: skip
