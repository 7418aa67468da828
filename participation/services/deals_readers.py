"""Who may read a Deal and who may change it. A Deal named in words nobody has read yet is its maker's alone."""

from __future__ import annotations

import sqlalchemy as sa

from models.deals import Deal
from participation.rules.deals import DealState
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, Role
from participation.services import gate

PUBLIC_STATES = (DealState.AGREED, DealState.ACTIVE, DealState.RETIRED)
COUNCIL_WIDE = (Role.PARTICIPATION_WORKER, Role.COMMISSIONING_OFFICER, Role.RESPONDER, Role.DECISION_MAKER)
MAKERS = (Role.YOUNG_ADVISOR, Role.CHAIR, Role.TEAM_MEMBER, *COUNCIL_WIDE)


def may_change(actor: Actor, deal: Deal) -> bool:
    """Council-wide makers may help any Deal; a team's people their own team's and the borough's."""
    if not actor.has(*MAKERS):
        return False
    return deal.team_id is None or actor.has(*COUNCIL_WIDE) or deal.team_id in actor.team_ids


def readable(actor: Actor) -> sa.ColumnElement[bool]:
    """Public Deals, and those this person could help to make; never a name that still waits at the gate."""
    return sa.and_(_theirs(actor), let_through(actor))


def let_through(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the Deal's own name and purpose were let through, or are the reader's own."""
    back = Deal.public_id.in_(gate.released_ids(WordsKind.DEAL_WORDS))
    return sa.or_(~Deal.waits_at_gate, back, Deal.made_by_id == actor.user_id)


def _theirs(actor: Actor) -> sa.ColumnElement[bool]:
    everyones = Deal.state.in_(PUBLIC_STATES)
    if actor.has(*COUNCIL_WIDE):
        return sa.true()
    if actor.has(*MAKERS):
        return sa.or_(everyones, Deal.team_id.is_(None), Deal.team_id.in_(actor.team_ids))
    return everyones
