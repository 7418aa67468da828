"""Results as they were kept, read by what came later: figures that older counts did not keep are filled in plainly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commissioning.rules.counting.count import ONE_UNIT
from commissioning.rules.results_told import NUMBERS
from commissioning.rules.rounds import SMALLEST_ELECTORATE

ROUND = {
    "kind": "approval", "most": 0, "threshold": 0, "exclusions": [], "quorum": 0, "quorum_missed": False,
    "too_few": False,
    "smallest": SMALLEST_ELECTORATE, "points_each": 0, "by_lot": [], "by_lot_not": [],
    "lot_all": None, "further": [], "chambers": [], "not_worked_out": [],
    "papers_left": 0, "papers_spoiled": 0,
}  # fmt: skip
COMPARISON = {"better_off": None, "worse_off": None}
STEP = {"full_payers": 0, "part_payers": 0, "part_paid": 0, "purses": []}


def whole(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """An outcome with every key that pages and bundles read."""
    filled = {**ROUND, **outcome, "comparison": {**COMPARISON, **outcome["comparison"]}}
    return filled | {which: _told(outcome[which]) for which in ("chosen", "other")}


def _told(told: Mapping[str, Any]) -> dict[str, Any]:
    completion = "add1" if told["rule"] == "equal-shares" else "none"
    filled = {"completion": completion, "increment": ONE_UNIT, **told}
    filled["projects"] = [
        {**dict.fromkeys(NUMBERS), **one, "score": one.get("score", one["votes"])} for one in told["projects"]
    ]
    filled["steps"] = [{**STEP, "score": one["votes"], **one} for one in told["steps"]]
    return filled
