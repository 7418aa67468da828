"""Votes on a calendar: when each opens and when it closes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import moment
from models.rounds import RollEntry, Round
from participation.rules.happenings import Happening
from participation.rules.people import Actor


def happenings_for(actor: Actor, since: datetime, until: datetime) -> list[Happening]:
    """Votes open between the two: for nobody in particular everybody's, for a person those of theirs. One query."""
    query = sa.select(Round).where(
        Round.opened_at.is_not(None), Round.closes_at >= since, Round.opens_at < until
    )
    if actor.is_signed_in:
        mine = sa.exists().where(RollEntry.round_id == Round.id, RollEntry.user_id == actor.user_id)
        query = query.where(sa.or_(mine, Round.team_id.in_(actor.team_ids)))
    return [one for round_ in db.session.scalars(query.order_by(Round.id)) for one in _dates(round_)]


def _dates(round_: Round) -> list[Happening]:
    path = f"/rounds/{round_.public_id}"
    return [
        Happening(
            f"round-opens-{round_.public_id}", f"Voting opens: {round_.title}", round_.opens_at,
            words=f"You can vote until {moment(round_.closes_at)}.", path=path,
        ),
        Happening(
            f"round-closes-{round_.public_id}", f"Voting closes: {round_.title}", round_.closes_at, path=path
        ),
    ]  # fmt: skip
