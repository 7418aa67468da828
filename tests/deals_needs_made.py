"""What waits for somebody, and what they were told."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from governance.services import home
from models.jobs import OutboxMessage


def needs(cast, name: str) -> list[str]:
    return [need.title for need in home.needs_for(cast(name))]


def told(cast, name: str) -> list[str]:
    query = sa.select(OutboxMessage.subject).where(OutboxMessage.to_user_id == cast(name).user_id)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))
