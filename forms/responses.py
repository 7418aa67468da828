"""An answer: we did, we will by, we could not because; and the same for a child."""

from __future__ import annotations

from forms.attachments import AttachmentFields
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.responses import INFLUENCE_WORDS, AnswerKind

FOR_CHILDREN = "Short sentences and everyday words, as you would say it to a ten-year-old."
OUTSIDE = "outside"


class AnswerForm(AttachmentFields, OurForm):
    """One answer, in two readings, and what the voices changed. A photo or a PDF can show that it is true."""

    kind = ChoiceField(
        "What is your answer?", needed="Choose what your answer is",
        choices=[
            (str(AnswerKind.WE_DID), "We did"), (str(AnswerKind.WE_WILL_BY), "We will, by a day"),
            (str(AnswerKind.WE_COULD_NOT), "We could not, because"),
        ],
    )  # fmt: skip
    evidence = LineField(
        "How can people see that it was done?",
        longest=300,
        description="A place, a date, a report or a web page. You can add a photo or a PDF below.",
    )
    by_when = DayField("By when?")
    words = WordsField(
        "Your answer", needed="Write your answer. “Noted” is not an answer.", longest=2000, rows=5,
        description="What was done, what will be done, or why it could not be done. It will be public.",
    )  # fmt: skip
    child_words = WordsField(
        "The same answer for the children who spoke", needed="Write the answer for the children too", longest=600,
        rows=4, description=FOR_CHILDREN,
    )  # fmt: skip
    influence = ChoiceField(
        "What did their words change?", needed="Say what their words changed",
        choices=[(str(key), words) for key, words in INFLUENCE_WORDS.items()],
    )  # fmt: skip


class PassForm(OurForm):
    """Not ours: who can act on it, and why."""

    to = ChoiceField("Who can act on it?", needed="Choose who can act on it")
    outside = LineField("Who is it?", longest=120, description="Such as “Alder Buses” or “the police”.")
    words = WordsField(
        "Why is it not yours, and what can they do?", needed="Say why it is not yours, and what they can do",
        longest=1000, rows=4, description="It will be public.",
    )  # fmt: skip
    child_words = WordsField(
        "The same for the children who spoke", needed="Write it for the children too", longest=600, rows=3,
        description=FOR_CHILDREN,
    )  # fmt: skip


class ReadingForm(OurForm):
    """A text to see how hard it is to read. Nothing of it is kept."""

    text = WordsField("The text", longest=5000)
