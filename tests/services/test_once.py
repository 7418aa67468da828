"""A record changed once: the second of two who read the same state changes nothing, and is told so."""

from __future__ import annotations

import sqlalchemy as sa

from app import once
from app.db import db
from app.demo.people import NORTH, SOUTH
from models.places import Body, Team


def team(name: str) -> Team:
    return db.session.scalars(sa.select(Team).where(Team.name == name)).one()


def test_only_whoever_comes_first_changes_it_and_what_it_leads_to_is_read_again(cast, work):
    with work():
        body = Body(name="Harbour Partnership", team_id=team(SOUTH).id, quorum=2)
        db.session.add(body)
        db.session.flush()
        assert body.team.name == SOUTH
        read = body.team_id
        assert once.changed(body, Body.team_id == read, team_id=team(NORTH).id)
        assert (body.team_id, body.team.name) == (team(NORTH).id, NORTH)
        assert not once.changed(body, Body.team_id == read, quorum=9), "it is no longer as it was read"
        db.session.refresh(body)
        assert body.quorum == 2
