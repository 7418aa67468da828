"""The frame itself: readers cannot write, writers are all or nothing, the audit chain notices tampering."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import audit
from app.access import current_actor
from app.db import db
from app.unit_of_work import unit_of_work
from models.audit import AuditEvent
from models.places import Area
from tests.databases import disarm


def test_a_reader_cannot_write(app):
    with pytest.raises(DBAPIError):
        db.session.execute(sa.update(Area).values(name="changed"))


def test_a_unit_of_work_keeps_all_or_nothing(app):
    with pytest.raises(RuntimeError), unit_of_work():
        db.session.execute(sa.update(Area).where(Area.name == "Millfield").values(name="Gone"))
        raise RuntimeError
    assert db.session.scalar(sa.select(sa.func.count()).where(Area.name == "Millfield")) == 1


def test_the_database_refuses_to_change_the_trail(app, cast, work):
    with work():
        audit.record("place.opened", ("Place", "x"), actor=cast("Ada"))
    with pytest.raises(DBAPIError, match="only ever added to"), work():
        db.session.execute(sa.update(AuditEvent).values(action="nothing.happened"))
    with pytest.raises(DBAPIError, match="only ever added to"), work():
        db.session.execute(sa.delete(AuditEvent))


def test_the_chain_holds_and_notices_a_changed_event(app, cast, work):
    with work():
        for number in range(3):
            audit.record("place.opened", ("Place", str(number)), actor=cast("Ada"), number=number)
    assert audit.verify() == []
    with work():
        disarm(db.session, "audit_events_no_update", "audit_events")
        db.session.execute(sa.text("UPDATE audit_events SET actor_name = 'Someone else' WHERE id = 2"))
    assert audit.verify() == ["Event 2 was changed after it was written."]


def test_nobody_is_signed_in_outside_a_session(app):
    with app.test_request_context():
        assert not current_actor().is_signed_in
