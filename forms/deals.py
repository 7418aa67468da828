"""Deals: starting one, writing a pair, reviewing and ending it."""

from __future__ import annotations

from datetime import date

from wtforms.validators import Optional, ValidationError

from app.clock import now
from app.times import local_date
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, Needed, WordsField
from models.deals import DealPair
from participation.rules.deals_life import Side
from participation.rules.deals_rhythm import RHYTHM_WORDS, Rhythm
from participation.rules.deals_starts import STARTS

LEARNED = "What was learned?"
EVERYONE = "everyone"


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
    just_for = ChoiceField(
        "Is it for everyone there?", default=EVERYONE,
        choices=[
            (EVERYONE, "Yes, for everyone there"), ("school", "It is for one school"),
            ("project", "It is for one project"), ("group", "It is for one class, club or group"),
        ],
    )  # fmt: skip
    school = ChoiceField("Which school?")
    project = ChoiceField("Which project?")
    group_name = LineField(
        "Which class, club or group?", longest=80,
        description="What the group is called, like “Year 6, Millfield Primary”. Leave names of people out.",
    )  # fmt: skip
    rhythm = ChoiceField(
        "How often will you look at how it goes?", default=str(Rhythm.TERMLY),
        choices=[(str(rhythm), words) for rhythm, words in RHYTHM_WORDS.items()],
    )  # fmt: skip
    starting = ChoiceField(
        "What do you start from?", default="",
        choices=[
            *((name, start.label, {"hint": start.source}) for name, start in STARTS.items()),
            ("", "Start with nothing, and write your own", {"hint": "Both sides can change every word."}),
        ],
    )  # fmt: skip


class PairForm(OurForm):
    """One pair. Our part comes first, and says who and by when."""

    old: DealPair | None = None  # the words it would take the place of

    our_text = WordsField(
        "Our part: the council and partners will", needed="Write our part", longest=300, rows=3
    )
    our_owner = LineField(
        "Who answers for it",
        needed="Say who answers for our part",
        description="A role, such as Head of parks.",
        longest=80,
    )
    our_person = ChoiceField(
        "Who is reminded of it", description="The page shows the role above, never this name."
    )
    our_by = DayField("By when", needed="Say by when")
    your_text = WordsField(
        "Your part: young people, families and community will", needed="Write your part", longest=300, rows=3
    )
    your_owner = LineField("Who takes it on, if you want to say", longest=80)
    your_by = DayField("By when, if you want to say")

    def for_side(self, side: Side | None, old: DealPair | None) -> PairForm:
        """Only our side must say who answers for our part. A day that stood before may stay, though it has passed."""
        self.old = old
        if side is Side.YOURS:
            for field in (self.our_owner, self.our_by):
                kept = [check for check in field.validators if not isinstance(check, Needed)]
                field.validators = [Optional(), *kept]
            self.our_owner.label.text = "Who answers for it, if you know"
            self.our_by.label.text = "By when, if you know"
        return self

    def validate_our_by(self, field: DayField) -> None:
        """Refuse a day that has passed."""
        self._refuse_passed(field, self.old.our_by if self.old else None)

    def validate_your_by(self, field: DayField) -> None:
        """Refuse a day that has passed."""
        self._refuse_passed(field, self.old.your_by if self.old else None)

    def _refuse_passed(self, field: DayField, stood: date | None) -> None:
        if field.data and field.data < local_date(now()) and field.data != stood:
            raise ValidationError("That day has passed. Choose today or a later day.")


class BeginForm(OurForm):
    """When both sides will look at the Deal again."""

    review_on = DayField(
        "When will you look at it together again?", needed="Choose a day to look at it again"
    )


class ReviewForm(BeginForm):
    """A renewal, with what was learned."""

    learned = WordsField(LEARNED, longest=1000, rows=3)


class EndForm(OurForm):
    """Whether a Deal really is to end."""

    what = ChoiceField(
        "Is it time to end this Deal?", needed="Choose whether to end it",
        choices=[
            ("end", "Yes, end it", {"hint": "Everything said in it stays where everybody can read it."}),
            ("go_on", "No, let it go on"),
        ],
    )  # fmt: skip
    learned = WordsField(LEARNED, longest=1000, rows=3)
    why = WordsField("Why should it go on?", longest=1000, rows=3)
