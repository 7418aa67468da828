"""Forums: setting one up, its agenda and notes, who was there, and calling a day off."""

from __future__ import annotations

from wtforms import BooleanField

from forms.base import OurForm
from forms.counts import CountField
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, TimeField, WordsField
from participation.rules.forums import RHYTHM_NAMES

NO_NAMES = "Please do not name a child or tell anyone’s private story."


class ForumForm(OurForm):
    name = LineField("What is it called?", needed="Give it a name", longest=80)
    rhythm = ChoiceField(
        "How often does it meet?", needed="Choose how often",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in RHYTHM_NAMES.items()],
    )  # fmt: skip
    first_on = DayField("When is the first?", needed="Write the first day")
    at = TimeField("At what time?", needed="Write a time, like 17:00")
    minutes = CountField("How many minutes?", needed="Write how long it lasts in minutes")
    place = LineField("Where?", needed="Say where", longest=120)
    in_term = BooleanField("Only in school terms")


class ForumWordsForm(OurForm):
    kind = ChoiceField(
        "What is it?", needed="Choose which it is",
        choices=[("agenda", "Something to talk about"), ("note", "A note of what was said")],
    )  # fmt: skip
    words = WordsField("The words", needed="Write the words", longest=2000, rows=5, description=NO_NAMES)

    def offering(self, kinds: tuple[bool, ...]) -> ForumWordsForm:
        """The same form, offering only what can be written about that day (False: agenda, True: note)."""
        self.kind.choices = [one for one in self.kind.choices if (one.value == "note") in kinds]
        if len(kinds) == 1 and not self.kind.data:
            self.kind.data = self.kind.choices[0].value
        return self


class ThereForm(OurForm):
    there = ChoicesField("Who was there?", description="Only the panel sees this.")


class OffForm(OurForm):
    why = LineField("Why does it not meet that day?", needed="Say why", longest=200)
