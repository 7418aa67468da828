"""Times as people in the place say them: Europe/London, and words before numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london(moment: datetime) -> datetime:
    """The same instant on London's clocks."""
    return moment.astimezone(LONDON)


def local_date(moment: datetime) -> date:
    """The date in London at that instant."""
    return london(moment).date()


def london_day_begins(on: date) -> datetime:
    """The instant a day begins in London."""
    return datetime(on.year, on.month, on.day, tzinfo=LONDON)


def day(value: datetime | date) -> str:
    """ "Tuesday 8 December 2026"."""
    on = local_date(value) if isinstance(value, datetime) else value
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_day(value: datetime | date) -> str:
    """ "8 Dec 2026", for tables."""
    on = local_date(value) if isinstance(value, datetime) else value
    return f"{on.day} {on:%b %Y}"


def clock_time(moment: datetime) -> str:
    """ "6pm", "6:05pm", "midday", "midnight"."""
    at = london(moment)
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"


def moment(value: datetime) -> str:
    """ "Tuesday 8 December 2026 at 6pm"."""
    return f"{day(value)} at {clock_time(value)}"


def soon(value: datetime | date, now: datetime) -> str:
    """How far off a day is: "today", "tomorrow", "in 3 days", "2 weeks ago"."""
    on = local_date(value) if isinstance(value, datetime) else value
    days = (on - local_date(now)) // timedelta(days=1)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    size = _size(abs(days))
    return f"in {size}" if days > 0 else f"{size} ago"


def _size(days: int) -> str:
    for unit, length in (("year", 365), ("month", 30), ("week", 7)):
        if days >= 2 * length:
            return f"{days // length} {unit}s"
    return f"{days} days"
