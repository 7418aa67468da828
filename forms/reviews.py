"""The officer's check of a proposal."""

from __future__ import annotations

from commissioning.rules.reviews import ALWAYS, CHECK_WORDS, Answer, Check, Notes, Outcome
from forms.fields import ChoiceField, WordsField
from forms.seen import SeenForm

_ANSWERS = [(Answer.YES, "Yes"), (Answer.NO, "No"), (Answer.DOES_NOT_APPLY, "Does not apply")]
LONGEST_NOTE = 1500


def _check(check: Check) -> ChoiceField:
    return ChoiceField(CHECK_WORDS[check], choices=_ANSWERS[:2] if check in ALWAYS else _ANSWERS)


class ReviewForm(SeenForm):
    in_area = _check(Check.IN_AREA)
    not_for_profit = _check(Check.NOT_FOR_PROFIT)
    not_already_happened = _check(Check.NOT_ALREADY_HAPPENED)
    group_or_sponsor = _check(Check.GROUP_OR_SPONSOR)
    costs_make_sense = _check(Check.COSTS_MAKE_SENSE)
    safeguarding = _check(Check.SAFEGUARDING)

    feasibility = WordsField("Can it be done?", longest=LONGEST_NOTE, rows=3)
    cost = WordsField("Is the cost right?", longest=LONGEST_NOTE, rows=3)
    risk = WordsField("What could go wrong, and what would help?", longest=LONGEST_NOTE, rows=3)
    equality = WordsField(
        "Who gains or loses out?", longest=LONGEST_NOTE, rows=3,
        description="By age, disability, race, religion, sex and the other protected characteristics, "
        "and for care-experienced people. Needed to pass or refuse.",
    )  # fmt: skip
    outcome = ChoiceField(
        "What do you decide?", needed="Choose what you decide",
        choices=[
            (Outcome.PASS, "Pass it", {"hint": "It joins the list that waits for a vote."}),
            (Outcome.RETURN, "Return it to be changed", {"hint": "The proposer can change it and send it in again."}),
            (Outcome.REFUSE, "Refuse it", {"hint": "It stops here. Only when it cannot be put right."}),
        ],
    )  # fmt: skip
    reason = WordsField(
        "What should the proposer know?", longest=LONGEST_NOTE, rows=4,
        description="They will read this. Say what to change, or why it cannot go on. Needed to return or refuse.",
    )  # fmt: skip

    @property
    def answers(self) -> dict[Check, Answer | None]:
        """The checklist as it was answered."""
        chosen = {check: self[check].data for check in Check}
        return {check: Answer(word) if word else None for check, word in chosen.items()}

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What was ticked, as (what was asked, the answer) in words."""
        outcomes = {str(one.value): str(one.label) for one in self.outcome.choices}
        words = {str(value): label for value, label in _ANSWERS} | outcomes
        asked = [*(self[check] for check in Check), self.outcome]
        return [(str(one.label.text), words[one.data]) for one in asked if one.data in words]

    @property
    def notes(self) -> Notes:
        """Everything written."""
        return Notes(
            feasibility=self.feasibility.data or "", cost=self.cost.data or "", risk=self.risk.data or "",
            equality=self.equality.data or "", reason=self.reason.data or "",
        )  # fmt: skip
