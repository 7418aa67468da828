"""Setting up and opening rounds: what is refused, and what the database itself refuses once voting is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

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
    polling_sheets,
    rolls,
    rounds,
    rounds_needs,
    rounds_reading,
    rounds_thrown_away,
)
from commissioning.services.polling import Wanted
from models.audit import AuditEvent
from models.polling import Batch, Place
from models.proposals import Proposal
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound, Refusal
from tests.databases import disarm
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import IDEAS, a_plan, a_round, add_voters, an_open_round, ideas

FROZEN = "never change"


@pytest.fixture
def opened(begin):
    return begin(an_open_round)


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


def not_ready(round_):
    return [line.what for line in rounds.readiness_of(round_) if not line.done]


def remade(round_, **changes):
    plan = replace(rounds.plan_of(round_), **changes)
    rounds.change(actor("Grace"), round_, rounds.pot_of(round_), plan)


def test_a_round_in_which_nothing_could_win_does_not_open(app, work):
    with work():
        round_ = a_round(threshold=5)
        assert not_ready(round_) == []
        remade(round_, threshold=6)
        assert not_ready(round_) == ["The least a project needs, 6, can be reached"]
        with pytest.raises(Refusal, match="nothing could win"):
            rounds.open_voting(actor("Grace"), round_)
        remade(round_, kind=BallotKind.CUMULATIVE, points_each=10, threshold=50)
        assert not_ready(round_) == []
        assert rolls.smallest_warning(round_) == ""
        remade(round_, smallest=1_000)
        assert not_ready(round_) == []
        assert "never show a number" in rolls.smallest_warning(round_)


@pytest.mark.parametrize(("way", "change", "holds"), [
    (Way.PAPER, {"most": 2}, False), (Way.PAPER, {"title": "Spring"}, False), (Way.PAPER, {"quorum": 2}, True),
    (Way.PAPER, {"proposals": 3}, False), (Way.CODES, {"most": 2}, True), (Way.CODES, {"title": "Spring"}, False),
    (Way.TABLET, {"title": "Spring"}, True),
])  # fmt: skip
def test_a_round_changed_after_its_sheets_were_printed_does_not_open_with_them(app, work, way, change, holds):
    with work():
        round_ = a_round()
        sheet = polling.make(actor("Grace"), round_, Wanted(way, "Year 6", 3), "a-form-key-long-enough")
        assert not_ready(round_) == []
        kept = (
            {"proposals": rounds.plan_of(round_).proposals[:3], "most": 2}
            if "proposals" in change
            else change
        )
        remade(round_, **kept)
        assert (not_ready(round_) == []) is holds
        assert ("“Year 6”" in polling_sheets.warning(round_)) is not holds
        if not holds:
            with pytest.raises(Refusal, match="print new ones"):
                rounds.open_voting(actor("Grace"), round_)
            polling.take_back(actor("Grace"), round_, sheet.batch.public_id)
        rounds.open_voting(actor("Grace"), round_)


def test_it_does_not_open_until_it_is_ready(app, work):
    with work():
        round_ = a_round(electorate=Electorate.YOUNG_ADVISORS)
    with pytest.raises(Refusal, match="2 could vote now"), work():
        rounds.open_voting(actor("Grace"), round_)
    with work():
        assert rounds.phase_of(round_) is Phase.BEING_SET_UP
        assert rounds.voters_of(round_) == sorted([actor("Asha").user_id, actor("Tomos").user_id])


def test_the_age_floor_keeps_the_youngest_off_the_roll(app, work):
    with work():
        round_ = a_round(youngest=AgeBand.SIXTEEN_SEVENTEEN)
    assert actor("Tomos").user_id not in rounds.voters_of(round_)
    assert actor("Asha").user_id in rounds.voters_of(round_)


def test_money_promised_to_voters_of_one_round_is_not_offered_to_another(opened, work):
    with pytest.raises(Refusal, match=r"other rounds already have £1,000\.00"), work():
        rules_left = rounds.left_in(opened.pot_id)
        assert rules_left == 200_000
        rounds.set_up(actor("Grace"), rounds.pot_of(opened), a_plan({}, amount=Pence(100_001)))


def test_the_projects_on_the_ballot_are_the_proposals_as_sent_in(opened):
    assert {p.title: p.cost_pence for p in opened.projects} == IDEAS
    assert {p.area_name for p in opened.projects} == {"Millfield"}


def test_half_way_changes_are_refused_in_words(opened, work):
    with pytest.raises(Refusal, match="can no longer change"), work():
        rounds.change(actor("Grace"), opened, rounds.pot_of(opened), a_plan({}))
    with pytest.raises(Refusal, match="can no longer change"), work():
        rounds.open_voting(actor("Grace"), opened)


CHANGES = [
    ("rounds", sa.update(Round).values(rule="equal-shares"), "rounds_frozen_update"),
    ("rounds", sa.update(Round).values(most_picks=4), "rounds_frozen_update"),
    ("rounds", sa.update(Round).values(closes_at=now() + timedelta(days=30)), "rounds_frozen_update"),
    ("rounds", sa.update(Round).values(tie_order=[]), "rounds_frozen_update"),
    ("round_projects", sa.update(RoundProject).values(cost_pence=1), "round_projects_frozen_update"),
    ("round_projects", sa.delete(RoundProject), "round_projects_frozen_delete"),
    ("roll_entries", sa.delete(RollEntry), "roll_entries_frozen_delete"),
]


@pytest.mark.parametrize(("table", "change", "guard"), CHANGES)
def test_the_database_refuses_changes_once_open(opened, work, table, change, guard):
    with pytest.raises(DBAPIError, match=FROZEN), work():
        db.session.execute(change)


@pytest.mark.parametrize(("table", "change", "guard"), CHANGES)
def test_without_its_guard_the_change_would_pass(opened, work, table, change, guard):
    with work():
        disarm(db.session, guard, table)
        assert db.session.execute(change).rowcount >= 1
        db.session.rollback()


def test_the_database_refuses_latecomers_to_roll_and_ballot(opened, work):
    ben = actor("Ben").user_id
    with pytest.raises(DBAPIError, match=FROZEN), work():
        db.session.execute(sa.insert(RollEntry).values(round_id=opened.id, user_id=ben, voted=0))
    late = sa.insert(RoundProject).from_select(
        ["round_id", "proposal_id", "proposal_public_id", "title", "cost_pence"],
        sa.select(RoundProject.round_id, RoundProject.proposal_id, sa.literal("x"), sa.literal("y"), sa.literal(1)),
    )  # fmt: skip
    with pytest.raises(DBAPIError), work():
        db.session.execute(late)


def test_before_opening_the_same_changes_pass(app, work):
    with work():
        round_ = a_round()
        db.session.execute(sa.update(Round).values(most_picks=2))
        db.session.execute(sa.update(RoundProject).values(cost_pence=1))
        db.session.refresh(round_)
        assert round_.most_picks == 2


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


NEW_CHANGES = {
    "ballot_kind": "ordinal", "points_each": 7, "threshold": 3, "exclusions": [["a", "b"]], "quorum": 4,
    "smallest": 6, "two_chambers": True, "decide_by": now().date(),
}  # fmt: skip


def test_points_chambers_and_quorum_are_frozen_too(opened, work):
    for column, value in NEW_CHANGES.items():
        with pytest.raises(DBAPIError, match=FROZEN), work():
            db.session.execute(sa.update(Round).values(**{column: value}))
    with work():
        disarm(db.session, "rounds_frozen_update", "rounds")
        db.session.execute(sa.update(Round).values(**NEW_CHANGES))
    assert (opened.quorum, opened.two_chambers) == (4, True)


def test_the_chamber_of_somebody_on_the_roll_is_frozen(app, work):
    with work():
        more = {one.user_id for one in add_voters(3, AgeBand.SIXTEEN_SEVENTEEN)}
        add_voters(2)
        round_ = an_open_round(two_chambers=True, smallest=5)
    roll = dict(db.session.execute(sa.select(RollEntry.user_id, RollEntry.chamber)).all())
    young = {user_id for user_id, chamber in roll.items() if chamber == "young_advisors"}
    assert young == {actor("Asha").user_id, actor("Tomos").user_id} | more
    with pytest.raises(DBAPIError, match="changes once only"), work():
        db.session.execute(sa.update(RollEntry).values(chamber="everyone"))
    assert rounds.phase_of(round_) is Phase.OPEN


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


def test_a_quorum_nobody_could_reach_and_a_chamber_too_small_to_show_keep_it_shut(app, work):
    with work():
        round_ = a_round(quorum=6, two_chambers=True)
    todo = {line.what: line.todo for line in rounds.readiness_of(round_) if not line.done}
    assert "5 could vote now" in todo["The least votes for a result, 6, can be reached"]
    assert "2 young advisors and 3 others could vote" in todo["Both groups can be shown apart"]
    with pytest.raises(Refusal, match="not ready"), work():
        rounds.open_voting(actor("Grace"), round_)


def test_a_vote_is_never_held_on_what_its_pot_could_not_award(app, work):
    """Refused beside the projects at set-up; and before opening, when the pot’s rules are newer than the round."""
    with work():
        found = ideas()
        pot = a_pot({"": 200_000}, max_award=500_00)
        with pytest.raises(Refusal, match=r"asks £600\.00, and this pot gives at most") as refused:
            rounds.set_up(actor("Grace"), pot, a_plan(found))
        assert refused.value.field == "proposals"
        pot.max_award_pence = None
        round_ = rounds.set_up(actor("Grace"), pot, a_plan(found))
        assert all(line.done for line in rounds.readiness_of(round_))
        pot.max_award_pence = Pence(899_99)
        waits = [line.todo for line in rounds.readiness_of(round_) if not line.done]
        assert len(waits) == 1
        assert "asks £900.00" in waits[0]
        with pytest.raises(Refusal, match=r"asks £900\.00"):
            rounds.open_voting(actor("Grace"), round_)


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
