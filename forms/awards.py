"""Accepting and declining an award, an area's no, stopping one, and money that comes back."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, LineField, PoundsField, WordsField
from models.awards import Award


class AcceptForm(OurForm):
    """The signature of an adult or an accountable organisation."""

    signed_by = LineField(
        "Who signs?", needed="Write the full name of the adult who signs, and their organisation", longest=150,
        description="The full name of an adult, and the organisation they sign for. A child never signs.",
    )  # fmt: skip
    confirmed = ChoicesField(
        "Confirm this", needed="Tick the box: only an adult who may sign for them can accept this award"
    )

    def offer(self, award: Award, *, as_recipient: bool) -> AcceptForm:
        """Name whom it is signed for; an officer confirms it of the person whose signature they hold."""
        said = (
            "I am 18 or over and I may sign"
            if as_recipient
            else "The person who signs is 18 or over and may sign"
        )
        self.confirmed.choices = [("yes", f"{said} for {award.recipient}")]
        return self


class DeclareForm(AcceptForm):
    """The signature of an enterprise, with what it had from others."""

    declared = PoundsField(
        "What did you have from other public bodies?", needed="Write what you had from other public bodies, or 0",
        render_kw={"width": 10},
        description="As subsidies, in this and the last two financial years. By signing you declare it is right.",
    )  # fmt: skip


class DeclineForm(OurForm):
    """Turning an offer down."""

    reason = WordsField("Why is it declined?", longest=500, rows=3)


class AreaForm(OurForm):
    """One area says no to its share."""

    area = ChoiceField("Which area declined?", needed="Choose the area")
    why = WordsField(
        "Why?",
        needed="Say why this area declined",
        longest=500,
        rows=3,
        description="It is kept with the award.",
    )

    def offer(self, award: Award) -> AreaForm:
        """Offer the areas whose shares stand."""
        self.area.choices = [
            (share.area.public_id, f"{share.area.name}, {share.amount_pence}")
            for share in award.shares
            if share.area is not None and share.declined_at is None
        ]
        return self


class StopForm(OurForm):
    """Ending an award before its time."""

    reason = WordsField(
        "Why is it stopped?", needed="Say why it is stopped", longest=1000, rows=4,
        description="The people it was given to will read this.",
    )  # fmt: skip


class GiveBackForm(OurForm):
    """Money that came back."""

    amount = PoundsField("How much came back?", needed="Write how much came back", render_kw={"width": 10})
    reason = LineField("Why did it come back?", needed="Say why it came back", longest=200)
