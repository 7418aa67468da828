"""A translation of words that were released."""

from __future__ import annotations

from typing import Any

from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from participation.rules.support import TRANSLATORS_OFFERED, Translator

NOT_A_RELATIVE = (
    "A relative or friend is not on this list, however kind: a child may be speaking about them. Nobody who can "
    "translate? Send the words as they are, and ask for an interpreter."
)


class TranslatorField(ChoiceField):
    """Who translated it. A relative is not offered; sent all the same, the rules refuse it and say why."""

    def __init__(self, label: str, **kw: Any) -> None:
        offered = [(str(who), words) for who, words in TRANSLATORS_OFFERED.items()]
        super().__init__(label, choices=offered, description=NOT_A_RELATIVE, **kw)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, but leave a relative to the rules."""
        if self.data != Translator.FAMILY:
            super().pre_validate(form)


class TranslationForm(OurForm):
    """The words in another language, which one, and who translated them."""

    words = WordsField(
        "What they said, in the other language", needed="Write the translation", longest=10_000, rows=6
    )
    language = LineField(
        "Into which language?", needed="Write which language it is in", longest=40,
        description="For example English, Polish or Welsh.",
    )  # fmt: skip
    translator = TranslatorField("Who translated it?", needed="Choose who translated it")
