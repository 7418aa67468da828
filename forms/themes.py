"""Themes: making one, putting what was said into it, sending it."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, LineField, WordsField
from participation.rules.themes import Shanarri


class ThemeForm(OurForm):
    """A new theme."""

    title = LineField(
        "What do they say, in a few words?", needed="Give the theme a title", longest=120,
        description="It will be public with its answer. Name nobody.",
    )  # fmt: skip
    note = WordsField(
        "A note for whoever answers (optional)", longest=1000, rows=3,
        description="What you noticed. Keep what children said in their own words, below.",
    )  # fmt: skip
    part = ChoiceField(
        "Which part of a good childhood is it most about?", needed="Choose one part",
        choices=[(str(part), str(part).capitalize()) for part in Shanarri],
    )  # fmt: skip
    area = ChoiceField("Where?", needed="Choose where")


class SortForm(OurForm):
    """What was said, and the theme it goes into."""

    chosen = ChoicesField("What they said")
    theme = ChoiceField("Put what you ticked into", needed="Choose a theme")


class SendForm(OurForm):
    """The person who can act."""

    responder = ChoiceField("Who can act on this?", needed="Choose who can act on this")
