"""Making an offer, proposing new terms, and agreeing to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import FormField

from commissioning.rules.pence import Pence
from commissioning.rules.public_money import CATEGORIES, Instrument, MoneyRule
from commissioning.rules.recipients import ABOUT_NAMES, AboutThis
from commissioning.services.offers import Instalment, Terms
from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, PoundsField, WordsField
from forms.money_rows import MoneyRow
from forms.rows import Rows
from models.offers import AwardTerms
from models.organisations import Organisation

MOST_INSTALMENTS = 6
HELP = {
    Instrument.GRANT: "They do what they do for people here, and we help with money. What is not used comes back.",
    Instrument.CONTRACT: "We say what we need done, they do it, and we pay for it. The Procurement Act applies.",
}


class InstalmentForm(MoneyRow):
    """Part of the money, against something done."""

    no_what = "Say what it is paid for"
    no_amount = no_money = "Write how much"

    what = LineField("Paid when", longest=120)
    amount = PoundsField("How much?")
    due_on = DayField("By about which day?")


class TermsForm(OurForm):
    """What both an offer and a change of it say."""

    starts_on = DayField("When does it start?", needed="Write the day it starts")
    ends_on = DayField("When does it end?", needed="Write the day it ends")
    report_by = DayField("When is the last report due?", needed="Write the day the last report is due")
    conditions = WordsField(
        "Are there conditions?", longest=1500, rows=3, description="Leave empty when there are none."
    )
    instalments = Rows(
        FormField(InstalmentForm), "Instalments", min_entries=3, most=MOST_INSTALMENTS, each="Instalment",
        description="Leave them empty to pay it in one go. Together they come to the whole award.",
    )  # fmt: skip

    @property
    def parts(self) -> list[Instalment]:
        """The rows that were filled in."""
        rows = [entry.form for entry in self.instalments if not entry.form.is_blank]
        return [Instalment(row.what.data, row.amount.data or Pence(0), row.due_on.data) for row in rows]

    @property
    def days(self) -> tuple[date, date, date]:
        """When it starts and ends and the last report is due, once the form is valid."""
        found = (self.starts_on.data, self.ends_on.data, self.report_by.data)
        if found[0] is None or found[1] is None or found[2] is None:
            raise ValueError("the form has no days yet")
        return found[0], found[1], found[2]


class OfferForm(TermsForm):
    """The offer."""

    organisation = ChoiceField("Who is it made out to?", needed="Choose who it is made out to")
    instrument = ChoiceField(
        "Grant or contract?", needed="Choose grant or contract",
        choices=[
            (str(Instrument.GRANT), "A grant", {"hint": HELP[Instrument.GRANT]}),
            (str(Instrument.CONTRACT), "A contract", {"hint": HELP[Instrument.CONTRACT]}),
        ],
    )  # fmt: skip
    category = ChoiceField(
        "What kind of contract?", choices=[(str(rule), name) for rule, name in CATEGORIES.items()]
    )
    purpose = LineField(
        "What is bought, in a word or two?", longest=60,
        description="The same words each time, like “minibus hire”: orders for one purpose are counted together.",
    )  # fmt: skip
    value = PoundsField("Its value with VAT, if that is more than the award", render_kw={"width": 10})
    checked = ChoicesField(
        "I have checked that", choices=[(str(one), name) for one, name in ABOUT_NAMES.items()],
        needed="Check each of these before you offer",
    )  # fmt: skip
    why_other = WordsField(
        "If the decision names somebody else: why this organisation?", longest=500, rows=2,
        description="Kept with the award. A sentence or two.",
    )  # fmt: skip
    why_anyway = WordsField("Why is it right to go on?", longest=1000, rows=3)

    def offer(self, organisations: Sequence[Organisation]) -> OfferForm:
        """Offer these organisations."""
        self.organisation.choices = [("", "Choose"), *((one.public_id, one.name) for one in organisations)]
        return self

    @property
    def is_whole(self) -> bool:
        """Whether enough is filled in to ask the rules of public money about it."""
        days = (self.starts_on.data, self.ends_on.data, self.report_by.data)
        return bool(
            self.instrument.data and not self.instrument.errors and not self.category.errors and all(days)
        )

    @property
    def terms(self) -> Terms:
        """What was typed, once the form is valid."""
        is_contract = self.instrument.data == Instrument.CONTRACT
        return Terms(
            *self.days, instrument=Instrument(self.instrument.data), purpose=self.purpose.data or "",
            category=MoneyRule(self.category.data) if is_contract and self.category.data else None,
            value=self.value.data if is_contract else None, conditions=self.conditions.data or "",
            instalments=self.parts,
        )  # fmt: skip

    @property
    def confirmed(self) -> list[AboutThis]:
        """What was ticked."""
        return [AboutThis(one) for one in self.checked.data or ()]


class ChangeForm(TermsForm):
    """New terms for an award that is under way."""

    amount = PoundsField("The award would be", needed="Write how much", render_kw={"width": 10})
    why = ChoiceField(
        "Why should they change?", needed="Choose why",
        choices=[
            ("It needs more time", "It needs more time"),
            ("It costs less than was planned", "It costs less than planned"),
            ("The payments come at the wrong moments", "The payments come at the wrong moments"),
            ("It will be done in another way", "It will be done in another way"),
        ],
    )  # fmt: skip

    @property
    def terms(self) -> Terms:
        """What was typed, once the form is valid."""
        return Terms(*self.days, conditions=self.conditions.data or "", instalments=self.parts)


class AgreeForm(OurForm):
    """The other side's yes."""

    signed_by = LineField(
        "Who agrees?", needed="Write the full name of the adult who agrees", longest=150,
        description="The full name of an adult, and the organisation they agree for.",
    )  # fmt: skip


def known_terms(terms: AwardTerms) -> dict[str, Any]:
    """Terms as a form is filled with them."""
    return {
        "starts_on": terms.starts_on, "ends_on": terms.ends_on, "report_by": terms.report_by,
        "conditions": terms.conditions, "amount": terms.amount_pence,
        "instalments": [
            {
                "what": one["what"], "amount": Pence(one["pence"]),
                "due_on": date.fromisoformat(one["due_on"]) if one["due_on"] else None,
            }
            for one in terms.instalments
        ],
    }  # fmt: skip
