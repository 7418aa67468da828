"""What the lot decided: the winners under every order in which it could have put the projects.

A count looks at the lot only where projects are level. `Place` writes down each time it does, so an order that agrees
in all of those gives the same count, and only orders that differ in one of them are counted again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from commissioning.rules.counting.count import applied
from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.result import Reason
from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.values import Completion, Election, Rule

Pairs: TypeAlias = frozenset[tuple[str, str]]  # the first of each comes before the second
Ends: TypeAlias = set[frozenset[str]]
MOST_SETS = 5_000  # sets of winners followed under most votes first
MOST_LOOKS = 500_000  # at one choice on one ballot, in one run of a count: about a second in all
LOOKS_FOR_A_PROJECT = 20  # what a run spends on each project, besides its supporters
LEAST_COUNTS = 4


@dataclass(frozen=True, slots=True)
class Luck:
    """`ends`: each set of winners that some order gives. `is_whole`: no order gives another."""

    ends: frozenset[frozenset[str]]
    is_whole: bool


class Place(int):
    """A project's place in the lot, which notes whenever it parts two projects."""

    name: str
    parted: dict[tuple[str, str], None]

    def __lt__(self, other: int) -> bool:
        """Whether it comes first, noted."""
        is_first = int(self) < int(other)
        if isinstance(other, Place):
            self.parted[(self.name, other.name) if is_first else (other.name, self.name)] = None
        return is_first


def places(order: Sequence[str]) -> tuple[dict[str, int], dict[tuple[str, str], None]]:
    """Each project's place, and the pairs that will have been parted by it (first, second)."""
    parted: dict[tuple[str, str], None] = {}
    found: dict[str, int] = {}
    for number, name in enumerate(order):
        place = Place(number)
        place.name, place.parted = name, parted
        found[name] = place
    return found, parted


def luck(
    election: Election, rule: Rule, completion: Completion, order: Sequence[str], increment: int, steps: int
) -> Luck:
    """The winners under every order of the lot; where that are too many, under some. `steps` the count took."""
    if rule in (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD):
        found = most_votes_first(election, stop=rule is Rule.GREEDY_NO_SKIP)
        if found is not None:
            return Luck(frozenset(found), is_whole=True)
    score = scores(election)

    def counted(lot: Sequence[str]) -> tuple[frozenset[str], list[tuple[str, str]]]:
        rank, parted = places(lot)
        tally = applied(election, rule, completion, rank, score, increment)
        return frozenset(one.project_id for one in tally.rounds), list(parted)

    ends, is_whole = every_end(counted, order, max(LEAST_COUNTS, MOST_LOOKS // looks(election, steps)))
    return Luck(frozenset(ends), is_whole)


def looks(election: Election, steps: int) -> int:
    """What one count costs, in looks at one choice on one ballot: Equal Shares takes a run for each of its `steps`."""
    choices = sum(len(group.choices) for group in election.ballots)
    return (steps + 2) * (choices + LOOKS_FOR_A_PROJECT * len(election.projects))


def every_end(
    counted: Callable[[Sequence[str]], tuple[frozenset[str], list[tuple[str, str]]]],
    order: Sequence[str],
    most: int,
) -> tuple[Ends, bool]:
    """All sets of winners, counting at most `most` times, and whether those are all there are.

    Each count answers for all orders that part alike what it parted. The others are told apart by the first pair
    they part otherwise, so that each order is answered for once.
    """
    ends: Ends = set()
    waiting: deque[Pairs] = deque([frozenset()])
    for _ in range(most):
        held = waiting.popleft()
        row = Row(order, held)
        winners, parted = counted(row.as_asked())
        ends.add(winners)
        for first, second in parted:
            if not row.has(first, second):
                waiting.append(held | {(second, first)})
                held |= {(first, second)}
                row.put(first, second)
        if not waiting:
            return ends, True
    return ends, False


class Row:
    """The lot's order, and who has to come before whom in it."""

    def __init__(self, order: Sequence[str], held: Pairs) -> None:
        self.order = order
        self.before: dict[str, set[str]] = {one: set() for one in order}
        for first, second in held:
            self.put(first, second)

    def put(self, first: str, second: str) -> None:
        """Ask for `first` before `second`, and so for all before the one before all after the other."""
        earlier = self.before[first] | {first}
        for one, ahead in self.before.items():
            if one == second or second in ahead:
                ahead.update(earlier)

    def has(self, first: str, second: str) -> bool:
        """Whether `first` comes before `second` in every order that is as asked."""
        return first in self.before[second]

    def as_asked(self) -> list[str]:
        """The lot's order changed as little as what is asked for takes."""
        found: list[str] = []
        rest = dict.fromkeys(self.order)
        while rest:
            one = next(one for one in rest if self.before[one].isdisjoint(rest))
            del rest[one]
            found.append(one)
        return found


def most_votes_first(election: Election, *, stop: bool) -> Ends | None:
    """Every set of winners under most votes first, row by row of level projects; None where there are too many."""
    score = scores(election)
    barred = {one for one, why in ineligible(election, score).items() if why is not Reason.DEARER_THAN_POT}
    rows: dict[int, list[str]] = {}
    for project in election.projects:
        if project.id not in barred:
            rows.setdefault(score[project.id], []).append(project.id)
    row_by_row = Rows(election, stop=stop)
    going: Ends = {frozenset()}
    for level in sorted(rows, reverse=True):
        going = {after for funded in going for after in row_by_row.after(rows[level], funded)}
        if len(going) + len(row_by_row.stopped) > MOST_SETS or row_by_row.seen > MOST_SETS:
            return None
    return going | row_by_row.stopped


class Rows:
    """Follows most votes first through a row of level projects in every order. `stopped`: where a count ended."""

    def __init__(self, election: Election, *, stop: bool) -> None:
        self.cost: Mapping[str, int] = {project.id: project.cost_minor for project in election.projects}
        self.rivals = rivals(election)
        self.budget = election.budget_minor
        self.stop = stop
        self.stopped: Ends = set()
        self.seen = 0

    def after(self, row: Iterable[str], funded: frozenset[str]) -> Ends:
        """What can have been funded after this row and the count goes on."""
        fresh, known, found = [funded], {funded}, set()
        while fresh and self.seen <= MOST_SETS:
            now = fresh.pop()
            self.seen += 1
            left = self.budget - sum(self.cost[one] for one in now)
            waiting = {one for one in row if one not in now and not self.rivals[one] & now}
            fits = {one for one in waiting if self.cost[one] <= left}
            if self.stop and fits != waiting:
                self.stopped.add(now)
            if fits == waiting and self._all_fit(fits, left):
                found.add(now | fits)
            elif fits:
                further = {now | {one} for one in fits} - known
                known |= further
                fresh += further
            elif not self.stop:
                found.add(now)
        return found

    def _all_fit(self, fits: set[str], left: int) -> bool:
        return sum(self.cost[one] for one in fits) <= left and not any(
            self.rivals[one] & fits for one in fits
        )
