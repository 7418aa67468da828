"""Calendar files that calendar programs can read, whatever stands in their words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from app import clock
from app.calendar_files import calendar_file, calendar_response
from participation.rules.happenings import Happening

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TITLE = "Tea; talk, and “cake”\r\nBEGIN:VALARM"


def read(happenings):
    with clock.at(NOON):
        return Calendar.from_ical(calendar_file("Our dates", happenings))


def test_moments_days_and_words_come_back_as_they_were(app):
    found = read([
        Happening("round-a", TITLE, NOON, datetime(2026, 11, 24, 13, tzinfo=UTC), "Come, all", "The hall", "/rounds/a"),
        Happening("day-b", "A day", date(2027, 3, 28), cancelled=True),
    ])  # fmt: skip
    talk, day = found.walk("VEVENT")
    assert (talk["DTSTART"].dt, talk["DTEND"].dt) == (NOON, datetime(2026, 11, 24, 13, tzinfo=UTC))
    assert (str(talk["URL"]), str(talk["LOCATION"])) == ("http://127.0.0.1:8000/rounds/a", "The hall")
    assert "http://127.0.0.1:8000/rounds/a" in str(talk["DESCRIPTION"])
    assert (day["DTSTART"].dt, str(day["STATUS"])) == (date(2027, 3, 28), "CANCELLED")


def test_words_cannot_write_lines_of_their_own(app):
    found = read([Happening("a", TITLE, NOON)])
    assert found.walk("VALARM") == []
    assert len(found.walk("VEVENT")) == 1


def test_the_same_happening_keeps_its_id_when_it_moves(app):
    first, moved = (
        read([Happening("a", "Tea", when)]).walk("VEVENT")[0] for when in (NOON, date(2027, 1, 1))
    )
    assert first["UID"] == moved["UID"]


def test_as_an_answer_it_can_be_shown_or_saved(app):
    with app.test_request_context("/"):
        shown, saved = calendar_response("Dates", []), calendar_response("Dates", [], download="dates")
    assert shown.content_type == "text/calendar; charset=utf-8"
    assert "Content-Disposition" not in shown.headers
    assert saved.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
