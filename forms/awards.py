"""Accepting, declining and paying an award."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import LineField, PoundsField, WordsField


class AcceptForm(OurForm):
    """The signature of an adult or an accountable organisation."""

    signed_by = LineField(
        "Who signs?", needed="Write the full name of the adult who signs, and their organisation", longest=150,
        description="The full name of an adult, and the organisation they sign for. A child never signs.",
    )  # fmt: skip


class DeclineForm(OurForm):
    """Turning an offer down."""

    reason = WordsField("Why is it declined?", longest=500, rows=3)


class PayForm(OurForm):
    """A payment, part or all of what is still promised."""

    amount = PoundsField("How much to pay now", needed="Write how much to pay", render_kw={"width": 10})
    reason = LineField("What is this payment for?", needed="Say what this payment is for", longest=200)
