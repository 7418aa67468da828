"""Saying something: one small form for each screen, and coming back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import Length

from app.security import HIDDEN
from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, LineField, UploadField, WordsField
from participation.rules.feedback import CHILD_BANDS, FACES, FELT_WORDS, LONGEST, Felt, Screen
from participation.rules.media import DRAWING_ACCEPT, SOUND_ACCEPT, MediaKind
from participation.rules.themes import Shanarri
from participation.rules.ways import AGREES, FEELS, MOST_STATEMENTS, PARTS, SYMBOLS, joined, pairs

TOO_LONG = (
    f"You have a lot to tell us. One box holds {LONGEST:,} letters. Your words are still here. "
    "Take some out, send them, then say the rest in a second go."
)


class OwnWords(WordsField):
    """Somebody's own words: no counter to watch, and a kind message when a box is too full."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, longest=10_000_000, validators=[Length(max=LONGEST, message=TOO_LONG)], **kw)
        self.max_length = self.longest = 0

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the words without signs nobody can see: they came with a paste, and a child cannot find them."""
        super().process_formdata([HIDDEN.sub("", words) for words in valuelist])


class ScreenForm(OurForm):
    """One question. `said` is what is kept of the answer in the draft."""

    @property
    def said(self) -> str:
        """The answer as it is kept."""
        return str(self._fields["answer"].data or "")


class FaceForm(ScreenForm):
    """Five faces, each with words."""

    answer = ChoiceField("", choices=[(str(number), words) for number, words in FACES.items()])


def _part(part: Shanarri) -> ChoiceField:
    return ChoiceField(PARTS[part], choices=list(FEELS.items()))


class WheelForm(ScreenForm):
    """Eight parts, each coloured in or left alone."""

    safe, healthy = _part(Shanarri.SAFE), _part(Shanarri.HEALTHY)
    achieving, nurtured = _part(Shanarri.ACHIEVING), _part(Shanarri.NURTURED)
    active, respected = _part(Shanarri.ACTIVE), _part(Shanarri.RESPECTED)
    responsible, included = _part(Shanarri.RESPONSIBLE), _part(Shanarri.INCLUDED)

    @property
    def parts(self) -> list[ChoiceField]:
        """The eight questions, in the wheel's order."""
        return [self._fields[part] for part in PARTS]

    @property
    def said(self) -> str:
        """The parts that were coloured in."""
        return joined({part: self._fields[part].data or "" for part in PARTS})


class SymbolsForm(ScreenForm):
    """Pictures to pick, as many as they like."""

    answer = ChoicesField("", choices=list(SYMBOLS.items()))

    @property
    def said(self) -> str:
        """The names of those picked."""
        return " ".join(self.answer.data or ())


def statement_field() -> ChoiceField:
    """One statement to agree with or not."""
    return ChoiceField("", choices=list(AGREES.items()))


class StatementsForm(ScreenForm):
    """I-statements to agree with or not; `over` gives them their words, and takes out the boxes not needed."""

    s0, s1, s2, s3, s4, s5 = (statement_field() for _ in range(MOST_STATEMENTS))

    def over(self, statements: Sequence[str]) -> StatementsForm:
        """The form for these statements."""
        for number in range(MOST_STATEMENTS):
            if number < len(statements):
                self._fields[f"s{number}"].label.text = statements[number]
            else:
                del self[f"s{number}"]
        return self

    @property
    def asked(self) -> list[ChoiceField]:
        """One question for each statement."""
        return [field for name, field in self._fields.items() if name[0] == "s" and name[1:].isdigit()]

    @property
    def said(self) -> str:
        """The numbers of those answered, and how."""
        return joined({field.name[1:]: field.data or "" for field in self.asked})


class WordsForm(ScreenForm):
    """Own words; written, or drawn, or spoken."""

    answer = OwnWords("", rows=7)


class TellForm(WordsForm):
    """Own words, with a drawing and a recording beside them."""

    drawing = UploadField("Or choose a photo of a drawing", render_kw={"accept": DRAWING_ACCEPT})
    sound = UploadField("Or choose a recording", render_kw={"accept": SOUND_ACCEPT})

    @property
    def files(self) -> dict[MediaKind, bytes]:
        """What was drawn or recorded now."""
        sent = {MediaKind.DRAWING: self.drawing.data, MediaKind.SOUND: self.sound.data}
        return {kind: file.read() for kind, file in sent.items() if file is not None and file.filename}


class AgeForm(ScreenForm):
    """An age band; never a birthday."""

    answer = ChoiceField("", choices=[(str(band), words) for band, words in CHILD_BANDS.items()])


class AreaForm(ScreenForm):
    """A part of the place; the choices are its areas."""

    answer = ChoiceField("")


FORMS: dict[Screen, type[ScreenForm]] = {
    Screen.FACE: FaceForm, Screen.WHEEL: WheelForm, Screen.SYMBOLS: SymbolsForm, Screen.STATEMENTS: StatementsForm,
    Screen.WORDS: TellForm, Screen.MORE: WordsForm, Screen.AGE: AgeForm, Screen.AREA: AreaForm,
}  # fmt: skip


def shown_again(screen: Screen, kept: str) -> dict[str, Any]:
    """What a form is filled with from the answer kept before."""
    if screen is Screen.WHEEL:
        return pairs(kept)
    if screen is Screen.STATEMENTS:
        return {f"s{number}": answer for number, answer in pairs(kept).items()}
    return {"answer": kept.split() if screen is Screen.SYMBOLS else kept}


class ComeBackForm(OurForm):
    """The four words on the card."""

    words = LineField(
        "Type the four words on your card", needed="Type the four words on your card", longest=200
    )


class FeltForm(OurForm):
    """Did we listen? `after`: how many times they have said so already."""

    after = HiddenField(default="0")
    felt = ChoiceField(
        "Did we listen?", needed="Choose one, or leave this page",
        choices=[(str(felt), words) for felt, words in FELT_WORDS.items() if felt in Felt],
    )  # fmt: skip
