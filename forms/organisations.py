"""Adding, changing and closing an organisation, checking its bank account, and naming who acts for it."""

from __future__ import annotations

from collections.abc import Sequence

from commissioning.rules.organisations import KIND_NAMES, SCHEMES, OrganisationKind
from commissioning.services.organisations import Details
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from models.organisations import Organisation


class OrganisationForm(OurForm):
    """What is known of an organisation."""

    name = LineField("Name", needed="Write the organisation’s name", longest=150)
    kind = ChoiceField(
        "What is it?",
        needed="Choose what it is",
        choices=[(str(kind), name) for kind, name in KIND_NAMES.items()],
    )
    scheme = ChoiceField(
        "Is it on a register?",
        choices=[("", "No"), *((key, f"{scheme.name}, {key}") for key, scheme in SCHEMES.items())],
    )
    number = LineField("Number on that register", longest=20)
    is_enterprise = ChoiceField(
        "Does it sell goods or services, even without profit?", needed="Choose yes or no",
        choices=[("yes", "Yes: it is an enterprise, so the subsidy rules count what it is given"), ("no", "No")],
        description="Ask the organisation. Their answer and today’s date are kept.",
    )  # fmt: skip
    accountable = ChoiceField(
        "Who answers for it?",
        description="Needed for a group without a constitution: the organisation that holds the money for it.",
    )

    def offer(self, organisations: Sequence[Organisation]) -> OrganisationForm:
        """Offer these as accountable organisations."""
        self.accountable.choices = [
            ("", "It answers for itself"),
            *((o.public_id, o.name) for o in organisations),
        ]
        return self

    @property
    def details(self) -> Details:
        """What was typed, for the service."""
        return Details(
            name=self.name.data, kind=OrganisationKind(self.kind.data), scheme=self.scheme.data or "",
            number=self.number.data or "", is_enterprise=self.is_enterprise.data == "yes",
            accountable_id=self.accountable.data or "",
        )  # fmt: skip


class BankCheckForm(OurForm):
    """That the account was looked at, and how."""

    how = WordsField(
        "How was the bank account checked?", needed="Say how the account was checked", longest=300, rows=3,
        description="For example: statement seen, and the treasurer rung on a number we already had. "
        "Write no sort code or account number.",
    )  # fmt: skip


class ActsForForm(OurForm):
    """An adult who may sign and ask for payments for it."""

    signs_in_as = LineField(
        "Their e-mail address or user name", needed="Write how they sign in", longest=120,
        description="They must be an adult who can already sign in.",
    )  # fmt: skip


class CloseForm(OurForm):
    """When it ended."""

    ends_on = DayField("From which day is it no longer there?", needed="Write the day")
