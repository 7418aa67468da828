"""A pot's rules, sharing a sum by formula, the figures of an area, match, and where a fund comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from wtforms import HiddenField
from wtforms.fields import Field
from wtforms.validators import Optional
from wtforms.widgets import TextInput

from commissioning.rules.allocation import (
    FIGURE_HINTS,
    FIGURE_NAMES,
    FORMULA_NAMES,
    FORMULA_WORDS,
    FigureKind,
)
from commissioning.rules.match import HOURS_FORM, KIND_NAMES, MatchKind, hours_words, parse_hours
from commissioning.rules.pence import Pence
from commissioning.rules.pots_terms import APPLICANT_WORDS, CARRY_WORDS
from forms.base import OurForm
from forms.checks import Needed
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, PoundsField, WordsField
from participation.rules.refusals import Refusal

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}", re.ASCII)


class WholeField(Field):
    """A whole number, with or without commas; `data` is an int or None. What was typed is shown again."""

    widget = TextInput()
    data: int | None

    def __init__(self, label: str, *, needed: str | None = None, say: str, width: int = 5, **kw: Any) -> None:
        self.say = say
        checks = [Needed(needed) if needed else Optional()]
        super().__init__(label, checks, render_kw={"inputmode": "numeric", "width": width}, **kw)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; raises ValueError in words."""
        self.data = None
        typed = str(valuelist[0]).strip(" ") if valuelist else ""
        if typed and not _WHOLE.fullmatch(typed):
            raise ValueError(self.say)
        self.data = int(typed.replace(",", "")) if typed else None


class HoursField(Field):
    """Hours in quarters; `data` is whole minutes or None."""

    widget = TextInput()
    data: int | None

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, [Optional()], render_kw={"inputmode": "decimal", "width": 5}, **kw)

    def _value(self) -> str:
        return (
            str(self.raw_data[0]) if self.raw_data else hours_words(self.data).split()[0] if self.data else ""
        )

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the hours; raises ValueError in words."""
        self.data = None
        if valuelist and str(valuelist[0]).strip(" "):
            try:
                self.data = parse_hours(str(valuelist[0]))
            except Refusal as refusal:
                raise ValueError(refusal.reason) from None


_AGE = "Write an age as a whole number, like 8"
_PERCENT = "Write a whole number from 0 to 100, like 50"


class RulesForm(OurForm):
    """Everything a pot's rules are."""

    ages_from = WholeField("The youngest it is for", say=_AGE, width=3)
    ages_to = WholeField("The oldest it is for", say=_AGE, width=3)
    areas = ChoicesField(
        "Only for work in", description="Leave all empty when it is for anywhere the team looks after."
    )
    ring_fence = LineField("Anything else it is only for, in words", longest=200)
    least_award = PoundsField("The least one award may be", description="Leave empty for no least.")
    most_award = PoundsField("The most one award may be", description="Leave empty for no limit.")
    applicants = ChoiceField(
        "Who may apply?", needed="Choose who may apply",
        choices=[(str(who), words) for who, words in APPLICANT_WORDS.items()],
    )  # fmt: skip
    match_percent = WholeField(
        "How much of the money needs match, in percent?", say=_PERCENT, width=3,
        description="Match is volunteer hours, rooms or goods worth as much. Write 50 for half. Leave empty for none.",
    )  # fmt: skip
    hour = PoundsField(
        "What a volunteer’s hour counts for", description="Needed when hours are to count as match."
    )
    hour_source = LineField("Where that figure comes from, and of which year", longest=200)
    carry = ChoiceField(
        "What happens to money left at the year’s end?", needed="Choose what happens to money that is left",
        choices=[(str(rule), words) for rule, words in CARRY_WORDS.items()],
    )  # fmt: skip
    closes_on = DayField("The day it closes", description="Nothing can be promised from that day on.")
    pledged = PoundsField(
        "How much is pledged to it", description="Money somebody has said will come. Leave empty if none."
    )
    pledged_by = LineField("Who pledges it", longest=120)
    reason = WordsField("Why do the rules change?", longest=500, rows=3,
                        description="Needed once the pot is open. Kept with its history.")  # fmt: skip

    def offer(self, areas: Iterable[tuple[str, str]]) -> RulesForm:
        """Fill in the areas there are: (public id, name)."""
        self.areas.choices = list(areas)
        return self


class ShareForm(OurForm):
    """A sum and how it is to be shared, asked for with GET and applied with POST."""

    total = PoundsField("How much is there to share?", needed="Write how much is to be shared")
    formula = ChoiceField(
        "How is it shared?", needed="Choose how it is shared",
        choices=[(str(f), name, {"hint": FORMULA_WORDS[f]}) for f, name in FORMULA_NAMES.items()],
    )  # fmt: skip
    floor = PoundsField(
        "The least each area gets", description="Leave empty for no floor. An area under it is lifted to it."
    )
    seen = HiddenField()
    reason = WordsField(
        "Why is this money added?", needed="Say where the money is from and why", longest=500, rows=3
    )

    @property
    def sum(self) -> Pence:
        """The sum typed; nothing before it was."""
        return self.total.data or Pence(0)

    def asks_only(self) -> bool:
        """Whether the sum itself is whole and sound (the reason is asked for later)."""
        sound = [field.validate(self) for field in (self.total, self.formula, self.floor)]
        return all(sound)


class FiguresForm(OurForm):
    """What is counted about one area."""

    source = LineField("Where do these figures come from?", needed="Say where the figures come from", longest=200,
                       description="The name of the publication and its year.")  # fmt: skip
    as_of = DayField("The day they are of", needed="Say which day the figures are of")

    @property
    def day(self) -> date:
        """The day the figures are of, once the form was checked."""
        return cast("date", self.as_of.data)

    @property
    def values(self) -> dict[FigureKind, int]:
        """The figures that were typed."""
        typed = {kind: self[str(kind)].data for kind in FigureKind}
        return {kind: value for kind, value in typed.items() if value is not None}


for _kind in FigureKind:
    setattr(FiguresForm, str(_kind), WholeField(
        FIGURE_NAMES[_kind][0].upper() + FIGURE_NAMES[_kind][1:], say="Write a whole number, like 9412", width=10,
        description=FIGURE_HINTS[_kind],
    ))  # fmt: skip


class MatchForm(OurForm):
    """What a project brings beside the money."""

    proposal = ChoiceField("Which project brings it?", needed="Choose the project")
    kind = ChoiceField(
        "What is it?",
        needed="Choose what it is",
        choices=[(str(kind), name) for kind, name in KIND_NAMES.items()],
    )
    what = LineField("In a few words", needed="Say what it is in a few words", longest=120,
                     description="Like “painting the hall”. Name no child and no family.")  # fmt: skip
    hours = HoursField("How many hours, for volunteer hours", description=HOURS_FORM)
    value = PoundsField("What it is worth, for a room or goods")

    def offer(self, projects: Sequence[tuple[str, str]]) -> MatchForm:
        """Fill in the projects there are: (public id, title)."""
        self.proposal.choices = list(projects)
        return self

    @property
    def is_hours(self) -> bool:
        """Whether hours are what is brought."""
        return bool(self.kind.data == str(MatchKind.HOURS))


class MatchCameForm(OurForm):
    """Evidence that match came."""

    hours = HoursField("How many hours came", description=HOURS_FORM)
    value = PoundsField("What came, in pounds")
    came_on = DayField("The day it came (the last day, for several)", needed="Say which day it came")
    evidence = LineField("What shows it?", needed="Say what shows it", longest=200,
                         description="Like “the signed sheets, kept at the office”. Name no child.")  # fmt: skip

    def ask_of(self, kind: MatchKind) -> MatchCameForm:
        """Ask hours of hours and pounds of the rest."""
        del self["value" if kind is MatchKind.HOURS else "hours"]
        return self

    @property
    def minutes(self) -> int | None:
        """How long, in minutes, when hours were asked."""
        return self.hours.data if "hours" in self else None

    @property
    def worth(self) -> Pence | None:
        """How much, when pounds were asked."""
        return self.value.data if "value" in self else None

    @property
    def day(self) -> date:
        """The day it came, once the form was checked."""
        return cast("date", self.came_on.data)


class TakeBackForm(OurForm):
    """Match written down wrongly."""

    reason = WordsField("Why is it taken back?", needed="Say why it is taken back", longest=500, rows=3)


class FundForm(OurForm):
    """Where a fund's money comes from."""

    source = WordsField("Who gives this money, and on what terms?", needed="Say who gives it", longest=500, rows=3,
                        description="Residents read this beside every pot of the fund.")  # fmt: skip
    about = WordsField("What is the fund for?", longest=500, rows=3)
