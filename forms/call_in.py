"""Key decisions: the council's rule, a member's call-in, and looking at it again."""

from __future__ import annotations

from commissioning.rules.call_in import ANSWER_NAMES
from forms.base import OurForm
from forms.counts import CountField
from forms.fields import ChoiceField, DayField, PoundsField, WordsField


class KeyRuleForm(OurForm):
    """What the council's constitution says of key decisions."""

    starts_on = DayField("From which day?", needed="Say from which day it holds")
    threshold = PoundsField("A decision is a key one from", needed="Write an amount", render_kw={"width": 10})
    notice_days = CountField("Clear working days of notice before it is made")
    call_in_days = CountField("Working days in which it can be called in")
    callers = CountField("How many members it takes to call one in")


class CallInForm(OurForm):
    """Why a decision should be looked at again."""

    reasons = WordsField(
        "Why should it be looked at again?", needed="Say why it should be looked at again", longest=2000,
        description="Everybody can read this beside the decision, with your name.",
    )  # fmt: skip


class AnswerForm(OurForm):
    """What came of looking at it again."""

    answer = ChoiceField(
        "What is decided now?", needed="Choose what is decided now",
        choices=[(str(answer), words) for answer, words in ANSWER_NAMES.items()],
    )  # fmt: skip
    reasons = WordsField(
        "Why?", needed="Say why", longest=4000, description="The answer to what the members said."
    )
