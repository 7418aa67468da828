"""Who may see pots from the inside, and who runs them."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.times import local_date
from commissioning.rules.pots import PotState
from models.pots import Pot
from models.small_sums import SmallSumLimits
from models.virtual_budgets import VirtualBudget
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal

SEES_POTS = (
    Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.BOARD_CLERK, Role.AUDITOR,
    Role.CHAIR, Role.TEAM_MEMBER, Role.YOUNG_ADVISOR,
)  # fmt: skip


def seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Which pots the actor sees from the inside: all for council posts and auditors, one's own team's for members."""
    if actor == Actor.system() or actor.has(*SEES_POTS, scope=ScopeKind.COUNCIL):
        return sa.true()
    teams = {held.scope_id for held in actor.held if held.role in SEES_POTS and held.scope is ScopeKind.TEAM}
    return Pot.team_id.in_(teams)


def promising_now() -> sa.ColumnElement[bool]:
    """Which pots money can be promised from today: open, and within their days (half-open, by London's calendar)."""
    today = local_date(now())
    open_ended = sa.or_(Pot.closes_on.is_(None), Pot.closes_on > today)
    return sa.and_(Pot.state == PotState.OPEN, Pot.opens_on <= today, open_ended)


def check_finance(actor: Actor, team_id: int) -> None:
    """Only the finance lead (for that team, or the council) and the command line move money between pots."""
    if not runs(actor, team_id):
        raise Refusal("Only the finance lead can do that.")


def runs(actor: Actor, team_id: int) -> bool:
    """Whether the actor is the finance lead for this team, or the command line."""
    return actor == Actor.system() or actor.has(Role.FINANCE_LEAD, scope=ScopeKind.TEAM, scope_id=team_id)


def check_finance_anywhere(actor: Actor) -> None:
    """Only a finance lead (of any team, or the council) and the command line keep what all pots share."""
    if actor != Actor.system() and not actor.has(Role.FINANCE_LEAD):
        raise Refusal("Only the finance lead can do that.")


def for_ideas() -> sa.ColumnElement[bool]:
    """Pots that proposals and rounds may use: not those set aside for small sums, or that carry partners' own lines."""
    partners = sa.select(VirtualBudget.pot_id).where(VirtualBudget.pot_id.is_not(None))
    return sa.and_(promising_now(), Pot.id.not_in(sa.select(SmallSumLimits.pot_id)), Pot.id.not_in(partners))
