"""What waits for a person: the lines of "what needs me today"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Need:
    """One thing that waits for somebody. `path` is the page to open; `due` (UTC) sorts it; `late` stands out.

    `leads` comes before everything: a promise of ours that is late, on the home of whoever answers for it. `urgent`
    comes first as well, and says so; it need not be late.
    """

    title: str
    path: str
    why: str = ""
    due: datetime | None = None
    late: bool = False
    action: str = "Open"
    leads: bool = False
    urgent: bool = False


def in_order(needs: list[Need]) -> list[Need]:
    """What leads or is urgent, then late, then by when each is due, then the undated, as they came."""
    far = max((need.due for need in needs if need.due), default=None)
    return sorted(
        needs,
        key=lambda need: (
            not (need.leads or need.urgent),
            not need.late,
            need.due is None,
            need.due or far or 0,
        ),
    )
