"""From a count to the page that explains it: one plain dictionary, kept for ever, needing nothing else to
be read.

When fewer people voted than the round's own least, numbers of votes are left out: with so few, a total shows how
single people voted. The winners and the reasons stay. With fewer than LEAST_FOR_A_RESULT votes even the winners would
show it, so nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commissioning.rules.bundle import fingerprint
from commissioning.rules.counting.cast import Cast, groups_of
from commissioning.rules.counting.count import ONE_UNIT, count
from commissioning.rules.counting.lots import luck
from commissioning.rules.counting.result import Result
from commissioning.rules.counting.values import (
    BallotKind,
    Completion,
    CountingRefused,
    Election,
    Project,
    Rule,
)
from commissioning.rules.results_compared import compared
from commissioning.rules.results_told import told, told_of_too_few, told_without_quorum
from commissioning.rules.rounds import LEAST_FOR_A_RESULT, SMALLEST_ELECTORATE
from commissioning.rules.ways_of_counting import name_of
from participation.rules.refusals import Refusal

COMPARED_RUNS = 10_000  # of Equal Shares, for a way of counting that nothing hangs on
MOST_VOTES_FIRST = (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD)


@dataclass(frozen=True)
class Terms:
    """How a round is counted, all of it frozen before voting opened. Money in pence.

    `most` is the most one ballot may name, which is what the first place of a ranking is worth; `threshold` the
    least votes (or points) a project needs; `exclusions` pairs of ids of which only one can be built; `quorum` the
    least votes for a result; with fewer votes than `smallest` no numbers are shown (0 hides nothing, which is for the
    auditor's own copy alone); `points_each` is what one person
    gives out, where people give points.
    """

    budget: int
    rule: Rule
    completion: Completion
    tie_order: Sequence[str]
    tie_seed: str
    kind: BallotKind = BallotKind.APPROVAL
    most: int = 0
    threshold: int = 0
    exclusions: Sequence[Sequence[str]] = ()
    increment: int = ONE_UNIT
    quorum: int = 0
    smallest: int = SMALLEST_ELECTORATE
    points_each: int = 0


@dataclass(frozen=True)
class Chamber:
    """Some of the voters, counted separately as well: young advisors, say. `name` is what the page calls them."""

    key: str
    name: str
    electorate: int
    ballots: Sequence[Cast]


def other_rule(rule: Rule) -> Rule:
    """The rule a result is compared with first."""
    return Rule.EQUAL_SHARES if rule in MOST_VOTES_FIRST else Rule.GREEDY


def check_box(marked: int, ballots: int, receipts: int) -> None:
    """Refuse to count a box that does not balance: as many ballots and receipts as people marked on the
    roll.
    """
    if not marked == ballots == receipts:
        raise Refusal(
            f"This ballot box does not balance: {marked} people are marked as having voted, and there are "
            f"{ballots} "
            f"ballots and {receipts} receipts. It was not counted. Tell the auditor."
        )


def outcome(
    terms: Terms,
    projects: Sequence[Project],
    ballots: Iterable[Cast],
    electorate: int,
    receipts: Iterable[str],
    chambers: Sequence[Chamber] = (),
) -> dict[str, Any]:
    """Count by the round's rule and by others, and tell all of it (money in pence).

    `chosen` and `other` each hold `rule`, `projects` (won or lost, votes, why), `steps` (for the picture)
    and what was spent; `comparison` says what the difference is; `further` are more rules, each with its own;
    `chambers` are parts of the voters counted alone. Receipts are sorted, which says nothing of when they were
    given; the fingerprint is that of the ballots in the results bundle.
    """
    cast = list(ballots)
    election = election_of(terms, projects, cast)
    used = count(election, terms.rule, terms.completion, terms.tie_order, terms.increment)
    few = 0 < election.voters < terms.smallest
    too_few = 0 < election.voters < min(LEAST_FOR_A_RESULT, terms.smallest)
    missed = election.voters < terms.quorum
    tell = told_of_too_few if too_few else told_without_quorum if missed else told
    (other, *further), not_worked_out = others(election, terms, used)
    return {
        "budget": terms.budget,
        "kind": str(terms.kind),
        "most": terms.most,
        "threshold": terms.threshold,
        "exclusions": sorted(sorted(pair) for pair in terms.exclusions),
        "quorum": terms.quorum,
        "quorum_missed": missed,
        "smallest": terms.smallest,
        "points_each": terms.points_each,
        "electorate": electorate,
        "voters": election.voters,
        "few": few,
        "too_few": too_few,
        "tie_order": list(terms.tie_order),
        "tie_seed": terms.tie_seed,
        **lot(election, terms, used, few=few, missed=missed),
        "chosen": tell(used, few=few),
        "other": tell(other, few=few),
        "comparison": compared(election, used, other, quiet=few or missed, silent=too_few),
        "further": [
            tell(one, few=few)
            | {"comparison": compared(election, used, one, quiet=few or missed, silent=too_few)}
            for one in further
        ],
        "not_worked_out": not_worked_out,
        "chambers": [in_chamber(terms, projects, one, chambers, missed=missed) for one in chambers],
        "receipts": sorted(receipts),
        "fingerprint": fingerprint(cast, terms.kind, terms.most),
    }


def election_of(terms: Terms, projects: Sequence[Project], ballots: Sequence[Cast]) -> Election:
    """What is counted."""
    return Election(
        projects=tuple(projects),
        ballots=groups_of(terms.kind, ballots, terms.most),
        budget_minor=terms.budget,
        kind=terms.kind,
        threshold=terms.threshold,
        exclusions=frozenset(frozenset(pair) for pair in terms.exclusions),
    )


def others(election: Election, terms: Terms, used: Result) -> tuple[list[Result], list[dict[str, str]]]:
    """The same ballots by other rules: the one it is compared with, and those that say something more.

    Equal Shares filled up is among them only where it would have spent what the count left; Phragmén only where
    ballots are ticks. One that cannot be counted, or not in a reasonable time, never holds up the result: it is told by
    name with why, and where none is left the result is compared with the other kind of most votes first.
    """
    first = other_rule(terms.rule)
    ways = [(first, Completion.ADD1)]
    if terms.rule is Rule.EQUAL_SHARES and terms.completion is not Completion.ADD1U:
        ways.append((Rule.EQUAL_SHARES, Completion.ADD1U))
    if terms.rule is Rule.EQUAL_SHARES and terms.completion is Completion.NONE:
        ways.append((Rule.EQUAL_SHARES, Completion.ADD1))
    if terms.rule is Rule.PHRAGMEN:
        ways.append((Rule.EQUAL_SHARES, Completion.ADD1))
    elif not terms.kind.has_points:
        ways.append((Rule.PHRAGMEN, Completion.NONE))
    counted, not_worked_out = worked_out(election, terms, ways)
    if not counted:
        plain = Rule.GREEDY if terms.rule is not Rule.GREEDY else Rule.GREEDY_NO_SKIP
        counted = [count(election, plain, Completion.NONE, terms.tie_order)]
    found = [one for one in counted if one.completion is not Completion.ADD1U or one.winners != used.winners]
    return found or counted, not_worked_out


def worked_out(
    election: Election, terms: Terms, ways: Iterable[tuple[Rule, Completion]]
) -> tuple[list[Result], list[dict[str, str]]]:
    """Each of these counts, or its name and why there is none."""
    counted, refused = [], []
    for rule, finish in ways:
        try:
            counted.append(count(election, rule, finish, terms.tie_order, terms.increment, COMPARED_RUNS))
        except CountingRefused as why:
            refused.append({"name": name_of(rule, finish), "why": str(why)})
    return counted, refused


def lot(election: Election, terms: Terms, used: Result, *, few: bool, missed: bool) -> dict[str, Any]:
    """What the order drawn by lot decided, over every other order in which it could have been drawn.

    `by_lot` names what won and would not have under some other order, `by_lot_not` what some other order would have
    let win. `lot_all`: no order gives anything else; False where there are too many to try, None where nothing is said.
    Nothing of it with few voters, because equal votes are votes too.
    """
    if few or missed:
        return {"tie_mattered": False, "by_lot": [], "by_lot_not": [], "lot_all": None if few else True}
    found = luck(election, terms.rule, terms.completion, terms.tie_order, terms.increment, used.steps)
    won = frozenset(used.winners)
    ever, always = won.union(*found.ends), won.intersection(*found.ends)
    return {
        "tie_mattered": ever != always,
        "by_lot": sorted(won - always),
        "by_lot_not": sorted(ever - won),
        "lot_all": found.is_whole,
    }


def in_chamber(
    terms: Terms,
    projects: Sequence[Project],
    chamber: Chamber,
    all_of_them: Sequence[Chamber],
    *,
    missed: bool,
) -> dict[str, Any]:
    """One chamber counted alone.

    Where any chamber has too few voters none is told apart, not even who won in it: with the count of everybody
    together, what is said of the one would give away the other, and a fingerprint would find out its ballots.
    """
    few = any(len(one.ballots) < terms.smallest for one in all_of_them)
    about = {
        "key": chamber.key,
        "name": chamber.name,
        "voters": len(chamber.ballots),
        "electorate": chamber.electorate,
        "few": few,
    }
    if few:
        return about
    election = election_of(terms, projects, chamber.ballots)
    found = count(election, terms.rule, terms.completion, terms.tie_order, terms.increment)
    tell = told_without_quorum if missed else told
    return (
        tell(found, few=False) | about | {"fingerprint": fingerprint(chamber.ballots, terms.kind, terms.most)}
    )
