"""Reading small sums: one, the lists for who asks, decides and pays, receipts against the books, what helped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import small_sums as rules
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import (
    COUNTS_ASKED,
    COUNTS_SPENT,
    Helped,
    SmallSumState,
    YearSoFar,
)
from commissioning.services.small_sums_limits import in_force, limits_of
from models.ledger import Account
from models.places import Area
from models.pots import Pot
from models.small_sums import SmallSum, SmallSumLimits
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound
from participation.services import gate

SEES_ALL = (Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER, Role.AUDITOR)
MOST_LISTED = 100


@dataclass(frozen=True)
class Told:
    """A family's answer as it may be read: `words` only once released, `waits` while they are being read."""

    helped: Helped
    words: str
    waits: bool


def seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Which small sums the actor sees: their own, their offices' for a manager, all for finance and audit."""
    if actor.has(*SEES_ALL, scope=ScopeKind.COUNCIL):
        return sa.true()
    manages = [held for held in actor.held if held.role is Role.OFFICE_MANAGER]
    if any(held.scope is ScopeKind.COUNCIL for held in manages):
        return sa.true()
    areas = {held.scope_id for held in manages if held.scope is ScopeKind.AREA}
    return sa.or_(SmallSum.asked_by_id == actor.user_id, SmallSum.area_id.in_(areas))


def get_small_sum_for(actor: Actor, public_id: str) -> SmallSum:
    """The small sum, for who may see it; NotFound otherwise."""
    found = db.session.scalars(_loaded().where(SmallSum.public_id == public_id, seen_by(actor))).first()
    if found is None:
        raise NotFound
    return found


def may_see_files(actor: Actor, public_id: str) -> bool:
    """Whether the reader may see its receipt."""
    query = sa.select(SmallSum.id).where(SmallSum.public_id == public_id, seen_by(actor))
    return actor.is_signed_in and db.session.scalar(query) is not None


def of_family_code(code: str) -> SmallSum:
    """The small sum a family's code belongs to, once something was approved; NotFound otherwise."""
    yes = (SmallSumState.APPROVED, SmallSumState.BOUGHT, SmallSumState.CHECKED)
    found = db.session.scalars(_loaded().where(SmallSum.code == code, SmallSum.state.in_(yes))).first()
    if found is None:
        raise NotFound
    return found


def lists_for(actor: Actor) -> dict[SmallSumState, list[SmallSum]]:
    """The newest hundred the actor sees, by state; what waits comes soonest due first."""
    newest = _loaded().where(seen_by(actor)).order_by(SmallSum.asked_at.desc(), SmallSum.id.desc())
    lists: dict[SmallSumState, list[SmallSum]] = {state: [] for state in SmallSumState}
    for one in db.session.scalars(newest.limit(MOST_LISTED)):
        lists[one.state].append(one)
    lists[SmallSumState.ASKED].sort(key=lambda one: (one.due_at or one.asked_at, one.id))
    return lists


def is_late(small_sum: SmallSum) -> bool:
    """Whether a manager's time is over."""
    return (
        small_sum.state is SmallSumState.ASKED and small_sum.due_at is not None and small_sum.due_at <= now()
    )


@dataclass(frozen=True)
class Receipt:
    """A bought small sum beside what the books say was paid for it, in pence."""

    small_sum: SmallSum
    paid: Pence
    held: Pence

    @property
    def agrees(self) -> bool:
        """Whether the receipt and the books say the same, with nothing left promised."""
        return self.paid == self.small_sum.spent_pence and not self.held


def receipts_for(small_sums: Collection[SmallSum]) -> list[Receipt]:
    """Each bought small sum with its money in the ledger; one query."""
    ids = [one.public_id for one in small_sums]
    query = sa.select(Account.award_id, Account.kind, sa.func.sum(Account.balance_pence))
    query = query.where(Account.award_id.in_(ids)).group_by(Account.award_id, Account.kind)
    money = {(award, kind): Pence(pence) for award, kind, pence in db.session.execute(query)}
    nothing = Pence(0)
    return [
        Receipt(
            one, money.get((one.public_id, AccountKind.PAID), nothing),
            money.get((one.public_id, AccountKind.PROMISED), nothing),
        )
        for one in small_sums
    ]  # fmt: skip


def told_of(small_sums: Collection[SmallSum]) -> dict[str, Told]:
    """What families said, by public id. An answer with words is not shown at all until somebody has read the words."""
    said = [one for one in small_sums if one.helped is not None]
    released = gate.released_texts(WordsKind.HELPED, [one.public_id for one in said if one.helped_words])
    return {
        one.public_id: Told(
            one.helped, released.get(one.public_id, {}).get(gate.WORDS, ""),
            one.helped_words and one.public_id not in released,
        )
        for one in said
        if one.helped is not None
    }  # fmt: skip


@dataclass(frozen=True)
class OfficeLine:
    """One office of one pot this year: its money against its yearly limit, how many small sums, how many helped."""

    office: str
    pot: str
    money: YearSoFar
    many: int
    answers: int
    helped: int


def offices(actor: Actor) -> list[OfficeLine]:
    """A line for each office and pot of which the actor sees anything; four queries however many there are.

    The sums are the whole office's, whoever asked, because its limit is. An answer counts once its words, if it has
    any, were let through the gate.
    """
    used = sa.case(
        (SmallSum.state == SmallSumState.APPROVED, SmallSum.cost_pence),
        (SmallSum.state.in_(COUNTS_SPENT), SmallSum.spent_pence), else_=0,
    )  # fmt: skip
    waiting = sa.case((SmallSum.state == SmallSumState.ASKED, SmallSum.cost_pence), else_=0)
    heard = sa.and_(
        SmallSum.helped.is_not(None),
        sa.or_(sa.not_(SmallSum.helped_words), SmallSum.public_id.in_(gate.released_ids(WordsKind.HELPED))),
    )
    seen = sa.select(SmallSum.pot_id, SmallSum.area_id).where(seen_by(actor)).distinct().subquery()
    query = (
        sa.select(
            SmallSum.pot_id, Area.name, sa.func.sum(used), sa.func.sum(waiting),
            sa.func.sum(sa.case((SmallSum.state.in_((*COUNTS_ASKED, *COUNTS_SPENT)), 1), else_=0)),
            sa.func.sum(sa.case((heard, 1), else_=0)),
            sa.func.sum(sa.case((sa.and_(heard, SmallSum.helped != Helped.NO), 1), else_=0)),
        )
        .join(Area, Area.id == SmallSum.area_id)
        .join(seen, sa.and_(seen.c.pot_id == SmallSum.pot_id, seen.c.area_id == SmallSum.area_id))
        .group_by(SmallSum.pot_id, SmallSum.area_id, Area.name)
        .order_by(Area.name, SmallSum.pot_id.desc())
    )  # fmt: skip
    rows = list(db.session.execute(query))
    names = _pot_names({row[0] for row in rows})
    limits = limits_of(list(names))
    return [
        OfficeLine(
            name, names[pot_id], YearSoFar(_yearly(limits.get(pot_id, [])), Pence(used), Pence(waiting)), many,
            heard_of, yes,
        )
        for pot_id, name, used, waiting, many, heard_of, yes in rows
    ]  # fmt: skip


def _yearly(rows: list[SmallSumLimits]) -> Pence:
    held_to = in_force(rows, local_date(now()))
    return held_to.office_pence if held_to else Pence(0)


def _pot_names(pot_ids: set[int]) -> dict[int, str]:
    query = sa.select(Pot.id, Pot.name, Pot.financial_year).where(Pot.id.in_(pot_ids))
    return {pot_id: f"{name}, {year}" for pot_id, name, year in db.session.execute(query)}


def to_ask_whether_it_helped(actor: Actor) -> list[SmallSum]:
    """The actor's own, bought a while ago, of which the family has said nothing yet."""
    since = now() - rules.TIME_TO_ASK_WHETHER_IT_HELPED
    query = _loaded().where(
        SmallSum.asked_by_id == actor.user_id, SmallSum.state.in_(COUNTS_SPENT), SmallSum.helped.is_(None),
        SmallSum.bought_at <= since,
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(SmallSum.bought_at).limit(MOST_LISTED)))


def _loaded() -> sa.Select[SmallSum]:
    return sa.select(SmallSum).options(
        joinedload(SmallSum.pot), joinedload(SmallSum.area), joinedload(SmallSum.family),
        joinedload(SmallSum.asked_by), joinedload(SmallSum.decided_by),
    )  # fmt: skip
