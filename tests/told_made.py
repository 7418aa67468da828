"""What somebody was told by letter, for tests."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.jobs import OutboxMessage
from tests.proposals_made import actor


def told(name: str) -> list[str]:
    """What the letters of one of the cast are about, the first first."""
    query = sa.select(OutboxMessage.subject).where(OutboxMessage.to_user_id == actor(name).user_id)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))
