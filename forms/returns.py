"""Reporting on an award."""

from __future__ import annotations

from commissioning.rules.pence import Pence
from commissioning.services.returns import Told
from forms.base import OurForm
from forms.counts import CountField
from forms.fields import ChoiceField, DayField, PoundsField, WordsField


class ReturnForm(OurForm):
    """Who came, what was spent, what was said and learned."""

    since = DayField("From which day?", needed="Write the first day")
    until = DayField("Until which day?", needed="Write the last day")
    children = CountField("How many children and young people took part?")
    adults = CountField("How many parents and other adults?")
    volunteers = CountField("How many people helped without pay?")
    spent = PoundsField(
        "How much was spent in this time?", needed="Write how much was spent", render_kw={"width": 10}
    )
    children_said = WordsField(
        "What did children and families say about it?", longest=2000, rows=4,
        description="Their own words are best. Please use no names.",
    )  # fmt: skip
    learned = WordsField(
        "What did you learn, and what would you change?", needed="Say what you learned", longest=2000, rows=4,
    )  # fmt: skip
    is_last = ChoiceField(
        "Is this the last report?", needed="Choose yes or no",
        choices=[("no", "No, there is more to come"), ("yes", "Yes, it is all done")],
    )  # fmt: skip

    @property
    def told(self) -> Told:
        """What was typed, once the form is valid."""
        if self.since.data is None or self.until.data is None:
            raise ValueError("the form has no days yet")
        return Told(
            since=self.since.data, until=self.until.data, children=self.children.number, adults=self.adults.number,
            volunteers=self.volunteers.number, spent=self.spent.data or Pence(0), learned=self.learned.data,
            children_said=self.children_said.data or "", is_last=self.is_last.data == "yes",
        )  # fmt: skip
