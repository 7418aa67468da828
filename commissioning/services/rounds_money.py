"""What a pot has left for rounds, and what its other rounds hold of it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.services.pots_standing import standing_of
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import Round, RoundProject


def left_in(pot_id: int) -> Pence:
    """What is left in a pot, in pence: promised to nobody by an award."""
    return standing_of(pot_id).left


def promised(pot_id: int, besides: int = 0) -> Pence:
    """What other opened rounds hold of this pot's money, in pence: the whole sum of a round not counted yet,
    and what it recommended until somebody has decided on that.
    """
    return promised_in([pot_id], besides)[pot_id]


def promised_in(pot_ids: Sequence[int], besides: int = 0) -> dict[int, Pence]:
    """The same for several pots, by pot, in two queries."""
    waiting = (
        sa.select(Round.pot_id, sa.func.sum(Round.amount_pence))
        .where(
            Round.pot_id.in_(pot_ids), Round.opened_at.is_not(None), Round.id != besides,
            ~sa.exists().where(RoundResult.round_id == Round.id),
        )
        .group_by(Round.pot_id)
    )  # fmt: skip
    undecided = (
        sa.select(Round.pot_id, sa.func.sum(RoundProject.cost_pence))
        .join(RoundProject, RoundProject.round_id == Round.id)
        .join(Proposal, Proposal.id == RoundProject.proposal_id)
        .where(Round.pot_id.in_(pot_ids), Round.opened_at.is_not(None), Proposal.state == State.RECOMMENDED)
        .group_by(Round.pot_id)
    )
    total = dict.fromkeys(pot_ids, 0)
    for query in (waiting, undecided):
        for pot_id, pence in db.session.execute(query):
            total[pot_id] += int(pence or 0)
    return {pot_id: Pence(pence) for pot_id, pence in total.items()}
