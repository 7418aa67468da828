"""Small increments: tens of thousands of steps, few of them counted."""

import pytest

from commissioning.rules.counting import search
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import CountingRefused
from tests.rules.counting.elections import election


@pytest.fixture
def runs(monkeypatch):
    seen = []
    monkeypatch.setattr(search, "run", lambda *given, real=search.run: seen.append(1) or real(*given))
    return seen


def test_a_step_of_one_cent_in_assen_is_counted_by_jumping(shared, runs):
    file = shared("Assen_2024")
    result = count(file.election, increment_minor=1)
    assert (result.steps, set(result.winners)) == (84_301, set(file.selected))
    assert result.certified
    assert len(runs) < 500


def test_the_control_without_jumps_every_step_is_counted(shared, runs, monkeypatch):
    monkeypatch.setattr(search, "same_order", lambda *_: False)
    monkeypatch.setattr(search, "lasts", lambda *_: 0)
    result = count(shared("Assen_2024").election)
    assert len(runs) > result.steps == 843


@pytest.fixture
def no_stretches(monkeypatch):
    monkeypatch.setattr(search, "MOST_CHOICES", -1)


def test_the_proof_for_large_votes_jumps_by_itself(shared, runs, no_stretches):
    assert count(shared("Assen_2024").election, increment_minor=1).steps == 84_301
    assert len(runs) < 500


def test_equal_prices_do_not_stop_the_proof_for_large_votes(runs, no_stretches):
    given = election({"a": 100, "b": 100, "c": 9_000}, ["ac", "bc"], 9_100)
    assert count(given, increment_minor=1).winners == ("c",)
    assert len(runs) < 500


def test_equal_prices_do_not_stop_the_jumps(runs):
    """Two projects tie at every step, and the tie order settles it each time."""
    given = election({"a": 100, "b": 100, "c": 9_000}, ["ac", "bc"], 9_100)
    result = count(given, increment_minor=1)
    assert result.winners == ("c",)
    assert len(runs) < 500


def test_a_count_with_a_limit_that_would_take_for_ever_is_refused(monkeypatch):
    monkeypatch.setattr(search, "same_order", lambda *_: False)
    monkeypatch.setattr(search, "lasts", lambda *_: 0)
    with pytest.raises(CountingRefused, match="too many steps"):
        count(election({"a": 10, "b": 1_000}, ["a", "a", "b"], 1_000), increment_minor=1, most_runs=5)
