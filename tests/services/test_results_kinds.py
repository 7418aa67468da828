"""Points, rankings, a least score and two chambers: counted as the round was frozen, and recounted from its bundle."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from app import clock
from app.clock import now
from commissioning.rules.counting.values import BallotKind, Rule
from commissioning.services import ballots, bundle, results
from participation.rules.people import AgeBand
from tests.rounds_made import add_voters, after_close, an_open_round, project

IDEAS = {"Boats": 60_000, "Club": 30_000, "Den": 45_000, "Eels": 90_000}
YOUNG = [{"Club": 1, "Den": 2}] * 5
OTHERS = [{"Boats": 1, "Club": 2}] * 4 + [{"Boats": 1, "Eels": 2}] * 2


def sent(kind, wish, ids):
    """One wish (a place for each title) as each kind of ballot sends it; points are seven less the place."""
    if kind is BallotKind.APPROVAL:
        return [ids[title] for title in wish]
    if kind is BallotKind.ORDINAL:
        return [(ids[title], place) for title, place in wish.items()]
    return [(ids[title], 7 if place == 1 else 3) for title, place in wish.items()]


@pytest.fixture
def counted(app, work):
    """A round of eleven votes in two chambers, counted."""

    def make(kind, young=YOUNG, **changes):
        with work():
            children, grown_ups = add_voters(len(young), AgeBand.SIXTEEN_SEVENTEEN), add_voters(len(OTHERS))
            points = {"points_each": 10} if kind is BallotKind.CUMULATIVE else {}
            round_ = an_open_round(IDEAS, most=2, kind=kind, two_chambers=True, **points, **changes)
            ids = {title: project(round_, title).proposal_public_id for title in IDEAS}
            for voter, wish in zip([*children, *grown_ups], [*young, *OTHERS], strict=True):
                ballots.cast(voter, round_, sent(kind, wish, ids), f"a-form-key-of-{voter.public_id}")
        with clock.at(after_close(round_)), work():
            assert results.count_due(now()) == [round_.title]
        return round_, results.result_of(round_).outcome

    return make


def winners(told):
    return {one["title"] for one in told["projects"] if one["won"]}


def recount(round_, folder):
    made = bundle.bundle_of(round_, "Alderbrook Council")
    with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
        pack.extractall(folder)
    script = folder / made.name.removesuffix(".zip") / "recount.py"
    done = subprocess.run([sys.executable, "-I", script], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (BallotKind.APPROVAL, Rule.EQUAL_SHARES),
        (BallotKind.CUMULATIVE, Rule.GREEDY),
        (BallotKind.ORDINAL, Rule.EQUAL_SHARES),
    ],
)
def test_each_kind_is_counted_in_both_chambers_and_recounted(counted, tmp_path, kind, rule):
    round_, outcome = counted(kind, rule=rule)
    assert (outcome["kind"], outcome["voters"]) == (str(kind), 11)
    young, others = outcome["chambers"]
    assert (young["name"], young["voters"], others["voters"]) == ("Young advisors", 5, 6)
    assert young["electorate"] + others["electorate"] == outcome["electorate"]
    assert winners(young) == {"Club", "Den"}
    assert "Boats" in winners(others)
    code, said = recount(round_, tmp_path)
    assert (code, said.startswith("Everything agrees. 11 ballots recounted.")) == (0, True), said


def test_points_decide_where_people_give_points(counted):
    _, outcome = counted(BallotKind.CUMULATIVE)
    told = {one["title"]: (one["votes"], one["score"]) for one in outcome["chosen"]["projects"]}
    assert told == {"Boats": (6, 42), "Club": (9, 47), "Den": (5, 15), "Eels": (2, 6)}


def test_a_least_score_and_a_quorum_are_kept(counted):
    _, outcome = counted(BallotKind.APPROVAL, threshold=6)
    assert winners(outcome["chosen"]) == {"Boats", "Club"}
    assert {one["reason"] for one in outcome["chosen"]["projects"] if not one["won"]} == {"below-threshold"}


def test_a_chamber_of_four_is_not_shown_apart_and_its_ballots_are_not_marked(counted, tmp_path):
    round_, outcome = counted(BallotKind.APPROVAL, young=YOUNG[:4])
    assert not outcome["few"]
    assert [one["few"] for one in outcome["chambers"]] == [True, True]
    with zipfile.ZipFile(io.BytesIO(bundle.bundle_of(round_, "A").content)) as pack:
        rules = pack.read(next(name for name in pack.namelist() if name.endswith("rules.json"))).decode()
    assert '"chambers": {}' in rules
    assert recount(round_, tmp_path)[0] == 0
