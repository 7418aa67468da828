"""How often a group has been asked lately, so that nobody is worn out by questions."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import local_date
from models.listening import Listening
from participation.rules.fatigue import PERIOD, check_not_too_often, group_key


def check(group: str, opens_at: datetime) -> None:
    """Raise Refusal (field "group") when this group has had its share of listenings around then. One query."""
    wanted = group_key(group)
    if not wanted:
        return
    query = sa.select(Listening.group, Listening.opens_at).where(
        Listening.group != "", Listening.opens_at > opens_at - PERIOD, Listening.opens_at < opens_at + PERIOD
    )
    asked = [local_date(at) for name, at in db.session.execute(query) if group_key(name) == wanted]
    check_not_too_often(group, asked, local_date(opens_at))
