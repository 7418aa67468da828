"""The level at which a project's supporters meet its cost: found in a few passes, whatever rounding does."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioning.rules.counting import offers, steady
from commissioning.rules.counting.cast import groups_of
from commissioning.rules.counting.count import count
from commissioning.rules.counting.plain import add1
from commissioning.rules.counting.roll import back
from commissioning.rules.counting.ties import ranks
from commissioning.rules.counting.values import BallotKind, Election, Project

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def level(monkeypatch):
    """The search for the level, which fails here where it takes more passes than there are supporters."""
    real, real_count = offers.water_level, np.count_nonzero
    allowed = [0]

    def counted(mask):
        allowed[0] -= 1
        assert allowed[0] >= 0, "more passes than supporters: it would go on for ever"
        return real_count(mask)

    def bounded(held, cost, backing, start=0.0):
        allowed[0] = len(held) + 2
        return real(held, cost, backing, start)

    monkeypatch.setattr(offers.np, "count_nonzero", counted)
    monkeypatch.setattr(offers, "water_level", bounded)
    monkeypatch.setattr(steady, "water_level", bounded)
    return bounded


def ranked(costs, ballots, pot):
    projects = tuple(Project(one, pounds * 100) for one, pounds in costs.items())
    return Election(projects, groups_of(BallotKind.ORDINAL, ballots, 3), pot * 100, kind=BallotKind.ORDINAL)


def test_two_people_who_hold_just_the_level_do_not_fall_and_rise_for_ever():
    """Fourteen rankings in which the level came out at 1428.5714285714284 and 1428.5714285714287 by turns."""
    ballots = ["b", "abc", "cab", "ca", "ca", "acb", "bca", "a", "ac", "c", "c", "cab", "b", "cb"]
    given_ = ranked({"a": 300, "b": 300, "c": 100}, ballots, 700)
    order = ("a", "b", "c")
    found = count(given_, tie_order=order)
    assert found.certified
    assert list(found.winners) == add1(given_, ranks(given_, order), 100) == ["c", "a", "b"]


def test_eleven_people_with_ten_points_each_are_counted():
    """Two ideas of £1,160 and £1,410, a pot of £1,410: the count of this round never answered."""
    first = (0, 4, 6, 8, 7, 4, 10, 0, 9, 10, 0)
    ballots = [[("a", points), ("b", 10 - points)] for points in first]
    projects = (Project("a", 1_160_00), Project("b", 1_410_00))
    kind = BallotKind.CUMULATIVE
    given_ = Election(projects, groups_of(kind, ballots, 2), 1_410_00, kind=kind)
    for order in ("ab", "ba"):
        assert list(count(given_, tie_order=order).winners) == add1(given_, ranks(given_, order), 100)


@st.composite
def purses_level_with_each_other(draw):
    """People who hold what earlier prices left them: the same sums up to the last bit, as in a real count."""
    few = draw(st.integers(2, 7))
    points = draw(st.lists(st.integers(1, 4), min_size=few, max_size=few))
    voters = draw(st.lists(st.integers(1, 3), min_size=few, max_size=few))
    pounds, parts = draw(st.integers(1, 20)) * 100, draw(st.integers(3, 21))
    held = [point * (pounds / parts) + draw(st.sampled_from((0.0, 0.0, 1e-13, 7.0))) for point in points]
    together = sum(each * many for each, many in zip(held, voters, strict=True))
    return np.array(held), together * draw(st.floats(0.2, 1.0)), back(np.array(voters), [*range(few)], points)


@MANY
@given(purses_level_with_each_other())
def test_the_level_raises_the_cost(level, purses):
    held, cost, backing = purses
    found, dry = level(held, cost, backing)
    points = 1.0 if backing.points is None else backing.points
    paid = np.where(dry, held, found * points) @ backing.voters_each
    assert paid == pytest.approx(cost, rel=1e-12)
    assert not dry.all()
    assert (held[~dry] >= found * (points if backing.points is None else points[~dry]) * (1 - 1e-12)).all()
    assert (held[dry] <= found * (points if backing.points is None else points[dry]) * (1 + 1e-12)).all()


@st.composite
def small_votes(draw, most=5):
    """Points, rankings and ticks by few people over round sums: where prices and purses meet again and again."""
    kind = draw(st.sampled_from((BallotKind.CUMULATIVE, BallotKind.ORDINAL, BallotKind.APPROVAL)))
    ids = "abcde"[: draw(st.integers(2, most))]
    price = st.sampled_from((100, 200, 300, 300, 500, 1_160, 1_410))
    projects = tuple(Project(one, draw(price) * 100) for one in ids)
    ballots = []
    for _ in range(draw(st.integers(3, 14))):
        chosen = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        if kind is BallotKind.CUMULATIVE:
            cuts = sorted(
                draw(st.lists(st.integers(0, 10), min_size=len(chosen) - 1, max_size=len(chosen) - 1))
            )
            gaps = [high - low for low, high in zip([0, *cuts], [*cuts, 10], strict=True)]
            chosen = list(zip(chosen, gaps, strict=True))
        ballots.append(chosen)
    pot = draw(st.sampled_from((700, 900, 1_410, 2_000))) * 100
    return Election(projects, groups_of(kind, ballots, len(ids)), pot, kind=kind)


@MANY
@given(small_votes(), st.randoms(use_true_random=False))
def test_small_votes_over_round_sums_are_counted_as_in_fractions(given_, dice):
    order = [project.id for project in given_.projects]
    dice.shuffle(order)
    found = count(given_, tie_order=order)
    assert found.certified
    assert list(found.winners) == add1(given_, ranks(given_, order), 100)
