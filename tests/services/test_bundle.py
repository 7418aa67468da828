"""The results bundle, recounted by its own script as anybody would run it, and noticed when tampered with."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
import zipfile

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action
from commissioning.services import ballots, bundle, proposals, results, rounds
from models.ballots import CountedBallot
from models.proposals import Proposal
from models.rounds import Round
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import a_plan, add_voters, after_close, an_open_round, ideas, vote

IDEAS = {f"Idea {letter}; “{letter}”": 9_000 + 6_500 * number for number, letter in enumerate("ABCDEFGHI")}


@pytest.fixture(params=[Rule.GREEDY, Rule.EQUAL_SHARES])
def counted(request, begin):
    return begin(a_count, rule=request.param)


def a_count(**way):
    """Forty votes on nine projects, one of them taken out while voting was open."""
    dice = random.Random(7)
    found = ideas(IDEAS)  # first, so that they need not be built again
    voters = add_voters(40)
    round_ = rounds.set_up(actor("Grace"), a_pot({"": 200_000}), a_plan(found, most=4, **way))
    rounds.open_voting(actor("Grace"), round_)
    ids = sorted(project.proposal_public_id for project in round_.projects)
    for voter in voters:
        ballots.cast(voter, round_, dice.sample(ids, dice.randint(1, 4)), f"a-form-key-of-{voter.public_id}")
    gone = next(one for one in db.session.scalars(sa.select(Proposal)) if one.title.startswith("Idea C"))
    proposals.move(actor("Carol"), gone, Action.TAKE_OUT, reason="The hall is closed.")
    with clock.at(after_close(round_)):
        results.count_round(Actor.system(), round_)
    return round_


@pytest.fixture
def unpacked(counted, tmp_path):
    """The bundle as somebody has it on their own disk."""
    return unpack(counted, tmp_path)


def unpack(counted, tmp_path):
    made = bundle.bundle_of(counted, "Alderbrook Council")
    with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
        pack.extractall(tmp_path / "mine")
    return tmp_path / "mine" / made.name.removesuffix(".zip")


def recount(folder, *words):
    """Run the script of the bundle, alone: no packages, no environment, nothing of ours."""
    script = folder / "recount.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, *words], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "way",
    [
        {"rule": Rule.GREEDY_NO_SKIP},
        {"rule": Rule.PHRAGMEN},
        {"rule": Rule.EQUAL_SHARES, "completion": Completion.ADD1U, "increment": Pence(37)},
        {"rule": Rule.EQUAL_SHARES, "completion": Completion.NONE},
    ],
    ids=str,
)
def test_every_way_a_round_can_be_set_up_is_counted_so_and_recounts(app, work, tmp_path, way):
    with work():
        round_ = a_count(**way)
    told = results.result_of(round_).outcome
    assert told["chosen"]["rule"] == way["rule"]
    assert told["chosen"]["completion"] == way.get("completion", Completion.NONE)
    assert told["chosen"]["increment"] in (None, way.get("increment", 100))
    code, said = recount(unpack(round_, tmp_path))
    assert (code, said[:17]) == (0, "Everything agrees"), said


def test_it_agrees(counted, unpacked, tmp_path):
    code, said = recount(unpacked)
    assert (code, said.startswith("Everything agrees. 40 ballots recounted. Winners: Idea")) == (0, True), (
        said
    )

    made = bundle.bundle_of(counted, "Alderbrook Council")
    (tmp_path / made.name).write_bytes(made.content)
    assert recount(unpacked, tmp_path / made.name)[0] == 0


def test_it_finds_a_receipt_however_typed_and_misses_one_that_is_not_there(counted, unpacked):
    receipt = results.result_of(counted).outcome["receipts"][3]
    code, said = recount(unpacked, "--receipt", receipt[:5].lower(), receipt[5:])
    assert code == 0
    assert f"Receipt {receipt}: its vote was counted" in said
    code, said = recount(unpacked, "--receipt", "22222 22222")
    assert code == 1
    assert "NOT IN THE LIST" in said


def change_a_vote(folder):
    path = folder / "ballots.pb"
    lines = path.read_text(encoding="utf-8").split("\n")
    first = lines.index("VOTES") + 2
    number, _ = lines[first].split(";")
    other = next(
        line.split(";")[1] for line in lines[first + 1 :] if line.split(";")[1] != lines[first].split(";")[1]
    )
    lines[first] = f"{number};{other}"
    path.write_text("\n".join(lines), encoding="utf-8")


def remove_a_ballot(folder):
    path = folder / "ballots.pb"
    lines = path.read_text(encoding="utf-8").split("\n")
    del lines[lines.index("VOTES") + 2]
    path.write_text("\n".join(lines), encoding="utf-8")


def swap_a_winner(folder):
    def swap(outcome):
        told = outcome["chosen"]
        won = next(one for one in told["projects"] if one["won"])
        lost = next(one for one in told["projects"] if not one["won"] and one["reason"] != "withdrawn")
        won["won"], lost["won"] = False, True
        told["winners"][told["winners"].index(won["id"])] = lost["id"]

    edit(folder, "outcome.json", swap)


def edit(folder, name, change):
    path = folder / name
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


def another_lot(folder):
    for name in ("rules.json", "outcome.json"):
        edit(folder, name, lambda value: value["tie_order"].reverse())


def swap_between_two_ballots(folder):
    """The same votes for each project, on other ballots: only the fingerprint can tell."""
    path = folder / "ballots.pb"
    head, votes = path.read_text(encoding="utf-8").split("voter_id;vote\n")
    rows = [line.split(";") for line in votes.splitlines()]
    sets = [set(vote.split(",")) for _, vote in rows]
    one, two = next(
        (a, b) for a in range(40) for b in range(40) if len(sets[a] - sets[b]) > 1 and sets[b] - sets[a]
    )
    gives, takes = min(sets[one] - sets[two]), min(sets[two] - sets[one])
    rows[one][1] = ",".join(sorted(sets[one] - {gives} | {takes}))
    rows[two][1] = ",".join(sorted(sets[two] - {takes} | {gives}))
    path.write_text(f"{head}voter_id;vote\n" + "".join(f"{n};{v}\n" for n, v in rows), encoding="utf-8")


def add_a_receipt(folder):
    with (folder / "receipts.txt").open("a", encoding="utf-8") as file:
        file.write("23456789BC\n")


TAMPERED = {
    change_a_vote: "votes. Published",
    remove_a_ballot: "there are 39 ballots and 40 people voted",
    swap_a_winner: "the winners are",
    another_lot: "the lot drawn again",
    swap_between_two_ballots: "their fingerprint differs",
    add_a_receipt: "40 ballots and 41 receipts",
}


def test_tampering_is_said(unpacked, tmp_path):
    for tamper, says in TAMPERED.items():
        copy = tmp_path / tamper.__name__
        shutil.copytree(unpacked, copy)
        tamper(copy)
        code, said = recount(copy)
        assert (code, says in said, "Everything agrees" in said) == (1, True, False), (tamper, said)


def test_a_bundle_that_is_not_whole_is_said(unpacked):
    for name in ("ballots.pb", "rules.json", "outcome.json", "receipts.txt"):
        whole = (unpacked / name).read_bytes()
        (unpacked / name).write_text("{", encoding="utf-8")
        assert recount(unpacked)[0] in {1, 2}
        (unpacked / name).unlink()
        code, said = recount(unpacked)
        assert code == 2
        assert "cannot be recounted" in said
        (unpacked / name).write_bytes(whole)


def test_it_is_the_same_each_time_and_tells_nothing_of_keys(counted):
    first, again = (bundle.bundle_of(counted, "Alderbrook Council") for _ in range(2))
    assert first == again
    keys = list(db.session.scalars(sa.select(CountedBallot.key)))
    with zipfile.ZipFile(io.BytesIO(first.content)) as pack:
        everything = "".join(pack.read(name).decode() for name in pack.namelist())
    assert not [key for key in keys if key in everything]
    assert "Voter " not in everything


def test_before_the_count_and_with_few_votes_there_is_none(app, work):
    with work():
        round_ = an_open_round()
        for name in ("Grace", "Mei", "Asha", "Tomos"):
            vote(name, round_, "Film club")
    with pytest.raises(NotFound):
        bundle.bundle_of(round_, "Alderbrook Council")
    with clock.at(after_close(round_)), work():
        results.count_round(Actor.system(), round_)
    with pytest.raises(Refusal, match="Fewer than five people voted"):
        bundle.bundle_of(db.session.get(Round, round_.id), "Alderbrook Council")
