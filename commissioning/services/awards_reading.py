"""Reading awards: what each was for, how much, and how much of it is paid (which the ledger knows)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.db import db
from commissioning.rules.awards import AwardState, words_of
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.services import pots
from models.awards import Award, AwardShare
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Pot
from participation.rules.people import Actor

STANDS = (
    AwardState.TO_OFFER,
    AwardState.OFFERED,
    AwardState.ACCEPTED,
    AwardState.PART_PAID,
    AwardState.PAID,
    AwardState.FINISHED,
)


@dataclass(frozen=True)
class AwardRow:
    """An award and how much of it is paid and still promised, in pence."""

    award: Award
    paid: Pence
    promised: Pence

    @property
    def came_back(self) -> Pence:
        """What is neither with them nor still promised: given back, or not needed, and in the pot again."""
        return Pence(self.award.amount_pence - self.paid - self.promised)

    @property
    def words(self) -> str:
        """How the award stands, in a sentence or two that agrees with its figures."""
        return words_of(self.award.state, self.came_back)


def of_pot(pot: Pot) -> list[AwardRow]:
    """A pot's awards, newest first."""
    return rows(_awards().where(Award.pot_id == pot.id))


def latest(limit: int) -> list[AwardRow]:
    """The newest awards that stand, over all pots."""
    return rows(_awards().where(Award.state.in_(STANDS)).limit(limit))


def row_of(award: Award) -> AwardRow:
    """One award with its money."""
    paid, promised = _money([award.public_id]).get(award.public_id, (Pence(0), Pence(0)))
    return AwardRow(award, paid, promised)


def rows(query: sa.Select[Award]) -> list[AwardRow]:
    """Awards with their money: two queries and one for shares, however many there are."""
    awards = list(db.session.scalars(query))
    money = _money([award.public_id for award in awards])
    nothing = (Pence(0), Pence(0))
    return [AwardRow(award, *money.get(award.public_id, nothing)) for award in awards]


def _awards() -> sa.Select[Award]:
    return (
        sa.select(Award)
        .order_by(Award.offered_at.desc(), Award.id.desc())
        .options(
            joinedload(Award.decision),
            joinedload(Award.pot),
            selectinload(Award.shares).joinedload(AwardShare.area),
        )
    )


def _money(award_ids: Collection[str]) -> dict[str, tuple[Pence, Pence]]:
    query = (
        sa.select(Account.award_id, Account.kind, sa.func.sum(Account.balance_pence))
        .where(Account.award_id.in_(award_ids))
        .group_by(Account.award_id, Account.kind)
    )
    sums: dict[str, dict[AccountKind, Pence]] = {}
    for award_id, kind, pence in db.session.execute(query):
        sums.setdefault(str(award_id), {})[kind] = Pence(pence)
    nothing = Pence(0)
    return {
        award_id: (by_kind.get(AccountKind.PAID, nothing), by_kind.get(AccountKind.PROMISED, nothing))
        for award_id, by_kind in sums.items()
    }


@dataclass(frozen=True)
class Payment:
    """Money paid to an award, or given back by it."""

    at: datetime
    amount: Pence
    reason: str
    was_returned: bool


def payments_of(award: Award) -> list[Payment]:
    """Every payment of an award, first first."""
    start, to = aliased(Account), aliased(Account)
    query = (
        sa.select(LedgerEntry.at, LedgerEntry.reason, start.kind, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .join(start, start.id == LedgerLine.from_account_id)
        .join(to, to.id == LedgerLine.to_account_id)
        .where(start.award_id == award.public_id)
        .where(sa.or_(start.kind == AccountKind.PAID, to.kind == AccountKind.PAID))
        .group_by(LedgerEntry.id, LedgerEntry.at, LedgerEntry.reason, start.kind)
        .order_by(LedgerEntry.id)
    )
    return [
        Payment(at, Pence(pence), reason, kind is AccountKind.PAID)
        for at, reason, kind, pence in db.session.execute(query)
    ]


def lists_for(actor: Actor) -> dict[str, list[AwardRow]]:
    """The awards of pots the reader sees from the inside: to offer, to sign, under way, paid in full, and over."""
    visible = sa.select(Pot.id).where(pots.seen_by(actor))
    lists: dict[str, list[AwardRow]] = {"to_offer": [], "to_sign": [], "to_pay": [], "paid": [], "over": []}
    for row in rows(_awards().where(Award.pot_id.in_(visible))):
        lists[_LIST[row.award.state]].append(row)
    return lists


def sees_inside(actor: Actor, award: Award) -> bool:
    """Whether the reader sees the award's pot from the inside (and who signed)."""
    query = sa.select(Pot.id).where(Pot.id == award.pot_id, pots.seen_by(actor))
    return db.session.scalar(query) is not None


def may_see_files(actor: Actor, award_id: str) -> bool:
    """Whether the reader may see an award's evidence: who sees its pot from the inside, and who it was offered to."""
    mine = sa.and_(sa.literal(actor.is_signed_in), Award.recipient_id == actor.user_id)
    inside = Award.pot_id.in_(sa.select(Pot.id).where(pots.seen_by(actor)))
    query = sa.select(Award.id).where(Award.public_id == award_id, sa.or_(mine, inside))
    return db.session.scalar(query) is not None


_LIST = {
    AwardState.TO_OFFER: "to_offer",
    AwardState.OFFERED: "to_sign",
    AwardState.ACCEPTED: "to_pay",
    AwardState.PART_PAID: "to_pay",
    AwardState.PAID: "paid",
    AwardState.FINISHED: "paid",
    AwardState.STOPPED: "over",
    AwardState.DECLINED: "over",
    AwardState.LAPSED: "over",
}
