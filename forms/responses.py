"""An answer: we did, we will by, we could not because; and the same for a child."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.responses import AnswerKind


class AnswerForm(OurForm):
    """One answer, in two readings."""

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
        description="A place, a date, a report or a web page.",
    )
    by_when = DayField("By when?")
    words = WordsField(
        "Your answer", needed="Write your answer. “Noted” is not an answer.", longest=2000, rows=5,
        description="What was done, what will be done, or why it could not be done. It will be public.",
    )  # fmt: skip
    child_words = WordsField(
        "The same answer for the children who spoke", needed="Write the answer for the children too", longest=600,
        rows=4, description="Short sentences and everyday words, as you would say it to a ten-year-old.",
    )  # fmt: skip
