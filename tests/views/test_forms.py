"""The one form everything builds on: tidy text, refusals beside fields, filters that stay."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField, TimeField


class Trial(OurForm):
    shouted = LineField("Shouted", filters=[lambda text: text.upper() if text else text])
    day = DayField("Day", needed="Say when")
    pounds = PoundsField("Pounds")
    time = TimeField("Time")
    colour = ChoiceField("Colour", needed="Choose a colour", choices=[("red", "Red")])


def filled(**data: str) -> Trial:
    form = Trial(MultiDict(data), meta={"csrf": False})
    form.validate()
    return form


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context(method="POST"):
        yield


def test_text_is_tidied_and_a_field_s_own_filter_works_every_time():
    for _ in range(2):
        assert filled(shouted="  cafe\u0301 \r\n").shouted.data == "CAFÉ"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day-day": "8", "day-month": "12", "day-year": "2026"}, None),
        ({"day-day": "30", "day-month": "2", "day-year": "2026"}, "Write a real date"),
        ({"day-day": "8", "day-year": "2026"}, "must include a month"),
        ({"day-day": "٨", "day-month": "12", "day-year": "2026"}, "Write a real date"),
        ({"day-day": "8", "day-month": "12", "day-year": "26"}, "Write a real date"),
        ({}, "Say when"),
    ],
)
def test_days(typed, says):
    form = filled(**typed)
    errors = " ".join(form.day.errors)
    assert (says in errors) if says else not errors
    assert form.day.parts["day"] == typed.get("day-day", ""), "what was typed is kept"


@pytest.mark.parametrize("typed", ["25:00", "6pm", "18", "18:60", "１８:00"])
def test_times_that_are_not(typed):
    assert "24-hour clock" in " ".join(filled(time=typed).time.errors)


@pytest.mark.parametrize("typed", ["-1", "1.5", "1,23", "£", "1e3", "١", "1.234", "999999999999"])
def test_pounds_that_are_not(typed):
    form = filled(pounds=typed)
    assert form.pounds.errors
    assert form.pounds._value() == typed


def test_a_choice_that_was_not_offered():
    assert filled(colour="blue").colour.errors == ["Choose from the list"]
    assert filled().colour.errors == ["Choose a colour"]


def test_a_refusal_of_no_field_heads_the_form():
    form = filled()
    form.refuse("The pot has closed.")
    form.refuse("Too much", "pounds")
    assert form.refusals == ["The pot has closed."]
    assert "Too much" in form.pounds.errors
    assert form.refused
