"""Counting: once, after the close, truthfully whatever was cast; the winners go on to be decided."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.counting.values import Rule
from commissioning.rules.proposals import State
from commissioning.services import decisions_cases, proposals, results
from commissioning.services.proposals_story import story_for
from models.audit import AuditEvent
from models.proposals import Proposal
from models.results import RoundResult
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from tests.proposals_made import actor
from tests.results_made import counted, fate, five_votes
from tests.rounds_made import (
    VOTERS,
    after_close,
    an_open_round,
    vote,
)


@pytest.fixture
def voted(begin):
    return begin(five_votes)


def test_a_closed_round_is_counted_by_its_rule_and_the_other(voted, work):
    outcome = counted(voted, work)
    assert (outcome["voters"], outcome["electorate"], len(outcome["receipts"])) == (5, 5, 5)
    assert fate(outcome, "Film club")["won"] or fate(outcome, "Boat days")["won"]
    assert not fate(outcome, "Quiet garden")["won"]
    assert outcome["chosen"]["rule"] == "greedy"
    assert outcome["other"]["rule"] == "equal-shares"
    assert all(one["why"] for one in outcome["chosen"]["projects"] + outcome["other"]["projects"])
    assert outcome["chosen"]["spent"] + outcome["chosen"]["left"] == 100_000
    assert outcome["comparison"]["sentences"]


def test_proposals_move_on(voted, work):
    winners = set(counted(voted, work)["chosen"]["winners"])
    for proposal in db.session.scalars(sa.select(Proposal)):
        assert proposal.state is (State.RECOMMENDED if proposal.public_id in winners else State.NOT_CHOSEN)


def test_the_trail_holds_how_many_and_nothing_of_who_or_what(voted, work):
    counted(voted, work)
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "round.counted")).one()
    assert event.details["ballots"] == 5
    assert event.actor_name == "Our Part"


def test_counting_again_changes_nothing(voted, work):
    first = counted(voted, work)
    with clock.at(after_close(voted)), work():
        assert results.count_due(now()) == []
        assert results.count_round(Actor.system(), voted).outcome == first
    assert db.session.query(RoundResult).count() == 1
    with pytest.raises(DBAPIError), work():
        db.session.add(RoundResult(round_id=voted.id, counted_at=now(), outcome={}))


def test_an_open_round_is_not_counted(voted, work):
    with work():
        assert results.count_due(now()) == []
    with (
        clock.at(voted.closes_at.replace(microsecond=0)),
        pytest.raises(Refusal, match="once voting has closed"),
    ):
        results.count_round(Actor.system(), voted)


def test_count_now_is_for_those_who_run_the_round(voted, work):
    with clock.at(after_close(voted)):
        for name in ("Mei", "Asha", "Erin", "Farid"):
            with pytest.raises(NotFound), work():
                results.count_now(actor(name), voted)
        with work():
            results.count_now(actor("Grace"), voted)
    assert results.latest_results(1)[0].round.title == voted.title


def waits_for_another_vote(round_, why):
    """A vote that came to no verdict is held against no idea: each can be put in the next round, and says why."""
    assert set(db.session.scalars(sa.select(Proposal.state))) == {State.SHORTLISTED}
    for idea in db.session.scalars(sa.select(Proposal)):
        told = story_for(actor("Erin"), idea.public_id)
        assert told.reason == f"{why} It waits for another vote, in a new round."
        assert (told.ended, told.is_over) == (None, False)
    offered = {one.id for one in proposals.shortlisted_for(round_.team_id)}
    assert offered == set(db.session.scalars(sa.select(Proposal.id)))


def test_a_vote_without_its_quorum_is_no_verdict_on_any_idea(app, work):
    with work():
        round_ = an_open_round(quorum=5)
        for name in VOTERS[:3]:
            vote(name, round_, "Film club")
    assert counted(round_, work)["quorum_missed"]
    waits_for_another_vote(round_, "3 people voted and at least 5 had to.")


def test_nobody_voted(app, work):
    with work():
        round_ = an_open_round()
    outcome = counted(round_, work)
    assert outcome["voters"] == 0
    assert outcome["chosen"]["winners"] == []
    assert {one["won"] for one in outcome["other"]["projects"]} == {False}
    waits_for_another_vote(round_, "Nobody voted.")


def test_the_count_and_not_who_pressed_count_now_puts_an_idea_back(app, work):
    with work():
        round_ = an_open_round()
    with clock.at(after_close(round_)):
        idea = db.session.scalars(sa.select(Proposal).limit(1)).one().public_id
        assert "People are voting now" not in story_for(actor("Erin"), idea).next
        with work():
            results.count_now(actor("Grace"), round_)
        last = story_for(actor("Erin"), idea).events[-1]
    assert (last["title"], last["who"]) == ("The vote came to no verdict", "Our Part")
    assert last["text"] == "Nobody voted. It waits for another vote, in a new round."


def test_one_person_voted_and_no_number_gives_them_away(app, work):
    with work():
        round_ = an_open_round(rule=Rule.EQUAL_SHARES)
        vote("Asha", round_, "Film club", "Bike library")
    outcome = counted(round_, work)
    assert outcome["few"]
    assert outcome["too_few"]  # what won would be what Asha chose
    assert not fate(outcome, "Film club")["won"]
    assert not fate(outcome, "Bike library")["won"]
    waits_for_another_vote(round_, "Too few people voted for anything to be chosen.")
    for one in outcome["chosen"]["projects"] + outcome["other"]["projects"]:
        assert one["votes"] is None
        assert not any(figure in one["why"] for figure in "0123456789£")
    assert outcome["chosen"]["steps"] == outcome["comparison"]["sentences"] == []


def test_all_tied_goes_by_the_lot_drawn_before(app, work):
    costs = {"One": 60_000, "Two": 60_000, "Three": 60_000}
    with work():
        round_ = an_open_round(costs)
        for name in VOTERS:
            vote(name, round_, "One", "Two", "Three")
    outcome = counted(round_, work)
    assert outcome["chosen"]["winners"] == [round_.tie_order[0]]
    assert outcome["tie_mattered"]
    waiting = {
        case.proposal.public_id: case.recommendation for case in decisions_cases.waiting_for(actor("Noor"))
    }
    assert "the lot settled it: had it fallen otherwise, this might not have" in waiting[round_.tie_order[0]]
    assert "the lot settled it: had it fallen otherwise, this might have won" in waiting[round_.tie_order[-1]]
    assert "otherwise, this might have won" in waiting[round_.tie_order[1]]


def test_a_project_taken_out_after_opening_cannot_win(voted, work):
    from commissioning.rules.proposals import Action
    from commissioning.services import proposals

    with work():
        boats = next(one for one in db.session.scalars(sa.select(Proposal)) if one.title == "Boat days")
        proposals.move(actor("Carol"), boats, Action.TAKE_OUT, reason="The boats were sold.")
    outcome = counted(voted, work)
    assert not fate(outcome, "Boat days")["won"]
    assert db.session.get(Proposal, boats.id).state is State.SHORTLISTED


def test_a_receipt_is_found_however_it_is_typed(app, work):
    with work():
        round_ = an_open_round()
        code = vote("Asha", round_, "Film club")
    counted(round_, work)
    found = results.result_of(round_)
    for typed in (code, code.lower(), f" {code[:5]} - {code[5:]} "):
        assert results.is_counted(found, typed)
    for typed in ("", "ABCDE FGHIJ", code[:-1]):
        assert not results.is_counted(found, typed)
