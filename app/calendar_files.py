"""Calendar files (iCalendar, RFC 5545) for any list of happenings: to take away once, or to subscribe to.

Moments are written in UTC, so no calendar program has to know our clocks; days are days, whatever the zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Response
from icalendar import Calendar, Event

from app.clock import now
from app.keyed import settings
from participation.rules.happenings import Happening

TYPE = "text/calendar"


def calendar_file(name: str, happenings: Iterable[Happening]) -> bytes:
    """One calendar with these happenings in it."""
    base = settings().public_url.rstrip("/")
    calendar = Calendar()
    calendar.add("prodid", "-//Our Part//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs read
    calendar.add("x-wr-timezone", "Europe/London")
    for happening in happenings:
        calendar.add_component(_event(happening, base))
    return bytes(calendar.to_ical())


def calendar_response(name: str, happenings: Iterable[Happening], *, download: str = "") -> Response:
    """The file as an answer; with `download` it is saved as that file rather than shown."""
    response = Response(calendar_file(name, happenings), content_type=f"{TYPE}; charset=utf-8")
    if download:
        response.headers["Content-Disposition"] = f'attachment; filename="{download}.ics"'
    return response


def _event(happening: Happening, base: str) -> Event:
    event = Event()
    event.add("uid", f"{happening.key}@{urlsplit(base).hostname or 'our-part'}")
    event.add("dtstamp", now())
    event.add("dtstart", happening.starts)
    if happening.ends is not None:
        event.add("dtend", happening.ends)
    event.add("summary", happening.title)
    event.add("sequence", happening.changes)
    event.add("status", "CANCELLED" if happening.cancelled else "CONFIRMED")
    link = f"{base}{happening.path}" if happening.path else ""
    if words := "\n\n".join(part for part in (happening.words, link) if part):
        event.add("description", words)
    if happening.place:
        event.add("location", happening.place)
    if link:
        event.add("url", link)
    return event
