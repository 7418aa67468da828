"""The auditor counts again what is withheld from everybody else: after saying why, for a day, and it agrees."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.counting.values import Rule
from commissioning.services import bundle_audited, recount, results
from models.audit import AuditEvent
from models.ballots import CountedBallot
from participation.rules.refusals import NotFound, Refusal
from tests.proposals_made import actor
from tests.rounds_made import after_close, an_open_round, vote

WHY = "A voter asked whether their vote was counted."
COUNCIL = "Alderbrook Council"


def a_small_vote(work, voters, **way):
    with work():
        round_ = an_open_round(smallest=10, **way)
        for name in voters:
            vote(name, round_, "Bike library", "Film club")
    with clock.at(after_close(round_)):
        results.count_due(now())
    return round_


def recounted(found, folder):
    with zipfile.ZipFile(io.BytesIO(found.content)) as pack:
        pack.extractall(folder / "mine")
    (inside,) = (folder / "mine").iterdir()
    return recount.main([str(inside)]), inside


@pytest.mark.parametrize("voters", [("Grace", "Mei"), ("Grace", "Mei", "Asha", "Tomos")])
@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_the_auditor_counts_it_again_and_it_agrees(app, work, tmp_path, capsys, voters, rule):
    round_ = a_small_vote(work, voters, rule=rule, two_chambers=False)
    result = results.result_of(round_)
    with pytest.raises(Refusal, match="Say first why"):
        bundle_audited.bundle_of(actor("Olu"), round_, COUNCIL)
    with pytest.raises(Refusal, match="in a sentence"), work():
        bundle_audited.ask(actor("Olu"), round_, "x")
    with work():
        bundle_audited.ask(actor("Olu"), round_, WHY)
    found = bundle_audited.bundle_of(actor("Olu"), round_, COUNCIL)
    ended, inside = recounted(found, tmp_path)
    assert (ended, "Everything agrees" in capsys.readouterr().out) == (0, True)
    told = json.loads((inside / "outcome.json").read_text(encoding="utf-8"))
    assert set(told["chosen"]["winners"]) == set(result.outcome["chosen"]["winners"])
    assert {one["title"]: one["votes"] for one in told["chosen"]["projects"]}["Bike library"] == len(voters)
    assert "THIS COPY IS THE AUDITOR'S" in (inside / "README.txt").read_text(encoding="utf-8")
    kept = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == bundle_audited.ASKED)).one()
    assert (kept.actor_name, kept.subject_id, kept.details["reason"]) == ("Olu", round_.public_id, WHY)
    with clock.at(now() + timedelta(days=2)), pytest.raises(Refusal, match="Say first why"):
        bundle_audited.bundle_of(actor("Olu"), round_, COUNCIL)


def test_other_ballots_than_those_counted_are_found_out(app, work, tmp_path, capsys):
    """The control: what was kept at the count is not made anew from the ballots that are there now."""
    round_ = a_small_vote(work, ("Grace", "Mei", "Asha"))
    with work():
        bundle_audited.ask(actor("Olu"), round_, WHY)
    ballots = list(db.session.scalars(sa.select(CountedBallot)))
    for ballot in ballots:
        db.session.expunge(ballot)
        ballot.picks = [one.proposal_public_id for one in round_.projects if one.title == "Quiet garden"]
    result = results.result_of(round_)
    source = bundle_audited.bundle.source_of(
        round_, bundle_audited._in_full(round_, result, ballots), COUNCIL, for_auditor=True
    )
    ended, _ = recounted(bundle_audited.bundle.packed(source, round_, result, ballots), tmp_path)
    out = capsys.readouterr().out
    assert ended == 1
    assert "their fingerprint differs" in out
    assert "the winners are: Quiet garden" in out


def test_nobody_else_and_no_other_round(app, work):
    round_ = a_small_vote(work, ("Grace", "Mei", "Asha"))
    for name in ("Grace", "Carol", "Sam", "Ada", "Asha"):
        with pytest.raises(NotFound):
            bundle_audited.ask(actor(name), round_, WHY)
        with pytest.raises(NotFound):
            bundle_audited.bundle_of(actor(name), round_, COUNCIL)
