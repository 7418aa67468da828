""" "Did we listen?", answered by those who spoke, as it reaches whoever gave the answer: never who said it."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app.db import db
from models.feedback import FeltListened
from models.responses import Answer
from models.themes import Theme, ThemeItem
from participation.rules.feedback import Felt
from participation.rules.people import Actor
from participation.rules.small_numbers import FEWEST_SHOWN, Hidden, tell_small


def felt_about(theme: Theme) -> Mapping[Felt, int | Hidden]:
    """What those in a theme said, small numbers hidden; nothing until five have said. One query."""
    query = sa.select(FeltListened.felt, sa.func.count()).join(
        ThemeItem, ThemeItem.feedback_id == FeltListened.feedback_id
    )
    rows = db.session.execute(query.where(ThemeItem.theme_id == theme.id).group_by(FeltListened.felt))
    counts = {row[0]: int(row[1]) for row in rows}
    told = {one: counts.get(one, 0) for one in Felt}
    return tell_small(told) if sum(told.values()) >= FEWEST_SHOWN else {}


def not_listened(actor: Actor) -> list[Theme]:
    """Themes this person answered of which somebody has said "no" since the newest answer, by title. One query.

    That there is a no is told, however few said it; how many, only as `felt_about` does.
    """
    said_no = sa.exists().where(
        ThemeItem.theme_id == Theme.id, ThemeItem.feedback_id == FeltListened.feedback_id,
        FeltListened.felt == Felt.NO, FeltListened.at > Answer.given_at,
    )  # fmt: skip
    query = sa.select(Theme).join(Answer, sa.and_(Answer.theme_id == Theme.id, Answer.is_latest))
    query = query.where(Theme.responder_id == actor.user_id, said_no.correlate(Theme, Answer))
    return list(db.session.scalars(query.order_by(Theme.title, Theme.id)))
