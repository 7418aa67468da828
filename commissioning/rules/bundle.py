"""The results bundle: everything somebody needs to count a vote again without us, as named texts.

The ballots in it are numbered afresh, in the random order of the keys they got at the count. With fewer
ballots than the round's own least there is no bundle: so few would show how single people voted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commissioning.rules.bundle_pabulib import ballots_pb
from commissioning.rules.counting.cast import Cast, line
from commissioning.rules.counting.compare import SPOKEN
from commissioning.rules.counting.count import ONE_UNIT
from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.rounds import LEAST_FOR_A_RESULT, SMALLEST_ELECTORATE

IN_WORDS = {5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


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
    for_auditor: bool = False


def is_withheld(outcome: Mapping[str, Any]) -> bool:
    """Whether too few people voted for the ballots to be given out."""
    return bool(outcome["few"]) or not outcome["voters"]


def few_words(outcome: Mapping[str, Any]) -> str:
    """How few: "Fewer than five people voted"."""
    smallest = int(outcome.get("smallest", SMALLEST_ELECTORATE))
    return f"Fewer than {IN_WORDS.get(smallest, smallest)} people voted"


def why_withheld(outcome: Mapping[str, Any]) -> str:
    """Why the ballots are not given out."""
    if not outcome["voters"]:
        return "No vote was cast, so there are no ballots to give out."
    return (
        f"{few_words(outcome)}, so the ballots are not given out: with so few, they would show how single people "
        "voted. The auditor can recount them."
    )


def fingerprint(ballots: Iterable[Cast], kind: BallotKind = BallotKind.APPROVAL, most: int = 0) -> str:
    """SHA-256 of all ballots, each a line of sorted ids (and points), the lines sorted: the same in whatever order
    they lie.
    """
    lines = sorted(line(kind, ballot, most) for ballot in ballots)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def texts(source: Source, ballots: Sequence[Cast], chambers: Sequence[str] = ()) -> dict[str, str]:
    """The files of the bundle by name, but for the script. `ballots` come in their random order and keep it;
    `chambers` says for each whose it is, where the vote had two and both may be shown apart.
    """
    return {
        "README.txt": _readme(source),
        "ballots.pb": ballots_pb(source, ballots),
        "rules.json": _json(_rules(source, chambers)),
        "outcome.json": _json(dict(source.outcome)),
        "receipts.txt": "".join(f"{code}\n" for code in sorted(source.outcome["receipts"])),
    }


def _rules(source: Source, chambers: Sequence[str]) -> dict[str, Any]:
    outcome = source.outcome
    gone = [one["id"] for one in outcome["chosen"]["projects"] if one["reason"] == "withdrawn"]
    numbers: dict[str, list[str]] = {}
    for number, chamber in enumerate(chambers, start=1):
        numbers.setdefault(chamber, []).append(str(number))
    return {
        "rule": str(source.rule), "completion": outcome["chosen"]["completion"],
        "increment": _increment(outcome), "kind": outcome["kind"],
        "least_picks": source.least, "most_picks": source.most, "withdrawn": sorted(gone), "chambers": numbers,
        **{name: outcome[name] for name in SAME},
    }  # fmt: skip


def _increment(outcome: Mapping[str, Any]) -> int:
    """The step of Equal Shares: of the result where that was counted by it, else of what it is compared with."""
    counts = (outcome["chosen"], outcome["other"], *outcome["further"])
    return int(next((one["increment"] for one in counts if one.get("increment")), ONE_UNIT))


SAME = ("budget", "threshold", "exclusions", "quorum", "electorate", "tie_seed", "tie_order")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _readme(source: Source) -> str:
    outcome = source.outcome
    return _README.format(
        title=source.title, council=source.council, team=source.team, voters=outcome["voters"],
        electorate=outcome["electorate"], rule=SPOKEN[source.rule], fingerprint=outcome["fingerprint"],
        whose=_FOR_AUDITOR.format(least=LEAST_FOR_A_RESULT) if source.for_auditor else "",
    )  # fmt: skip


_FOR_AUDITOR = """
THIS COPY IS THE AUDITOR'S. So few people voted that the ballots show how single people voted, so they are given to
nobody else, and the trail says that you took them and why. Show this folder to nobody, and delete it when you are done.
"outcome.json" has the numbers that the result page leaves out; its winners, receipts and fingerprint are those that
were published and kept at the count. With fewer than {least} votes nothing is chosen, so "quorum" is at least that.
"""
_README = """{title}
{team}, {council}

{voters} of {electorate} people voted. The votes were counted by the rule "{rule}".
This folder holds everything needed to count them again.
{whose}
  ballots.pb    every ballot, and the projects with their costs, in the open Pabulib format (pabulib.org/format).
                The ballots lie in a random order under new numbers. Nobody, we ourselves included, can tell from
                them who cast which.
  rules.json    the rules, fixed before voting opened. Money is in pence. "tie_order" was drawn by lot from the
                number in "tie_seed": each project's id is placed by the SHA-256 of seed, line break, id.
                "exclusions" are pairs of which only one can be built, "threshold" the least votes or points that
                count. Where two chambers were counted, "chambers" has the numbers of each one's ballots.
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
