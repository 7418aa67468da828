"""Setting up a round: who may, what is refused beside its field, and where each round is found."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.rules.proposals import State
from commissioning.rules.rounds import Dates, Electorate, Phase
from commissioning.services import (
    ballots,
    polling,
    rounds,
    rounds_money,
    rounds_needs,
    rounds_reading,
    rounds_thrown_away,
)
from commissioning.services.polling import Wanted
from models.audit import AuditEvent
from models.polling import Batch, Place
from models.proposals import Proposal
from models.rounds import RollEntry, Round
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import (
    IDEAS,
    a_plan,
    a_round,
    add_voters,
    ideas,
    opened_fixture,  # noqa: F401 - a fixture
)


def test_a_round_is_set_up_and_opened(app, work):
    with work():
        round_ = a_round()
        assert rounds.phase_of(round_) is Phase.BEING_SET_UP
        assert all(line.done for line in rounds.readiness_of(round_))
        rounds.open_voting(actor("Grace"), round_)
    assert rounds.phase_of(round_) is Phase.OPEN
    assert sorted(round_.tie_order) == sorted(p.proposal_public_id for p in round_.projects)
    assert round_.tie_seed
    assert len(db.session.scalars(sa.select(RollEntry)).all()) == 5
    states = set(db.session.scalars(sa.select(Proposal.state)))
    assert states == {State.IN_ROUND}
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "round.opened")).one()
    assert event.details["voters"] == 5


def test_only_who_runs_the_teams_rounds_may_set_one_up(app, work):
    with work():
        round_ = a_round()
        pot = rounds.pot_of(round_)
        for name in ("Erin", "Mei", "Asha", "Farid"):
            with pytest.raises(NotFound):
                rounds.set_up(actor(name), pot, a_plan({}))
            with pytest.raises(NotFound):
                rounds.open_voting(actor(name), round_)
        rounds.open_voting(actor("Carol"), round_)


def test_a_round_being_set_up_is_nobody_elses(app, work):
    with work():
        round_ = a_round()
    for name in ("Erin", "Mei", "Asha"):
        with pytest.raises(NotFound):
            rounds.get_round_for(actor(name), round_.public_id)
    assert rounds.get_round_for(actor("Grace"), round_.public_id) is round_
    with work():
        rounds.open_voting(actor("Grace"), round_)
    assert rounds.get_round_for(Actor.nobody(), round_.public_id) is round_


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"amount": Pence(200_001)}, "amount", "The pot has £2,000.00 free and this round asks for £2,000.01"),
        ({"amount": Pence(0)}, "amount", "how much money"),
        ({"least": 0}, "least_picks", "at least 1"),
        ({"least": 3, "most": 2}, "most_picks", "cannot be fewer"),
        ({"most": 5}, "most_picks", "nobody could choose 5"),
        ({"proposals": ("nothing",)}, "proposals", "no longer shortlisted"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_beside_its_field(app, work, changes, field, says):
    with pytest.raises(Refusal, match=says) as refused, work():
        a_round(**changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("opens", "closes", "says"), [(-48, -24, "already be over"), (24, 24.9, "at least an hour")]
)
def test_dates_that_make_no_vote_are_refused(app, work, opens, closes, says):
    dates = Dates(now() + timedelta(hours=opens), now() + timedelta(hours=closes))
    with pytest.raises(Refusal, match=says) as refused, work():
        a_round(dates=dates)
    assert refused.value.field == "closes_on"


def test_the_age_floor_keeps_the_youngest_off_the_roll(app, work):
    with work():
        round_ = a_round(youngest=AgeBand.SIXTEEN_SEVENTEEN)
    assert actor("Tomos").user_id not in rounds.voters_of(round_)
    assert actor("Asha").user_id in rounds.voters_of(round_)


def test_money_promised_to_voters_of_one_round_is_not_offered_to_another(opened, work):
    with pytest.raises(Refusal, match=r"other rounds already have £1,000\.00"), work():
        rules_left = rounds_money.left_in(opened.pot_id)
        assert rules_left == 200_000
        rounds.set_up(actor("Grace"), rounds.pot_of(opened), a_plan({}, amount=Pence(100_001)))


def test_the_projects_on_the_ballot_are_the_proposals_as_sent_in(opened):
    assert {p.title: p.cost_pence for p in opened.projects} == IDEAS
    assert {p.area_name for p in opened.projects} == {"Millfield"}


def test_the_lists_put_each_round_where_it_is(opened, work):
    with work():
        lists = rounds_reading.lists_for(actor("Asha"))
        assert [line.round.id for line in lists.open] == [opened.id]
        assert lists.open[0].can_vote_now
        assert not rounds_reading.lists_for(actor("Ben")).open[0].can_vote_now
        assert [one.id for one in rounds_reading.open_now()] == [opened.id]
        assert [one.id for one in rounds_reading.to_vote_in(actor("Asha"))] == [opened.id]
        assert rounds_reading.to_vote_in(actor("Ben")) == []
    with clock.at(opened.closes_at):
        assert [line.round.id for line in rounds_reading.lists_for(actor("Asha")).closed] == [opened.id]
        assert rounds_reading.open_now() == []
        assert rounds_reading.to_vote_in(actor("Asha")) == []
        runs = {name: rounds_reading.unfinished_for(actor(name)) for name in ("Grace", "Erin")}
        assert [one.id for one in runs["Grace"][1]] == [opened.id]
        assert runs["Erin"] == ([], []), "a chair is not asked to count another team's round"


def test_a_chair_is_told_when_ideas_wait_for_a_vote(app, work):
    def asked(name: str) -> list[str]:
        return [need.title for need in rounds_needs.needs_for(actor(name))]

    with work():
        ideas({"Bike library": 40_000})
        assert asked("Grace") == [], "one idea is no vote"
        ideas({"Quiet garden": 60_000})
        assert asked("Grace") == ["Set up a round for Alderbrook South team"]
        assert asked("Mei") == asked("Erin") == []
        found = {p.title: p.public_id for p in db.session.scalars(sa.select(Proposal))}
        rounds.set_up(actor("Grace"), a_pot({"": 200_000}), a_plan(found, most=2))
        assert asked("Grace") == ["Finish setting up “Autumn ideas”"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"kind": BallotKind.CUMULATIVE, "points_each": 2}, "points_each", "at least 3 points"),
        ({"smallest": 4}, "smallest", "always hidden below 5"),
        ({"pairs": (("x", "x"),)}, "pairs", "two different projects"),
        ({"pairs": (("x", "y"),)}, "pairs", "must be in this round"),
        ({"decide_by": now().date()}, "decide_by", "cannot come before voting closes"),
    ],
)  # fmt: skip
def test_each_new_rule_is_refused_beside_its_field(app, work, changes, field, says):
    with pytest.raises(Refusal, match=says) as refused, work():
        a_round(**changes)
    assert refused.value.field == field


def test_a_round_never_opened_can_be_thrown_away_with_its_codes(app, work):
    with work():
        round_ = a_round()
        polling.make(actor("Grace"), round_, Wanted(Way.CODES, "Youth club", 3), "a-form-for-the-youth-club")
        for name in ("Erin", "Mei"):
            with pytest.raises(NotFound):
                rounds_thrown_away.throw_away(actor(name), round_)
        gone = round_.public_id
        rounds_thrown_away.throw_away(actor("Grace"), round_)
    assert [
        db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in (Round, Batch, Place)
    ] == [0, 0, 0]
    with work():
        kept = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "round.thrown_away")).one()
        assert (kept.subject_id, kept.details["title"], kept.details["places"]) == (gone, "Autumn ideas", 3)
        assert len(rounds_needs.needs_for(actor("Grace"))) == 1  # to set up another: the ideas wait


def test_an_opened_round_is_never_thrown_away(opened, work):
    with pytest.raises(Refusal, match="can no longer change"), work():
        rounds_thrown_away.throw_away(actor("Grace"), opened)


def test_whoever_is_not_on_the_list_is_not_told_to_come_back(app, work):
    """The list is made when the round is opened, however long before voting begins."""
    later = Dates(now() + timedelta(days=1), now() + timedelta(days=9))
    with work():
        round_ = a_round(dates=later, electorate=Electorate.TEAM_MEMBERS)
        add_voters(3)
        rounds.open_voting(actor("Grace"), round_)
    assert "not started yet" in (ballots.paper_for(actor("Mei"), round_).refusal or "")
    refusal = ballots.paper_for(actor("Asha"), round_).refusal or ""
    assert "adult team members only" in refusal
    assert "not started" not in refusal
