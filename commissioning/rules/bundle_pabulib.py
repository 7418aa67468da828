"""The ballots of a bundle in the open Pabulib format, with the rule under the name that format has for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from commissioning.rules.counting.cast import Cast, group_of
from commissioning.rules.counting.compare import SPOKEN
from commissioning.rules.counting.count import ONE_UNIT
from commissioning.rules.counting.values import BallotKind, Completion, Election, Project, Rule
from commissioning.rules.pabulib import pairs
from commissioning.rules.pabulib.writing import write

if TYPE_CHECKING:
    from commissioning.rules.bundle import Source

NAMES = {
    (Rule.EQUAL_SHARES, Completion.NONE): "equalshares",
    (Rule.EQUAL_SHARES, Completion.ADD1): "equalshares/add1",
    (Rule.GREEDY, Completion.NONE): "greedy",
    (Rule.GREEDY_NO_SKIP, Completion.NONE): "greedy-no-skip",
    (Rule.GREEDY_THRESHOLD, Completion.NONE): "greedy-threshold",
}
UNKNOWN, CUSTOM, EXCLUSIVE = "unknown", "greedy-custom", "greedy-exclusive"


def ballots_pb(source: Source, ballots: Sequence[Cast]) -> str:
    """The .pb file. Each ballot is its own group, so that equal ones do not stand together; of projects with equal
    votes the one that the lot put first comes first.
    """
    outcome, kind = source.outcome, BallotKind(source.outcome["kind"])
    place = {one: number for number, one in enumerate(outcome["tie_order"])}
    listed = sorted(outcome["chosen"]["projects"], key=lambda one: place[one["id"]])
    election = Election(
        projects=tuple(Project(one["id"], one["cost"], one["title"]) for one in listed),
        ballots=tuple(group_of(kind, ballot, source.most) for ballot in ballots),
        budget_minor=int(outcome["budget"]),
        kind=kind,
        threshold=int(outcome["threshold"]),
    )
    winners = set(outcome["chosen"]["winners"])
    return write(election, about(source, election, winners), selected=winners)


def about(source: Source, election: Election, winners: AbstractSet[str]) -> dict[str, str]:
    """META, as pabulib.org/format asks for it."""
    rule, comments = rule_of(source.rule, source.completion, source.outcome)
    if rule.startswith("equalshares") and not election.kind.has_points:
        from commissioning.rules.bundle_shares import winners_by_the_format

        if winners_by_the_format(election, source.completion) != winners:
            rule = UNKNOWN
            comments = ["Equal Shares from the exact share of the pot, with ties by lot.", *comments]
    points = source.outcome["points_each"]
    return {
        "description": source.title, "country": "United Kingdom", "unit": source.council, "subunit": source.team,
        "instance": str(source.closed.year), "date_begin": f"{source.opened:%d.%m.%Y}",
        "date_end": f"{source.closed:%d.%m.%Y}", "rule": rule,
        "min_length": str(source.least), "max_length": str(source.most), "language": "en",
        **({"fully_funded": "1"} if sum(one.cost_minor for one in election.projects) <= election.budget_minor else {}),
        **({"max_sum_points": str(points)} if election.kind is BallotKind.CUMULATIVE and points else {}),
        **({"comment": " ".join(f"#{number}: {said}" for number, said in enumerate(comments, 1))} if comments else {}),
    }  # fmt: skip


def rule_of(rule: Rule, completion: Completion, outcome: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The name that the format has for how a round was counted, and what the name does not say, in sentences.

    Where something beyond the named rule decided (a pair, a withdrawal, a quorum), a name that promises it could be
    followed from the file alone would not be true.
    """
    greedy = rule in (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD)
    finish = completion if rule is Rule.EQUAL_SHARES else Completion.NONE
    name = NAMES.get((rule, finish), UNKNOWN)
    if rule is Rule.GREEDY and outcome["threshold"]:
        name = NAMES[Rule.GREEDY_THRESHOLD, Completion.NONE]
    gone = [one["id"] for one in outcome["chosen"]["projects"] if one["reason"] == "withdrawn"]
    comments = []
    if name == UNKNOWN:
        filled = ", filled up by most votes first" if completion is Completion.ADD1U else ""
        comments.append(f"Counted by {SPOKEN[rule]}{filled}.")
    if finish is not Completion.NONE and outcome["chosen"]["increment"] not in (None, ONE_UNIT):
        comments.append(f"Each step of add1 was {outcome['chosen']['increment']} hundredths for each voter.")
    if outcome["exclusions"]:
        comments.append(pairs.said(outcome["exclusions"]))
    if gone:
        comments.append(f"Withdrawn while voting was open: {', '.join(gone)}.")
    left = outcome["chosen"]["left"]
    if greedy and any(
        one["reason"] == "no-votes" and one["cost"] <= left for one in outcome["chosen"]["projects"]
    ):
        comments.append("Nothing is funded that nobody chose.")
    if outcome["quorum_missed"]:
        comments.append(f"At least {outcome['quorum']} had to vote, so nothing was chosen.")
    if comments:
        simple = outcome["exclusions"] and len(comments) == 1 and rule is Rule.GREEDY
        name = (EXCLUSIVE if simple else CUSTOM) if greedy and not outcome["quorum_missed"] else UNKNOWN
    return name, comments
