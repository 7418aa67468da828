"""Themes that are still being put together and that a worker can take a step further now, in a fixed few queries."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.theme_checks import ThemeCheck, ThemeCheckRequest
from models.themes import Theme
from participation.rules.theme_checks import Check, CheckView, Standing
from participation.rules.themes import ThemeState
from participation.services.themes import items_in_theme


def movable() -> list[tuple[Theme, Standing]]:
    """Those that hold something and do not wait for young advisors, newest first, with how their check stands."""
    query = sa.select(Theme).where(Theme.state == ThemeState.GATHERING, items_in_theme() > 0)
    found = list(db.session.scalars(query.order_by(Theme.made_at.desc(), Theme.id.desc())))
    checks = _checks([theme.id for theme in found])
    today = local_date(now())
    standing = [(theme, checks.get(theme.id, Check()).standing(today)) for theme in found]
    return [(theme, how) for theme, how in standing if how is not Standing.WAITING]


def _checks(theme_ids: list[int]) -> dict[int, Check]:
    """The newest asking about each theme as it is worded now, by the theme's key."""
    since = ThemeCheckRequest.asked_at >= sa.func.coalesce(Theme.worded_at, Theme.made_at)
    query = sa.select(ThemeCheckRequest).join(Theme).where(Theme.id.in_(theme_ids), since)
    newest = {one.theme_id: one for one in db.session.scalars(query.order_by(ThemeCheckRequest.id))}
    counted = (
        sa.select(ThemeCheck.request_id, ThemeCheck.view, sa.func.count())
        .where(ThemeCheck.request_id.in_([one.id for one in newest.values()]), ThemeCheck.is_latest)
        .group_by(ThemeCheck.request_id, ThemeCheck.view)
    )
    many: dict[int, dict[CheckView, int]] = defaultdict(dict)
    for request_id, view, count in db.session.execute(counted):
        many[request_id][view] = count
    return {
        key: Check(
            one.reply_by, many[one.id].get(CheckView.MEANT, 0), many[one.id].get(CheckView.NOT_QUITE, 0)
        )
        for key, one in newest.items()
    }
