"""Looking through the audit trail: what was asked for, and how an event is told in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST_DETAIL = 300
_DIGEST = re.compile(r"[0-9a-f]{32,}")


@dataclass(frozen=True)
class Search:
    """What an auditor looks for. Empty parts match everything; `last` is included."""

    words: str = ""
    person: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


def action_words(action: str) -> str:
    """ "summary.sent_for_approval" reads "Summary sent for approval"."""
    return action.replace(".", " ").replace("_", " ").capitalize()


def detail_words(details: Mapping[str, Any]) -> str:
    """An event's details in one line, in a fixed order."""
    told = [
        f"{name.replace('_', ' ')}: {_plain(value)}"
        for name, value in sorted(details.items())
        if value is not None
    ]
    line = "; ".join(told)
    return line if len(line) <= LONGEST_DETAIL else f"{line[:LONGEST_DETAIL]}…"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    text = str(value)
    if _DIGEST.fullmatch(text):
        return f"{text[:12]}…"  # enough to tell one from another
    return text.replace("_", " ") if text.islower() else text
