"""A form with one of every field, for the component gallery. It is never kept."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, SelectField
from wtforms.fields import SelectChoice

from forms.attachments import AttachmentFields
from forms.base import OurForm
from forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    LineField,
    PoundsField,
    TimeField,
    UploadField,
    WordsField,
)

ROUTES = (
    SelectChoice("committee", "A committee of the council", render_kw={"hint": "Meets in public"}),
    SelectChoice("officer", "A named officer", render_kw={"hint": "Within what the committee has agreed"}),
    SelectChoice("holder", "An organisation outside the council"),
)
HELPED = (SelectChoice("under11", "Children under 11"), SelectChoice("teens", "Teenagers"))
AREAS = [
    SelectChoice("", "Choose one"),
    SelectChoice("millfield", "Millfield"),
    SelectChoice("quay", "Harbour & Quay"),
]
FACES = (("1", "Very bad"), ("2", "Not good"), ("3", "All right"), ("4", "Good"), ("5", "Very good"))


class GalleryForm(AttachmentFields, OurForm):
    """Every kind of field once, in the words of a proposal."""

    title = LineField("What is your idea called?", needed="Give your idea a name")
    amount = PoundsField(
        "How much would it cost?", needed="Say how much it would cost", description="In pounds and pence"
    )
    need = WordsField(
        "What is needed, and how do you know?", needed="Say what is needed", longest=1500,
        description="Write it as you would say it. Nobody marks spelling.",
    )  # fmt: skip
    short = WordsField("One sentence for the card", longest=140, rows=2)
    starts = DayField("When would it start?", description="For example, 8 12 2026")
    at = TimeField("At what time?", description="On the 24-hour clock, like 18:00")
    route = ChoiceField("Who decides?", needed="Choose who decides", choices=ROUTES)
    helps = ChoicesField("Who would it help?", choices=HELPED)
    area = SelectField("Where?", choices=AREAS)
    agreed = BooleanField("The people this is about have agreed to it")
    password = PasswordField("Password")
    quote = UploadField("A quote, if you have one", description="A PDF or a photograph, up to 8 megabytes")
    feeling = ChoiceField("How was the half-term club?", choices=[SelectChoice(*pair) for pair in FACES])
