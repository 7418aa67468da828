"""A Deal's life over the whole grid of states and actions, and who may say what of their part."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from participation.rules import deals
from participation.rules.deals import DealAction, DealState, Part, Progress, Side
from participation.rules.people import Actor, AgeBand, Held, Role
from participation.rules.refusals import Refusal

ALLOWED = {
    ("listening", "drafted"), ("listening", "retired"),
    ("drafted", "agreed"), ("drafted", "changed"), ("drafted", "retired"),
    ("agreed", "begun"), ("agreed", "changed"), ("agreed", "retired"),
    ("active", "changed"), ("active", "renewed"), ("active", "retired"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "action"), list(product(DealState, DealAction)))
def test_only_the_steps_in_the_table_can_be_taken(state, action):
    if (str(state), str(action)) in ALLOWED:
        assert deals.LIFE.step(state, action).event.startswith("deal.")
    else:
        with pytest.raises(Refusal, match="cannot be"):
            deals.LIFE.step(state, action)


def test_six_starting_pairs_with_the_third_the_same_on_both_sides():
    assert len(deals.STARTING_PAIRS) == 6
    assert (
        deals.STARTING_PAIRS[2][0]
        == deals.STARTING_PAIRS[2][1]
        == "Help to keep where you live clean and tidy"
    )


def test_our_side_owes_words_and_may_not_say_not_now():
    with pytest.raises(Refusal, match="for young people"):
        deals.refuse_progress(Side.OURS, Progress.NOT_NOW, "we would rather not")
    with pytest.raises(Refusal, match="Say what was done"):
        deals.refuse_progress(Side.OURS, Progress.KEPT, "done")
    deals.refuse_progress(Side.OURS, Progress.NOT_YET, "The grant came late")


@pytest.mark.parametrize("progress", list(Progress))
def test_your_side_owes_no_reason_for_anything(progress):
    deals.refuse_progress(Side.YOURS, progress, "")


@pytest.mark.parametrize(
    ("by", "progress", "late"),
    [
        (date(2026, 11, 21), None, True), (date(2026, 11, 21), Progress.IN_PROGRESS, True),
        (date(2026, 11, 21), Progress.KEPT, False), (date(2026, 11, 22), None, False), (None, None, False),
    ],
)  # fmt: skip
def test_late_means_the_day_has_passed_and_it_is_not_kept(by, progress, late):
    assert deals.is_late(Part("Open the hall", "Head of parks", by, progress), date(2026, 11, 22)) is late


@pytest.mark.parametrize(
    ("role", "side"),
    [
        (Role.YOUNG_ADVISOR, Side.YOURS),
        (Role.CHAIR, Side.YOURS),
        (Role.RESPONDER, Side.OURS),
        (Role.PARTICIPATION_WORKER, None),
    ],
)
def test_each_role_speaks_for_one_side_and_a_worker_for_neither(role, side):
    assert deals.side_of(Actor(1, "x", "X", (Held(role),), AgeBand.ADULT)) is side
