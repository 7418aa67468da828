"""Every .pb file we give out is valid by the checker of Pabulib itself."""

from __future__ import annotations

import contextlib
import io
import random
from dataclasses import replace

import pytest
from pabulib.checker import Checker

from app.cli.tally import META_RULES, counted, rule_for, with_pairs
from commissioning.rules import results
from commissioning.rules.bundle import texts
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import BallotKind, Completion, Project, Rule
from commissioning.rules.pabulib.reading import read
from tests.rules.test_recount import COUNTED, a_source, a_vote, terms

PROJECTS = [Project(one, (20 + 7 * n) * 100, f"Idea {one}; “{one}”") for n, one in enumerate("abcdefg")]


def checked(text):
    """What the checker says of this file: errors, by name."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = Checker().process_files([text])
    (told,) = [one for name, one in found.items() if name not in ("metadata", "summary")]
    return told["results"]["errors"]


def a_file(rule, completion, kind, projects=PROJECTS, **changes):
    """The file of a vote of sixty people on seven projects."""
    dice = random.Random(f"{rule}{completion}{kind}")
    most = 1 if kind is BallotKind.CHOOSE_ONE else 3
    values = {"most": most, "increment": 100, "points_each": 15, "exclusions": ()}
    the_terms = terms(rule, completion, kind, **{**values, **changes})
    ballots = [a_vote(kind, dice) for _ in range(60)]
    outcome = results.outcome(the_terms, projects, ballots, 70, [])
    return texts(a_source(the_terms, outcome), ballots)["ballots.pb"]


@pytest.mark.parametrize(("rule", "completion", "kind"), COUNTED, ids=str)
def test_the_checker_finds_nothing_wrong(rule, completion, kind):
    text = a_file(rule, completion, kind)
    assert checked(text) == {}
    file = read(text)
    assert file.election.voters == 60
    if file.rule != "unknown":  # then the file alone is enough for anybody to count it again
        by, finish = META_RULES[file.rule]
        assert set(count(file.election, by, finish).winners) == set(file.selected)


WITHDRAWN = [replace(one, withdrawn=one.id == "a") for one in PROJECTS]
UNWANTED = [*PROJECTS, Project("h", 100, "A bulb")]
ODD = {
    "only one of a pair": ("greedy-exclusive", {"exclusions": (("a", "b"),)}),
    "withdrawn": ("greedy-custom", {"projects": WITHDRAWN}),
    "chosen by nobody": ("greedy-custom", {"projects": UNWANTED, "tie_order": tuple("abcdefgh")}),
    "a least score": ("greedy-threshold", {"threshold": 20}),
    "a missed quorum": ("unknown", {"quorum": 61}),
    "all affordable": ("greedy", {"budget": 900_00}),
}


@pytest.mark.parametrize("what", ODD)
def test_what_the_rules_name_does_not_say_is_said_and_the_checker_is_content(what):
    rule, changes = ODD[what]
    text = a_file(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL, **changes)
    assert checked(text) == {}
    assert f"\nrule;{rule}\n" in text
    assert ("\ncomment;" in text) == (rule not in ("greedy", "greedy-threshold"))


def test_the_command_follows_our_own_file_where_one_of_a_pair_was_taken():
    text = a_file(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL, exclusions=(("a", "b"), ("c", "d")))
    file = with_pairs(read(text))
    result, said = counted(file, *rule_for(file, "auto", None), None, 100, follow_meta=True)
    assert set(result.winners) == set(file.selected)
    assert "Only one of each pair is taken" in said
    without = count(read(text).election, Rule.GREEDY, Completion.NONE)
    assert set(without.winners) != set(file.selected), "the control: the pairs mattered"


@pytest.mark.parametrize(
    "changes", [{"budget": 160_37}, {"exclusions": (("a", "b"),)}, {"projects": WITHDRAWN}]
)
def test_equal_shares_is_named_only_where_the_format_counts_it_the_same(changes):
    assert checked(a_file(Rule.EQUAL_SHARES, Completion.ADD1, BallotKind.APPROVAL, **changes)) == {}


def test_the_control_a_changed_file_is_found_out():
    text = a_file(Rule.GREEDY, Completion.NONE, BallotKind.APPROVAL)
    assert checked(text.replace("num_votes;60", "num_votes;61"))
