"""Forums on a calendar. No entry says who is on a panel, or that there is one.

A family's shared calendar may show these dates to anybody at home, so every entry is called "Our Part meeting".
"""

from __future__ import annotations

from datetime import datetime

from app.times import local_date
from models.forums import Forum
from participation.rules.happenings import Happening
from participation.rules.people import Actor
from participation.services import forums, panels

NAME = "Our Part dates"
TITLE = "Our Part meeting"


def happenings_for(actor: Actor, since: datetime, until: datetime) -> list[Happening]:
    """The days of every forum of the panels this person is on."""
    found = [forum for team in panels.panels_for(actor) for forum in forums.of_panel(team)]
    return happenings_of(found, since, until)


def happenings_of(found: list[Forum], since: datetime, until: datetime) -> list[Happening]:
    """Their days between the two; those that are off are told as called off."""
    if not found:
        return []
    coming = forums.coming(found, since=local_date(since), until=local_date(until))
    return [
        Happening(
            f"forum-{forum.public_id}-{one.on.isoformat()}", TITLE, one.starts, one.ends, place=forum.place,
            path="/", cancelled=bool(one.off), changes=int(bool(one.off)),
        )
        for forum in found for one in coming[forum.id]
    ]  # fmt: skip
