"""What the same ballots would have given by another way of counting, as plain values for the page that explains it."""

from __future__ import annotations

from typing import Any

from commissioning.rules.counting.compare import compare
from commissioning.rules.counting.result import Result
from commissioning.rules.counting.values import Election


def compared(
    election: Election, used: Result, other: Result, *, quiet: bool, silent: bool = False
) -> dict[str, Any]:
    """What the difference is, as plain values; `quiet` leaves out every number, `silent` every project too."""
    if silent:
        return {"both": [], "gained": [], "lost": [], "better_off": None, "worse_off": None, "sentences": []}
    found = compare(election, used, other)
    quiet = quiet or not election.voters
    return {
        "both": list(found.both),
        "gained": list(found.gained),
        "lost": list(found.lost),
        "better_off": None if quiet else found.better_off,
        "worse_off": None if quiet else found.worse_off,
        "sentences": [] if quiet else list(found.sentences),
    }
