"""Few voters and much money: stretches of steps are followed exactly, and change nothing that is counted."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules.counting import search
from commissioning.rules.counting.count import count
from commissioning.rules.counting.lots import luck
from commissioning.rules.counting.values import (
    BallotKind,
    Completion,
    Election,
    Project,
    Rule,
    grouped,
    grouped_points,
)

FUNNY = (1, 2, 3, 5, 7, 10, 12, 60)  # costs in these are level with one another often


def an_election(seed, kind, *, voters, projects, pot, unit):
    """Costs from nothing to the whole pot, many alike; some pairs of which only one can be built."""
    dice = random.Random(seed)
    names = [f"p{number}" for number in range(projects)]
    costs = [min(pot, dice.choice((0, *FUNNY)) * unit * dice.choice((1, 1, 10))) for _ in names]
    rivals = frozenset(frozenset(dice.sample(names, 2)) for _ in range(dice.randint(0, 2)))
    ballots = [dice.sample(names, dice.randint(0, min(5, projects))) for _ in range(dice.randint(1, voters))]
    scored = [[(one, dice.randint(1, 4)) for one in ballot] for ballot in ballots]
    return Election(
        tuple(map(Project, names, costs)),
        grouped_points(scored) if kind.has_points else grouped(ballots),
        pot, kind=kind, exclusions=rivals,
    )  # fmt: skip


def counted(election, **changes):
    """All of a count that could differ, and what it asked of the lot."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in changes.items():
            patch.setattr(search, name, value)
        found = count(election, increment_minor=7)
        drawn = luck(election, Rule.EQUAL_SHARES, Completion.ADD1, found.tie_order, 7, 1_000)
    rounds = [(one.project_id, one.price_minor, one.left_minor) for one in found.rounds]
    return found.steps, found.endowment_minor, rounds, found.certified, drawn


@settings(max_examples=35, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([BallotKind.APPROVAL, BallotKind.CUMULATIVE]))
def test_followed_or_counted_step_by_step_it_is_the_same(seed, kind):
    election = an_election(seed, kind, voters=8, projects=9, pot=1_200, unit=13)
    stepped = counted(election, lasts=lambda *_: 0, same_order=lambda *_: False)
    assert counted(election) == stepped
    assert stepped[3]


def test_the_control_a_stretch_one_step_too_long_is_noticed():
    real = search.lasts
    differ = 0
    for seed in range(8):
        election = an_election(seed, BallotKind.APPROVAL, voters=8, projects=9, pot=1_200, unit=13)
        stepped = counted(election, lasts=lambda *_: 0, same_order=lambda *_: False)
        differ += counted(election, lasts=lambda *asked: real(*asked) + 1)[:3] != stepped[:3]
    assert differ


@pytest.mark.parametrize("kind", [BallotKind.APPROVAL, BallotKind.CUMULATIVE])
def test_five_million_pounds_by_the_pound_takes_some_tens_of_runs(monkeypatch, kind):
    runs = []
    monkeypatch.setattr(search, "run", lambda *asked, real=search.run: runs.append(1) or real(*asked))
    most = 0
    for seed in range(12):
        election = an_election(seed, kind, voters=14, projects=25, pot=5_000_000_00, unit=130_000_07)
        most = max(most, count(election).steps)
    assert most > 100_000
    assert len(runs) < 12 * 80, len(runs)


def test_where_stretches_are_short_they_are_tried_less_often(monkeypatch):
    asked = []
    monkeypatch.setattr(search, "lasts", lambda *_: asked.append(1) or 0)
    monkeypatch.setattr(search, "PER_STEP", 1)
    election = an_election(4, BallotKind.APPROVAL, voters=8, projects=9, pot=1_200, unit=13)
    steps = count(election, increment_minor=1).steps
    assert steps > 100
    assert len(asked) < steps / 4
