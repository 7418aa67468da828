"""Small made-up elections, by hand and by hypothesis."""

from hypothesis import strategies as st

from commissioning.rules.counting.values import (
    BallotGroup,
    BallotKind,
    Election,
    Project,
    grouped,
    grouped_points,
)

LETTERS = "abcdefg"


def election(costs, ballots, budget, **rest):
    """An approval election: costs by id in pounds, ballots as words ("ab" approves a and b)."""
    projects = tuple(Project(one, cost * 100) for one, cost in costs.items())
    return Election(projects, grouped([tuple(ballot) for ballot in ballots]), budget * 100, **rest)


@st.composite
def approval_elections(draw, most_cost=60, with_exclusions=True):
    ids = LETTERS[: draw(st.integers(1, len(LETTERS)))]
    projects = tuple(Project(one, draw(st.integers(0, most_cost)) * 100) for one in ids)
    ballots = draw(st.lists(st.sets(st.sampled_from(ids)), max_size=12))
    pairs = frozenset()
    if with_exclusions and len(ids) > 1 and draw(st.booleans()):
        pairs = frozenset({frozenset(ids[:2])})
    return Election(projects, grouped(ballots), draw(st.integers(0, 150)) * 100, exclusions=pairs)


@st.composite
def points_elections(draw):
    ids = LETTERS[: draw(st.integers(1, 5))]
    projects = tuple(Project(one, draw(st.integers(1, 60)) * 100) for one in ids)
    ballot = st.dictionaries(st.sampled_from(ids), st.integers(0, 5))
    ballots = [tuple(one.items()) for one in draw(st.lists(ballot, max_size=8))]
    return Election(
        projects, grouped_points(ballots), draw(st.integers(0, 150)) * 100, kind=BallotKind.CUMULATIVE
    )


@st.composite
def small_elections(draw):
    return draw(st.one_of(approval_elections(), points_elections()))


def with_one_more(given, project_id):
    """The same election with one more voter, who approves just this project."""
    extra = BallotGroup((project_id,))
    return Election(given.projects, (*given.ballots, extra), given.budget_minor, exclusions=given.exclusions)
