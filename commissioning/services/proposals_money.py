"""The money in an idea’s story: what was offered, when it was accepted, and each pound paid or come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.services.awards_reading import STANDS
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.proposals import Proposal


@dataclass(frozen=True)
class MoneyEvent:
    """Something that happened to the money, with the address of its award's page."""

    at: datetime
    title: str
    href: str


def money_of(proposal: Proposal) -> list[MoneyEvent]:
    """Every offer that stands, its acceptance and its payments, earliest first. Two queries, however many there are."""
    query = sa.select(Award).where(Award.proposal_id == proposal.public_id, Award.state.in_(STANDS))
    awards = {award.public_id: award for award in db.session.scalars(query)}
    events = []
    for award in awards.values():
        events.append(_event(award, award.offered_at, f"{award.amount_pence} offered"))
        if award.accepted_at:
            events.append(_event(award, award.accepted_at, "Offer accepted"))
    for award_id, at, kind, pence in _payments(list(awards)):
        what = "came back" if kind is AccountKind.PAID else "paid"
        events.append(_event(awards[award_id], at, f"{Pence(pence)} {what}"))
    return sorted(events, key=lambda event: event.at)


def _event(award: Award, at: datetime, title: str) -> MoneyEvent:
    return MoneyEvent(at, title, f"/awards/{award.public_id}")


def _payments(award_ids: list[str]) -> list[tuple[str, datetime, AccountKind, int]]:
    start, to = aliased(Account), aliased(Account)
    query = (
        sa.select(start.award_id, LedgerEntry.at, start.kind, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .join(start, start.id == LedgerLine.from_account_id)
        .join(to, to.id == LedgerLine.to_account_id)
        .where(start.award_id.in_(award_ids))
        .where(sa.or_(start.kind == AccountKind.PAID, to.kind == AccountKind.PAID))
        .group_by(start.award_id, LedgerEntry.id, LedgerEntry.at, start.kind)
        .order_by(LedgerEntry.id)
    )
    return [(str(award_id), at, kind, pence) for award_id, at, kind, pence in db.session.execute(query)]
