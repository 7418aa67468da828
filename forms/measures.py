"""Counts of one service in one period."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from forms.base import OurForm
from forms.fields import DayField, LineField
from participation.rules.measures import DECLINED_WORDS, Declined

MOST = 1_000_000


def _count(label: str) -> IntegerField:
    return IntegerField(
        label, default=0,
        validators=[InputRequired("Give a whole number, 0 if there were none"),
                    NumberRange(0, MOST, "Give a number from 0 to a million")],
    )  # fmt: skip


class MeasureForm(OurForm):
    """Counts only: no family, no child and no worker by name."""

    service = LineField(
        "Which service?", needed="Say which service", longest=80,
        description="The service or agency, never one worker.",
    )  # fmt: skip
    since = DayField("First day", needed="Give the first day")
    until = DayField("Last day", needed="Give the last day")
    offered = _count("Families offered help")
    accepted = _count("Said yes")
    declined = _count("Said no")
    withdrawn = _count("Said yes and later withdrew")
    fear = _count(DECLINED_WORDS[Declined.FEAR])
    pride = _count(DECLINED_WORDS[Declined.PRIDE])
    timing = _count(DECLINED_WORDS[Declined.TIMING])
    safety = _count(DECLINED_WORDS[Declined.SAFETY])
    trust = _count(DECLINED_WORDS[Declined.TRUST])
    waits = _count(DECLINED_WORDS[Declined.WAITS])
    other = _count(DECLINED_WORDS[Declined.OTHER])
    primary_reviewed = _count("Journeys reviewed, children up to 11")
    primary_heard = _count("In how many was the child’s voice there?")
    secondary_reviewed = _count("Journeys reviewed, young people from 11")
    secondary_heard = _count("In how many was the young person’s voice there?")
    source = LineField("Where do these counts come from?", needed="Say where they come from", longest=160)
