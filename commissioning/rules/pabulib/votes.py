"""The VOTES section: equal ballots are put together while reading, and who cast them is forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from commissioning.rules.counting.values import BallotGroup, BallotKind, borda, grouped_points
from commissioning.rules.pabulib.amounts import decimal, scale
from commissioning.rules.pabulib.sections import NAMES, Section, heading, refuse

MOST_POINTS = 2**53  # together, in the smallest part that any point is given in: floats hold no more exactly
KINDS = {kind.value: kind for kind in BallotKind} | {"scoring": BallotKind.CUMULATIVE}


@dataclass(frozen=True, slots=True)
class Cast:
    """Ballots as written: the choices in order, the points as text, how many voters, and the first one's line."""

    line: int
    choices: tuple[str, ...]
    points: tuple[str, ...]
    voters: int


def kind_of(text: str) -> BallotKind:
    """The kind of ballot META names.

    Raises:
        UnreadableElection: when it is not one we know.
    """
    if text.lower() not in KINDS:
        raise refuse(0, f"The vote_type is {text[:40]!r}; it can be {', '.join(KINDS)}.")
    return KINDS[text.lower()]


def cast(section: Section, kind: BallotKind, projects: Collection[str]) -> list[Cast]:
    """Every different ballot once.

    Raises:
        UnreadableElection: for a voter twice, a ballot cut short, or a choice that is not in the election.
    """
    voter, vote = section.place("voter_id", "VOTES"), section.place("vote", "VOTES")
    points = section.columns.index("points") if section.has("points") and kind.has_points else None
    if kind is BallotKind.CUMULATIVE and points is None:
        raise refuse(section.line, "the ballots give points, but the VOTES section has no column 'points'.")
    first: dict[tuple[str, str], int] = {}
    voters: dict[tuple[str, str], int] = {}
    seen: set[str] = set()
    for line, row in section.rows:
        who = row[voter].strip() if voter < len(row) else ""
        if len(row) <= vote or not who or (who.upper() in NAMES and heading(row)):
            raise refuse(line, "this is not a whole ballot: a voter and a vote.")
        if who in seen:
            raise refuse(line, f"voter {who[:40]} has voted before.")
        seen.add(who)
        ballot = (row[vote], row[points] if points is not None and points < len(row) else "")
        first.setdefault(ballot, line)
        voters[ballot] = voters.get(ballot, 0) + 1
    return [
        checked(Cast(first[ballot], split(ballot[0]), split(ballot[1]), voters[ballot]), kind, projects)
        for ballot in voters
    ]


def named(ballots: list[Cast], projects: Collection[str]) -> dict[str, int]:
    """How many ballots name each project, whatever points they give it."""
    total = dict.fromkeys(projects, 0)
    for ballot in ballots:
        for choice in ballot.choices:
            total[choice] += ballot.voters
    return total


def split(text: str) -> tuple[str, ...]:
    """The parts between commas; none of an empty text."""
    return tuple(part.strip() for part in text.split(",")) if text.strip() else ()


def checked(ballot: Cast, kind: BallotKind, projects: Collection[str]) -> Cast:
    """The ballot itself, or a refusal naming what is wrong with it."""
    for choice in ballot.choices:
        if choice not in projects:
            raise refuse(ballot.line, f"a vote for {choice[:40]!r}, which is not in the PROJECTS section.")
    if len(set(ballot.choices)) != len(ballot.choices):
        raise refuse(ballot.line, "a ballot names the same project twice.")
    if kind is BallotKind.CHOOSE_ONE and len(ballot.choices) > 1:
        raise refuse(ballot.line, "a ballot names more than one project where one may be chosen.")
    if (ballot.points or kind is BallotKind.CUMULATIVE) and len(ballot.points) != len(ballot.choices):
        raise refuse(ballot.line, "a ballot does not give points to each project it names.")
    return ballot


def plain(ballots: list[Cast]) -> tuple[BallotGroup, ...]:
    """Approval and choose-1 ballots, equal ones together whatever order they were written in."""
    together: dict[tuple[str, ...], int] = {}
    for ballot in ballots:
        key = tuple(sorted(ballot.choices))
        together[key] = together.get(key, 0) + ballot.voters
    return tuple(BallotGroup(choices, voters) for choices, voters in sorted(together.items()))


def with_points(ballots: list[Cast]) -> tuple[tuple[BallotGroup, ...], int]:
    """Ballots with written points, and what the points were multiplied by to be whole.

    Raises:
        UnreadableElection: for points that are not numbers, or less than none.
    """
    times = scale({text for ballot in ballots for text in ballot.points})
    given: list[tuple[list[tuple[str, int]], int]] = []
    for ballot in ballots:
        points = [int(decimal(text, ballot.line, "the points") * times) for text in ballot.points]
        if any(point < 0 for point in points):
            raise refuse(ballot.line, "a ballot gives fewer than no points.")
        given.append((list(zip(ballot.choices, points, strict=True)), ballot.voters))
    if sum(voters * points for named, voters in given for _, points in named) > MOST_POINTS:
        raise refuse(0, "The points have more digits than can be counted exactly.")
    return together(given), times


def ranked(ballots: list[Cast], most: int | None) -> tuple[BallotGroup, ...]:
    """Rankings without written points, by Borda: see `values.borda`."""
    given = [
        (list(zip(one.choices, borda(len(one.choices), most), strict=True)), one.voters) for one in ballots
    ]
    return together(given)


def together(given: list[tuple[list[tuple[str, int]], int]]) -> tuple[BallotGroup, ...]:
    """Equal ballots put together, with their voters."""
    voters: dict[BallotGroup, int] = {}
    for ballot, number in given:
        (one,) = grouped_points([ballot])
        voters[one] = voters.get(one, 0) + number
    return tuple(
        BallotGroup(one.choices, number, one.points)
        for one, number in sorted(voters.items(), key=lambda item: (item[0].choices, item[0].points))
    )


def schemes(meta: Mapping[str, str]) -> list[int | None]:
    """What a first place may be worth: META's max_length, or as many as the ballot ranks."""
    longest = meta.get("max_length", "")
    return [int(longest), None] if longest.isdecimal() and len(longest) < 6 else [None]
