"""Meetings to come: planned with notice, moved and called off, and what calendars are told each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from app.calendar_files import calendar_file
from governance.rules.meetings import Planned, instants
from governance.rules.schedules import Rhythm, Schedule
from governance.services import bodies, calendars, meetings
from participation.rules.refusals import Refusal
from participation.services import notices, panels
from tests import summaries_made
from tests.proposals_made import actor

SIX = time(18)


def events(body):
    found = Calendar.from_ical(calendar_file("Dates", calendars.of_body(body))).walk("VEVENT")
    return {str(one["UID"]): one for one in found}


def test_a_meeting_keeps_its_place_in_calendars_as_it_moves_over_a_clock_change_and_is_called_off(
    app, work, at
):
    with at("2027-03-01 10:00"), work():
        body = summaries_made.committee()
        made = meetings.plan(actor("Kwame"), body, Planned(date(2027, 3, 24), SIX, 90, "The hall"))
        ((uid, first),) = events(body).items()
        assert (first["DTSTART"].dt, first["DTEND"].dt) == (_utc(24, 18), _utc(24, 19, 30))  # winter time
        meetings.change(actor("Kwame"), made, Planned(date(2027, 3, 31), SIX, 90, "The library"))
        ((same, moved),) = events(body).items()
        assert same == uid
        assert (moved["DTSTART"].dt, int(moved["SEQUENCE"]), str(moved["LOCATION"])) == (
            _utc(31, 17),
            1,
            "The library",
        )
        meetings.call_off(actor("Kwame"), made, "The library is flooded.")
        ((still, off),) = events(body).items()
        assert (still, str(off["STATUS"]), int(off["SEQUENCE"])) == (uid, "CANCELLED", 2)
        for again in (
            lambda: meetings.call_off(actor("Kwame"), made, "The library is flooded."),
            lambda: meetings.change(actor("Kwame"), made, Planned(date(2027, 3, 31), SIX, 90, "The hall")),
        ):
            with pytest.raises(Refusal, match="called off"):
                again()
        meetings.plan(actor("Kwame"), body, Planned(date(2027, 3, 31), SIX, 90, "The hall"))
        assert len(events(body)) == 2
        assert events(body).keys() <= {
            str(one["UID"])
            for one in Calendar.from_ical(calendar_file("All", calendars.for_everybody())).walk("VEVENT")
        }


def test_a_young_persons_calendar_and_that_of_a_panels_adults_name_no_body(app, work, at):
    with at("2027-03-01 10:00"), work():
        kwame, panel = actor("Kwame"), panels.panels_for(actor("Pia"))[0]
        forum, committee = (
            bodies.add_body(kwame, "Young Advisors’ Forum", panel, 1),
            summaries_made.committee(),
        )
        for body in (forum, committee):
            meetings.plan(kwame, body, Planned(date(2027, 3, 24), SIX, 90, "The hall"))
            bodies.record_meeting(kwame, body, date(2027, 2, 24), [], 0)
            bodies.set_schedule(kwame, body, Schedule(Rhythm.MONTHLY, date(2027, 3, 10), SIX))
        told = {}
        for name in ("Asha", "Grace"):
            notices.new_calendar_key(actor(name))
            told[name] = calendar_file("Mine", calendars.of_key(notices.calendar_key(actor(name)))).decode()
    for mine in told.values():
        assert "Young Advisors" not in mine
        assert "Forum" not in mine
        assert forum.public_id not in _addresses(mine)
    assert "Our Part meeting" in told["Asha"]
    assert "Our Part summary" in told["Asha"]
    assert committee.name.split()[0] not in told["Asha"]
    assert committee.public_id not in _addresses(told["Asha"])
    assert "meets" in told["Grace"]  # an adult's calendar goes on naming the committee


def _addresses(text):
    return "".join(str(one.get("URL", "")) for one in Calendar.from_ical(text).walk("VEVENT"))


def test_people_have_five_clear_working_days_or_a_reason(app, work, at):
    with at("2026-12-21 10:00"), work():  # Christmas and a bank holiday lie between
        body = summaries_made.committee()
        near = Planned(date(2026, 12, 30), SIX, 60, "The hall")
        with pytest.raises(Refusal, match="from Thursday 31 December") as refused:
            meetings.plan(actor("Kwame"), body, near)
        assert refused.value.field == "meets_on"
        made = meetings.plan(actor("Kwame"), body, Planned(date(2026, 12, 31), SIX, 60, "The hall"))
        meetings.change(
            actor("Kwame"), made, Planned(date(2026, 12, 31), SIX, 60, "The library")
        )  # only its room
        with pytest.raises(Refusal, match="If it cannot wait"):
            meetings.change(actor("Kwame"), made, Planned(date(2026, 12, 30), SIX, 60, "The library"))
        meetings.change(
            actor("Kwame"), made, Planned(date(2026, 12, 30), SIX, 60, "Here", "The pool closes.")
        )
        with pytest.raises(Refusal, match="meets that day already"):
            meetings.plan(
                actor("Kwame"), body, Planned(date(2026, 12, 30), SIX, 60, "The hall", "The pool closes.")
            )
        with pytest.raises(Refusal, match="passed"):
            meetings.plan(actor("Kwame"), body, Planned(date(2026, 12, 20), SIX, 60, "The hall"))


def test_a_meeting_that_was_held_stands_once(app, work, at):
    with at("2027-03-01 10:00"), work():
        body = summaries_made.committee()
        meetings.plan(actor("Kwame"), body, Planned(date(2027, 3, 10), SIX, 90, "The hall"))
    with at("2027-03-11 10:00"), work():
        there = [one.public_id for one in bodies.members_of([body])[body.id]]
        planned = meetings.to_write_down(body)
        assert (planned.meets_on, planned.at, planned.place) == (date(2027, 3, 10), SIX, "The hall")
        bodies.record_meeting(actor("Kwame"), body, date(2027, 3, 10), there, 0)
        assert meetings.to_write_down(body) is None
        with pytest.raises(Refusal, match="That hour has not come yet"):
            bodies.record_meeting(actor("Kwame"), body, date(2027, 3, 11), there, 0, at=time(10, 1))
        for on, more in (
            (8, {}),
            (9, {"at": time(19), "place": "The library"}),
        ):  # control: nobody planned them
            bodies.record_meeting(actor("Kwame"), body, date(2027, 3, on), there, 0, **more)
        told = {str(one["DTSTART"].dt): str(one.get("LOCATION", "")) for one in events(body).values()}
        assert meetings.coming(body) == []
    assert sorted(told) == ["2027-03-08", "2027-03-09 19:00:00+00:00", "2027-03-10 18:00:00+00:00"]
    assert told["2027-03-09 19:00:00+00:00"] == "The library"


def test_seven_in_the_evening_is_seven_on_both_sides_of_a_clock_change():
    assert instants(date(2026, 10, 24), time(19), 60)[0].hour == 18
    assert instants(date(2026, 10, 26), time(19), 60)[0].hour == 19


def _utc(day, hour, minute=0):
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)
