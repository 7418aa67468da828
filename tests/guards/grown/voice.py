"""More said, themed, answered and waiting at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.themes import Theme
from participation.rules.gate import Letting, Outcome
from participation.rules.responses import AnswerKind, Draft
from participation.rules.themes import Shanarri
from participation.services import (
    desk_rota,
    glass,
    listening,
    responses,
    themes,
)
from tests import (
    voice_made,
)
from tests.guards.grown.heard import heard
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def more_voice(ids: Ids, many: int, turn: str) -> None:
    here = voice_made.a_listening(actor, title=f"Corner {turn}")
    for n in range(many):
        listening.set_up(
            actor("Pia"),
            listening.NewListening(f"Place {turn} {n}", "How is it?", now(), now() + timedelta(3)),
        )
        waits, _ = voice_made.somebody_says(here, f"Waiting words {turn} {n}")
        _desk(here, waits, len(turn) * 100 + n)
        said = [voice_made.somebody_says(here, f"Said {turn} {n} {k}")[0] for k in range(4)]
        for one in said:
            voice_made.decide(actor, one)
        for key in ("theme", "pack"):
            _add(ids[key], said[0])
        voice_made.a_theme(actor, said[1], title=f"Sent {turn} {n}", send=True)
        done = voice_made.a_theme(actor, said[2], title=f"Answered {turn} {n}", send=True)
        responses.answer(
            actor("Rhona"), done, Draft(AnswerKind.WE_DID, "It is mended.", "We mended it.", "By the gate.")
        )
        themes.make(actor("Pia"), themes.NewTheme(f"Empty {turn} {n}", Shanarri.SAFE))
    for one in heard(ids, many, turn):
        for key in ("theme", "pack"):
            _add(ids[key], one)


def _desk(here: Any, waits: Any, turn: int) -> None:
    """Another day away, another referral to follow up, and another asking to break the glass."""
    day = local_date(now()) + timedelta(40 + 2 * turn)
    desk_rota.write_away(actor("Sam"), actor("Joy").public_id, day, day + timedelta(1))
    passed_on, _ = voice_made.somebody_says(here, f"Passed on {turn}")
    voice_made.decide(
        actor, passed_on, outcome=Outcome.REFERRED, reference=f"FD-{turn}", letting=Letting.KEEP
    )
    number = voice_made.item_of(waits).public_id
    glass.ask(actor("Ada"), number, "Nobody at the desk answers the telephone today.")


def _add(public_id: str, said: Any) -> None:
    """Put one more piece into a theme (a sent one too, which no service would)."""
    from models.themes import ThemeItem

    theme = db.session.scalars(sa.select(Theme).where(Theme.public_id == public_id)).one()
    db.session.add(
        ThemeItem(theme_id=theme.id, feedback_id=said.id, added_at=now(), added_by_id=actor("Pia").user_id)
    )
    db.session.flush()
