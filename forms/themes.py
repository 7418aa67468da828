"""Themes: making one, putting what was said into it, sending it."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from participation.rules.telling import BY_HAND, WAY_WORDS
from participation.rules.theme_checks import VIEW_WORDS
from participation.rules.themes import FRAMEWORK_WORDS, SHIFT_WORDS, Shanarri

NONE = "none"


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
    framework = ChoiceField(
        "Which national outcome is it about? (optional)",
        choices=[(NONE, "None of them"), *((str(key), words) for key, words in FRAMEWORK_WORDS.items())],
        description="The four outcomes of the Children’s Social Care National Framework.",
    )  # fmt: skip
    shift = ChoiceField(
        "Which shift towards earlier help does it ask for? (optional)",
        choices=[(NONE, "None of them"), *((str(key), words) for key, words in SHIFT_WORDS.items())],
    )  # fmt: skip
    area = ChoiceField("Where?", needed="Choose where")


class SortForm(OurForm):
    """What was said, and the theme it goes into."""

    chosen = ChoicesField("What they said")
    theme = ChoiceField("Put what you ticked into", needed="Choose a theme")


class SendForm(OurForm):
    """The person who can act."""

    responder = ChoiceField("Who can act on this?", needed="Choose who can act on this")
    why_anyway = WordsField(
        "Why does it go as it is?", longest=600, rows=3,
        description="A young advisor said “not quite”. Tell them why. They will read this.",
    )  # fmt: skip


class DiffersForm(OurForm):
    """Whether one piece sees the matter another way."""

    differs = ChoiceField("Another way", needed="Say which", choices=[("yes", "Yes"), ("no", "No")])


class CheckForm(OurForm):
    """What a young advisor says of a theme."""

    view = ChoiceField(
        "Is this what children and young people mean?", needed="Choose one",
        choices=[(str(view), words) for view, words in VIEW_WORDS.items()],
    )  # fmt: skip
    reason = WordsField(
        "What is not quite right?", longest=600, rows=4,
        description="Leave out names. Somebody whose job is to keep people safe reads it first.",
    )  # fmt: skip


class TellForm(OurForm):
    """How children were told what was answered."""

    way = ChoiceField(
        "How were they told?", needed="Choose how they were told",
        choices=[(str(way), WAY_WORDS[way]) for way in BY_HAND],
    )  # fmt: skip
    to_whom = LineField(
        "Where, or which group?", needed="Say where, or which group", longest=120,
        description="Such as “Year 5 at Millfield Primary” or “the park noticeboard”. Name nobody.",
    )  # fmt: skip
    told_on = DayField("On which day?", description="Leave it empty if it was today.")
