"""What a proposer is told under "most votes first": with so many votes more it wins, and with one fewer it does not."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules.counting.cast import groups_of
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import BallotGroup, BallotKind, Election, Project, Rule

FIRST = (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD)


def told(found, one):
    """How many votes or points its proposer is told it needed; None when nothing is said of them."""
    said = re.search(
        r"([0-9,]+) (?:vote|point)s? more would have brought", found.outcomes[one].next_time, re.I
    )
    return int(said[1].replace(",", "")) if said else None


def wins_with(election, rule, order, one, more):
    """Whether it wins when it has so many votes more and nothing else is changed."""
    extra = (
        BallotGroup((one,), 1, (more * election.point_scale,))
        if election.kind.has_points
        else BallotGroup((one,), more)
    )
    ballots = (*election.ballots, extra) if more else election.ballots
    return one in count(replace(election, ballots=ballots), rule, tie_order=order).winners


def check(election, rule, order):
    """Each promise made in a count holds; gives how many were made."""
    found, promises = count(election, rule, tie_order=order), 0
    for one in order:
        votes = told(found, one)
        if votes is not None:
            promises += 1
            assert not found.outcomes[one].funded
            assert wins_with(election, rule, order, one, votes)
            assert not wins_with(election, rule, order, one, votes - 1)
    return promises


@pytest.mark.parametrize(("rule", "votes"), [(Rule.GREEDY_NO_SKIP, [3, 1, 2, 3]), (Rule.GREEDY, [3, 1, 3])])
def test_votes_that_only_reach_a_turn_after_the_count_has_stopped_are_not_promised(rule, votes):
    """A pot of £700: a is bought and b stops the count. With one vote more d is before c, and after b still."""
    costs = {"a": 400, "b": 500, "c": 300, "d": 100, "e": 100}
    ballots = [one for one, many in {"a": 6, "b": 4, "c": 4, "d": 3, "e": 1}.items() for _ in range(many)]
    projects = tuple(Project(one, pounds * 100) for one, pounds in costs.items())
    election = Election(projects, groups_of(BallotKind.APPROVAL, ballots, 1), 700_00)
    order = ("e", "a", "b", "d", "c")
    found = count(election, rule, tie_order=order)
    assert [told(found, one) for one in "bcde" if told(found, one)] == votes
    assert check(election, rule, order) == len(votes)


@st.composite
def votes(draw):
    """An election of few votes over round sums, with pairs and a least score, and the lot."""
    ids = "abcdef"[: draw(st.integers(2, 6))]
    kind = draw(st.sampled_from((BallotKind.APPROVAL, BallotKind.CUMULATIVE, BallotKind.ORDINAL)))
    projects = tuple(Project(one, draw(st.integers(1, 6)) * 100_00) for one in ids)
    ballots = []
    for _ in range(draw(st.integers(3, 12))):
        chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        points = kind is BallotKind.CUMULATIVE
        ballots.append([(one, draw(st.integers(1, 4))) for one in chosen] if points else chosen)
    pairs = frozenset({frozenset(ids[:2])} if draw(st.booleans()) else ())
    election = Election(
        projects, groups_of(kind, ballots, 3), draw(st.integers(3, 14)) * 100_00, kind=kind,
        threshold=draw(st.sampled_from((2, 3))), exclusions=pairs,
    )  # fmt: skip
    return election, draw(st.permutations(ids))


@settings(max_examples=150, deadline=None)
@given(votes(), st.sampled_from(FIRST))
def test_what_a_proposer_is_promised_holds_and_no_less_would_do(made, rule):
    election, order = made
    check(election, rule, order)
