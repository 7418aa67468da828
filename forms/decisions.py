"""Deciding on a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commissioning.rules.advice import FOLLOWED_NAMES
from commissioning.rules.decisions import OUTCOME_NAMES
from commissioning.rules.minutes import Amendment, Minutes, Tally, names_in
from commissioning.rules.pence import Pence
from forms.area_amounts import AreaAmounts
from forms.base import OurForm
from forms.counts import CountField
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, PoundsField, WordsField
from participation.rules.refusals import Refusal

CONDITIONS_NEEDED = "Leave empty when there are none."


class MinutesPart(OurForm):
    """How a meeting decided, when one did. Nothing typed means nobody met about it."""

    met_on = DayField("When was the meeting?")
    minute = LineField("Number of the minute", longest=40, description="Like 31/26, so that it can be found.")
    present = CountField("How many members were there?", needed=None)
    votes_for = CountField("For", needed=None)
    against = CountField("Against", needed=None)
    abstained = CountField("Abstained", needed=None)
    amendment = PoundsField("An amendment would make it", render_kw={"width": 10})
    amendment_for = CountField("For the amendment", needed=None)
    amendment_against = CountField("Against the amendment", needed=None)
    amendment_abstained = CountField("Abstained on it", needed=None)
    dissented = WordsField(
        "Who asked for their dissent to be minuted?", longest=500, rows=2, description="One name a line."
    )
    abstained_names = WordsField(
        "Who is named as abstaining?", longest=500, rows=2, description="One name a line."
    )
    no_part = WordsField(
        "Who took no part, because of an interest?", longest=500, rows=2, description="One name a line."
    )

    def minutes(self, body_name: str) -> Minutes | None:
        """What was typed, once the form is valid; None when there is no meeting in it."""
        if self.met_on.data is None and not self._says_anything():
            return None
        if self.met_on.data is None:
            raise Refusal("Write the day of the meeting", field="met_on")
        change = None
        if self.amendment.data:
            votes = (
                self.amendment_for.number,
                self.amendment_against.number,
                self.amendment_abstained.number,
            )
            words = f"That {self.amendment.data} be awarded"
            change = Amendment(self.amendment.data, words, Tally(*votes))
        return Minutes(
            body_name=body_name, met_on=self.met_on.data, minute=self.minute.data or "", present=self.present.number,
            tally=Tally(self.votes_for.number, self.against.number, self.abstained.number), amendment=change,
            dissented=names_in(self.dissented.data or ""), abstained=names_in(self.abstained_names.data or ""),
            no_part=names_in(self.no_part.data or ""),
        )  # fmt: skip

    def _says_anything(self) -> bool:
        """Whether anything of a meeting was typed: the register can never be added to, so nothing of it is dropped."""
        typed = (
            self.minute, self.present, self.votes_for, self.against, self.abstained, self.amendment,
            self.amendment_for, self.amendment_against, self.amendment_abstained, self.dissented,
            self.abstained_names, self.no_part,
        )  # fmt: skip
        return any(one.data not in {None, ""} for one in typed)


class DeferForm(OurForm):
    """Putting a decision off to the next meeting."""

    defer_reasons = WordsField(
        "Why does a meeting have to decide?", needed="Say why", longest=1500, rows=3,
        description="It is published, and the meeting will read it.",
    )  # fmt: skip

    def refuse(self, reason: str, field: str | None = None) -> None:
        """The reason has another name here, where two forms stand on one page."""
        super().refuse(reason, "defer_reasons" if field == "reasons" else field)


class DecideForm(AreaAmounts, MinutesPart):
    """The decision record: outcome, money by area, reasons, alternatives, conditions (made by `decide_form`)."""

    outcome = ChoiceField(
        "What do you decide?", needed="Choose what you decide",
        choices=[(str(outcome), name) for outcome, name in OUTCOME_NAMES.items()],
    )  # fmt: skip
    conditions = WordsField("Are there conditions?", longest=1500, rows=3, description=CONDITIONS_NEEDED)
    reasons = WordsField(
        "Your reasons", needed="Give your reasons", longest=3000, rows=5,
        description="Published in the register. The people who asked and the people who voted will read them. "
        "Put the main reason in a short first sentence: it is the one children read.",
    )  # fmt: skip
    alternatives = WordsField(
        "What else did you think about?", needed="Say what else you thought about", longest=1500, rows=3,
        description="Other amounts, other ways to do it, or doing nothing, and why not those. Published too.",
    )  # fmt: skip
    followed = ChoiceField(
        "Do you follow the young advisors’ advice?",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in FOLLOWED_NAMES.items()],
    )  # fmt: skip
    reply = WordsField(
        "Your answer to the young advisors", longest=1500, rows=4,
        description="What their advice changed, or why it did not, in plain words. It is published too.",
    )  # fmt: skip
    declined = ChoicesField(
        "Did an area say no to its share?", description="Its amount above must then be 0."
    )
    declined_why = LineField("Why did it say no?", longest=300)

    @property
    def no_from(self) -> dict[int, str]:
        """The areas (ids) that said no, and why."""
        chosen = {int(place) for place in self.declined.data or ()}
        return {
            area: self.declined_why.data or ""
            for place, area in enumerate(self.area_ids)
            if place in chosen and area is not None
        }

    def refuse(self, reason: str, field: str | None = None) -> None:
        """A refusal about the amount stands beside the area it names, or else the first of them."""
        if field == "amount":
            named = (box.name for box in self.amounts if box.label.text.removeprefix("From ") in reason)
            field = next(named, "area_0")
        super().refuse(reason, field)


def decide_form(
    areas: Sequence[tuple[int | None, str]], suggestion: Mapping[int | None, Pence] | None = None
) -> DecideForm:
    """The form for a pot with these areas, with the suggested shares filled in."""
    fields = {
        f"area_{at}": PoundsField(f"From {name}", render_kw={"width": 10})
        for at, (_, name) in enumerate(areas)
    }
    data = None
    if suggestion is not None:
        data = {f"area_{at}": suggestion.get(area_id) for at, (area_id, _) in enumerate(areas)}
    form: DecideForm = type("DecideForm", (DecideForm,), fields)(data=data)
    form.area_ids = [area_id for area_id, _ in areas]
    form.declined.choices = [
        (str(at), name) for at, (area_id, name) in enumerate(areas) if area_id is not None
    ]
    return form
