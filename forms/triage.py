"""The safeguarding desk: a decision, and shutting out somebody whom an item is about."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from participation.rules.gate import OUTCOME_WORDS, Letting, Outcome


class DecisionForm(OurForm):
    """What was decided, why, and what becomes of the words."""

    after = HiddenField(default="0")
    outcome = ChoiceField(
        "What did you decide?", needed="Choose what you decided",
        choices=[(str(o), words, {"hint": hint}) for o, (words, hint) in OUTCOME_WORDS.items() if o in Outcome],
    )  # fmt: skip
    reference = LineField(
        "Referral or incident reference", longest=80, description="Needed for an emergency or a referral."
    )
    rationale = WordsField(
        "Why?", needed="Write why you decided this", longest=4000, rows=4,
        description="Kept sealed. Only people on this desk can read it.",
    )  # fmt: skip
    letting = ChoiceField("What becomes of the words?", needed="Choose what becomes of the words")
    words = WordsField("The words to release instead", longest=10_000, rows=5)
    more = WordsField("The second answer to release instead", longest=10_000, rows=3)


LETTINGS = {
    Letting.RELEASE: ("Release them as they are", "They can be put in a theme and answered."),
    Letting.RELEASE_CHANGED: (
        "Release them with changes", "Take out names, schools and what would show who it is. The original stays here.",
    ),
    Letting.KEEP: ("Keep them here", "Nobody outside this desk will see them. You can release them later."),
}  # fmt: skip


class ShutOutForm(OurForm):
    """Somebody on the desk whom the words are about."""

    who = ChoiceField("Whom is it about?", needed="Choose whom it is about")
