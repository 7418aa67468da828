"""Forms for a body's schedule and its meetings."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, TimeField, WordsField
from forms.seen import SeenForm
from governance.rules.bodies import SEAT_WORDS
from governance.rules.schedules import RHYTHM_WORDS
from participation.rules.responses import AnswerKind

MOVE = (
    ("yes", "The next working day"),
    ("term", "The next school day (and in school holidays, once they end)"),
    ("no", "That day all the same"),
)


class ScheduleForm(OurForm):
    rhythm = ChoiceField(
        "How often", needed="Choose how often",
        choices=[(str(rhythm), words.capitalize()) for rhythm, words in RHYTHM_WORDS.items()],
    )  # fmt: skip
    first_on = DayField("First day", needed="Choose the first day")
    at = TimeField("Time of day", needed="Write a time, like 18:00", description="London time, like 18:00")
    working_days = ChoiceField(
        "When that is a weekend or a bank holiday", needed="Choose which day it moves to", choices=MOVE
    )
    last_on = DayField("Last day, if there is one")


class MeetingForm(OurForm):
    held_on = DayField("The day it was held", needed="Choose the day it was held")
    at = TimeField(
        "When it began", needed="Write when it began, like 18:00", description="London time, like 18:00"
    )
    place = LineField("Where it was", needed="Write where it was", longest=200)
    present = ChoicesField("Who was there")
    apologies = IntegerField(
        "How many sent apologies", default=0,
        validators=[Optional(), NumberRange(0, 200, "Write a number from 0 to 200")],
    )  # fmt: skip


class PlanForm(OurForm):
    """A meeting to come."""

    meets_on = DayField("The day", needed="Choose the day")
    at = TimeField("When it begins", needed="Write a time, like 18:00", description="London time, like 18:00")
    minutes = IntegerField(
        "How many minutes it lasts", default=90,
        validators=[NumberRange(1, 480, "Write how long it lasts in minutes, up to 480")],
    )  # fmt: skip
    place = LineField("Where", needed="Write where it is", longest=200)
    why_sooner = WordsField(
        "If that is sooner than five clear working days, why can it not wait?", longest=300, rows=2,
    )  # fmt: skip


class OffForm(OurForm):
    """Why a meeting is called off."""

    why = WordsField("Why is it off?", needed="Say why it is off", longest=300, rows=2,
                     description="Everybody who would have come reads it.")  # fmt: skip


class BodyForm(OurForm):
    name = LineField("What it is called", needed="Write the body’s name", longest=120)
    team = ChoiceField("Whose account it gives", needed="Choose whose account it gives")
    quorum = IntegerField(
        "How many members must be there to decide", default=3,
        validators=[NumberRange(1, 200, "Write a number from 1 to 200")],
    )  # fmt: skip


class QuorumForm(OurForm):
    quorum = IntegerField(
        "How many members must be there to decide",
        validators=[NumberRange(1, 200, "Write a number from 1 to 200")],
    )


class SeatForm(OurForm):
    """A seat on a body."""

    signs_in_as = LineField(
        "Who is it? (how they sign in)", needed="Write how they sign in", longest=120,
        description="Their e-mail address or user name. An administrator adds somebody who has none yet.",
    )  # fmt: skip
    seat = ChoiceField(
        "Which seat they fill", needed="Choose the seat they fill",
        choices=[(str(seat), words.capitalize()) for seat, (words, _) in SEAT_WORDS.items() if seat],
    )  # fmt: skip


class TermForm(OurForm):
    name = LineField(
        "What the term is called",
        needed="Write what the term is called",
        longest=80,
        description="Like “Autumn 2026, first half”.",
    )
    starts_on = DayField("First day", needed="Choose the first day")
    ends_on = DayField("Last day", needed="Choose the last day")


class OwedForm(SeenForm):
    kind = ChoiceField(
        "What is the answer?", needed="Choose what the answer is",
        choices=[
            (str(AnswerKind.WE_DID), "We did"), (str(AnswerKind.WE_WILL_BY), "We will, by a day"),
            (str(AnswerKind.WE_COULD_NOT), "We could not, because"),
        ],
    )  # fmt: skip
    evidence = LineField("How can people see that it was done?", longest=300)
    by_when = DayField("By when?")
    words = WordsField(
        "The answer", needed="Write the answer. “Noted” is not an answer.", longest=2000, rows=4,
        description="It is public, and the body’s next summary tells it.",
    )  # fmt: skip
    child_words = WordsField(
        "The same answer for children", needed="Write the answer for children too", longest=600, rows=3
    )


class HandOverForm(SeenForm):
    """Who answers from now on for something a body owes."""

    owner = LineField(
        "Which post answers for it now", needed="Say which post answers for it", longest=80,
        description="A post, like “Head of parks”. Everybody reads it.",
    )  # fmt: skip
    who = ChoiceField(
        "Who is it", needed="Choose who answers for it from now on",
        description="They are told, and find it on their home page until it is done. Readers see only the post.",
    )  # fmt: skip
    why = WordsField(
        "Why is it handed over?", needed="Say why it is handed over", longest=300, rows=2,
        description="Everybody who works with the body reads it.",
    )  # fmt: skip
