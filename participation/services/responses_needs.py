"""What waits for somebody who owes answers to children and families."""

from __future__ import annotations

from datetime import datetime, time

from app.times import LONDON
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import responses


def needs_for(actor: Actor) -> list[Need]:
    """One line for each theme this person has to acknowledge or answer, the late ones marked."""
    if not actor.has(Role.RESPONDER):
        return []
    return [_need(pack) for pack in responses.owed_by(actor)]


def _need(pack: responses.Pack) -> Need:
    theme = pack.theme
    due = datetime.combine(theme.due_on, time(17), tzinfo=LONDON) if theme.due_on else None
    verb = "Answer" if theme.acknowledged_at else "Say that you have"
    why = f"{pack.items} said it." if pack.items >= 5 else ""
    return Need(
        f"{verb} “{theme.title}”",
        f"/answers/packs/{theme.public_id}",
        why=why,
        due=due,
        late=pack.overdue,
        action="Answer",
    )
