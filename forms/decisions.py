"""Deciding on a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commissioning.rules.decisions import OUTCOME_NAMES
from commissioning.rules.pence import Pence
from forms.base import OurForm
from forms.fields import ChoiceField, PoundsField, WordsField

CONDITIONS_NEEDED = "Leave empty when there are none."


class DecideForm(OurForm):
    """The decision record: outcome, money by area, reasons, alternatives, conditions (made by `decide_form`)."""

    outcome = ChoiceField(
        "What do you decide?", needed="Choose what you decide",
        choices=[(str(outcome), name) for outcome, name in OUTCOME_NAMES.items()],
    )  # fmt: skip
    conditions = WordsField("Are there conditions?", longest=1500, rows=3, description=CONDITIONS_NEEDED)
    reasons = WordsField(
        "Your reasons", needed="Give your reasons", longest=3000, rows=5,
        description="Published in the register. The people who asked and the people who voted will read them.",
    )  # fmt: skip
    alternatives = WordsField(
        "What else did you think about?", needed="Say what else you thought about", longest=1500, rows=3,
        description="Other amounts, other ways to do it, or doing nothing, and why not those. Published too.",
    )  # fmt: skip
    reply = WordsField(
        "Your answer to the young advisors", longest=1500, rows=4,
        description="Needed when one of them opposes it and you award it. Plain words: it is published too.",
    )  # fmt: skip
    area_ids: list[int | None]

    @property
    def amounts(self) -> list[Any]:
        """The amount fields, in the order of the pot's areas."""
        return [self[f"area_{at}"] for at in range(len(self.area_ids))]

    @property
    def shares(self) -> dict[int | None, Pence]:
        """Pence by area id."""
        return {area: field.data or Pence(0) for area, field in zip(self.area_ids, self.amounts, strict=True)}

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
    return form
