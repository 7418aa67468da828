"""The finer rules of a round, and its places for people without an account."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from commissioning.rules.ballot_kinds import KIND_NAMES, KIND_WORDS, KINDS, MOST_POINTS
from commissioning.rules.chambers import CHAMBER_WORDS, Chamber
from commissioning.rules.counting.values import Rule
from commissioning.rules.polling import MOST_PLACES, WAY_NAMES, WAY_WORDS, Way
from commissioning.rules.rounds import SMALLEST_ELECTORATE
from commissioning.rules.ways_of_counting import (
    FINISH_NAMES,
    FINISH_WORDS,
    FINISHES,
    MISFIT_NAMES,
    MISFIT_WORDS,
    MISFITS,
)
from forms.base import OurForm
from forms.checks import Needed
from forms.fields import NOT_OFFERED, ChoiceField, DayField, LineField, PoundsField

MOST_VOTES = 1_000_000
MOST_PAIRS = 3
YES = "yes"


class CountField(IntegerField):
    """A whole number in words' reach; nothing typed is 0 unless one is `needed`."""

    def __init__(
        self, label: str, *, least: int = 0, most: int, needed: str | None = None, **kw: Any
    ) -> None:
        self.words = f"Write a whole number from {least:,} to {most:,}"
        checks = [Needed(needed) if needed else Optional(), NumberRange(least, most, message=self.words)]
        super().__init__(label, checks, render_kw={"inputmode": "numeric", "width": 4}, **kw)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; raises ValueError in words."""
        typed = str(valuelist[0]).strip().replace(",", "") if valuelist else ""
        self.data = None
        if not typed:
            return
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
            raise ValueError(self.words)
        self.data = int(typed)


class PairField(SelectField):
    """One side of a pair, chosen from the round's projects or left open."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered; nothing chosen is no pair."""
        if self.data and not any(str(value) == str(self.data) for value, *_ in self.iter_choices()):
            raise ValidationError(NOT_OFFERED)


class RulesForm(OurForm):
    kind = ChoiceField(
        "How does a person vote?", needed="Choose how people vote",
        choices=[(str(kind), KIND_NAMES[kind], {"hint": KIND_WORDS[kind]}) for kind in KINDS],
    )  # fmt: skip
    points_each = CountField("How many points has each person?", most=MOST_POINTS)
    finish = ChoiceField(
        "What happens to money that is left?", needed="Choose what happens to money that is left",
        choices=[(str(one), FINISH_NAMES[one], {"hint": FINISH_WORDS[one]}) for one in FINISHES],
    )  # fmt: skip
    increment = PoundsField("How much is one step?", needed="Say how much one step is, like £1")
    misfit = ChoiceField(
        "What if the next project costs more than is left?", needed="Choose what happens then",
        choices=[(str(one), MISFIT_NAMES[one], {"hint": MISFIT_WORDS[one]}) for one in MISFITS],
    )  # fmt: skip
    threshold = CountField("The least votes or points a project needs", most=MOST_VOTES)
    quorum = CountField("The least votes for the result to stand", most=MOST_VOTES)
    smallest = CountField(
        "Show no numbers when fewer vote than",
        least=SMALLEST_ELECTORATE,
        most=1_000,
        needed="Write a number, like 10",
    )
    chambers = ChoiceField(
        "Are young advisors also counted by themselves?", needed="Choose one",
        choices=[
            ("no", "No, everyone together"),
            (YES, "Yes, young advisors, everyone else, and all together",
             {"hint": "All three results are shown. Everyone together is the one that counts; no vote weighs more."}),
        ],
    )  # fmt: skip
    decide_by = DayField("The decision is published by")
    pair_1 = PairField("One project")
    other_1 = PairField("or the other")
    pair_2 = PairField("One project")
    other_2 = PairField("or the other")
    pair_3 = PairField("One project")
    other_3 = PairField("or the other")

    def ask_only_about(self, rule: Rule) -> None:
        """Leave out the questions that another way of counting asks."""
        if rule is not Rule.EQUAL_SHARES:
            del self.finish, self.increment
        if rule is not Rule.GREEDY:
            del self.misfit

    @property
    def rows(self) -> list[tuple[PairField, PairField]]:
        """The two lists of each pair."""
        return [(self[f"pair_{n}"], self[f"other_{n}"]) for n in range(1, MOST_PAIRS + 1)]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs chosen; a row with one side left open is no pair, and `half` says so."""
        return tuple((one.data, other.data) for one, other in self.rows if one.data and other.data)

    @property
    def half(self) -> PairField | None:
        """The first list of a row of which only one side was chosen."""
        return next((one for one, other in self.rows if bool(one.data) != bool(other.data)), None)


class PlacesForm(OurForm):
    way = ChoiceField(
        "How will they vote?", needed="Choose how they will vote",
        choices=[(str(way), WAY_NAMES[way], {"hint": WAY_WORDS[way]}) for way in Way],
    )  # fmt: skip
    label = LineField("Which school or group is it for?", needed="Name the school or group", longest=80)
    places = CountField("How many people?", least=1, most=MOST_PLACES, needed="Say how many people")
    chamber = ChoiceField(
        "Where are their votes counted?", needed="Choose one",
        choices=[(str(Chamber.EVERYONE), CHAMBER_WORDS[Chamber.EVERYONE]),
                 (str(Chamber.YOUNG_ADVISORS), "With the young advisors")],
        default=str(Chamber.EVERYONE),
    )  # fmt: skip


class StopForm(OurForm):
    why = LineField("Why?", needed="Say why, for those who come with one of these", longest=200)
