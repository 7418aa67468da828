"""Who makes time for a young advisor who is not fine after taking part: nobody's note is left where nobody looks."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from commissioning.rules.thanks import Feeling
from models.thanks import CheckedIn
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import panels


def needs_for(actor: Actor) -> list[Need]:
    """Until somebody has asked them again: their supporter, the panel's worker, and for help the safeguarding lead."""
    found: list[Need] = []
    if actor.has(Role.SAFEGUARDING_LEAD):
        found += [
            Need(f"{one.user.name} needs help: ring {one.by.name}", "/triage", late=True,
                 why="It was noted after they took part. Nothing of what was said is written down.")
            for one in _not_fine(CheckedIn.feeling == Feeling.HELP)
        ]  # fmt: skip
    if actor.has(Role.PARTICIPATION_WORKER):
        teams = {team.id: team for team in panels.panels_for(actor)}
        found += [
            Need(f"Ask {one.user.name} again how they are", f"/panel/{teams[one.team_id].public_id}/thanks",
                 why=_WHY[one.feeling], late=one.feeling is Feeling.HELP, action="Note it")
            for one in _not_fine(CheckedIn.team_id.in_(teams))
        ]  # fmt: skip
    if actor.has(Role.SUPPORTER):
        theirs = [user.id for user in panels.supported_by(actor)]
        found += [
            Need(f"Make time for {one.user.name} this week", "/panel/you", why=_WHY[one.feeling],
                 late=one.feeling is Feeling.HELP)
            for one in _not_fine(CheckedIn.user_id.in_(theirs))
        ]  # fmt: skip
    return found


_WHY = {
    Feeling.TALK: "They would like to talk.",
    Feeling.HELP: "They need help. The safeguarding lead knows.",
}


def _not_fine(condition: sa.ColumnElement[bool]) -> list[CheckedIn]:
    """The newest note of each, where it is not that they are fine. One query."""
    newest = sa.select(sa.func.max(CheckedIn.id)).group_by(CheckedIn.team_id, CheckedIn.user_id)
    query = sa.select(CheckedIn).where(CheckedIn.id.in_(newest), CheckedIn.feeling != Feeling.FINE, condition)
    both = (joinedload(CheckedIn.user), joinedload(CheckedIn.by))
    return list(db.session.scalars(query.options(*both).order_by(CheckedIn.id)))
