"""What waits for somebody who owes answers to children and families."""

from __future__ import annotations

from datetime import datetime, time

from app.times import LONDON
from models.themes import Theme
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import pairs, responses, responses_felt


def needs_for(actor: Actor) -> list[Need]:
    """One line for each theme to acknowledge or answer (the late ones marked), and for each "no" to an answer."""
    if not actor.has(Role.RESPONDER):
        return []
    found = [_need(pack) for pack in responses.owed_by(actor)]
    found += [_of_pair(one) for one in pairs.owed_to(actor)]
    return found + [_look_again(theme) for theme in responses_felt.not_listened(actor)]


def _look_again(theme: Theme) -> Need:
    return Need(
        f"Somebody says we did not listen: “{theme.title}”", f"/answers/packs/{theme.public_id}",
        why="They read your answer and said no. A newer answer can say more, or do more.", action="Look again",
    )  # fmt: skip


def _of_pair(one: pairs.Beside) -> Need:
    due = datetime.combine(one.owed_by, time(17), tzinfo=LONDON) if one.owed_by else None
    return Need(
        f"Children say it is not so: “{one.pair.i_words}”", f"/i-and-we/{one.pair.public_id}/done",
        why="Write what was done about it.", due=due, late=one.is_late, action="Answer",
    )  # fmt: skip


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
