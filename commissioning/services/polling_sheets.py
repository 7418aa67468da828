"""Whether what was printed for a round still says what the round says.

Sheets are printed while a round is being set up, and their codes are shown once. A round changed since would be voted
in with papers that list other projects, or name another day. So it is noted what each batch was printed from.
"""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa

from app.db import db
from commissioning.rules.polling import Way
from commissioning.rules.rounds import Ready
from models.polling import Batch
from models.rounds import Round


def says(round_: Round, way: Way) -> str:
    """A digest of everything that a sheet of this kind says of the round; "" for a tablet, where nothing is printed."""
    if way is Way.TABLET:
        return ""
    told: list[object] = [round_.title, round_.closes_at.isoformat()]
    if way is Way.PAPER:
        told += [int(round_.amount_pence), round_.least_picks, round_.most_picks, str(round_.ballot_kind)]
        told += [round_.points_each, sorted(map(sorted, round_.exclusions))]
        told += sorted(
            [one.proposal_public_id, one.title, int(one.cost_pence), one.who_benefits]
            for one in round_.projects
        )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def outdated(round_: Round) -> list[Batch]:
    """The batches whose sheets say something else than the round does now, in the order they were made."""
    printed = sa.select(Batch).where(Batch.round_id == round_.id, Batch.printed != "").order_by(Batch.id)
    return [one for one in db.session.scalars(printed) if one.printed != says(round_, one.way)]


def ready(round_: Round) -> list[Ready]:
    """A line of the readiness list while something that was printed is out of date; none otherwise."""
    if not (labels := [f"“{one.label}”" for one in outdated(round_)]):
        return []
    return [
        Ready(
            "What was printed says what the round says", False,
            f"The round was changed after the sheets for {', '.join(labels)} were printed. Take those places back, "
            "throw the sheets away, and print new ones.",
        )
    ]  # fmt: skip


def warning(round_: Round) -> str:
    """The same in a sentence, for whoever has just changed the round; "" when nothing is out of date."""
    return next((line.todo for line in ready(round_)), "")
