"""Who may read a Deal and who may change it. A Deal named in words nobody has read yet is its maker's alone."""

from __future__ import annotations

import sqlalchemy as sa

from models.deals import Deal, DealPair
from models.deals_lived import DealPartner
from models.places import Team
from participation.rules.deals import WITH_A_CLASS, standing
from participation.rules.deals_life import LIVED, DealState
from participation.rules.deals_sides import is_councillor
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, Role
from participation.services import gate

PUBLIC_STATES = (DealState.AGREED, *LIVED, DealState.RETIRED)
COUNCIL_WIDE = (Role.PARTICIPATION_WORKER, Role.COMMISSIONING_OFFICER, Role.RESPONDER, Role.DECISION_MAKER)
TEAM_MAKERS = (Role.YOUNG_ADVISOR, Role.CHAIR, Role.TEAM_MEMBER)
WITH_GROUPS = (Role.PARTICIPATION_WORKER, Role.CHAIR, Role.PARTNER_LEAD)


def may_change(actor: Actor, deal: Deal) -> bool:
    """Council-wide makers may help any Deal; a team's people their own team's and the borough's; a school its own."""
    if actor.has(*COUNCIL_WIDE) or deal.organisation_id in partner_of(actor):
        return True
    return actor.has(*TEAM_MAKERS) and (deal.team_id is None or deal.team_id in actor.team_ids)


def may_hold_session(actor: Actor, deal: Deal) -> bool:
    """Whether somebody may count faces and hands with a group: a worker, a chair, or the school whose Deal it is.

    A school's or a group's own Deal is not every chair's: theirs is the one of their own team, or that they began.
    """
    if not actor.has(*WITH_GROUPS) or not may_change(actor, deal) or is_councillor(actor):
        return False
    return (
        deal.stands_for not in WITH_A_CLASS
        or actor.has(Role.PARTICIPATION_WORKER)
        or deal.made_by_id == actor.user_id
        or deal.team_id in actor.team_ids
        or deal.organisation_id in partner_of(actor)
    )


def may_start_for(actor: Actor, team: Team) -> bool:
    """Whether this person may begin a Deal of that team's: council-wide makers of any, others of their own."""
    school_alone = (
        bool(partner_of(actor)) and not actor.team_ids
    )  # theirs is their school's, wherever it holds
    return actor.has(*COUNCIL_WIDE) or school_alone or team.id in actor.team_ids


def partner_of(actor: Actor) -> frozenset[int]:
    """The organisations this person speaks for in Deals."""
    return actor.organisation_ids(Role.PARTNER_LEAD)


def is_lived(deal: Deal) -> bool:
    """Whether what both sides agreed holds now: also while they talk about a change."""
    return deal.begun_at is not None and deal.state is not DealState.RETIRED


def standing_pairs(deal: Deal) -> list[DealPair]:
    """The pairs both sides last agreed; before a Deal has begun, those being written."""
    if deal.begun_at is None or deal.agreed_version is None:
        return deal.pairs
    return [p for p in deal.all_pairs if standing(p.from_version, p.until_version, deal.agreed_version)]


def readable(actor: Actor) -> sa.ColumnElement[bool]:
    """Public Deals, and those this person could help to make; never a name that still waits at the gate."""
    return sa.and_(_theirs(actor), let_through(actor))


def let_through(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the Deal's own name and purpose were let through, or are the reader's own."""
    back = Deal.public_id.in_(gate.released_ids(WordsKind.DEAL_WORDS))
    return sa.or_(~Deal.waits_at_gate, back, Deal.made_by_id == actor.user_id)


def _theirs(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.has(*COUNCIL_WIDE):
        return sa.true()
    found: list[sa.ColumnElement[bool]] = [Deal.state.in_(PUBLIC_STATES), _begun()]
    if actor.has(*TEAM_MAKERS):
        found += [Deal.team_id.is_(None), Deal.team_id.in_(actor.team_ids)]
    if mine := partner_of(actor):
        asked = sa.select(DealPair.deal_id).join(DealPartner, DealPartner.pair_id == DealPair.id)
        found += [
            Deal.organisation_id.in_(mine),
            Deal.id.in_(asked.where(DealPartner.organisation_id.in_(mine))),
        ]
    return sa.or_(*found)


def _begun() -> sa.ColumnElement[bool]:
    """A Deal that is lived stays everybody's to read while a change to it is talked about."""
    return sa.and_(Deal.begun_at.is_not(None), Deal.agreed_version.is_not(None))
