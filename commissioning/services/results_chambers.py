"""The two chambers of a round, each with its voters and its ballots, for counting them apart as well."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.db import db
from commissioning.rules.chambers import CHAMBER_WORDS, Chamber
from commissioning.rules.results import Chamber as Part
from models.ballots import Ballot, CountedBallot
from models.polling import Batch, Place
from models.rounds import RollEntry, Round


def chambers_of(round_: Round, ballots: Sequence[Ballot | CountedBallot]) -> list[Part]:
    """Each chamber's part of these ballots, young advisors first; none in a round with one chamber."""
    if not round_.two_chambers:
        return []
    could = _electorates(round_.id)
    return [
        Part(
            key=str(chamber),
            name=CHAMBER_WORDS[chamber],
            electorate=could.get(chamber, 0),
            ballots=[ballot.picks for ballot in ballots if ballot.chamber == chamber],
        )
        for chamber in Chamber
    ]


def _electorates(round_id: int) -> dict[Chamber, int]:
    """How many could vote in each: people on the roll, and places without an account."""
    could: dict[Chamber, int] = {}
    people = sa.select(RollEntry.chamber, sa.func.count()).where(RollEntry.round_id == round_id)
    places = (
        sa.select(Batch.chamber, sa.func.count())
        .join(Place, Place.batch_id == Batch.id)
        .where(Place.round_id == round_id)
    )
    for query, chamber in ((people, RollEntry.chamber), (places, Batch.chamber)):
        for where, many in db.session.execute(query.group_by(chamber)):
            could[where] = could.get(where, 0) + int(many)
    return could
