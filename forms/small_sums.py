"""Small sums: asking on a phone, a manager's answer, what was bought, the family's answer, and the limits."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import BooleanField
from wtforms.validators import ValidationError

from commissioning.rules.small_sums import HELPED_WORDS, NEED_WORDS, STATEMENT
from forms.attachments import AttachmentFields
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField, UploadField, WordsField
from participation.rules.attachments import ACCEPT
from participation.rules.themes import Shanarri

OUTCOMES = [(str(part), str(part).capitalize()) for part in Shanarri]


class AskForm(OurForm):
    """A small thing for a goal, without saying whose."""

    office = ChoiceField("Which office?", needed="Choose your office")
    item = LineField("What do you want to buy?", needed="Write what you want to buy", longest=80,
                     description="Like “a washing machine” or “the fee for a course”.")  # fmt: skip
    cost = PoundsField("What does it cost?", needed="Write what it costs")
    goal = WordsField("What will it make possible?", needed="Write what it will make possible", longest=200, rows=2,
                      description="Write “the child” or “the family”. No names, birthdays or addresses.")  # fmt: skip
    need = ChoiceField("What is missing now?", needed="Choose what is missing",
                       choices=[(str(need), words) for need, words in NEED_WORDS.items()])  # fmt: skip
    outcome = ChoiceField("What should get better?", needed="Choose what should get better", choices=OUTCOMES)
    family = LineField("The family’s reference, if you have asked for them before", longest=60,
                       description="Leave it empty and we make one, like “apricot kite 27”.")  # fmt: skip
    names_nobody = BooleanField("These words name nobody")

    def offer(self, offices: Iterable[tuple[str, str]]) -> AskForm:
        """The offices there are to ask for; the only one is chosen already."""
        self.office.choices = list(offices)
        if not self.is_submitted() and len(self.office.choices) == 1:
            self.office.data = self.office.choices[0].value
        return self

    @property
    def asks_about_names(self) -> bool:
        """Whether the last answer was that something looks like a name."""
        return any("looks like a name" in str(error) for f in (self.item, self.goal) for error in f.errors)


class DecideForm(OurForm):
    """A manager's yes or no."""

    answer = ChoiceField(
        "Your answer", needed="Choose yes or no", choices=[("yes", "Yes, buy it"), ("no", "No")]
    )
    reason = WordsField("Why?", longest=500, rows=3, description="Needed for a no. The worker reads it.")


class GiveUpForm(OurForm):
    """Giving one up, which cannot be taken back."""

    sure = BooleanField("Yes, it is not needed any more")

    def validate_sure(self, field: BooleanField) -> None:
        """The tick itself, and nothing else that might be sent in its place."""
        if field.raw_data != ["y"]:
            raise ValidationError("Tick this if it is not needed any more")


class BoughtForm(AttachmentFields, OurForm):
    """The price and the receipt."""

    spent = PoundsField("What did it cost?", needed="Write what it cost, as the receipt says")
    bought_on = DayField("When was it bought?", needed="Write the day it was bought")
    file = UploadField("Photo of the receipt", render_kw={"accept": ACCEPT},
                       description="Cover any name on it. We take out where and when the photo was taken.")  # fmt: skip
    file_words = LineField(
        "What does it show?", longest=200, description="Like “receipt for a washing machine”."
    )


class HelpedForm(OurForm):
    """The family's own answer."""

    helped = ChoiceField(f"“{STATEMENT}”", needed="Choose one",
                         choices=[(str(one), words) for one, words in HELPED_WORDS.items()])  # fmt: skip
    words = WordsField("Do you want to say more?", longest=1000, rows=4,
                       description="Someone whose job is safety reads it first.")  # fmt: skip


class CodeForm(OurForm):
    """The way in for a family that was given a code on paper."""

    code = LineField("Your code", needed="Write the code you were given", longest=40)


class LimitsForm(OurForm):
    """The limits of a pot's small sums from a day on."""

    pot = ChoiceField("Which pot pays?", needed="Choose a pot")
    at_once = PoundsField("The most that needs no manager", needed="Write the most that needs no manager")
    item = PoundsField("The most for one thing", needed="Write the most for one thing")
    family = PoundsField(
        "The most for one family in a year", needed="Write the most for one family in a year"
    )
    office = PoundsField(
        "The most for one office in a year", needed="Write the most for one office in a year"
    )
    starts_on = DayField("From which day?", needed="Write the first day")

    def offer(self, pots: Iterable[tuple[str, str]]) -> LimitsForm:
        """The pots there are."""
        self.pot.choices = list(pots)
        return self
