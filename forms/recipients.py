"""Recording recipient checks; a form is made for the checks an organisation needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commissioning.rules.recipients import CHECK_NAMES, FOUND_NAMES, Found, RecipientCheck
from commissioning.services.recipients import Shown
from forms.base import OurForm
from forms.fields import ChoiceField, LineField


class ChecksForm(OurForm):
    """An answer and a note for each check (made by `checks_form`)."""

    needed_checks: Sequence[RecipientCheck]

    @property
    def answers(self) -> dict[RecipientCheck, tuple[Found, str]]:
        """What was answered, once the form is valid."""
        return {
            check: (Found(self[f"found_{check}"].data), self[f"note_{check}"].data or "")
            for check in self.needed_checks
        }


def checks_form(needed: Sequence[RecipientCheck], known: Mapping[RecipientCheck, Shown]) -> ChecksForm:
    """The form for these checks, filled with the newest answers."""
    fields: dict[str, object] = {}
    data: dict[str, str] = {}
    for check in needed:
        fields[f"found_{check}"] = ChoiceField(
            CHECK_NAMES[check],
            needed="Choose an answer",
            choices=[(str(f), name) for f, name in FOUND_NAMES.items()],
        )
        fields[f"note_{check}"] = LineField(f"Note on “{CHECK_NAMES[check]}”", longest=200)
        if check in known:
            data |= {f"found_{check}": str(known[check].found), f"note_{check}": known[check].note}
    form: ChecksForm = type("ChecksForm", (ChecksForm,), fields)(data=data)
    form.needed_checks = needed
    return form
