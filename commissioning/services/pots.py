"""Pots: who may see and run them, making them, moving them through their life, and how they stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once
from app.db import db
from commissioning.rules import pots as rules
from commissioning.rules import pots_life, two_people
from commissioning.rules import pots_terms as terms_rules
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState, Standing
from commissioning.services import ledger, ledger_posting, pots_making, pots_terms
from commissioning.services.ledger_limits import set_amount
from commissioning.services.pots_access import check_finance, promising_now, runs, seen_by
from commissioning.services.pots_standing import standing_of, standings_of
from models.ledger import LedgerEntry
from models.places import Area, Team
from models.pots import Pot
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.states import Step

__all__ = ["check_finance", "promising_now", "runs", "seen_by", "standing_of", "standings_of"]


def add_money(
    actor: Actor,
    pot: Pot,
    shares: ledger_posting.Shares,
    *,
    reason: str,
    key: str,
    day: date | None = None,
    second: Actor | None = None,
) -> LedgerEntry:
    """Add money to a pot from its fund, so much for each area (None: the whole team).

    Above the set amount see ledger_held.add_money, which holds it for a `second` person.
    """
    check_finance(actor, pot.team_id)
    if not any(shares.values()):
        raise Refusal("Write an amount for at least one area", field="amount")
    pots_making.add_lines(pot, [area for area, pence in shares.items() if pence])
    key = f"add:{pot.id}:{key}"
    return ledger.add_money(actor, pot, shares, reason=reason, key=key, day=day, second=second)


def change(
    actor: Actor, pot: Pot, action: PotAction, *, reason: str = "", second: Actor | None = None
) -> LedgerEntry | None:
    """Take a pot one step through its life; returns the entry when money moved with it.

    Raises Refusal when that step is not there to take, with what is. Above the set amount see held_changes.change_pot.
    """
    step = check_change(actor, pot, action, reason=reason)
    entry = None
    if action is PotAction.RETURN and standing_of(pot.id).left:
        entry = ledger.hand_back(actor, pot, reason=reason, second=second)
    if action is PotAction.CARRY_FORWARD:
        entry = _carry_forward(actor, pot, reason, second)
    if (
        action is PotAction.PLEDGE and second is None and actor.is_signed_in
    ):  # no entry whose sum would be looked at
        two_people.check_alone(moved_by(pot, action), set_amount(pots_terms.today()))
    _set_state(pot, step.to)
    audit.record(step.event, pot, actor=actor, reason=reason)
    return entry


def moved_by(pot: Pot, action: PotAction) -> Pence:
    """How much money a step is about, in pence: all that is left, or all that is pledged; nothing for other steps."""
    if action in {PotAction.RETURN, PotAction.CARRY_FORWARD}:
        return standing_of(pot.id).left
    row = pots_terms.row_of(pot) if action is PotAction.PLEDGE else None
    return (row.pledged_pence if row else None) or Pence(0)


def check_change(actor: Actor, pot: Pot, action: PotAction, *, reason: str) -> Step[PotState]:
    """The step, when this person may take it now. Raises Refusal otherwise."""
    check_finance(actor, pot.team_id)
    step = pots_life.step(pot.state, action, standing_of(pot.id).left if pot.state in rules.ENDED else 0)
    if action is PotAction.OPEN:
        rules.check_can_open(standing_of(pot.id).in_)
    elif not reason.strip():
        raise Refusal("Say why: it is kept with the pot’s history", field="reason")
    _check_step(pot, action)
    if action is PotAction.CARRY_FORWARD:
        _onward(pot)
    return step


def _check_step(pot: Pot, action: PotAction) -> None:
    pots_life.check_no_vote(action, pots_terms.votes_on(pot))
    if action is PotAction.PLEDGE:
        row = pots_terms.row_of(pot)
        pots_life.check_pledge(row.pledged_pence if row else None, row.pledged_by if row else "")
    late = pot.state in rules.ENDED and action is PotAction.RETURN
    if action in {PotAction.CARRY_FORWARD, PotAction.RETURN} and not (late and not _goes_onward(pot)):
        terms_rules.check_carry(pots_terms.terms_of(pot).carry, onward=action is PotAction.CARRY_FORWARD)


def _onward(pot: Pot) -> Pot:
    """Next year's pot, which can take what is left."""
    to_pot = pots_making.next_year_of(pot)
    if to_pot is None:
        raise Refusal("Make the next year’s pot first, with the same name and team", field="action")
    rules.check_takes_money(to_pot.state)
    terms_rules.check_same(pots_terms.terms_of(pot), pots_terms.terms_of(to_pot))
    return to_pot


def _goes_onward(pot: Pot) -> bool:
    """Whether what came back to a pot after its end can still join next year's pot."""
    try:
        _onward(pot)
    except Refusal:
        return False
    return pot.state is PotState.CARRIED_FORWARD


def _carry_forward(actor: Actor, pot: Pot, reason: str, second: Actor | None) -> LedgerEntry | None:
    to_pot = _onward(pot)
    if not standing_of(pot.id).left:
        return None
    pots_making.add_lines(to_pot, [line.area_id for line in pot.lines])
    return ledger.carry_forward(actor, pot, to_pot, reason=reason, second=second)


def _set_state(pot: Pot, to: PotState) -> None:
    if not once.changed(pot, Pot.state == pot.state, state=to):
        raise Refusal("Somebody else has just changed this pot. Look at it again.")


def get_pot_for(actor: Actor, public_id: str) -> Pot:
    """The pot, for somebody who may see it from the inside; NotFound otherwise."""
    return _one(_pots().where(Pot.public_id == public_id, seen_by(actor)))


def get_public_pot(public_id: str) -> Pot:
    """The pot for anybody; NotFound while it is being set up."""
    return _one(_pots().where(Pot.public_id == public_id, Pot.state != PotState.DRAFT))


def pots_for(actor: Actor) -> list[Pot]:
    """Every pot the actor may see from the inside: newest year first, then by team and name."""
    return _in_order(_pots().where(seen_by(actor)))


def public_pots() -> list[Pot]:
    """Every pot that is not still being set up."""
    return _in_order(_pots().where(Pot.state != PotState.DRAFT))


def open_pots_for(team_id: int) -> list[Pot]:
    """A team's pots that money can be promised from now."""
    return open_pots_of([team_id])


def open_pots_of(team_ids: Collection[int]) -> list[Pot]:
    """The same for several teams, in one query."""
    return _in_order(_pots().where(Pot.team_id.in_(team_ids), promising_now()))


def teams() -> list[Team]:
    """Every team, by name, with its areas."""
    return list(
        db.session.scalars(sa.select(Team).order_by(Team.name).options(joinedload(Team.areas))).unique()
    )


def areas_of(pot: Pot) -> list[tuple[int | None, str]]:
    """The areas a pot's team looks after, or the whole team when it has none named."""
    areas: list[Area] = pot.team.areas
    return [(area.id, area.name) for area in areas] or [(None, "The whole team")]


def altogether(standings: Collection[Standing]) -> Standing:
    """Several pots as one."""
    return Standing(tuple(area for standing in standings for area in standing.areas))


def runs_any(actor: Actor) -> bool:
    """Whether the actor is the finance lead for anything."""
    return actor.has(Role.FINANCE_LEAD)


def _pots() -> sa.Select[Pot]:
    return sa.select(Pot).options(joinedload(Pot.team), joinedload(Pot.fund))


def _in_order(query: sa.Select[Pot]) -> list[Pot]:
    ordered = query.join(Pot.team).order_by(Pot.financial_year.desc(), Team.name, Pot.name)
    return list(db.session.scalars(ordered))


def _one(query: sa.Select[Pot]) -> Pot:
    pot = db.session.scalars(query).first()
    if pot is None:
        raise NotFound
    return pot
