"""Who has been heard: the place's figures, the plan, and what somebody says of themselves if they want to."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from participation.rules.accounts import PART_WORDS, Part
from participation.rules.reach import DIMENSION_WORDS, YES_NO

SKIP = "skip"
_YES_NO_SKIP = [*YES_NO.items(), (SKIP, "I would rather not say")]


class FigureForm(OurForm):
    """How many of one group live here."""

    dimension = ChoiceField(
        "Of what?",
        needed="Choose of what",
        choices=[(str(key), words) for key, words in DIMENSION_WORDS.items()],
    )
    name = LineField(
        "Which group?", needed="Say which group", longest=80,
        description="As it stands on the page: “10 to 12”, “Millfield”, “Yes”, “No”, or a school’s name.",
    )  # fmt: skip
    number = IntegerField(
        "How many children and young people?",
        validators=[
            InputRequired("Give a whole number, like 1200"),
            NumberRange(0, 10_000_000, "Give a number below ten million"),
        ],
    )
    source = LineField(
        "Where does the number come from?", needed="Say where the number comes from", longest=160,
        description="Such as “School census, January 2026”.",
    )  # fmt: skip
    as_of = DayField("Of which day?", needed="Give the day")


class PlanForm(OurForm):
    """What will be done so that a group is heard."""

    dimension = ChoiceField(
        "Of what?",
        needed="Choose of what",
        choices=[(str(key), words) for key, words in DIMENSION_WORDS.items()],
    )
    name = LineField("Which group?", needed="Say which group", longest=80)
    words = WordsField(
        "What will you do?", needed="Say what you will do", longest=400, rows=3,
        description="It will be public. Such as “We will go to the Friday club at the chapel”.",
    )  # fmt: skip
    by_when = DayField("By when?", needed="Give the day")


class AboutYouForm(OurForm):
    """Two questions, each as easily skipped as answered. Field names are dimensions."""

    send = ChoiceField("Do you need extra help to learn, or have a disability?", choices=_YES_NO_SKIP)
    care = ChoiceField(
        "Do you live with foster carers, in a children’s home, or with family because it was safer? Or did you?",
        choices=_YES_NO_SKIP,
    )


class AccountForm(OurForm):
    """Space, voice, audience, influence, and when they are asked again. Field names are parts."""

    space = WordsField(PART_WORDS[Part.SPACE][0], longest=1000, rows=3, description=PART_WORDS[Part.SPACE][1])
    voice = WordsField(PART_WORDS[Part.VOICE][0], longest=1000, rows=3, description=PART_WORDS[Part.VOICE][1])
    audience = WordsField(
        PART_WORDS[Part.AUDIENCE][0], longest=1000, rows=3, description=PART_WORDS[Part.AUDIENCE][1]
    )
    influence = WordsField(
        PART_WORDS[Part.INFLUENCE][0], longest=1000, rows=3, description=PART_WORDS[Part.INFLUENCE][1]
    )
    again_on = DayField("When are they asked again?", description="A day to come, within a year.")
