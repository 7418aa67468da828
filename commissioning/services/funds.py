"""Funds: where money comes from, and where a fund's pounds are over all the pots the reader sees."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app import audit
from app.db import db
from commissioning.rules.pots import Standing
from commissioning.services.pots_access import check_finance_anywhere, seen_by
from commissioning.services.pots_standing import standings_of
from models.pots import Fund, Pot
from participation.rules.people import Actor
from participation.rules.refusals import NotFound


@dataclass(frozen=True)
class FundLine:
    """A fund, how many of its pots the reader sees, and how those stand together."""

    fund: Fund
    pots: int
    standing: Standing


def funds_for(actor: Actor) -> list[FundLine]:
    """Every fund with a pot this person sees, by name. Two queries however many pots."""
    query = (
        sa.select(Fund, Pot.id)
        .join(Pot, Pot.fund_id == Fund.id)
        .where(seen_by(actor))
        .order_by(Fund.name, Pot.id)
    )
    pot_ids: dict[Fund, list[int]] = {}
    for fund, pot_id in db.session.execute(query):
        pot_ids.setdefault(fund, []).append(pot_id)
    standings = standings_of([pot_id for ids in pot_ids.values() for pot_id in ids])
    return [
        FundLine(fund, len(ids), Standing(tuple(area for pot_id in ids for area in standings[pot_id].areas)))
        for fund, ids in pot_ids.items()
    ]


def get_fund(public_id: str) -> Fund:
    """The fund; NotFound when there is none."""
    found = db.session.scalars(sa.select(Fund).where(Fund.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return found


def describe(actor: Actor, fund: Fund, *, source: str, about: str) -> None:
    """Write down who gives the money and what it is for."""
    check_finance_anywhere(actor)
    fund.source, fund.about = source, about
    db.session.flush()
    audit.record("fund.described", fund, actor=actor, source=source)
