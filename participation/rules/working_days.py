"""Working days and hours in England. Nine to five on the London clock; weekends and bank holidays do not count.

Bank holidays: gov.uk/bank-holidays, England and Wales, the dates published for 2025 to 2028 (2028's are the statutory
ones, worked out from the Banking and Financial Dealings Act 1971). Beyond them only weekends are skipped, so add a
year before it begins.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
HOURS_A_DAY = 8

BANK_HOLIDAYS: frozenset[date] = frozenset(
    date.fromisoformat(day)
    for day in """
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    """.split()
)


def is_working_day(on: date) -> bool:
    """Monday to Friday and not a bank holiday in England."""
    return on.weekday() < 5 and on not in BANK_HOLIDAYS


def is_working_time(moment: datetime) -> bool:
    """Whether `moment` (aware) falls in office hours."""
    local = moment.astimezone(LONDON)
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def next_working_moment(moment: datetime) -> datetime:
    """`moment` itself in office hours, otherwise the next opening."""
    local = moment.astimezone(LONDON)
    if is_working_time(local):
        return moment
    day = local.date()
    if not is_working_day(day) or local.time() >= CLOSES:
        day = _working_day_after(day)
    return datetime.combine(day, OPENS, tzinfo=LONDON)


def add_working_hours(moment: datetime, hours: int) -> datetime:
    """`hours` of office time after `moment`."""
    at, left = next_working_moment(moment).astimezone(LONDON), timedelta(hours=hours)
    while True:
        today = datetime.combine(at.date(), CLOSES, tzinfo=LONDON) - at
        if left <= today:
            return at + left
        left -= today
        at = datetime.combine(_working_day_after(at.date()), OPENS, tzinfo=LONDON)


def add_working_days(moment: datetime, days: int) -> datetime:
    """The same time of day, `days` working days on (counted from the next office time when it is closed)."""
    at = next_working_moment(moment).astimezone(LONDON)
    return datetime.combine(day_after(at.date(), days), at.timetz().replace(tzinfo=None), tzinfo=LONDON)


def day_after(on: date, days: int) -> date:
    """The `days`-th working day after `on`."""
    for _ in range(days):
        on = _working_day_after(on)
    return on


def _working_day_after(on: date) -> date:
    on += timedelta(days=1)
    while not is_working_day(on):
        on += timedelta(days=1)
    return on
