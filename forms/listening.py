"""Setting up a listening, and typing the two words of a poster."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from participation.rules.feedback import CHILD_BANDS
from participation.rules.listening import CHILDREN, PARENTS
from participation.rules.people import AgeBand
from participation.rules.ways import USUAL, WAY_WORDS, Way


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
    group = LineField(
        "Which group? (optional)", longest=80,
        description="For you and the poster, such as “Year 5 at Quay School”. No names of children.",
    )  # fmt: skip
    area = ChoiceField("Where?", needed="Choose where")
    age_bands = ChoicesField(
        "Which ages?", choices=[(str(band), words) for band, words in CHILD_BANDS.items() if band in AgeBand],
        description="Leave all empty for every age.",
    )  # fmt: skip
    ways = ChoicesField(
        "Which ways to say it?",
        choices=[(str(way), words, {"hint": hint}) for way, (words, hint) in WAY_WORDS.items() if way in Way],
        description="Two or three are enough: each of the first four is a screen. None ticked: faces and typing.",
        default=[str(way) for way in USUAL],
    )  # fmt: skip
    statements = WordsField(
        "I-statements, one on each line", longest=800, rows=4,
        description="Six at most, short, such as “I have somebody to talk to”. Only if you offer statements.",
    )  # fmt: skip
    pairs = ChoicesField(
        "I-statements of the council’s own pairs",
        description="They come first, and what is answered is shown beside what the council says it does.",
    )
    opens_on = DayField("First day", needed="Give the first day")
    closes_on = DayField("Last day", needed="Give the last day")


class FindForm(OurForm):
    """The two words on a poster."""

    code = LineField("The two words on the poster", needed="Type the two words on the poster", longest=60)
