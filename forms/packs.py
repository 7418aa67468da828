"""Packs for young advisors: writing one, asking about it, answering, speaking together, and reading the answer."""

from __future__ import annotations

from collections.abc import Sequence

from commissioning.rules.advice import SENSE_NAMES, VIEW_NAMES, View
from forms import before_deciding
from forms.base import OurForm
from forms.co_design import NO_NAMES
from forms.fields import ChoiceField, ChoicesField, WordsField


class PackForm(OurForm):
    asked = WordsField(
        "What is asked", needed="Say what is asked", longest=2000, rows=6,
        description="As you would tell a 12-year-old: short sentences, no council words. It can be read aloud to them.",
    )  # fmt: skip
    money = WordsField(
        "The money", needed="Say what it costs and where the money comes from", longest=1000, rows=4
    )
    heard = ChoicesField(
        "What children and families said",
        description="Only words that have been let through, from the same areas. Six at most.",
    )
    careful = before_deciding.careful()
    reply_on = before_deciding.reply_on()
    why_sooner = before_deciding.why_sooner()

    def offer(self, heard: Sequence[tuple[str, str]]) -> PackForm:
        """Offer these words of children."""
        self.heard.choices = heard
        return self


class QuestionForm(OurForm):
    words = WordsField(
        "What do you want to know?", needed="Write your question", longest=500, rows=3,
        description=f"The officer answers it here, for all of you. {NO_NAMES}",
    )  # fmt: skip


class AnswerQuestionForm(OurForm):
    words = WordsField("Your answer", needed="Write your answer", longest=1500, rows=4,
                       description="Plain words. Every young advisor who was asked reads it.")  # fmt: skip


class TogetherForm(OurForm):
    view = ChoiceField(
        "What does the panel say together?", needed="Choose what the panel says together",
        choices=[(str(one), name) for one, (name, _) in VIEW_NAMES.items() if one is not View.SKIP],
    )  # fmt: skip
    reasons = WordsField("Why?", needed="Say why", longest=2000, rows=5,
                         description=f"Also where you did not agree. {NO_NAMES}")  # fmt: skip


class SenseForm(OurForm):
    sense = ChoiceField(
        "Does this answer make sense to you?", needed="Choose one",
        choices=[(str(one), name) for one, name in SENSE_NAMES.items()],
        description="If not, the person who decided is asked to say it again. Nobody is told that it was you.",
    )  # fmt: skip


class SayAgainForm(OurForm):
    words = WordsField("Your answer, said again", needed="Write your answer", longest=1500, rows=5,
                       description="Shorter sentences, everyday words. Your first answer stays.")  # fmt: skip
