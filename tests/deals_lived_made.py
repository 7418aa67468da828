"""What tests of a lived Deal share."""

from __future__ import annotations

from datetime import UTC, datetime

from app.clock import now
from participation.services import (
    deals_reminders,
    deals_shown,
)
from tests.deals_made import (
    the,
)

SENTENCE = "Open every Friday since May."


def wall(cast, key, name="Grace"):
    return deals_shown.pairs_of(the(cast, key, name), cast(name))


def told(cast, key):
    """All that is said of our part, in order."""
    return [one.ours for one in wall(cast, key)]


def run(work, at, moment: str) -> str:
    with at(moment), work():
        return deals_reminders.ask_due(now())


def ever() -> tuple[datetime, datetime]:
    return datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
