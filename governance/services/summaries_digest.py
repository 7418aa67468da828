"""The mark of a summary's very words: what the audit chain vouches for, and what somebody read before they said yes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from models.summaries import Summary


def digest_of(summary: Summary) -> str:
    """SHA-256 over everything that is published."""
    said: list[Any] = [
        summary.facts, summary.officer, summary.child, summary.introduction, summary.introduction_for_children,
        summary.notes, summary.minute, summary.version_note,
    ]  # fmt: skip
    if summary.checks:
        said.append([[check.finding, check.act] for check in summary.checks])
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
