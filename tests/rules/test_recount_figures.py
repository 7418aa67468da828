"""The script in a bundle works out the figures besides the winners, and notices each that was changed."""

from __future__ import annotations

import json
import random

import pytest

from commissioning.rules.counting.ties import draw_tie_order
from commissioning.rules.counting.values import BallotKind, Completion, Project, Rule
from commissioning.services.recount import main
from tests.rules import test_recount
from tests.rules.test_recount import a_vote, packed, terms

WAYS = [
    (Rule.EQUAL_SHARES, Completion.ADD1U),
    (Rule.GREEDY, Completion.NONE),
    (Rule.PHRAGMEN, Completion.NONE),
]
FIGURES = [
    *(("chosen", "reach", name) for name in ("with_something", "with_nothing", "by_number")),
    *(("chosen", "projects", 0, name) for name in ("title", "cost", "round")),
    *(("chosen", "steps", 0, name) for name in ("number", "title", "cost", "votes", "score", "left")),
    *(("other", "steps", -1, name) for name in ("title", "cost", "left")),
    ("most",), ("quorum_missed",), *(("comparison", name) for name in ("both", "gained", "better_off", "worse_off")),
    *(("chambers", 0, name) for name in ("voters",)), ("chambers", 0, "projects", 0, "cost"),
    ("chambers", 0, "steps", 0, "left"),
]  # fmt: skip
SHARED_OUT = [
    ("chosen", "share"), ("chosen", "endowment"),
    *(("chosen", "steps", 0, name) for name in ("price", "full_payers", "part_payers", "part_paid")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "completion"), WAYS, ids=lambda one: str(one))
def test_each_figure_it_can_work_out_is_checked(tmp_path, capsys, rule, completion):
    dice = random.Random(3)
    ballots = [a_vote(BallotKind.APPROVAL, dice) for _ in range(30)]
    packed(tmp_path / "mine", terms(rule, completion, BallotKind.APPROVAL), ballots, young=11)
    path = tmp_path / "mine" / "outcome.json"
    whole = path.read_text(encoding="utf-8")
    assert main([str(tmp_path / "mine")]) == 0
    assert "Not worked out again here: how many people could vote" in capsys.readouterr().out
    for figure in FIGURES + (SHARED_OUT if rule is Rule.EQUAL_SHARES else []):
        told = json.loads(whole)
        at = told
        for key in figure[:-1]:
            at = at[key]
        was = at[figure[-1]]
        at[figure[-1]] = (
            f"{was}?" if isinstance(was, str) else [*was, 7] if isinstance(was, list) else was + 1
        )
        path.write_text(json.dumps(told), encoding="utf-8")
        assert main([str(tmp_path / "mine")]) == 1, figure
        assert "DOES NOT AGREE" in capsys.readouterr().out


def test_a_draw_of_few_projects_is_tried_in_every_order(tmp_path, capsys, monkeypatch):
    """Two level projects of £2,000 and one of £3,000 from £4,000: the order drawn and its reverse agree."""
    few = [Project(one, pounds * 100, one) for one, pounds in {"a": 2_000, "b": 3_000, "c": 2_000}.items()]
    monkeypatch.setattr(test_recount, "PROJECTS", few)
    order = next(
        (seed, drawn) for seed in map(str, range(99)) if (drawn := draw_tie_order("abc", seed))[1] == "b"
    )
    level = terms(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL, budget=4_000_00, exclusions=(),
                  tie_seed=order[0], tie_order=order[1])  # fmt: skip
    outcome = packed(tmp_path / "mine", level, [["a", "b"], ["b", "c"], ["a", "c"]] * 4)
    assert (outcome["by_lot"], outcome["by_lot_not"]) == (["a", "c"], ["b"])
    assert main([str(tmp_path / "mine")]) == 0
    path = tmp_path / "mine" / "outcome.json"
    path.write_text(json.dumps(outcome | {"by_lot": [], "by_lot_not": [], "tie_mattered": False}), "utf-8")
    assert main([str(tmp_path / "mine")]) == 1
    assert "what won by the lot, or would have, is told differently" in capsys.readouterr().out
