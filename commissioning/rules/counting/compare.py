"""Two counts of the same ballots side by side: what changes, for which projects and for how many voters."""

from collections.abc import Iterable
from dataclasses import dataclass

from commissioning.rules.counting.money import said
from commissioning.rules.counting.reach import funded_of
from commissioning.rules.counting.result import Reach, Result
from commissioning.rules.counting.values import Completion, Election, Rule

SPOKEN = {
    Rule.GREEDY: "most votes first",
    Rule.GREEDY_NO_SKIP: "most votes first, stopping at the first that does not fit",
    Rule.GREEDY_THRESHOLD: "most votes first, with a least score",
    Rule.EQUAL_SHARES: "Equal Shares",
    Rule.PHRAGMEN: "Phragmén",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a` beside `b`. A voter is better off where more of their own projects are funded.

    `gained` won in `a` only, `lost` in `b` only, in the order of the winning count. `sentences` are plain and
    say so where the rule that was used did worse.
    """

    a: Result
    b: Result
    both: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    better_off: int
    worse_off: int
    same: int
    sentences: tuple[str, ...]


def compare(election: Election, a: Result, b: Result) -> Comparison:
    """Compare two results of the same election."""
    in_a, in_b = frozenset(a.winners), frozenset(b.winners)
    better = worse = 0
    for group in election.ballots:
        difference = funded_of(group, in_a) - funded_of(group, in_b)
        better += group.voters if difference > 0 else 0
        worse += group.voters if difference < 0 else 0
    gained = tuple(one for one in a.winners if one not in in_b)
    lost = tuple(one for one in b.winners if one not in in_a)
    return Comparison(
        a=a,
        b=b,
        both=tuple(one for one in a.winners if one in in_b),
        gained=gained,
        lost=lost,
        better_off=better,
        worse_off=worse,
        same=election.voters - better - worse,
        sentences=tuple(sentences(a, b, gained, lost, better, worse)),
    )


def spoken(result: Result) -> str:
    """The rule in plain words."""
    filled = ", then the rest by most votes" if result.completion is Completion.ADD1U else ""
    return SPOKEN[result.rule] + filled


def sentences(
    a: Result, b: Result, gained: Iterable[str], lost: Iterable[str], better: int, worse: int
) -> list[str]:
    """What a reader should know, in three or four sentences."""
    won, missed = len(list(gained)), len(list(lost))
    other = spoken(b)
    if not won and not missed:
        return [f"Counting by {other} would have chosen exactly the same projects."]
    not_now = f"{projects(missed)} not chosen now" if missed else "nothing that is not chosen now"
    now = f"{projects(won)} chosen now" if won else "nothing that is"
    told = [
        f"Counting by {other} would have chosen {not_now}, and left out {now}.",
        f"{people(worse)} more of their own projects chosen that way, and {better:,} fewer.",
        nothing(a, b),
    ]
    if a.unspent_minor != b.unspent_minor:
        left, others_left = said(a.unspent_minor, a.currency), said(b.unspent_minor, b.currency)
        told.append(f"{left} is left unspent, against {others_left} by {other}.")
    return told


def nothing(a: Result, b: Result) -> str:
    """How many got none of what they voted for, said either way: also where the rule that was used did worse, or
    where sharing out equally would have changed nothing.
    """
    other = spoken(b)
    if not a.reach.with_nothing and not b.reach.with_nothing:
        return "Everybody got at least one of their own projects, and would have either way."
    line = f"{part(a.reach)} got none of their projects; by {other} it would have been {figure(b.reach)}."
    if a.reach.with_nothing > b.reach.with_nothing:
        return f"{line} On this count, {other} would have reached more people."
    if a.rule is Rule.EQUAL_SHARES and a.reach.with_nothing == b.reach.with_nothing:
        return f"{line} On this count, Equal Shares reached no more people."
    if b.rule is Rule.EQUAL_SHARES:
        return f"{line} On this count, Equal Shares would not have reached more people."
    return line


FEW = 1_000  # voters: up to here people are counted aloud, besides the share of them


def part(reach: Reach) -> str:
    """Say "17.8% of voters", or with fewer of them "5 of 84 voters (6.0%)"."""
    if reach.voters >= FEW:
        return f"{percent(reach)} of voters"
    return f"{reach.with_nothing:,} of {reach.voters:,} voters ({percent(reach)})"


def figure(reach: Reach) -> str:
    """The same without saying of whom."""
    return percent(reach) if reach.voters >= FEW else f"{reach.with_nothing:,} ({percent(reach)})"


def percent(reach: Reach) -> str:
    """The share of voters with nothing, to one decimal."""
    return f"{100 * reach.with_nothing / reach.voters if reach.voters else 0:.1f}%"


def projects(number: int) -> str:
    """Say "1 project" or "3 projects"."""
    return f"{number} project{'' if number == 1 else 's'}"


def people(number: int) -> str:
    """Say "1 person would have had" or "3 people would have had"."""
    return f"{number:,} {'person' if number == 1 else 'people'} would have had"


def majority_prefers(election: Election, a: Result, b: Result) -> bool:
    """Whether strictly more voters have more of their projects funded in `a` than in `b`.

    The "comparison step" of equalshares.net: where it holds for most votes first against Equal Shares, a city
    that adopted the step takes the former.
    """
    found = compare(election, a, b)
    return found.better_off > found.worse_off
