"""Young researchers: training noted, a question, setting up its listening, what was found, and the idea made of it."""

from __future__ import annotations

from wtforms import StringField

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from participation.rules.feedback import CHILD_BANDS
from participation.rules.people import AgeBand


class TrainingForm(OurForm):
    """The day somebody was trained."""

    trained_on = DayField(
        "Trained to ask other young people, on", needed="Give the day",
        description="What it covered: safety first, open questions, no pressure, and what happens to words.",
    )  # fmt: skip


class QuestionForm(OurForm):
    """A question of one's own."""

    question = LineField(
        "Your question", needed="Write your question", longest=150,
        description="Open and short, such as “How is the bus for you?”",
    )  # fmt: skip
    why = WordsField(
        "Why do you want to know?", needed="Say why you want to know", longest=600, rows=3,
        description="What could change because of the answers?",
    )  # fmt: skip


class SetUpForm(OurForm):
    """The listening for it; or why it cannot be asked like this."""

    title = LineField("What is it about?", longest=80, description="A few words for the poster.")
    group = LineField("Which group? (optional)", longest=80)
    age_bands = ChoicesField(
        "Which ages?", choices=[(str(band), words) for band, words in CHILD_BANDS.items() if band in AgeBand],
        description="Leave all empty for every age.",
    )  # fmt: skip
    opens_on = DayField("First day")
    closes_on = DayField("Last day")
    not_yet = WordsField(
        "Why can it not be asked like this?", longest=600, rows=3,
        description="They read this. Say what would make it work.",
    )  # fmt: skip


class FindingForm(OurForm):
    """What was found."""

    words = WordsField(
        "What did you find?", needed="Write what you found", longest=2000, rows=6,
        description="In your own words: what many said, and what some saw another way. Name nobody.",
    )  # fmt: skip


class IdeaForm(OurForm):
    """Which finding, and for which team."""

    finding = StringField("Finding")  # its id, in the page; another's, or none, is not found
    team = ChoiceField("Which team is it for?", needed="Choose a team")
