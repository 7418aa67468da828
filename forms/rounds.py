"""Setting up a round, and the two buttons that act on one."""

from __future__ import annotations

from datetime import datetime

from wtforms import IntegerField
from wtforms.validators import NumberRange

from commissioning.rules.rounds import ELECTORATE_WORDS, FLOORS, floor_words
from commissioning.rules.ways_of_counting import NAMES, RULES, WORDS
from forms.base import OurForm
from forms.checks import Needed
from forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    LineField,
    PoundsField,
    TimeField,
    WordsField,
    london_moment,
)

MOST_PICKS = 50
_WHOLE = f"Write a whole number from 1 to {MOST_PICKS}"


class PicksField(IntegerField):
    """A small whole number."""

    def __init__(self, label: str, *, needed: str, **kw: object) -> None:
        checks = [Needed(needed), NumberRange(1, MOST_PICKS, message=_WHOLE)]
        super().__init__(label, checks, render_kw={"inputmode": "numeric", "width": 2}, **kw)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; raises ValueError in words."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            self.data = None
        elif typed.isascii() and typed.isdigit() and len(typed) <= 4:
            self.data = int(typed)
        else:
            self.data = None
            raise ValueError(_WHOLE)


class RoundForm(OurForm):
    title = LineField("What is this round called?", needed="Give the round a name", longest=80)
    about = WordsField("What should voters know before they start?", longest=1000, rows=3)
    pot = ChoiceField("Which pot is the money in?", needed="Choose a pot")
    amount = PoundsField(
        "How much does this round decide on?", needed="Say how much money this round decides on"
    )
    proposals = ChoicesField("Which proposals are voted on?", needed="Choose at least two proposals")
    opens_on = DayField("The day voting opens", needed="Say when voting opens")
    opens_time = TimeField("The time it opens", needed="Say what time voting opens")
    closes_on = DayField("The day voting closes", needed="Say when voting closes")
    closes_time = TimeField("The time it closes", needed="Say what time voting closes")
    electorate = ChoiceField(
        "Who may vote?", needed="Say who may vote", choices=[(str(e), w) for e, w in ELECTORATE_WORDS.items()]
    )
    youngest = ChoiceField(
        "From what age?", needed="Say from what age", choices=[(str(f), floor_words(f)) for f in FLOORS]
    )
    least_picks = PicksField("The fewest projects one person chooses", needed="Say the fewest")
    most_picks = PicksField("The most projects one person chooses", needed="Say the most")
    rule = ChoiceField(
        "How are the winners found?", needed="Choose how the votes are counted",
        choices=[(str(rule), NAMES[rule], {"hint": WORDS[rule]}) for rule in RULES],
    )  # fmt: skip

    @property
    def opens_at(self) -> datetime:
        """When voting opens (aware)."""
        return _moment(self.opens_on, self.opens_time)

    @property
    def closes_at(self) -> datetime:
        """When voting closes (aware)."""
        return _moment(self.closes_on, self.closes_time)


class OpenForm(OurForm):
    """One button: open for voting."""


class CountForm(OurForm):
    """One button: count now."""


def _moment(day: DayField, at: TimeField) -> datetime:
    if not day.data or not at.time:
        raise ValueError("ask for the moment only once the form has been checked")
    return london_moment(day.data, at.time)
