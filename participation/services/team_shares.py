"""Which areas are which team's, so that what is told of a team can be laid beside what is told of the whole place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa

from app.db import db
from models.places import Team, team_areas
from participation.rules.beside import safe_beside

C = TypeVar("C")
Areas = frozenset[int]


def teams_areas() -> dict[int, Areas]:
    """Every team's areas, panels apart (they are told of the whole place). One query."""
    query = sa.select(team_areas.c.team_id, team_areas.c.area_id).join(Team, Team.id == team_areas.c.team_id)
    query = query.where(~Team.is_panel)
    found: dict[int, set[int]] = {}
    for team_id, area_id in db.session.execute(query.order_by(team_areas.c.team_id)):
        found.setdefault(team_id, set()).add(area_id)
    return {team_id: frozenset(areas) for team_id, areas in found.items()}


def apart(teams: dict[int, Areas]) -> dict[int, Areas]:
    """The teams whose areas no other team shares. Sums of areas that overlap could be taken from each other, so of the
    others nothing is told beside the whole.
    """
    return {
        team_id: areas for team_id, areas in teams.items()
        if not any(areas & others for other, others in teams.items() if other != team_id)
    }  # fmt: skip


def told_beside(
    whole: dict[C, int], teams: dict[int, Areas], shown_of: Callable[[Areas], dict[C, int]]
) -> frozenset[int]:
    """Which teams may be told, by what would be shown of each and of the whole."""
    return safe_beside(whole, {team_id: shown_of(areas) for team_id, areas in teams.items()})
