"""Deals: starting one, writing a pair, checking in."""

from __future__ import annotations

from wtforms import BooleanField

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.deals import PROGRESS_WORDS, Progress, Side


class DealForm(OurForm):
    """A new Deal."""

    title = LineField("What is this Deal called?", needed="Give the Deal a name", longest=100)
    about = WordsField(
        "Who is it for, and what did you hear that it answers?",
        needed="Say who the Deal is for",
        longest=1000,
        rows=4,
    )
    team = ChoiceField("Where does it hold?", needed="Choose where it holds")
    starting = BooleanField(
        "Start from the six pairs that Wigan’s young people and council wrote. You can change every word."
    )


class PairForm(OurForm):
    """One pair. Our part comes first, and says who and by when."""

    our_text = WordsField(
        "Our part: the council and partners will", needed="Write our part", longest=300, rows=3
    )
    our_owner = LineField(
        "Who answers for it",
        needed="Say who answers for our part",
        description="A role, such as Head of parks.",
        longest=80,
    )
    our_by = DayField("By when", needed="Say by when")
    your_text = WordsField(
        "Your part: young people, families and community will", needed="Write your part", longest=300, rows=3
    )
    your_owner = LineField("Who takes it on, if you want to say", longest=80)
    your_by = DayField("By when, if you want to say")


class CheckInForm(OurForm):
    """How one's own part is going."""

    progress = ChoiceField("How is your side’s part going?", needed="Choose how it is going")
    words = WordsField("What happened?", longest=1000, rows=3)

    def for_side(self, side: Side) -> CheckInForm:
        """Offer what that side may say."""
        offered = [p for p in Progress if side is Side.YOURS or p is not Progress.NOT_NOW]
        self.progress.choices = [(str(p), PROGRESS_WORDS[p]) for p in offered]
        return self


class ReviewForm(OurForm):
    """When both sides will look at the Deal again."""

    review_on = DayField(
        "When will you look at it together again?", needed="Choose a day to look at it again"
    )


class EndForm(OurForm):
    """Whether a Deal really is to end."""

    what = ChoiceField(
        "Is it time to end this Deal?", needed="Choose whether to end it",
        choices=[
            ("end", "Yes, end it", {"hint": "Everything said in it stays where everybody can read it."}),
            ("go_on", "No, let it go on"),
        ],
    )  # fmt: skip
