"""What nobody can change of a round once voting is open: the database itself refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.db import db
from commissioning.rules.rounds import Phase
from commissioning.services import rounds
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.proposals_made import actor
from tests.rounds_made import (
    a_plan,
    a_round,
    add_voters,
    an_open_round,
    opened_fixture,  # noqa: F401 - a fixture
)

FROZEN = "never change"


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
