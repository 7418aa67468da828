"""Everything a listening asks on one page: for a helper, for paper typed in, and for a hall with no signal."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField

from forms.base import OurForm
from forms.feedback import OwnWords, WheelForm, statement_field
from forms.fields import ChoiceField, ChoicesField, LineField, UploadField, WordsField
from forms.translations import TranslatorField
from models.listening import Listening
from participation.rules.feedback import CHILD_BANDS, FACES, Screen
from participation.rules.media import DRAWING_ACCEPT, SOUND_ACCEPT, MediaKind
from participation.rules.people import AgeBand
from participation.rules.support import SUPPORT_WORDS, Support
from participation.rules.ways import MOST_STATEMENTS, PARTS, SYMBOLS, Way, joined
from participation.services import listening as listenings
from participation.services.helped import AGAIN_WORDS, WHAT_IS_KEPT


class WholeForm(WheelForm):
    """All questions. Make it with `asking`, which leaves out what this listening does not ask."""

    face = ChoiceField("How is it?", choices=[(str(number), words) for number, words in FACES.items()])
    symbols = ChoicesField("Pictures picked", choices=list(SYMBOLS.items()))
    s0, s1, s2, s3, s4, s5 = (statement_field() for _ in range(MOST_STATEMENTS))
    words = OwnWords("In their own words", rows=6)
    more = OwnWords("", rows=3)
    age = ChoiceField(
        "How old?", choices=[(str(b), words) for b, words in CHILD_BANDS.items() if b in AgeBand]
    )
    area = ChoiceField("Where?")
    drawing = UploadField("A photo of a drawing", render_kw={"accept": DRAWING_ACCEPT})

    def asking(self, listening: Listening) -> WholeForm:
        """The form for one listening."""
        offers = set(listening.offers)
        for number in range(MOST_STATEMENTS):
            if Way.STATEMENTS in offers and number < len(listening.statements):
                self._fields[f"s{number}"].label.text = listening.statements[number]
            else:
                del self[f"s{number}"]
        for way, names in ((Way.WHEEL, PARTS), (Way.SYMBOLS, ("symbols",)), (Way.FACES, ("face",))):
            for name in () if way in offers else names:
                del self[str(name)]
        self.more.label.text = listening.more_question
        if not listening.more_question:
            del self["more"]
        if listening.area_id is not None:
            del self["area"]
        else:
            self.area.choices = [(area.public_id, area.name) for area in listenings.areas()]
        if listening.bands:
            self.age.choices = [(str(b), words) for b, words in CHILD_BANDS.items() if b in listening.bands]
        return self

    @property
    def statements(self) -> list[Any]:
        """One question for each statement."""
        return [field for name, field in self._fields.items() if name[0] == "s" and name[1:].isdigit()]

    @property
    def wheel(self) -> list[Any]:
        """The eight parts, when they are asked."""
        return [self._fields[part] for part in PARTS if part in self._fields]

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, as a draft keeps it."""
        found = {
            Screen.FACE: self._text("face"), Screen.WORDS: self._text("words"), Screen.MORE: self._text("more"),
            Screen.AGE: self._text("age"), Screen.AREA: self._text("area"),
            Screen.WHEEL: joined({field.name: field.data or "" for field in self.wheel}),
            Screen.SYMBOLS: " ".join(self.symbols.data or ()) if "symbols" in self._fields else "",
            Screen.STATEMENTS: joined({field.name[1:]: field.data or "" for field in self.statements}),
        }  # fmt: skip
        return {str(screen): answer for screen, answer in found.items() if answer}

    @property
    def files(self) -> dict[MediaKind, bytes]:
        """A drawing or a recording that came with it."""
        sent = {kind: self._fields[str(kind)].data for kind in MediaKind if str(kind) in self._fields}
        return {kind: file.read() for kind, file in sent.items() if file is not None and file.filename}

    def _text(self, name: str) -> str:
        return str(self._fields[name].data or "") if name in self._fields else ""


class HelpForm(WholeForm):
    """Written down for somebody, word for word, with what help was given and, apart, the helper's own note."""

    language = LineField(
        "Which language are those words in?", longest=40, description="Leave empty for English."
    )
    translation = OwnWords("Those words in English", rows=4)
    translator = TranslatorField("Who put them into English?")
    shown = ChoiceField(
        "Do they want the drawing shown to the people who can act on it?",
        choices=[("yes", "Yes, they said so"), ("no", "No")],
        description="Ask only about a drawing. It is read first, and they can say no later.",
    )
    support = ChoicesField(
        "What help did they have?", needed="Say what help they had",
        choices=[(str(one), words) for one, words in SUPPORT_WORDS.items() if one in Support],
    )  # fmt: skip
    again = ChoiceField(
        "Whose words are these?", choices=[(str(one), words) for one, words in AGAIN_WORDS.items()],
        description=WHAT_IS_KEPT,
    )  # fmt: skip
    note = WordsField(
        "Your own note (optional)", longest=4000, rows=4,
        description="What you saw or worry about. It is kept apart from the child’s words and read by the desk alone.",
    )  # fmt: skip


class PaperForm(WholeForm):
    """One sheet of paper typed in."""

    sheet = LineField(
        "The number on the sheet", needed="Type the number in the top corner of the sheet", longest=6,
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip

    @property
    def number(self) -> int:
        """The number typed; 0 when it is none."""
        typed = self.sheet.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() else 0


class SheetsForm(OurForm):
    """How many sheets to print."""

    how_many = LineField(
        "How many sheets?", needed="Say how many sheets", longest=3, render_kw={"inputmode": "numeric"}
    )

    @property
    def number(self) -> int:
        """The number typed; 0 when it is none."""
        typed = self.how_many.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() else 0


class HallForm(WholeForm):
    """A turn in a hall with no signal. The device keeps it and sends it later, with the token it was given before."""

    sound = UploadField("A recording", render_kw={"accept": SOUND_ACCEPT})
    token = HiddenField()
    later = HiddenField()


class AddForm(OurForm):
    """Something more, from somebody who came back."""

    words = OwnWords("What do you want to add?", rows=6)


class CorrectForm(OurForm):
    """Other words instead, from somebody who came back."""

    words = OwnWords("What do you want to say instead?", rows=6)
