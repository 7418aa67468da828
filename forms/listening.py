"""Setting up a listening, and typing the two words of a poster."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from participation.rules.listening import CHILDREN, PARENTS


class ListeningForm(OurForm):
    """A new listening."""

    title = LineField(
        "What is it about?", needed="Say what it is about", longest=80,
        description="A few words for the poster, such as “Millfield Park”.",
    )  # fmt: skip
    about = WordsField(
        "Why are you asking?", longest=400, rows=3,
        description="One or two sentences for the first page: what can change because of it.",
    )  # fmt: skip
    question = LineField(
        "The question", needed="Write the question", longest=150,
        description="Open, short and plain, such as “How is the park for you?”",
    )  # fmt: skip
    more_question = LineField(
        "A second question (optional)",
        longest=150,
        description="Such as “What one thing would make it better?”",
    )
    who = ChoicesField(
        "Who can answer?", needed="Choose who can answer",
        choices=[(CHILDREN, "Children and young people"), (PARENTS, "Parents and carers")],
    )  # fmt: skip
    area = ChoiceField("Where?", needed="Choose where")
    opens_on = DayField("First day", needed="Give the first day")
    closes_on = DayField("Last day", needed="Give the last day")


class FindForm(OurForm):
    """The two words on a poster."""

    code = LineField("The two words on the poster", needed="Type the two words on the poster", longest=60)
