"""A bundle cut off, edited or torn: the script says so in plain lines and ends with its number, whatever was done."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile

import pytest

from commissioning.rules import bundle
from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.services.recount import FILES, main
from tests.rules.test_recount import a_vote, packed, terms

PUT = (None, "", -1, 10**30, 1.5, True, [], {}, [[]], "x\ny")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    dice = random.Random(11)
    ballots = [a_vote(BallotKind.CUMULATIVE, dice) for _ in range(14)]
    folder = tmp_path_factory.mktemp("whole") / "mine"
    packed(folder, terms(Rule.EQUAL_SHARES, Completion.ADD1, BallotKind.CUMULATIVE), ballots, young=6)
    return {name: (folder / name).read_text(encoding="utf-8") for name in FILES}


def run(folder, texts, capsys):
    folder.mkdir(exist_ok=True)
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    code = main([str(folder)])
    said = capsys.readouterr().out
    for line in said.splitlines():
        assert line.startswith(
            ("Everything agrees.", "DOES NOT AGREE: ", "This bundle cannot be recounted: ")
        ), said
        assert "Error" not in line, said
    if code == 2:
        assert said.count("\n") == 1, said
    assert (code == 0) == said.startswith("Everything agrees."), said
    return code, said


def places_in(value, path=()):
    """Every place in a JSON value, tables' entries and lists' first ones."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else list(enumerate(value))[:1]
        if isinstance(value, list)
        else ()
    )
    for key, inner in inside:
        yield (*path, key)
        yield from places_in(inner, (*path, key))


def changed(text, path, put, *, gone=False):
    told = json.loads(text)
    at = told
    for key in path[:-1]:
        at = at[key]
    if gone:
        del at[path[-1]]
    else:
        at[path[-1]] = put
    return json.dumps(told)


def test_it_is_whole_to_begin_with(whole, tmp_path, capsys):
    assert run(tmp_path / "mine", whole, capsys)[0] == 0


def test_cut_off_anywhere_it_is_one_plain_line_or_what_does_not_agree(whole, tmp_path, capsys):
    for name in FILES:
        text = whole[name]
        for cut in {0, 1, *range(5, len(text) - 2, max(1, len(text) // 25))}:
            assert run(tmp_path / "mine", whole | {name: text[:cut]}, capsys)[0] in {1, 2}, (name, cut)


def test_each_entry_gone_or_turned_into_something_else(whole, tmp_path, capsys):
    dice, codes = random.Random(5), set()
    for name in ("rules.json", "outcome.json"):
        for path in places_in(json.loads(whole[name])):
            gone = changed(whole[name], path, None, gone=True)
            codes.add(run(tmp_path / "mine", whole | {name: gone}, capsys)[0])
            other = changed(whole[name], path, dice.choice(PUT))
            codes.add(run(tmp_path / "mine", whole | {name: other}, capsys)[0])
    assert codes >= {1, 2}


SAYS = {
    "a file missing": ({"rules.json": None}, "the file rules.json is missing"),
    "not json": ({"outcome.json": '{"chosen": '}, "outcome.json is cut off or is not JSON"),
    "a list": ({"rules.json": "[]"}, "rules.json is not a table"),
    "deep": ({"rules.json": "[" * 100_000}, "rules.json is cut off or is not JSON"),
    "empty": ({"ballots.pb": ""}, "ballots.pb has no part META"),
    "another file": ({"ballots.pb": "Dear all\n"}, "ballots.pb does not begin with META"),
}


@pytest.mark.parametrize("case", SAYS)
def test_what_is_wrong_is_said_in_plain_words(whole, tmp_path, capsys, case):
    change, words = SAYS[case]
    texts = {name: text for name, text in (whole | change).items() if text is not None}
    assert run(tmp_path / "mine", texts, capsys) == (2, f"This bundle cannot be recounted: {words}.\n")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("voter_id;", "number;", "the part VOTES of ballots.pb has no column voter_id"),
        ("num_votes;", "many;", "ballots.pb does not say num_votes"),
        ("\na;60", "\na;1e999999999", '"1e999999999" in ballots.pb is not an amount of money'),
        (
            "\n1;",
            "\n1;nowhere,",
            "the points of ballot 1 in ballots.pb are not one whole number for each project",
        ),
    ],
)
def test_an_edited_ballots_file_is_said(whole, tmp_path, capsys, old, new, words):
    assert old in whole["ballots.pb"], whole["ballots.pb"]
    texts = whole | {"ballots.pb": whole["ballots.pb"].replace(old, new, 1)}
    assert run(tmp_path / "mine", texts, capsys) == (2, f"This bundle cannot be recounted: {words}.\n")


def test_a_step_of_nothing_would_never_end_and_is_said(whole, tmp_path, capsys):
    texts = whole | {"rules.json": changed(whole["rules.json"], ("increment",), 0)}
    assert "would never end" in run(tmp_path / "mine", texts, capsys)[1]


def test_a_torn_zip_a_wrong_place_and_a_file_that_is_no_text(whole, tmp_path, capsys):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in whole.items():
            pack.writestr(f"vote/{name}", text)
    content = out.getvalue()
    place = tmp_path / "vote.zip"
    place.write_bytes(content)
    assert main([str(place)]) == 0
    torn = [content[:cut] for cut in range(0, len(content) - 1, len(content) // 9)]
    torn += [
        content[:at] + b"\xff" * 9 + content[at + 9 :]
        for at in range(40, len(content) - 60, len(content) // 9)
    ]
    for one in torn:
        place.write_bytes(one)
        capsys.readouterr()
        assert main([str(place)]) == 2
        assert capsys.readouterr().out.startswith("This bundle cannot be recounted: ")
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "there is no " in capsys.readouterr().out
    run(tmp_path / "mine", whole, capsys)
    (tmp_path / "mine" / "receipts.txt").write_bytes(b"\xff\xfe\x00")
    assert main([str(tmp_path / "mine")]) == 2
    assert "it is not text any more" in capsys.readouterr().out


def test_by_itself_it_ends_with_two_and_writes_no_trace(whole, tmp_path):
    from commissioning.services.bundle import script

    for name, text in whole.items():
        (tmp_path / name).write_text(text[: len(text) // 2], encoding="utf-8")
    (tmp_path / "recount.py").write_text(script(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "recount.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (2, "", 1)
    assert bundle.IN_WORDS  # the rules of a bundle are ours; the script shares nothing with them
    assert "commissioning" not in script()
