"""Key decisions: the council's rule, a member's call-in, and looking at it again."""

from __future__ import annotations

from collections.abc import Sequence

from commissioning.rules.call_in import ANSWER_NAMES, Answer, NewTerms
from commissioning.rules.pence import Pence
from forms.area_amounts import AreaAmounts
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


class AnswerForm(AreaAmounts):
    """What came of looking at it again (made by `answer_form`)."""

    answer = ChoiceField(
        "What is decided now?", needed="Choose what is decided now",
        choices=[(str(answer), words) for answer, words in ANSWER_NAMES.items()],
    )  # fmt: skip
    conditions = WordsField(
        "The conditions now", longest=1500, rows=3, description="Leave empty when there are none."
    )
    reasons = WordsField(
        "Why?", needed="Say why", longest=4000, description="The answer to what the members said."
    )

    @property
    def terms(self) -> NewTerms:
        """What was typed, once the form is valid."""
        return NewTerms(self.shares, self.conditions.data or "")

    def refuse(self, reason: str, field: str | None = None) -> None:
        """A refusal about the amount stands beside the first of them, if money is asked at all."""
        if field == "amount":
            field = "area_0" if self.area_ids else "answer"
        super().refuse(reason, field)


def answer_form(shares: Sequence[tuple[int | None, str, Pence]], conditions: str) -> AnswerForm:
    """The form for an award with these shares (area id, name, pence), filled with what was decided."""
    fields = {
        f"area_{at}": PoundsField(
            f"From {name}, now", description=f"It was {pence}.", render_kw={"width": 10}
        )
        for at, (_, name, pence) in enumerate(shares)
    }
    data: dict[str, object] = {f"area_{at}": pence for at, (_, _, pence) in enumerate(shares)}
    form: AnswerForm = type("AnswerForm", (AnswerForm,), fields)(data={**data, "conditions": conditions})
    form.area_ids = [area_id for area_id, _, _ in shares]
    if not shares:  # nothing was awarded, so there is nothing to lower
        form.answer.choices = [
            (str(one), words) for one, words in ANSWER_NAMES.items() if one is not Answer.NEW_TERMS
        ]
    return form
