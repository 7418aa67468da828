"""Throwing away a round that was set up and never opened."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.db import db
from commissioning.services.rolls import places_of
from commissioning.services.rounds import may_run, refuse_if_opened
from models.polling import Batch, Place
from models.rounds import Round
from participation.rules.people import Actor
from participation.rules.refusals import NotFound


def throw_away(actor: Actor, round_: Round) -> None:
    """Throw away a round that was never opened, with the codes and papers made for it: nobody has voted on anything.

    That there was one stays in the audit trail. Raises Refusal once voting has been opened.
    """
    if not may_run(actor, round_.team_id):
        raise NotFound
    refuse_if_opened(round_)
    audit.record(
        "round.thrown_away", round_, actor=actor, title=round_.title, amount_pence=int(round_.amount_pence),
        places=places_of(round_),
    )  # fmt: skip
    for table in (Place, Batch):
        db.session.execute(sa.delete(table).where(table.round_id == round_.id))
    db.session.delete(round_)
    db.session.flush()
