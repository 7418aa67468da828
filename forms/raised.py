"""Raising something with a leader, the leader's answer, and talk on a panel."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.responses import ANSWER_WORDS, AnswerKind

NO_NAMES = "Please do not name a child or tell anyone’s private story."


class RaiseForm(OurForm):
    to = ChoiceField("Who should answer?", needed="Choose who should answer")
    words = WordsField(
        "What do you want to raise?", needed="Write what you want to raise", longest=1500, rows=6,
        description=f"What is wrong, or what should change, and who it is for. {NO_NAMES}",
    )  # fmt: skip


class ReplyForm(OurForm):
    kind = ChoiceField(
        "What is your answer?", needed="Choose what your answer is",
        choices=[(str(kind), words) for kind, words in ANSWER_WORDS.items() if kind is not AnswerKind.NOT_OURS],
    )  # fmt: skip
    words = WordsField(
        "Your answer", needed="Write your answer. “Noted” is not an answer.", longest=1500, rows=5,
        description="To the young advisors, in short plain sentences.",
    )  # fmt: skip
    evidence = LineField(
        "If it is done, how can they see it?", longest=300, description="A place, a date or a page."
    )
    by_when = DayField("If you will do it, by when?")

    def refuse(self, reason: str, field: str | None = None) -> None:
        """The answer is one text here, for the young advisors themselves."""
        super().refuse(reason, "words" if field == "child_words" else field)


class TalkForm(OurForm):
    words = WordsField(
        "Say something to the panel", needed="Write what you want to say", longest=800, rows=3,
        description=f"Everybody on the panel reads it, and it is kept. {NO_NAMES}",
    )  # fmt: skip
