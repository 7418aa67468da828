"""What is counted: projects, ballots and the rules of one election. Money is in minor units (pence, cents)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class CountingRefused(ValueError):
    """The election cannot be counted this way; the message is one plain sentence."""


class BallotKind(StrEnum):
    """How people voted. The names are Pabulib's."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"

    @property
    def has_points(self) -> bool:
        """Whether these ballots carry points (a ranking's places are worth points too)."""
        return self in (BallotKind.CUMULATIVE, BallotKind.ORDINAL)


class Rule(StrEnum):
    """How winners are found."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    GREEDY_THRESHOLD = "greedy-threshold"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"


class Completion(StrEnum):
    """What Equal Shares does with money that is left (equalshares.net, "completion")."""

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"


@dataclass(frozen=True, slots=True)
class Project:
    """One thing that could be funded. `withdrawn`: on the ballot, but it can no longer be built."""

    id: str
    cost_minor: int
    name: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class BallotGroup:
    """Equal ballots, kept once with the number of `voters` who cast them.

    `points` is empty for approval and choose-1; otherwise it has one whole number for each choice (for a
    ranking, the points its places are worth).
    """

    choices: tuple[str, ...]
    voters: int = 1
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Election:
    """Everything a count needs, and nothing about who voted.

    `threshold` is the least score a project needs under any rule; `exclusions` are pairs of which only one
    can be built. `point_scale`: points are stored multiplied by it, so that half points stay whole numbers.
    """

    projects: tuple[Project, ...]
    ballots: tuple[BallotGroup, ...]
    budget_minor: int
    currency: str = "GBP"
    kind: BallotKind = BallotKind.APPROVAL
    threshold: int = 0
    exclusions: frozenset[frozenset[str]] = frozenset()
    point_scale: int = 1

    def __post_init__(self) -> None:
        """Refuse an election that contradicts itself.

        Raises:
            CountingRefused: naming what is wrong.
        """
        check(self)

    @property
    def voters(self) -> int:
        """How many ballots were cast, blank ones too."""
        return sum(group.voters for group in self.ballots)

    def project(self, project_id: str) -> Project:
        """The project with this id; KeyError when there is none."""
        for project in self.projects:
            if project.id == project_id:
                return project
        raise KeyError(project_id)


def check(election: Election) -> None:
    """Raise CountingRefused when the parts of an election do not fit together."""
    ids = {project.id for project in election.projects}
    if len(ids) != len(election.projects):
        raise CountingRefused("Two projects have the same id.")
    if election.budget_minor < 0 or any(project.cost_minor < 0 for project in election.projects):
        raise CountingRefused("The budget and the costs cannot be less than nothing.")
    for pair in election.exclusions:
        if len(pair) != 2 or not pair <= ids:
            raise CountingRefused("Each exclusion must name two different projects of this election.")
    pointed = election.kind.has_points
    for group in election.ballots:
        check_group(group, ids, election.kind, pointed=pointed)


def check_group(group: BallotGroup, ids: set[str], kind: BallotKind, *, pointed: bool) -> None:
    """Raise CountingRefused when a ballot could not have been cast in this election."""
    choices, points = group.choices, group.points
    if group.voters < 1:
        raise CountingRefused("A group of ballots must have been cast by somebody.")
    if not ids.issuperset(choices):
        raise CountingRefused("A ballot names a project that is not in this election.")
    if len(set(choices)) != len(choices):
        raise CountingRefused("A ballot names the same project twice.")
    if kind is BallotKind.CHOOSE_ONE and len(choices) > 1:
        raise CountingRefused("A ballot names more than one project where one may be chosen.")
    if points or pointed:
        check_points(group, kind)


def check_points(group: BallotGroup, kind: BallotKind) -> None:
    """The same for the points of a ballot."""
    if not kind.has_points:
        raise CountingRefused(f"Points do not belong with {kind} ballots.")
    if len(group.points) != len(group.choices):
        raise CountingRefused("A ballot does not give points to each project it names.")
    if any(point < 0 for point in group.points):
        raise CountingRefused("A ballot gives fewer than no points.")


def grouped(ballots: Iterable[Sequence[str]]) -> tuple[BallotGroup, ...]:
    """Equal approval or choose-1 ballots put together, in an order that says nothing about who voted when."""
    tally: dict[tuple[str, ...], int] = {}
    for ballot in ballots:
        key = tuple(sorted(ballot))
        tally[key] = tally.get(key, 0) + 1
    return tuple(BallotGroup(choices, voters) for choices, voters in sorted(tally.items()))


def grouped_points(ballots: Iterable[Sequence[tuple[str, int]]]) -> tuple[BallotGroup, ...]:
    """The same for ballots that give points: each is a list of (project id, points); no points means no support."""
    tally: dict[tuple[tuple[str, int], ...], int] = {}
    for ballot in ballots:
        key = tuple(sorted((choice, points) for choice, points in ballot if points))
        tally[key] = tally.get(key, 0) + 1
    return tuple(
        BallotGroup(tuple(choice for choice, _ in key), voters, tuple(points for _, points in key))
        for key, voters in sorted(tally.items())
    )


def borda(places: int, most: int | None = None) -> tuple[int, ...]:
    """The points of a ranking's places: the first gets `most` (default: as many as were ranked), then one less each."""
    first = places if most is None else most
    return tuple(max(first - place, 0) for place in range(places))
