"""The one clock. Everything that needs "now" asks here, so tests and the demo can choose the moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_chosen: ContextVar[datetime | None] = ContextVar("chosen_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _chosen.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment` inside the block; a naive moment is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment must say its zone")
    token = _chosen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _chosen.reset(token)
