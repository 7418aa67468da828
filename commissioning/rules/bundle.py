"""The results bundle: everything somebody needs to count a vote again without us, as named texts.

The ballots in it are numbered afresh, in the random order of the keys they got at the count. With fewer than
five ballots there is no bundle: so few ballots would show how single people voted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commissioning.rules.counting.count import ONE_UNIT
from commissioning.rules.counting.values import BallotGroup, Completion, Election, Project, Rule
from commissioning.rules.pabulib.writing import write
from commissioning.rules.rounds import RULE_NAMES, SMALLEST_ELECTORATE

WITHHELD = (
    "Fewer than five people voted, so the ballots are not given out: with so few, they would show how single people "
    "voted. The auditor can recount them."
)
_PABULIB_RULES = {Rule.GREEDY: "greedy", Rule.EQUAL_SHARES: "equalshares/add1"}


@dataclass(frozen=True)
class Source:
    """A counted round as its bundle tells it: titles, dates in UK time, the frozen rules, and the outcome published."""

    council: str
    team: str
    title: str
    opened: date
    closed: date
    least: int
    most: int
    rule: Rule
    completion: Completion
    outcome: Mapping[str, Any]


def is_withheld(outcome: Mapping[str, Any]) -> bool:
    """Whether too few people voted for the ballots to be given out."""
    return int(outcome["voters"]) < SMALLEST_ELECTORATE


def fingerprint(ballots: Iterable[Sequence[str]]) -> str:
    """SHA-256 of all ballots, each a line of sorted ids, the lines sorted: the same in whatever order they lie."""
    lines = sorted(",".join(sorted(ballot)) for ballot in ballots)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def texts(source: Source, ballots: Sequence[Sequence[str]]) -> dict[str, str]:
    """The files of the bundle by name, but for the script. `ballots` come in their random order and keep it."""
    outcome = dict(source.outcome)
    return {
        "README.txt": _readme(source),
        "ballots.pb": _pabulib(source, ballots),
        "rules.json": _json(_rules(source)),
        "outcome.json": _json(outcome),
        "receipts.txt": "".join(f"{code}\n" for code in sorted(outcome["receipts"])),
    }


def _pabulib(source: Source, ballots: Sequence[Sequence[str]]) -> str:
    """The .pb file; each ballot is its own group, so that equal ones do not stand together."""
    projects = tuple(
        Project(one["id"], one["cost"], one["title"]) for one in source.outcome["chosen"]["projects"]
    )
    groups = tuple(BallotGroup(tuple(sorted(ballot))) for ballot in ballots)
    meta = {
        "description": source.title, "country": "United Kingdom", "unit": source.council, "subunit": source.team,
        "instance": str(source.closed.year), "date_begin": f"{source.opened:%d.%m.%Y}",
        "date_end": f"{source.closed:%d.%m.%Y}", "rule": _PABULIB_RULES.get(source.rule, str(source.rule)),
        "min_length": str(source.least), "max_length": str(source.most), "language": "en",
    }  # fmt: skip
    election = Election(projects, groups, int(source.outcome["budget"]))
    return write(election, meta, selected=set(source.outcome["chosen"]["winners"]))


def _rules(source: Source) -> dict[str, Any]:
    outcome = source.outcome
    gone = [one["id"] for one in outcome["chosen"]["projects"] if one["reason"] == "withdrawn"]
    return {
        "rule": str(source.rule), "completion": str(source.completion), "increment": ONE_UNIT,
        "budget": outcome["budget"], "least_picks": source.least, "most_picks": source.most,
        "electorate": outcome["electorate"], "withdrawn": sorted(gone),
        "tie_seed": outcome["tie_seed"], "tie_order": outcome["tie_order"],
    }  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _readme(source: Source) -> str:
    outcome = source.outcome
    return _README.format(
        title=source.title, council=source.council, team=source.team, voters=outcome["voters"],
        electorate=outcome["electorate"], rule=RULE_NAMES[source.rule].lower(), fingerprint=outcome["fingerprint"],
    )  # fmt: skip


_README = """{title}
{team}, {council}

{voters} of {electorate} people voted. The votes were counted by the rule "{rule}".
This folder holds everything needed to count them again.

  ballots.pb    every ballot, and the projects with their costs, in the open Pabulib format (pabulib.org/format).
                The ballots lie in a random order under new numbers. Nobody, we ourselves included, can tell from
                them who cast which.
  rules.json    the rules, fixed before voting opened. Money is in pence. "tie_order" was drawn by lot from the
                number in "tie_seed": each project's id is placed by the SHA-256 of seed, line break, id.
  receipts.txt  the receipts of all votes counted. A receipt shows that a vote was counted, and never what it says.
  outcome.json  the result as it was published.
  recount.py    counts again and compares. It needs Python 3.10 or later, and nothing else.

To recount: unpack this folder, open a terminal in it, and type

  python recount.py
  python recount.py --receipt ABCDEFGHIJ

The script was written apart from the program that counted the vote, and shares nothing with it. You need not trust
it either: it is short enough to read, and other programs that read Pabulib files can count the same ballots.

So that nobody can pass off other ballots as these, compare this fingerprint with the one on the result page:

  {fingerprint}

What this cannot show: that each ballot is what its voter meant, or that somebody in control of the server while
voting was open did not look. For that, ask how the server was looked after.
"""
