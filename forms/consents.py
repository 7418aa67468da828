"""Agreements: a young person's page, one record, and the four words that open it."""

from __future__ import annotations

from wtforms.validators import Optional

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from participation.rules.consents import GIVER_WORDS, KIND_WORDS, Agreed, ConsentKind, Giver
from participation.rules.feedback import CHILD_BANDS


class YoungPersonForm(OurForm):
    """Somebody to keep agreements for."""

    called = LineField(
        "First name or nickname", needed="Write a first name or a nickname", longest=30,
        description="No surname. You get a reference to write on your own papers instead.",
    )  # fmt: skip
    band = ChoiceField(
        "Age", needed="Choose an age band", choices=[(str(band), words) for band, words in CHILD_BANDS.items()],
        description="We keep a band, never a date of birth.",
    )  # fmt: skip
    username = LineField(
        "User name, if they sign in", longest=31, validators=[Optional()],
        description="Leave this empty and they get four words to open their page with.",
    )  # fmt: skip


class ConsentForm(OurForm):
    """One record: which, what was said, by whom, for what, until when."""

    kind = ChoiceField(
        "What is it about?", needed="Choose what it is about",
        choices=[(str(k), words, {"hint": hint}) for k, (words, hint) in KIND_WORDS.items() if k in ConsentKind],
    )  # fmt: skip
    purpose = LineField(
        "For what, exactly?", needed="Write what it is for", longest=160,
        description="Like “the Thursday panel” or “a photo of the skate park on the council’s website”.",
    )  # fmt: skip
    photos = ChoicesField(
        "Which photos did they see?",
        description="A yes is to the photos you tick, and to no other. A no is to every photo.",
    )
    agreed = ChoiceField(
        "What did they say?", needed="Choose what they said",
        choices=[(str(Agreed.YES), "Yes"), (str(Agreed.NO), "No")],
    )  # fmt: skip
    given_by = ChoiceField(
        "Who said it?", needed="Choose who said it",
        choices=[(str(giver), words) for giver, words in GIVER_WORDS.items() if giver in Giver],
    )  # fmt: skip
    until = DayField(
        "The last day it holds",
        description="For a yes. Two years at most, then ask again. A note of understanding needs none.",
    )
    note = WordsField(
        "Note", longest=2000, rows=4,
        description="For a note of understanding: what you talked about and why you think they understand. Kept "
        "sealed; the young person can read it.",
    )  # fmt: skip


class PhotoForm(OurForm):
    """A picture somebody is in."""

    photo = LineField(
        "Address of the photo",
        needed="Paste the photo’s address",
        description="Open the photo and copy its address from the top of the browser.",
    )


class AboutMeForm(OurForm):
    """The four words on the card."""

    words = LineField(
        "Type the four words on your card", needed="Type the four words on your card", longest=200
    )
