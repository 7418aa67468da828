"""Forums: days and what is kept of them, words at the gate, and calendar addresses that say nothing of a panel."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from icalendar import Calendar

from app import clock
from app.calendar_files import calendar_file
from app.clock import now
from app.db import db
from app.times import local_date, london_day_begins
from governance.services import calendars
from participation.rules.forums import Plan, Rhythm
from participation.rules.refusals import NotFound, Refusal
from participation.services import forums, forums_dates, notices, panels
from tests.co_design_made import desk_reads
from tests.conftest import person
from tests.proposals_made import actor

FIRST = timedelta(days=7)


def a_forum(name: str = "Care leavers’ Tuesday"):
    team = panels.panels_for(actor("Pia"))[0]
    plan = Plan(Rhythm.WEEKLY, local_date(now()) + FIRST, time(17), 90)
    return forums.begin(actor("Pia"), team, name, plan, "Quay Hall")


def the_day(forum, name: str = "Pia", weeks: int = 0):
    return forums.get_day(actor(name), forum.public_id, forum.first_on + timedelta(weeks=weeks))


def test_notes_of_what_young_people_said_wait_at_the_gate_whoever_writes_them(app, work):
    with work():
        forum = a_forum()
        forums.write(actor("Pia"), the_day(forum), "The bus fares", is_note=False)
        forums.write(actor("Asha"), the_day(forum, "Asha"), "The lights at the quay", is_note=False)
        with pytest.raises(Refusal, match="still to come"):
            forums.write(actor("Pia"), the_day(forum), "They said the bus is too dear.", is_note=True)
        with clock.at(london_day_begins(forum.first_on)):
            forums.write(actor("Pia"), the_day(forum), "They said the bus is too dear.", is_note=True)
        with (
            clock.at(london_day_begins(forum.first_on + timedelta(days=1))),
            pytest.raises(Refusal, match="has passed"),
        ):
            forums.write(actor("Asha"), the_day(forum), "One more thing", is_note=False)
        found = the_day(forum, "Asha")
        assert ([one.words for one in found.agenda], found.notes, found.being_read) == (
            ["The bus fares"],
            (),
            1,
        )
        desk_reads()
        found = the_day(forum, "Tomos")
        assert [one.words for one in found.agenda] == ["The bus fares", "The lights at the quay"]
        assert [one.words for one in found.notes] == ["They said the bus is too dear."]


def test_who_was_there_is_for_the_panel_and_only_of_the_panel(app, work):
    with work():
        forum = a_forum()
        with pytest.raises(Refusal, match="on the day or after"):
            forums.note_there(actor("Pia"), the_day(forum), [person("Asha").public_id])
        with clock.at(london_day_begins(forum.first_on)):
            ids = [person(name).public_id for name in ("Asha", "Tomos", "Grace")]
            forums.note_there(actor("Pia"), the_day(forum), ids)
            forums.note_there(actor("Pia"), the_day(forum), ids)
            assert [user.name for user in the_day(forum, "Leah").there] == ["Asha", "Tomos"]
        for name in ("Grace", "Noor"):
            with pytest.raises(NotFound):
                the_day(forum, name)
        with pytest.raises(NotFound):
            forums.get_day(actor("Pia"), forum.public_id, forum.first_on + timedelta(days=1))


def test_a_day_called_off_says_why_once_and_stays_in_calendars_as_called_off(app, work):
    with work():
        forum = a_forum()
        forums.call_off(actor("Pia"), the_day(forum, weeks=1), "The hall is shut.")
        with pytest.raises(Refusal, match="already"):
            forums.call_off(actor("Pia"), the_day(forum, weeks=1), "Again.")
        coming = forums.coming([forum])[forum.id]
        assert coming[1].off == "The hall is shut."
        dates = forums_dates.happenings_of([forum], now(), now() + 6 * FIRST)
        events = Calendar.from_ical(calendar_file("x", dates)).walk("VEVENT")
        assert str(events[1]["STATUS"]) == "CANCELLED"
        assert len({str(one["UID"]) for one in events}) == len(events)


def test_a_calendar_says_nothing_of_a_panel_and_follows_who_is_on_it(app, work):
    with work():
        a_forum()
        notices.new_calendar_key(actor("Asha"))
        key = notices.calendar_key(actor("Asha"))
        text = calendar_file(forums_dates.NAME, calendars.of_key(key)).decode()
        assert "Quay Hall" in text
        for telling in ("Care leavers", "panel", "Asha", "young", "advisor"):
            assert telling not in text
        assert forums_dates.TITLE not in calendar_file("x", calendars.for_everybody()).decode()
        notices.new_calendar_key(actor("Asha"))
        with pytest.raises(NotFound):
            calendars.of_key(key)
        for seat in person("Asha").memberships:
            seat.ends_on = local_date(now())
        db.session.flush()
        assert forums_dates.happenings_for(actor("Asha"), now(), now() + timedelta(days=60)) == []
