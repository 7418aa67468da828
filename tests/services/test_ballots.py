"""Casting a vote: each refusal by name, one vote each, the same receipt on a retry, and no thread back to
the voter.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.rules.rounds import Dates, Electorate
from commissioning.services import ballots, changing, interests
from models.audit import AuditEvent
from models.ballots import Ballot, Receipt
from models.people import Membership, User
from models.rounds import RollEntry, Round
from models.submissions import Submission
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.proposals_made import actor
from tests.rounds_made import A_KEY, VOTERS, add_voters, after_close, an_open_round, picks, vote


@pytest.fixture
def opened(begin):
    return begin(an_open_round)


def box(round_: Round) -> tuple[int, int, int]:
    """Marked on the roll, ballots, receipts."""
    marked = db.session.scalar(sa.select(sa.func.sum(RollEntry.voted)).where(RollEntry.round_id == round_.id))
    return int(marked or 0), db.session.query(Ballot).count(), db.session.query(Receipt).count()


def test_a_vote_goes_in_the_box(opened, work):
    with work():
        code = vote("Asha", opened, "Bike library", "Film club")
    assert len(code) == 10
    assert box(opened) == (1, 1, 1)
    ballot = db.session.scalars(sa.select(Ballot)).one()
    assert ballot.picks == sorted(picks(opened, "Bike library", "Film club"))


def test_a_retry_of_the_same_form_gets_the_same_receipt(opened, work):
    with work():
        first = vote("Asha", opened, "Bike library")
    with work():
        assert vote("Asha", opened, "Bike library") == first
    with clock.at(after_close(opened)), work():
        assert vote("Asha", opened, "Bike library") == first
    assert box(opened) == (1, 1, 1)


def test_the_same_form_with_other_choices_is_told_that_the_first_counts(opened, work):
    with work():
        vote("Asha", opened, "Bike library", "Film club")
    with work():  # in another order they are the same
        vote("Asha", opened, "Film club", "Bike library")
    with pytest.raises(Refusal, match="What you sent first is what counts") as refused, work():
        vote("Asha", opened, "Boat days")
    assert refused.value.field == "picks"
    assert box(opened) == (1, 1, 1)


def test_the_first_form_sent_again_after_a_change_is_told_that_the_change_counts(opened, work):
    with work():
        vote("Asha", opened, "Bike library")
    code = ballots.slip_for(actor("Asha"), opened, f"{A_KEY}-Asha").change_code
    with work():
        paper = ballots.paper_for(actor("Asha"), opened)
        changing.change(paper, actor("Asha").public_id, code, picks(opened, "Boat days"))
    for titles in (("Bike library",), ("Film club",)):
        with pytest.raises(Refusal, match="What you changed it to last is what counts"), work():
            vote("Asha", opened, *titles)
    with work():  # what counts is what was just sent
        vote("Asha", opened, "Boat days")
    assert box(opened) == (1, 2, 1)


def test_another_persons_form_key_gives_another_receipt(opened, work):
    with work():
        hers = vote("Asha", opened, "Bike library", key=A_KEY)
        his = vote("Tomos", opened, "Bike library", key=A_KEY)
    assert hers != his
    assert box(opened) == (2, 2, 2)


def test_a_second_vote_is_refused(opened, work):
    with work():
        vote("Asha", opened, "Bike library")
    with pytest.raises(Refusal, match="already voted"), work():
        vote("Asha", opened, "Film club", key="a-different-form-key")
    assert box(opened) == (1, 1, 1)


@pytest.mark.parametrize(
    ("titles", "says"),
    [
        ((), "Choose at least 1 project. You have chosen 0"),
        (("Bike library", "Quiet garden", "Film club", "Boat days"), "take away 1"),
    ],
)
def test_too_few_and_too_many_are_refused(opened, work, titles, says):
    with pytest.raises(Refusal, match=says) as refused, work():
        vote("Asha", opened, *titles)
    assert refused.value.field == "picks"
    assert box(opened) == (0, 0, 0)


def test_a_project_of_another_round_is_refused(opened, work):
    with pytest.raises(Refusal, match="not in this round"), work():
        ballots.cast(actor("Asha"), opened, [*picks(opened, "Film club"), "anotherround"], A_KEY)
    assert box(opened) == (0, 0, 0)


def test_a_form_without_its_key_is_refused(opened, work):
    with pytest.raises(Refusal, match="not sent whole"), work():
        ballots.cast(actor("Asha"), opened, picks(opened, "Film club"), "")


def test_somebody_not_on_the_roll_is_told_why(app, work):
    with work():
        add_voters(4, band=AgeBand.ADULT)
        opened = an_open_round(electorate=Electorate.TEAM_MEMBERS)
    for name, says in (
        ("Erin", "for members and young advisors of the Alderbrook South team"),
        ("Carol", "for members and young advisors of the Alderbrook South team"),
        ("Asha", "adult team members only"),
    ):
        with pytest.raises(Refusal, match=says), work():
            vote(name, opened, "Bike library")


def test_somebody_too_young_is_told_the_age(app, work):
    with work():
        add_voters(2, band=AgeBand.SIXTEEN_SEVENTEEN)
        opened = an_open_round(youngest=AgeBand.SIXTEEN_SEVENTEEN)
    with pytest.raises(Refusal, match="aged 16 and over"), work():
        vote("Tomos", opened, "Bike library")


def test_somebody_who_joined_after_the_roll_was_made_is_told_so(opened, work):
    with work():
        ben = db.session.scalars(sa.select(User).where(User.name == "Ben")).one()
        seat = Membership(
            role=Role.TEAM_MEMBER,
            scope_kind=ScopeKind.TEAM,
            scope_id=opened.team_id,
            starts_on=now().date() - timedelta(days=1),
        )
        ben.memberships.append(seat)
    with pytest.raises(Refusal, match="before you joined"), work():
        vote("Ben", opened, "Bike library")


def test_before_and_after_the_dates_it_says_when(app, work):
    with work():
        round_ = an_open_round(dates=Dates(now() + timedelta(days=1), now() + timedelta(days=3)))
        opens, closes = round_.opens_at, round_.closes_at
    for moment, says in (
        (opens - timedelta(seconds=1), "not started yet. It opens on"),
        (closes, "Voting has closed. It closed on"),
    ):
        with clock.at(moment), pytest.raises(Refusal, match=says), work():
            vote("Asha", round_, "Bike library")
    for moment, name in ((opens, "Asha"), (closes - timedelta(seconds=1), "Mei")):
        with clock.at(moment), work():
            vote(name, round_, "Bike library")


def test_a_declared_interest_keeps_that_project_off_the_ballot(opened, work):
    with work():
        interests.declare(actor("Mei"), picks(opened, "Boat days")[0], InterestKind.OWN_ORGANISATION)
    paper = ballots.paper_for(actor("Mei"), opened)
    assert paper.interests == set(picks(opened, "Boat days"))
    with pytest.raises(Refusal, match="declared an interest in Boat days"), work():
        vote("Mei", opened, "Boat days", "Film club")
    with work():
        vote("Mei", opened, "Film club")
        vote("Asha", opened, "Boat days")


def test_the_order_is_the_same_for_everybody_and_changes_with_the_day(opened):
    def order(name):
        return [project.title for project in ballots.paper_for(actor(name), opened).projects]

    assert order("Asha") == order("Grace")
    days = set()
    for day in range(5):
        with clock.at(now() + timedelta(days=day)):
            days.add(tuple(order("Asha")))
    assert len(days) > 1


def test_the_database_refuses_to_change_or_remove_a_ballot(opened, work):
    with work():
        vote("Asha", opened, "Bike library")
    for statement in (
        sa.update(Ballot).values(picks=[]),
        sa.delete(Ballot),
        sa.update(RollEntry).values(voted=0),
    ):
        with pytest.raises(DBAPIError), work():
            db.session.execute(statement)
    assert box(opened) == (1, 1, 1)
    with work():
        disarm(db.session, "ballots_no_delete", "ballots")
        db.session.execute(sa.delete(Ballot))
    assert box(opened) == (1, 0, 1)


def test_a_vote_leaves_no_audit_row_and_no_form_row(opened, work):
    before = db.session.query(AuditEvent).count(), db.session.query(Submission).count()
    with work():
        for name in VOTERS:
            vote(name, opened, "Bike library")
    assert (db.session.query(AuditEvent).count(), db.session.query(Submission).count()) == before
