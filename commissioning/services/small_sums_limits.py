"""The limits small sums are held to: setting them from a day on, finding those in force, and what counts already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import small_sums as rules
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import COUNTS_ASKED, COUNTS_SPENT, Limits, SoFar
from commissioning.services import pots
from commissioning.services.pots_access import promising_now
from models.ledger import Account
from models.places import Area
from models.pots import Pot
from models.small_sums import SmallSum, SmallSumLimits
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class OfficePot:
    """One office's part of a pot that pays small sums, with the limits in force."""

    pot: Pot
    area: Area
    limits: Limits
    limits_id: int


def set_limits(actor: Actor, pot: Pot, limits: Limits) -> SmallSumLimits:
    """Let a pot pay small sums within these limits from a day on (today or later, so no past sum changes its rule)."""
    pots.check_finance(actor, pot.team_id)
    if limits.starts_on < local_date(now()):
        raise Refusal("Limits begin today or later", field="starts_on")
    rules.check_limits(limits)
    row = SmallSumLimits(
        pot_id=pot.id, starts_on=limits.starts_on, at_once_pence=limits.at_once, item_pence=limits.item,
        family_pence=limits.family, office_pence=limits.office, set_by_id=known(actor), set_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record("small_sums.limits_set", row, actor=actor, pot=pot.public_id, **{
        name: int(getattr(limits, name)) for name in ("at_once", "item", "family", "office")
    })  # fmt: skip
    return row


def limits_of(pot_ids: list[int]) -> dict[int, list[SmallSumLimits]]:
    """Every limit ever set, newest first, by pot."""
    query = sa.select(SmallSumLimits).where(SmallSumLimits.pot_id.in_(pot_ids))
    found: dict[int, list[SmallSumLimits]] = {}
    for row in db.session.scalars(query.order_by(SmallSumLimits.starts_on.desc(), SmallSumLimits.id.desc())):
        found.setdefault(row.pot_id, []).append(row)
    return found


def in_force(rows: list[SmallSumLimits], on: date) -> SmallSumLimits | None:
    """The limits that hold on a day; the last set, of several from one day."""
    return next((row for row in rows if row.starts_on <= on), None)


def office_pots(area_ids: set[int] | None) -> list[OfficePot]:
    """The open pots that pay small sums today, office by office (None: every office); two queries."""
    query = (
        sa.select(Pot, Area)
        .join(Account, sa.and_(Account.pot_id == Pot.id, Account.kind == AccountKind.LEFT))
        .join(Area, Area.id == Account.area_id)
        .where(promising_now(), Pot.id.in_(sa.select(SmallSumLimits.pot_id)))
        .where(Area.id.in_(area_ids) if area_ids is not None else sa.true())
        .order_by(Area.name, Pot.financial_year.desc(), Pot.name)
        .options(joinedload(Pot.team))
        .distinct()
    )
    found = [(pot, area) for pot, area in db.session.execute(query)]
    limits = limits_of([pot.id for pot, _ in found])
    today = local_date(now())
    rows = [(pot, area, in_force(limits.get(pot.id, []), today)) for pot, area in found]
    return [OfficePot(pot, area, as_limits(row), row.id) for pot, area, row in rows if row is not None]


def as_limits(row: SmallSumLimits) -> Limits:
    """The row as the rules read it."""
    return Limits(row.starts_on, row.at_once_pence, row.item_pence, row.family_pence, row.office_pence)


def so_far(office: OfficePot, family_id: int | None) -> SoFar:
    """What counts already in this pot, which is one financial year's: for the family, the office, and what is left."""
    mine = _counted().where(SmallSum.pot_id == office.pot.id)
    family = db.session.scalar(mine.where(SmallSum.family_id == family_id)) if family_id else 0
    used = db.session.scalar(mine.where(SmallSum.area_id == office.area.id))
    left = sa.select(sa.func.sum(Account.balance_pence)).where(
        Account.pot_id == office.pot.id, Account.area_id == office.area.id, Account.kind == AccountKind.LEFT,
        Account.partner_id.is_(None),
    )  # fmt: skip
    waiting = sa.select(sa.func.sum(SmallSum.cost_pence)).where(
        SmallSum.pot_id == office.pot.id, SmallSum.area_id == office.area.id,
        SmallSum.state == rules.SmallSumState.ASKED,
    )  # fmt: skip
    waits = Pence(db.session.scalar(waiting) or 0)
    free = (db.session.scalar(left) or 0) - waits
    return SoFar(Pence(family or 0), Pence(used or 0), Pence(max(free, 0)), waits)


def _counted() -> sa.Select[int]:
    asked = sa.case((SmallSum.state.in_(COUNTS_ASKED), SmallSum.cost_pence), else_=0)
    spent = sa.case((SmallSum.state.in_(COUNTS_SPENT), SmallSum.spent_pence), else_=0)
    return sa.select(sa.func.coalesce(sa.func.sum(asked + spent), 0))
