"""A translation of words that were released."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from participation.rules.support import TRANSLATOR_WORDS


class TranslationForm(OurForm):
    """The words in another language, which one, and who translated them."""

    words = WordsField(
        "What they said, in the other language", needed="Write the translation", longest=10_000, rows=6
    )
    language = LineField(
        "Into which language?", needed="Write which language it is in", longest=40,
        description="For example English, Polish or Welsh.",
    )  # fmt: skip
    translator = ChoiceField(
        "Who translated it?", needed="Choose who translated it", choices=list(TRANSLATOR_WORDS.items())
    )
