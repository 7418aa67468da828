"""The hard cases about votes: birthdays in the middle, ties, nobody, one voter, everybody conflicted, one school."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.rules.polling import Way
from commissioning.rules.proposals import State
from commissioning.rules.rounds import Electorate
from commissioning.services import ballots, interests, results, rounds
from models.ballots import CountedBallot
from models.people import User
from models.proposals import Proposal
from models.rounds import RollEntry
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import Refusal
from tests.polling_made import a_polling_round, used_by_way, vote_with
from tests.proposals_made import actor
from tests.rounds_made import VOTERS, a_round, add_voters, after_close, an_open_round, picks, vote


def user(name):
    return db.session.scalars(sa.select(User).where(User.name == name)).one()


def count(round_, work):
    with clock.at(after_close(round_)), work():
        return results.count_round(Actor.system(), round_).outcome


def states() -> dict[str, State]:
    return {one.title: one.state for one in db.session.scalars(sa.select(Proposal))}


def end_seats(name, work):
    """Somebody's seats end today: at 22, say, a young advisor's."""
    with work():
        for seat in user(name).memberships:
            seat.ends_on = now().date()


def test_hard_case_6_turning_16_in_the_middle_of_a_round_is_too_late_for_its_list(app, work):
    with work():
        add_voters(2, AgeBand.SIXTEEN_SEVENTEEN)
        round_ = an_open_round(youngest=AgeBand.SIXTEEN_SEVENTEEN)
    with pytest.raises(Refusal, match="aged 16 and over"), work():
        vote("Tomos", round_, "Film club")
    with work():
        user("Tomos").age_band = AgeBand.SIXTEEN_SEVENTEEN
    with (
        pytest.raises(
            Refusal, match=r"before you joined or were old enough\. You can vote in the next round"
        ),
        work(),
    ):
        vote("Tomos", round_, "Film club")


def test_hard_case_6_turning_18_changes_what_one_may_do_and_leaves_the_vote(app, work):
    with work():
        add_voters(4, AgeBand.SIXTEEN_SEVENTEEN)
        round_ = an_open_round(electorate=Electorate.YOUNG_ADVISORS, two_chambers=False)
        vote("Asha", round_, "Film club")
        user("Asha").age_band = AgeBand.ADULT
        user("Tomos").age_band = AgeBand.ADULT
        for seat in user("Asha").memberships:
            seat.ends_on = now().date()
    assert not actor("Asha").is_child
    assert not actor("Asha").roles
    with work():
        vote("Tomos", round_, "Film club")  # still has a seat, and was on the list when it was made
    assert count(round_, work)["voters"] == 2


def test_hard_case_6_turning_22_ends_access_and_past_votes_stand(app, work):
    with work():
        round_ = an_open_round()
        vote("Asha", round_, "Film club")
    for name in ("Asha", "Tomos"):
        end_seats(name, work)
    with pytest.raises(Refusal, match=r"Your place in the team has ended.*still counts"), work():
        vote("Tomos", round_, "Film club")
    assert ballots.paper_for(actor("Asha"), round_).has_voted
    assert count(round_, work)["voters"] == 1


def test_hard_case_6_in_two_chambers_a_birthday_moves_nobody(app, work):
    with work():
        add_voters(5, AgeBand.SIXTEEN_SEVENTEEN)
        add_voters(4)
        round_ = an_open_round(two_chambers=True)
        user("Asha").age_band = AgeBand.ADULT
        for seat in user("Asha").memberships:
            seat.role = Role.TEAM_MEMBER
    with work():
        vote("Asha", round_, "Film club")
    count(round_, work)
    assert db.session.scalars(sa.select(CountedBallot.chamber)).one() == "young_advisors"


def test_hard_case_7_a_tie_goes_by_the_order_drawn_before_the_vote(app, work):
    with work():
        round_ = an_open_round({"A hall": 90_000, "A field": 90_000, "A shed": 90_000}, most=1)
        for name, title in zip(VOTERS, ("A hall", "A hall", "A field", "A field", "A shed"), strict=True):
            vote(name, round_, title)
    first = next(one for one in round_.tie_order if one in picks(round_, "A hall", "A field"))
    outcome = count(round_, work)
    assert outcome["chosen"]["winners"] == [first]


def test_hard_case_7_zero_votes_recommend_nothing(app, work):
    with work():
        round_ = an_open_round()
    outcome = count(round_, work)
    assert (outcome["voters"], outcome["chosen"]["winners"]) == (0, [])
    assert set(states().values()) == {State.SHORTLISTED}, "a vote nobody cast is held against no idea"


def test_hard_case_7_a_round_for_one_voter_does_not_open(app, work):
    with work():
        for name in ("Tomos",):
            for seat in user(name).memberships:
                seat.ends_on = now().date()
        round_ = a_round(electorate=Electorate.YOUNG_ADVISORS)
    assert len(rounds.voters_of(round_)) == 1
    with (
        pytest.raises(
            Refusal, match=r"1 could vote now\. With so few, the totals would show how each person"
        ),
        work(),
    ):
        rounds.open_voting(actor("Grace"), round_)


def test_hard_case_7_one_who_votes_alone_is_not_given_away(app, work):
    with work():
        round_ = an_open_round()
        vote("Asha", round_, "Film club")
    outcome = count(round_, work)
    assert outcome["few"]
    assert all(project["votes"] is None for project in outcome["chosen"]["projects"])
    assert outcome["chosen"]["winners"] == []
    assert State.RECOMMENDED not in states().values()


def test_hard_case_7_with_three_votes_there_is_a_result_and_no_number(app, work):
    with work():
        round_ = an_open_round()
        for name in ("Asha", "Mei", "Tomos"):
            vote(name, round_, "Film club")
    outcome = count(round_, work)
    assert [one["title"] for one in outcome["chosen"]["projects"] if one["won"]] == ["Film club"]
    assert all(project["votes"] is None for project in outcome["chosen"]["projects"])


def test_hard_case_7_everybody_conflicted_is_no_quorum_and_is_not_passed(app, work):
    with work():
        round_ = an_open_round(quorum=2)
        for name in VOTERS:
            for project in round_.projects:
                interests.declare(actor(name), project.proposal_public_id, InterestKind.OWN_ORGANISATION)
    for name in VOTERS:
        with pytest.raises(Refusal, match=r"an interest in every project.*Others decide"), work():
            vote(name, round_, "Film club")
    outcome = count(round_, work)
    assert outcome["chosen"]["winners"] == []
    assert State.RECOMMENDED not in states().values()


def test_hard_case_8_a_quorum_that_could_be_reached_and_was_lost_recommends_nothing(app, work):
    """Two leave for an interest after the round was opened; those left are too few: no result."""
    with work():
        round_ = an_open_round(quorum=4)
        for name in ("Mei", "Cllr Idris"):
            for project in round_.projects:
                interests.declare(actor(name), project.proposal_public_id, InterestKind.OWN_ORGANISATION)
        for name in ("Grace", "Asha", "Tomos"):
            vote(name, round_, "Film club")
    outcome = count(round_, work)
    assert outcome["voters"] == 3
    assert State.RECOMMENDED not in states().values()


def test_hard_case_8_with_the_quorum_met_the_same_votes_are_a_result(app, work):
    with work():
        round_ = an_open_round(quorum=3)
        for name in ("Grace", "Asha", "Tomos"):
            vote(name, round_, "Film club")
    count(round_, work)
    assert states()["Film club"] is State.RECOMMENDED


def test_hard_case_26_one_school_voting_as_a_block_is_seen_and_not_weighed_down(app, work):
    """A least number of choices, and openness about how votes came in; no ballot counts for less than another."""
    with work():
        round_, sheets = a_polling_round(places=12, least=2)
    codes = sheets[Way.CODES].codes
    with pytest.raises(Refusal, match="Choose at least 2 projects"), work():
        vote_with(codes[0], round_, "Film club")
    with work():
        for code in codes:
            vote_with(code, round_, "Film club", "Boat days")
        for name in VOTERS:
            vote(name, round_, "Bike library", "Quiet garden")
    assert used_by_way(round_) == {Way.CODES: 12}
    votes = {one["title"]: one["votes"] for one in count(round_, work)["chosen"]["projects"]}
    assert votes == {"Film club": 12, "Boat days": 12, "Bike library": 5, "Quiet garden": 5}


def test_the_list_has_no_way_to_weigh_a_vote(app):
    """Neither ballots nor places nor the roll have a column that could."""
    columns = {column.name for table in (RollEntry, CountedBallot) for column in table.__table__.columns}
    assert columns == {"round_id", "user_id", "voted", "chamber", "key", "picks"}


def test_a_member_of_the_panel_who_moved_away_is_told_before_choosing(app, work):
    with work():
        round_ = an_open_round()
    end_seats("Mei", work)
    with clock.at(now() + timedelta(hours=1)):
        assert "has ended" in (ballots.paper_for(actor("Mei"), round_).refusal or "")
