"""Saying something: one small form for each screen, and coming back."""

from __future__ import annotations

from typing import Any

from wtforms.validators import Length

from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from participation.rules.feedback import CHILD_BANDS, FACES, FELT_WORDS, LONGEST, Felt, Screen

TOO_LONG = (
    f"You have a lot to tell us. One box holds {LONGEST:,} letters. Your words are still here. "
    "Take some out, send them, then say the rest in a second go."
)


class OwnWords(WordsField):
    """Somebody's own words: no counter to watch, and a kind message when a box is too full."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, longest=10_000_000, validators=[Length(max=LONGEST, message=TOO_LONG)], **kw)
        self.max_length = self.longest = 0


class FaceForm(OurForm):
    """Five faces, each with words."""

    answer = ChoiceField("", choices=[(str(number), words) for number, words in FACES.items()])


class WordsForm(OurForm):
    """Own words."""

    answer = OwnWords("", rows=7)


class AgeForm(OurForm):
    """An age band; never a birthday."""

    answer = ChoiceField("", choices=[(str(band), words) for band, words in CHILD_BANDS.items()])


class AreaForm(OurForm):
    """A part of the place; the choices are its areas."""

    answer = ChoiceField("")


FORMS: dict[Screen, type[OurForm]] = {
    Screen.FACE: FaceForm, Screen.WORDS: WordsForm, Screen.MORE: WordsForm, Screen.AGE: AgeForm,
    Screen.AREA: AreaForm,
}  # fmt: skip


class ComeBackForm(OurForm):
    """The four words on the card."""

    words = LineField(
        "Type the four words on your card", needed="Type the four words on your card", longest=200
    )


class FeltForm(OurForm):
    """Did we listen?"""

    felt = ChoiceField(
        "Did we listen?", needed="Choose one, or leave this page",
        choices=[(str(felt), words) for felt, words in FELT_WORDS.items() if felt in Felt],
    )  # fmt: skip
