"""`flask tally`: the one door for a file, and one clear line when it cannot be counted."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.tally import tally
from tests.rules.counting.test_pabulib import GOOD

KEYS = [
    "rule", "completion", "currency", "budget_minor", "winners", "total_cost_minor", "unspent_minor", "projects",
    "ballots", "tie_order", "certified", "seconds",
]  # fmt: skip


@pytest.fixture
def run(tmp_path):
    def tell(text, *options):
        path = tmp_path / "vote.pb"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(tally, [str(path), *options])

    return tell


def test_it_prints_json_for_machines(run):
    found = json.loads(run(GOOD, "--json").stdout)
    assert list(found) == KEYS
    assert found["winners"] == ["a", "c/1"]
    assert (found["rule"], found["completion"], found["currency"]) == ("greedy", "none", "GBP")
    assert (found["budget_minor"], found["total_cost_minor"], found["unspent_minor"]) == (
        100_050,
        50_025,
        50_025,
    )
    assert (found["projects"], found["ballots"], found["certified"]) == (3, 4, True)
    assert found["tie_order"] == ["a", "b", "c/1"]


def test_it_prints_a_page_for_people(run):
    shown = run(GOOD)
    assert shown.exit_code == 0
    assert "Spent £500.25, left £500.25." in shown.stdout
    assert "This is what the file says was funded." in shown.stdout


@pytest.mark.parametrize("rule", ["greedy", "greedy-no-skip", "equal-shares", "phragmen"])
@pytest.mark.parametrize("completion", ["none", "add1", "add1u"])
def test_every_rule_can_be_asked_for(run, rule, completion):
    found = json.loads(run(GOOD, "--rule", rule, "--completion", completion, "--json").stdout)
    assert found["rule"] == rule
    assert found["completion"] == (completion if rule == "equal-shares" else "none")


def test_the_increment_and_the_tie_order_can_be_given(run):
    shown = run(GOOD, "--rule", "equal-shares", "--increment", "0.10", "--tie-order", "c/1,b,a", "--json")
    assert json.loads(shown.stdout)["tie_order"] == ["c/1", "b", "a"]
    assert run(GOOD, "--tie-order", "c/1").exit_code == 1
    assert run(GOOD, "--rule", "equal-shares", "--increment", "nothing").exit_code == 1
    for empty in (("--increment", ""), ("--increment", "0"), ("--tie-order", "")):
        assert run(GOOD, "--rule", "equal-shares", *empty).exit_code == 1


def test_an_option_that_the_rule_does_not_use_is_said(run):
    shown = run(GOOD, "--rule", "greedy", "--completion", "add1", "--increment", "5", "--json")
    assert shown.stderr.splitlines() == [
        f"--{name} is not used by greedy, only by equal-shares." for name in ("completion", "increment")
    ]
    assert json.loads(shown.stdout)["rule"] == "greedy"
    assert run(GOOD, "--rule", "equal-shares", "--completion", "add1").stderr == ""


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("greedy-custom", "cannot be followed"),
        ("greedy-exclusive", "cannot be followed"),
        ("dice", "cannot be followed"),
        ("greedy-threshold", "needs a least score"),
    ],
)
def test_a_rule_that_cannot_be_followed_truthfully_is_not(run, rule, problem):
    shown = run(GOOD.replace("rule;greedy", f"rule;{rule}"))
    assert shown.exit_code == 1
    assert problem in shown.stderr
    assert run(GOOD.replace("rule;greedy", f"rule;{rule}"), "--rule", "greedy").exit_code == 0


SAYS = "rule;greedy-exclusive\ncomment;#1: Only one of each pair could be built: a and c/1."


def test_pairs_that_a_file_of_ours_says_are_kept_to_and_others_are_not_passed_over_in_silence(run):
    ours = GOOD.replace("rule;greedy", SAYS)
    for options in ((), ("--rule", "greedy"), ("--rule", "phragmen")):
        won = json.loads(run(ours, "--json", *options).stdout)["winners"]
        assert won, options
        assert not {"a", "c/1"} <= set(won), options
    assert {"a", "c/1"} <= set(json.loads(run(GOOD, "--json").stdout)["winners"]), "the control"
    assert "Only one of each pair is taken" in run(ours).stdout
    for broken in ("a and nobody", "a and a", "a", "a and b and c/1"):
        shown = run(ours.replace("a and c/1", broken))
        assert (shown.exit_code, "not two projects of the file" in shown.stderr) == (1, True)
    shown = run(GOOD.replace("rule;greedy", "rule;greedy-exclusive"), "--rule", "greedy")
    assert "they are not kept to here" in shown.stdout


def test_an_unknown_rule_is_counted_and_said(run):
    assert "does not say its rule" in run(GOOD.replace("rule;greedy", "rule;unknown")).stdout


@pytest.mark.parametrize(
    ("rule", "says"),
    [("unknown", "does not say its rule"), ("equalshares-comparison", "most votes first")],
)
def test_one_remark_does_not_take_the_place_of_another(run, rule, says):
    also = SAYS.replace("greedy-exclusive", rule) + "\nmin_project_score_threshold;2"
    shown = run(GOOD.replace("rule;greedy", also)).stdout
    line = next(one for one in shown.splitlines() if "Only one of each pair is taken" in one)
    assert says in line
    assert "The least score in the file, 2, is not asked for by this rule." in line


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\xff\xfe" * 50, b"\x89PNG\r\n\x1a\n", b"META", GOOD.encode("utf-16")]
)
def test_an_unreadable_file_is_one_clear_line(run, content):
    shown = run(content)
    assert shown.exit_code == 1
    assert shown.stdout == ""
    assert len(shown.stderr.strip().splitlines()) == 1
    assert isinstance(shown.exception, SystemExit)


def test_a_folder_or_a_missing_file_is_one_clear_line(tmp_path):
    for path, problem in ((tmp_path, "not a file"), (tmp_path / "nowhere.pb", "no such file")):
        shown = CliRunner().invoke(tally, [str(path)])
        assert shown.exit_code == 1
        assert problem in shown.stderr


def test_the_assen_page_explains_its_unspent_money_and_does_not_praise_itself(shared_path):
    shown = CliRunner().invoke(tally, [str(shared_path("Assen"))])
    for words in (
        "left €23,300",
        "€104,200 or more",
        "so the count stops before that",
        "This is what the file says was funded.",
        "5 of 84 voters (6.0%) got none of their projects; by most votes first it would have been 0 (0.0%)",
        "On this count, most votes first would have reached more people.",
        "€23,300 is left unspent, against €800 by most votes first.",
    ):
        assert words in shown.stdout
    filled = CliRunner().invoke(
        tally, [str(shared_path("Assen")), "--rule", "equal-shares", "--completion", "add1u"]
    )
    assert "€11,300 is unspent: nothing else that people voted for fits in it." in filled.stdout


@pytest.mark.parametrize("option", ["--rule", "--completion"])
def test_every_choice_is_documented(option):
    (found,) = [one for one in tally.params if option in one.opts]
    page = (Path(__file__).parents[3] / "docs" / "running.md").read_text(encoding="utf-8")
    assert [choice for choice in found.type.choices if f"`{option} {choice}`" not in page] == []


def test_the_comparison_step_is_told(shared_path):
    shown = CliRunner().invoke(tally, [str(shared_path("Wieliczka"))])
    assert "leaves the Equal Shares outcome standing" in shown.stdout
