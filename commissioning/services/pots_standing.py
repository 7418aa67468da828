"""How pots stand, summed by the database from the accounts: one query however many pots, areas and awards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from app.db import db
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import AreaStanding, Standing
from models.ledger import Account
from models.places import Area


def standing_of(pot_id: int) -> Standing:
    """In, promised, paid and left, over all and by area, in pence."""
    return standings_of([pot_id])[pot_id]


def standings_of(pot_ids: Collection[int]) -> dict[int, Standing]:
    """The same for several pots, in one query."""
    query = (
        sa.select(
            Account.pot_id, Account.area_id, Area.name, Account.kind, sa.func.sum(Account.balance_pence)
        )
        .outerjoin(Area, Area.id == Account.area_id)
        .where(Account.pot_id.in_(pot_ids))
        .group_by(Account.pot_id, Account.area_id, Area.name, Account.kind)
    )
    sums: dict[tuple[int | None, int | None, str], dict[AccountKind, Pence]] = defaultdict(dict)
    for pot_id, area_id, name, kind, pence in db.session.execute(query):
        sums[pot_id, area_id, name or "The whole team"][kind] = Pence(pence)
    areas: dict[int | None, list[AreaStanding]] = {pot_id: [] for pot_id in pot_ids}
    for (pot_id, area_id, name), by_kind in sorted(sums.items(), key=lambda s: (s[0][1] is None, s[0][2])):
        areas[pot_id].append(_area(area_id, name, by_kind))
    return {pot_id: Standing(tuple(areas[pot_id])) for pot_id in pot_ids}


def _area(area_id: int | None, name: str, by_kind: dict[AccountKind, Pence]) -> AreaStanding:
    nothing = Pence(0)
    return AreaStanding(
        area_id, name, promised=by_kind.get(AccountKind.PROMISED, nothing),
        paid=by_kind.get(AccountKind.PAID, nothing), left=by_kind.get(AccountKind.LEFT, nothing),
    )  # fmt: skip
