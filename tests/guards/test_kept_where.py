"""Every table with a person or a text in it has a line of the schedule; and erasing somebody leaves no name behind."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import models.everything
from app.clock import now
from app.db import Base, Worded, db
from app.sealed_columns import SealedBytes, SealedJson, SealedText
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import proposals_drafts as drafts
from commissioning.services.proposals_choices import teams_open_to
from models.panels import Invitation, Support
from models.people import User
from models.places import Team
from models.proposals import Proposal
from participation.rules.kept_where import NOT_ABOUT_ANYBODY, WHERE, Then
from participation.rules.people import AgeBand, Role
from participation.rules.retention import SCHEDULE, STAYS, Why
from participation.services import attachments, erasure, panels_joining
from participation.services.panels_joining import Invited
from tests.attachments_made import document
from tests.proposals_made import actor, drafted

TEXTS = (sa.Text, sa.JSON, sa.LargeBinary, SealedText, SealedJson, SealedBytes)
LISTED = [table for where in WHERE for table in where.tables]
NAME = "Zebedee Quillfeather"


def personal(tables: list[sa.Table]) -> set[str]:
    """Tables that point at a person, or that hold a text longer than a code."""
    return {table.name for table in tables if any(_of_a_person(c) or _text(c) for c in table.columns)}


def _of_a_person(column: sa.Column) -> bool:
    return any(key.column.table.name in {"users", "young_people"} for key in column.foreign_keys)


def _text(column: sa.Column) -> bool:
    return isinstance(column.type, TEXTS) and not isinstance(column.type, Worded)


def unlisted(tables: list[sa.Table]) -> set[str]:
    return personal(tables) - {*LISTED, *NOT_ABOUT_ANYBODY}


def test_every_table_with_a_person_or_a_text_has_its_line():
    assert models.everything
    assert unlisted(list(Base.metadata.tables.values())) == set(), (
        "say in participation/rules/kept_where.py how long it is kept and what becomes of the person"
    )
    assert {*LISTED, *NOT_ABOUT_ANYBODY} <= set(Base.metadata.tables)
    assert [name for name, times in Counter(LISTED).items() if times > 1] == []
    stays = [what for what, *_ in STAYS]
    for where in WHERE:
        assert where.line in SCHEDULE or sum(what.startswith(where.line) for what in stays) == 1, where.line
    assert set(SCHEDULE) - {where.line for where in WHERE} <= {"advice_words", "hidden_photo"}, (
        "these share rows with others"
    )


def test_control_a_new_table_is_noticed():
    made = sa.Table("diaries", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("words", sa.Text()))
    assert unlisted([made]) == {"diaries"}


def test_no_table_about_nobody_points_at_somebody():
    tables = [Base.metadata.tables[name] for name in NOT_ABOUT_ANYBODY]
    assert [table.name for table in tables if any(_of_a_person(c) for c in table.columns)] == []


def test_the_page_for_councils_lists_every_line():
    page = (Path(__file__).resolve().parents[2] / "docs/retention.md").read_text(encoding="utf-8")
    assert [table for table in LISTED if f"`{table}`" not in page] == []


@pytest.fixture
def gone(work):
    """Somebody who joined a panel by a card, began an idea alone, and closed their account."""
    with work():
        pia, team = actor("Pia"), db.session.scalars(sa.select(Team).where(Team.is_panel)).one()
        leah = db.session.scalars(sa.select(User.public_id).where(User.name == "Leah")).one()
        turns = local_date(now()) + timedelta(days=300)
        invited = Invited(NAME, Role.YOUNG_ADVISOR, AgeBand.SIXTEEN_SEVENTEEN, turns, leah)
        card, _ = panels_joining.invite(pia, team, invited)
        user, _ = panels_joining.accept(card)
        a_team = teams_open_to(actor(NAME))[0]
        idea = drafts.start(actor(NAME), team=a_team.public_id, title=f"A bench for {NAME}")
        costs = [CostLine(f"A bench like {NAME}'s", Pence(9_000))]
        drafts.save(actor(NAME), idea.public_id, {"need": f"{NAME} has nowhere to sit", "lines": costs})
        attachments.keep(actor(NAME), "proposal", idea.public_id, document(NAME))
        kept = user.id, idea.id
    with work():
        assert erasure.erase("account", user.public_id, Why.ASKED)
    return kept


def test_erasing_somebody_leaves_the_name_only_where_the_list_says(gone):
    user_id, idea_id = gone
    db.session.rollback()
    found = {
        table.name
        for table in Base.metadata.sorted_tables
        if NAME in str(db.session.execute(sa.select(*(sa.cast(c, sa.Text) for c in table.columns))).all())
    }
    named = {table for where in WHERE if where.then is Then.NAMED for table in where.tables}
    assert found <= named, "and there only as the name something was done under"
    idea = db.session.get_one(Proposal, idea_id)
    assert (idea.title, idea.need, idea.lines, drafts.content_of(idea).words) == ("", "", [], "")
    assert db.session.scalar(sa.select(Invitation.id).where(Invitation.user_id == user_id)) is None
    assert db.session.scalars(sa.select(Support).where(Support.advisor_id == user_id)).one().ends_on


def test_what_somebody_sent_in_stays_without_their_name(work):
    with work():
        idea = drafted("Ben", need="Ben's street is dark")
        drafts.submit(actor("Ben"), idea.public_id)
        ben = db.session.scalars(sa.select(User).where(User.name == "Ben")).one()
        assert erasure.erase("account", ben.public_id, Why.ASKED)
    assert db.session.get_one(Proposal, idea.id).need == "Ben's street is dark"
