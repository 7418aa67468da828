"""Deals: starting one, writing a pair, reviewing and ending it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.validators import Optional, ValidationError

from app.clock import now
from app.times import local_date
from forms.base import OurForm
from forms.checks import Needed
from forms.fields import ChoiceField, DayField, LineField, WordsField
from forms.seen import SeenForm
from models.deals import DealPair
from participation.rules.deals import names_nobody
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


class OwnerForm(OurForm):
    """Who answers for our part, and by when or how often."""

    owes_ours = True
    our_owner = LineField(
        "Who answers for it", needed="Say who answers for our part", longest=80,
        description="A role, such as Head of parks.",
    )  # fmt: skip
    our_person = ChoiceField(
        "Who is reminded of it", description="The page shows the role above, never this name."
    )
    our_by = DayField("By when")
    our_rhythm = ChoiceField(
        "Or how often, if it is done again and again",
        choices=[("", "It is done by the day above"), *((str(one), words) for one, words in RHYTHM_WORDS.items())],
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field: our promise says by when, or how often."""
        fine = super().validate(extra_validators)
        if (
            self.owes_ours
            and self.our_by.data is None
            and not self.our_rhythm.data
            and not self.our_by.errors
        ):
            self.our_by.errors = ["Say by when, or how often"]
            return False
        return bool(fine)

    def validate_our_owner(self, field: LineField) -> None:
        """Refuse what names no post: a promise nobody could be asked about."""
        if field.data and names_nobody(field.data):
            raise ValidationError(
                "Say which post answers for it, like Head of parks. It can be changed later."
            )

    def validate_our_by(self, field: DayField) -> None:
        """Refuse a day that has passed."""
        self._refuse_passed(field, None)

    def _refuse_passed(self, field: DayField, stood: date | None) -> None:
        if field.data and field.data < local_date(now()) and field.data != stood:
            raise ValidationError("That day has passed. Choose today or a later day.")


class PairForm(OwnerForm):
    """One pair. Our part comes first, and says who and by when."""

    old: DealPair | None = None  # the words it would take the place of

    our_text = WordsField(
        "Our part: the council and partners will", needed="Write our part", longest=300, rows=3
    )
    your_text = WordsField(
        "Your part: young people, families and community will", needed="Write your part", longest=300, rows=3
    )
    your_owner = LineField("Who takes it on, if you want to say", longest=80)
    your_by = DayField("By when, if you want to say")

    def for_side(self, side: Side | None, old: DealPair | None) -> PairForm:
        """Only our side must say who answers for our part. A day that stood before may stay, though it has passed."""
        self.old, self.owes_ours = old, side is not Side.YOURS
        if not self.owes_ours:
            kept = [check for check in self.our_owner.validators if not isinstance(check, Needed)]
            self.our_owner.validators = [Optional(), *kept]
            self.our_owner.label.text = "Who answers for it, if you know"
            self.our_by.label.text = "By when, if you know"
        return self

    def validate_our_by(self, field: DayField) -> None:
        """Refuse a day that has passed. One that stood stays with the words it was promised for, not with others."""
        stood = self.old.our_by if self.old else None
        if self.old is not None and _told(self.our_text.data) != _told(self.old.our_text):
            if field.data and field.data == stood and field.data < local_date(now()):
                raise ValidationError(
                    "That day has passed, and it was promised for the words before. Choose a day for the new words"
                    f"{'.' if self.owes_ours else ', or leave it empty.'}"
                )
            stood = None
        self._refuse_passed(field, stood)

    def validate_your_by(self, field: DayField) -> None:
        """Refuse a day that has passed."""
        self._refuse_passed(field, self.old.your_by if self.old else None)


def _told(text: str | None) -> str:
    return " ".join((text or "").split())


class BeginForm(OurForm):
    """When both sides will look at the Deal again."""

    review_on = DayField(
        "When will you look at it together again?", needed="Choose a day to look at it again",
        description="That is its last day, unless both sides say by then that it goes on.",
    )  # fmt: skip


class RenewForm(SeenForm):
    """Whether a Deal is renewed, and to which day: both sides say so."""

    what = ChoiceField("What does your side say?", needed="Choose what your side says")
    review_on = DayField("To which day?")
    learned = WordsField(LEARNED, longest=1000, rows=3)
    why = WordsField("Why is it not renewed?", longest=1000, rows=3)

    def for_side(self, side: Side | None, asks: Side | None, to: str) -> RenewForm:
        """Ask for a day where nobody asks yet; else offer a yes to the other side's day, another day, and no."""
        if asks is None:
            del self.what, self.why
        elif asks is side:
            self.what.choices = [
                ("other", "Ask for another day instead"),
                ("no", "No longer ask to renew it"),
            ]
        else:
            self.what.choices = [
                ("yes", f"Yes, to {to}"), ("other", "Yes, but to another day"),
                ("no", "No, let it end on its last day"),
            ]  # fmt: skip
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field: another day is a day."""
        fine = super().validate(extra_validators)
        if fine and self.says == "other" and self.review_on.data is None:
            self.review_on.errors = ["Choose a day to come, to look at it together again"]
            return False
        return bool(fine)

    @property
    def says(self) -> str:
        """ "yes", "other" (a day of its own) or "no"."""
        return self.what.data or "" if "what" in self else "other"


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
