"""The records’ ids by name, and a team’s row by its name."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.places import Team

Ids = dict[str, str]


def team(name: str) -> str:
    return team_row(name).public_id


def team_row(name: str) -> Team:
    return db.session.scalars(sa.select(Team).where(Team.name == name)).one()
