"""The script in every bundle: for each rule and kind of ballot it counts what we counted, and notices a change."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules import bundle, results
from commissioning.rules.counting.cast import groups_of
from commissioning.rules.counting.count import count
from commissioning.rules.counting.ties import draw_tie_order
from commissioning.rules.counting.values import BallotKind, Completion, Election, Project, Rule
from commissioning.services import recount_rules
from commissioning.services.bundle import script
from commissioning.services.recount import main
from commissioning.services.recount_reading import sections
from commissioning.services.recount_rules import Election as Theirs
from commissioning.services.recount_rules import recounted

SEED = "a published number"
COSTS = {"a": 60_00, "b": 30_00, "c": 45_00, "d": 25_50, "e": 500_00, "f": 80_00, "g": 0}
PROJECTS = tuple(
    Project(one, cost, f"Idea {one}; “{one}”", withdrawn=one == "f") for one, cost in COSTS.items()
)
WAYS = [
    (rule, completion)
    for rule in Rule
    for completion in Completion
    if rule is Rule.EQUAL_SHARES or completion is Completion.NONE
]
COUNTED = [
    (rule, completion, kind)
    for rule, completion in WAYS
    for kind in BallotKind
    if rule is not Rule.PHRAGMEN or not kind.has_points
]


def a_vote(kind, dice):
    if kind is BallotKind.CHOOSE_ONE:
        return [dice.choice("abcdef")]
    chosen = dice.sample("abcdefg", dice.randint(1, 3))
    return [[one, dice.randint(1, 5)] for one in chosen] if kind is BallotKind.CUMULATIVE else chosen


def terms(rule, completion, kind, **changes):
    values = {
        "budget": 160_00, "rule": rule, "completion": completion, "tie_order": draw_tie_order(COSTS, SEED),
        "tie_seed": SEED, "kind": kind, "most": 3, "exclusions": (("b", "c"),),
        "threshold": 3 if rule is Rule.GREEDY_THRESHOLD else 0, "increment": 50,
    }  # fmt: skip
    return results.Terms(**{**values, **changes})


def a_source(the_terms, outcome):
    return bundle.Source(
        council="Alderbrook", team="South", title="A vote", opened=date(2026, 11, 1), closed=date(2026, 11, 8),
        least=1, most=the_terms.most, rule=the_terms.rule, completion=the_terms.completion, outcome=outcome,
    )  # fmt: skip


def packed(folder, the_terms, ballots, young=0):
    """The bundle of this vote in a folder; the first `young` ballots are the young advisors'."""
    keys = [("young", young), ("everyone", len(ballots) - young)]
    parts = [ballots[:young], ballots[young:]]
    chambers = [
        results.Chamber(key, key.title(), many, part) for (key, many), part in zip(keys, parts, strict=True)
    ]
    receipts = [f"RECEIPT{number:03}" for number in range(len(ballots))]
    outcome = results.outcome(
        the_terms, PROJECTS, ballots, len(ballots) + 2, receipts, chambers if young else ()
    )
    source = a_source(the_terms, outcome)
    whose = [key for key, many in keys for _ in range(many)] if young else []
    folder.mkdir()
    for name, text in (bundle.texts(source, ballots, whose) | {"recount.py": script()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return outcome


def recount(folder):
    """Run the bundle's script by itself: no packages, no environment, nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", folder / "recount.py"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(("rule", "completion", "kind"), COUNTED, ids=lambda one: str(one))
def test_it_agrees_for_every_rule_and_kind_of_ballot_and_notices_another_winner(
    tmp_path, capsys, rule, completion, kind
):
    dice = random.Random(f"{rule}{kind}")
    ballots = [a_vote(kind, dice) for _ in range(30)]
    outcome = packed(tmp_path / "mine", terms(rule, completion, kind), ballots, young=11)
    assert outcome["chosen"]["winners"]
    code, said = recount(tmp_path / "mine")
    assert (code, said.startswith("Everything agrees. 30 ballots recounted.")) == (0, True), said

    path = tmp_path / "mine" / "outcome.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["chosen"]["winners"].reverse()
    told["chosen"]["winners"][0] = "e"
    told["chambers"][0]["winners"].append("e")
    path.write_text(json.dumps(told), encoding="utf-8")
    assert main([str(tmp_path / "mine")]) == 1
    said = capsys.readouterr().out
    assert "DOES NOT AGREE: by " in said
    assert "DOES NOT AGREE: among young, by " in said


def test_below_the_quorum_nothing_was_chosen_and_it_agrees(tmp_path):
    ballots = [["a"]] * 6
    short = terms(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL, quorum=7)
    outcome = packed(tmp_path / "mine", short, ballots)
    assert outcome["quorum_missed"]
    assert outcome["chosen"]["winners"] == outcome["other"]["winners"] == []
    assert {one["why"] for one in outcome["chosen"]["projects"]} == {
        "Fewer people voted than this round needed, so nothing was chosen."
    }
    assert recount(tmp_path / "mine")[0] == 0


def test_a_vote_moved_to_the_other_chamber_is_noticed(tmp_path):
    dice = random.Random(5)
    ballots = [a_vote(BallotKind.APPROVAL, dice) for _ in range(20)]
    packed(tmp_path / "mine", terms(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL), ballots, young=8)
    path = tmp_path / "mine" / "rules.json"
    rules = json.loads(path.read_text(encoding="utf-8"))
    rules["chambers"]["everyone"].append(rules["chambers"]["young"].pop())
    path.write_text(json.dumps(rules), encoding="utf-8")
    code, said = recount(tmp_path / "mine")
    assert (code, "among young, these are not the ballots" in said) == (1, True), said


def test_a_big_pot_in_small_steps_is_recounted_by_jumping(monkeypatch):
    """Nine voters, £5m, a pound a step; and with small pots, jumping or not, it is the same."""
    dice = random.Random(8)
    for kind in (BallotKind.APPROVAL, BallotKind.CUMULATIVE):
        ballots = [a_vote(kind, dice) for _ in range(9)]
        costs = {one: cost * 9_000 + 77 for one, cost in COSTS.items()}
        many = tuple(Project(one, cost) for one, cost in costs.items())
        the_terms = terms(Rule.EQUAL_SHARES, Completion.ADD1, kind, budget=5_000_000_00, increment=100)
        outcome = results.outcome(the_terms, many, ballots, 9, [])
        texts = bundle.texts(a_source(the_terms, outcome), ballots)
        theirs = Theirs(json.loads(texts["rules.json"]), sections(texts["ballots.pb"]))
        assert recounted(theirs, Rule.EQUAL_SHARES, "add1") == outcome["chosen"]["winners"]
        assert round(theirs.each["add1"]) == outcome["chosen"]["endowment"]
        assert outcome["chosen"]["endowment"] > 5_000_000_00 // 9 + 20_000_00
    for seed in range(30):
        dice = random.Random(seed)
        kind = (BallotKind.APPROVAL, BallotKind.CUMULATIVE)[seed % 2]
        ballots = [a_vote(kind, dice) for _ in range(dice.randint(1, 9))]
        the_terms = terms(Rule.EQUAL_SHARES, Completion.ADD1, kind, increment=40)
        ways = []
        for jumps in (True, False):
            with monkeypatch.context() as patch:
                if not jumps:
                    patch.setattr(recount_rules, "alike", lambda *_: 0)
                theirs = in_their_words(the_terms, ballots)
                ways.append((recounted(theirs, Rule.EQUAL_SHARES, "add1"), theirs.each["add1"]))
        assert ways[0] == ways[1], seed


def in_their_words(the_terms, ballots):
    """The script's own election, read from what we would write."""
    outcome = results.outcome(the_terms, PROJECTS, ballots, 99, [])
    texts = bundle.texts(a_source(the_terms, outcome), ballots)
    return Theirs(json.loads(texts["rules.json"]), sections(texts["ballots.pb"]))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(COUNTED), st.integers(0, 10**6), st.integers(0, 9), st.integers(0, 300))
def test_two_counts_written_apart_agree_whatever_was_cast(way, seed, many, pounds):
    rule, completion, kind = way
    dice = random.Random(seed)
    ballots = [a_vote(kind, dice) for _ in range(many)]
    the_terms = terms(
        rule, completion, kind, budget=pounds * 100, threshold=dice.randint(1, 4), increment=100
    )
    election = Election(
        PROJECTS, groups_of(kind, ballots, 3), pounds * 100, kind=kind, threshold=the_terms.threshold,
        exclusions=frozenset({frozenset("bc")}),
    )  # fmt: skip
    ours = count(election, rule, completion, the_terms.tie_order, 100)
    assert recounted(in_their_words(the_terms, ballots), rule, completion) == list(ours.winners)
