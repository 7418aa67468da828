"""Which letters come by e-mail, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.base import OurForm
from forms.fields import ChoiceField
from participation.rules.letters import CADENCE_NAMES, KINDS, URGENT, Cadence, LetterKind

OFFERED = [(str(cadence), words) for cadence, words in CADENCE_NAMES.items()]


class LettersForm(OurForm):
    """One choice for each kind of letter a person may be sent."""

    @property
    def wanted(self) -> dict[LetterKind, Cadence]:
        """What is chosen, by kind."""
        return {kind: Cadence(self[str(kind)].data) for kind in LetterKind if str(kind) in self._fields}


class AllForm(OurForm):
    """One choice for all kinds."""

    every = ChoiceField("For all of them", needed="Choose how often", choices=OFFERED)


def letters_form(now: Mapping[LetterKind, Cadence]) -> LettersForm:
    """The form for these kinds, filled with what holds now. What is urgent is not asked."""
    fields: dict[str, Any] = {
        str(kind): ChoiceField(KINDS[kind].name, needed="Choose how often", choices=OFFERED)
        for kind in now
        if kind not in URGENT
    }
    form: LettersForm = type("LettersForm", (LettersForm,), fields)(
        data={str(kind): str(cadence) for kind, cadence in now.items()}
    )
    return form
