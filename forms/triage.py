"""The safeguarding desk: a decision, shutting somebody out, what came of it, and who is away."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SelectField

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, Offered, WordsField
from participation.rules.desk import FOLLOW_UP_WORDS
from participation.rules.gate import (
    MAY_BE_CHANGED,
    NOT_ON_OUR_PART,
    OUTCOME_WORDS,
    Decision,
    Letting,
    Outcome,
    WordsKind,
)

ONLY_TAKE_OUT = (
    "Only take words out. A mark […] is put where they stood. You may write [name] or [place] there yourself."
)
CUT = ("words", "more", "translation")  # the texts words can be taken out of, by the name of their field
SOMEBODY_ELSE = (NOT_ON_OUR_PART, "Somebody who does not use Our Part")


class PersonField(Offered, SelectField):
    """One person out of a long list."""


class MarksField(ChoicesField):
    """What is marked in the words. Which that is, is known only where they are opened, so the rule checks it."""

    def pre_validate(self, form: Any) -> None:
        """Anything may be sent: only what the words hold counts."""


class DecisionForm(OurForm):
    """What was decided, why, and what becomes of the words."""

    after = HiddenField(default="0")
    outcome = ChoiceField(
        "What did you decide?", needed="Choose what you decided",
        choices=[(str(o), words, {"hint": hint}) for o, (words, hint) in OUTCOME_WORDS.items() if o in Outcome],
    )  # fmt: skip
    about = PersonField(
        "Whom is it about?", validate_choice=False,
        description="They will not be able to see it, now or later.",
    )  # fmt: skip
    harmed = WordsField("What is done for the child it was done to?", longest=2000, rows=3)
    other = WordsField("What is done for the child who did it?", longest=2000, rows=3)
    reference = LineField(
        "Reference you were given", longest=80,
        description="Needed for an emergency, a referral or the LADO.",
    )  # fmt: skip
    rationale = WordsField(
        "Why?", needed="Write why you decided this", longest=4000, rows=4,
        description="Kept sealed. Only people on this desk can read it.",
    )  # fmt: skip
    stays = MarksField(
        "What is marked in the words: what stays in?",
        description="Each may show who somebody is. If the words go out: tick what stays in, take out the rest.",
    )  # fmt: skip
    letting = ChoiceField("What becomes of the words?", needed="Choose what becomes of the words")
    words = WordsField("The words to release instead", longest=10_000, rows=6, description=ONLY_TAKE_OUT)
    more = WordsField(
        "The second answer to release instead", longest=10_000, rows=4, description=ONLY_TAKE_OUT
    )
    translation = WordsField(
        "The translation to release instead", longest=10_000, rows=4, description=ONLY_TAKE_OUT
    )


class TakeOutForm(OurForm):
    """Words to take out of what people can read already, and why."""

    after = HiddenField(default="0")
    words = WordsField(
        "The words as people shall read them now", longest=10_000, rows=6, description=ONLY_TAKE_OUT
    )
    more = WordsField(
        "The second answer as people shall read it now", longest=10_000, rows=4, description=ONLY_TAKE_OUT
    )
    translation = WordsField(
        "The translation as people shall read it now", longest=10_000, rows=4, description=ONLY_TAKE_OUT
    )
    why = WordsField(
        "Why do you take them out?", needed="Write why you take them out", longest=4000, rows=3,
        description="Kept sealed. Only people on this desk can read it.",
    )  # fmt: skip


LETTINGS = {
    Letting.RELEASE: ("Release them as they are", "They can be put in a theme and answered."),
    Letting.RELEASE_CHANGED: (
        "Release them with words taken out",
        "Take out names, schools and what would show who it is. The original stays here.",
    ),
    Letting.KEEP: ("Keep them here", "Nobody outside this desk will see them. You can release them later."),
}  # fmt: skip
# An idea that is kept goes back to be changed, and letting it through later does not send it in again.
OF_AN_IDEA = {
    Letting.RELEASE: "Others can read the idea as it is, and it goes on.",
    Letting.KEEP: (
        "Nobody outside this desk will see them. Whoever wrote the idea is told that it was not passed on as it is, "
        "and can change it and send it again. Releasing it later does not do that for them."
    ),
}


def lettings_for(kind: WordsKind) -> list[tuple[str, str, dict[str, str]]]:
    """What can be done with words of this kind, and what comes of each."""
    hints = OF_AN_IDEA if kind is WordsKind.PROPOSAL else {}
    return [
        (str(letting), words, {"hint": hints.get(letting, hint)})
        for letting, (words, hint) in LETTINGS.items()
        if kind in MAY_BE_CHANGED or letting is not Letting.RELEASE_CHANGED
    ]


class ShutOutForm(OurForm):
    """Somebody on the desk whom the words are about."""

    who = ChoiceField("Whom is it about?", needed="Choose whom it is about")


class FollowUpForm(OurForm):
    """What came of something that was passed on, and when."""

    kind = ChoiceField(
        "What has happened?", needed="Choose what has happened",
        choices=[(str(kind), words, {"hint": hint}) for kind, (words, hint) in FOLLOW_UP_WORDS.items()],
    )  # fmt: skip
    happened_on = DayField("On which day?", needed="Write the day it happened")


class AwayForm(OurForm):
    """Who at the desk is away, from when, and when they are back."""

    who = ChoiceField("Who is away?", needed="Choose who is away")
    first = DayField("First day away", needed="Write the first day they are away")
    back = DayField("Back on", needed="Write the day they are back")


class GlassForm(OurForm):
    """An administrator asks to read one item."""

    number = LineField(
        "The item’s number", needed="Write the item’s number", longest=20,
        description="12 letters and figures. What is late stands below with its number.",
    )  # fmt: skip
    reason = WordsField(
        "Why must you read it, and why can nobody at the desk?", needed="Write why", longest=2000, rows=5,
        description="Kept sealed. The safeguarding lead and the auditor can read it.",
    )  # fmt: skip


def texts_as_cut(form: DecisionForm | TakeOutForm) -> dict[str, str]:
    """The texts as they were cut, of those that the page asked for."""
    return {name: form[name].data for name in CUT if form[name].data is not None}


def decision_in(form: DecisionForm) -> Decision:
    """What the form says was decided."""
    return Decision(
        outcome=Outcome(form.outcome.data), rationale=form.rationale.data, reference=form.reference.data or "",
        letting=Letting(form.letting.data), changed=texts_as_cut(form),
        about=form.about.data or "", harmed=form.harmed.data or "", other=form.other.data or "",
        stays=frozenset(form.stays.data or ()),
    )  # fmt: skip
