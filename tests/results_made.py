"""A round that five people voted in, counted, and what it says of one project."""

from __future__ import annotations

from typing import Any

from app import clock
from app.clock import now
from commissioning.services import results
from models.rounds import Round
from tests.rounds_made import FIVE_BALLOTS, after_close, an_open_round, vote


def five_votes() -> Round:
    """Boat days and Film club 3 each, Bike library 2, Quiet garden none."""
    round_ = an_open_round()
    for name, titles in FIVE_BALLOTS.items():
        vote(name, round_, *titles)
    return round_


def counted(round_: Round, work: Any) -> dict[str, Any]:
    """Counted after its close, once; its outcome."""
    with clock.at(after_close(round_)), work():
        assert results.count_due(now()) == [round_.title]
    return results.result_of(round_).outcome


def fate(outcome: dict[str, Any], title: str, which: str = "chosen") -> Any:
    """What the outcome says of the project of this title."""
    return next(one for one in outcome[which]["projects"] if one["title"] == title)
