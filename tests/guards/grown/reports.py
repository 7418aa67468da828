"""More bodies, meetings and summaries."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.db import db
from models.places import Body
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def more_bodies(ids: Ids, many: int, turn: str) -> None:
    """Bodies with schedules, meetings and summaries like the one there is."""
    from governance.services import bodies
    from models.bodies import BodySchedule
    from models.summaries import Summary

    _disarm("summaries")
    first = db.session.scalars(sa.select(Body).where(Body.public_id == ids["body"])).one()
    for n in range(many):
        body = Body(name=f"Body {turn} {n}", team_id=first.team_id, quorum=3)
        db.session.add(body)
        db.session.flush()
        kept = db.session.scalars(sa.select(BodySchedule).where(BodySchedule.body_id == first.id)).one()
        db.session.add(BodySchedule(**_copy(kept, body_id=body.id)))
        bodies.record_meeting(
            actor("Kwame"), first, date(2026, 10, 1 + n + 10 * len(turn)), [actor("Grace").public_id], 1
        )
        for key in ("published", "summary"):
            one = db.session.scalars(sa.select(Summary).where(Summary.public_id == ids[key])).one()
            db.session.add(Summary(**_copy(one, body_id=body.id)))
        db.session.flush()


def _disarm(table: str) -> None:
    """Without the table's own guards a published summary can be put in at once, not lived through."""
    names = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    for name in list(db.session.scalars(names, {"table": table})):
        db.session.execute(sa.text(f'DROP TRIGGER "{name}"'))


def _copy(row: Any, **changes: Any) -> dict[str, Any]:
    columns = (c.key for c in sa.inspect(row).mapper.column_attrs if c.key not in {"id", "public_id"})
    return {key: getattr(row, key) for key in columns} | changes
