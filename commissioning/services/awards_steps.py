"""One step of an award's life, taken once."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.db import db
from commissioning.rules import awards as rules
from commissioning.rules.awards import AwardAction
from models.awards import Award
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def step(actor: Actor, award: Award, action: AwardAction, **values: object) -> None:
    """Take an award one step, if it is still where it was read."""
    found = rules.MACHINE.step(award.state, action)
    changed = db.session.execute(
        sa.update(Award)
        .where(Award.id == award.id, Award.state == award.state)
        .values(state=found.to, **values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("Somebody else has just changed this award. Look at it again.")
    db.session.refresh(award)
    audit.record(found.event, award, actor=actor)
