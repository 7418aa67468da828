"""Adding people and changing one's words."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import Optional, Regexp

from forms.base import OurForm
from forms.checks import Needed
from forms.fields import ChoiceField, DayField, LineField
from participation.rules.people import AgeBand

EMAIL = Regexp(
    r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\Z", message="Write a whole e-mail address, like name@example.org"
)
USERNAME = Regexp(
    r"[a-z][a-z0-9-]{1,30}\Z", message="Use 2 to 31 small letters, numbers or dashes, starting with a letter"
)
BANDS = [
    (str(band), "18 or over" if band is AgeBand.ADULT else str(band).replace("-", " to ")) for band in AgeBand
]


NEXT_BAND = "For a young advisor: when do they reach the next age band?"
SEALED = (
    "The day they turn 13, 16, 18 or 22, whichever comes next. It is kept sealed, and no birthday is. Somebody of 18 "
    "or over is a young advisor until they turn 22."
)


class PersonForm(OurForm):
    """Somebody new."""

    name = LineField(
        "Name people know them by",
        needed="Give a name",
        description="A first name is enough for a child.",
        longest=80,
    )
    role = ChoiceField("What they will do", needed="Choose what they will do")
    team = ChoiceField("Which team, if it is a team's role")
    area = ChoiceField("Which office, if it is an office's role")
    band = ChoiceField(
        "Age",
        needed="Choose an age band",
        choices=BANDS,
        description="We keep a band, never a date of birth.",
    )
    turns_on = DayField(NEXT_BAND, description=SEALED)
    email = LineField("E-mail address, if they have one", validators=[Optional(), EMAIL])
    username = LineField(
        "User name, for someone without an e-mail address", validators=[Optional(), USERNAME], longest=31
    )


class RoleForm(OurForm):
    """One more role for somebody who is here already."""

    role = ChoiceField("What they will do as well", needed="Choose what they will do")
    team = ChoiceField("Which team, if it is a team's role")
    area = ChoiceField("Which office, if it is an office's role")
    turns_on = DayField(NEXT_BAND, description=SEALED)
    until = DayField("Last day, if it is for a while")


class WordsForm(OurForm):
    """Changing one's own password."""

    old_words = PasswordField(
        "Your password or four words now",
        [Needed("Type your password or four words now")],
        render_kw={"autocomplete": "current-password"},
    )
    new_words = PasswordField(
        "New words, or a new password",
        [Needed("Type your new words or password")],
        description="15 letters or more. Three or four odd words together work well.",
        render_kw={"autocomplete": "new-password"},
    )
