"""Broken glass is shut early by the one who asked or the lead, never to be opened again, and it is written down."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from models.audit import AuditEvent
from models.desk import GlassAsked
from participation.rules.people import Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import glass
from tests.desk_made import called, somebody_with
from tests.voice_made import a_listening, item_of, somebody_says

WHY = "Nobody at the desk answers the telephone, and it may be urgent."


def a_second_administrator():
    return actor_from(somebody_with(Role.ADMINISTRATOR, "Beth"))


@pytest.fixture
def opened(work, cast):
    """Ada asked, and Olu said yes."""
    with work():
        made, _ = somebody_says(a_listening(cast), "He hits me by the gate")
        asked = glass.ask(cast("Ada"), item_of(made).public_id, WHY).public_id
    with work():
        glass.answer(cast("Olu"), asked, yes=True)
    return asked


@pytest.mark.parametrize("who", ["Ada", "Sam", "Joy"])
def test_the_one_who_asked_and_the_lead_shut_it_and_nobody_opens_it_again(work, cast, opened, who):
    with work():
        assert glass.read(cast("Ada"), opened)[1]  # the control: it was open
        glass.shut(cast(who), opened)
    with pytest.raises(Refusal, match="not open"), work():
        glass.read(cast("Ada"), opened)
    with pytest.raises(Refusal, match="It cannot be answered now"), work():
        glass.answer(cast("Orla"), opened, yes=True)
    with pytest.raises(Refusal, match="nothing to shut"), work():
        glass.shut(cast(who), opened)
    assert sorted(called("glass-shut:")) == sorted({"Ada", "Joy", "Olu", "Orla", "Sam"} - {who})
    shut = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "glass.shut")).one()
    [one] = glass.mine(cast("Ada"))
    assert (shut.actor_name, one.row.shut_by.name, one.state) == (who, who, "shut")


def test_one_item_is_asked_for_once_at_a_time(work, cast, opened):
    item = db.session.scalars(sa.select(GlassAsked)).one().item.public_id
    with pytest.raises(Refusal, match="open to you already") as refused, work():
        glass.ask(cast("Ada"), item, WHY)
    assert refused.value.field == "number"
    with work():
        glass.shut(cast("Ada"), opened)
        again = glass.ask(cast("Ada"), item, WHY).public_id  # the control: once shut it may be asked for anew
    with pytest.raises(Refusal, match="waits for a second person"), work():
        glass.ask(cast("Ada"), item, WHY)
    with work():
        glass.answer(cast("Olu"), again, yes=True)
        assert glass.read(cast("Ada"), again)[1]


def test_the_lead_shuts_the_item_for_everybody_who_had_it_open(work, cast, opened):
    item = db.session.scalars(sa.select(GlassAsked)).one().item.public_id
    with work():
        second = a_second_administrator()
        theirs = glass.ask(second, item, WHY).public_id
        glass.answer(cast("Olu"), theirs, yes=True)
        assert glass.read(second, theirs)[1]
        glass.shut(cast("Joy"), opened)
    for who, asking in ((cast("Ada"), opened), (second, theirs)):
        with pytest.raises(Refusal, match="not open"), work():
            glass.read(who, asking)
    shut = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "glass.shut"))
    assert [one.actor_name for one in shut] == ["Joy", "Joy"]


def test_who_asked_shuts_their_own_and_nobody_elses(work, cast, opened):
    item = db.session.scalars(sa.select(GlassAsked)).one().item.public_id
    with work():
        second = a_second_administrator()
        theirs = glass.ask(second, item, WHY).public_id
        glass.answer(cast("Olu"), theirs, yes=True)
        glass.shut(cast("Ada"), opened)
        assert glass.read(second, theirs)[1]


@pytest.mark.parametrize("who", ["Olu", "Orla", "Pia", "Carol"])
def test_nobody_else_shuts_it(work, cast, opened, who):
    with pytest.raises(NotFound), work():
        glass.shut(cast(who), opened)
    with work():
        assert glass.read(cast("Ada"), opened)[1]


@pytest.mark.parametrize(
    "values",
    [
        {"shut_at": None, "shut_by_id": None}, {"opened_at": "later"}, {"shut_at": "later"}, {"reason": b"other"},
        {"refused_at": "later"},
    ],
    ids=["reopened", "opened later", "shut later", "another reason", "refused after all"],
)  # fmt: skip
def test_the_database_keeps_what_is_shut_as_it_is(work, cast, opened, values):
    with work():
        glass.shut(cast("Ada"), opened)
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(GlassAsked).values(
            {name: now() if value == "later" else value for name, value in values.items()}
        ))  # fmt: skip


def test_the_database_shuts_nothing_that_was_not_opened_nor_without_saying_who(work, cast, opened):
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(GlassAsked).values(shut_at=now()))
    with work():
        other, _ = somebody_says(a_listening(cast, title="The bus stop"), "Nobody waits there")
        waits = glass.ask(cast("Ada"), item_of(other).public_id, WHY).public_id
    with pytest.raises(DBAPIError), work():
        db.session.execute(
            sa.update(GlassAsked).where(GlassAsked.public_id == waits)
            .values(shut_at=now(), shut_by_id=cast("Ada").user_id)
        )  # fmt: skip
