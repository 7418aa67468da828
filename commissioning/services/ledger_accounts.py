"""Finding and opening the ledger's accounts. An account is opened when something first needs it, and never closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from commissioning.rules.ledger import WHOLE_TEAM, AccountKind, account_code
from commissioning.rules.pence import Pence
from models.ledger import Account
from models.places import Area

HOLDS_BACK = frozenset({AccountKind.LEFT, AccountKind.PROMISED, AccountKind.PAID})


@dataclass(frozen=True)
class Spec:
    """What an account is for; its code follows from it."""

    kind: AccountKind
    fund_id: int | None = None
    pot_id: int | None = None
    area_id: int | None = None
    award_id: str | None = None
    partner_id: str | None = None

    @property
    def code(self) -> str:
        """The account's one name."""
        owner = self.fund_id if self.pot_id is None else self.pot_id
        return account_code(self.kind, owner, self.area_id, self.award_id, self.partner_id)

    @property
    def holds_back(self) -> bool:
        """Whether a movement out of it must be covered before it begins."""
        return self.kind in HOLDS_BACK

    @staticmethod
    def of(account: Account) -> Spec:
        """The spec of an account there is."""
        return Spec(
            account.kind, account.fund_id, account.pot_id, account.area_id, account.award_id, account.partner_id
        )  # fmt: skip


def open_accounts(specs: Iterable[Spec]) -> dict[Spec, Account]:
    """The account of each spec, opened when there was none; balances are read afresh. Two queries at most."""
    wanted = {spec.code: spec for spec in specs}
    query = sa.select(Account).where(Account.code.in_(wanted)).execution_options(populate_existing=True)
    found = {account.code: account for account in db.session.scalars(query)}
    for code, spec in wanted.items():
        if code not in found:
            found[code] = Account(
                code=code, kind=spec.kind, fund_id=spec.fund_id, pot_id=spec.pot_id, area_id=spec.area_id,
                award_id=spec.award_id, partner_id=spec.partner_id, may_go_below_zero=spec.kind is AccountKind.SOURCE,
                balance_pence=Pence(0), last_line_id=0,
            )  # fmt: skip
            db.session.add(found[code])
    db.session.flush()
    return {spec: found[code] for code, spec in wanted.items()}


def held_for(award_id: str, kind: AccountKind) -> list[tuple[Spec, Pence]]:
    """What an award's accounts of one kind hold, largest first, empty ones left out."""
    query = (
        sa.select(Account)
        .where(Account.award_id == award_id, Account.kind == kind, Account.balance_pence > 0)
        .order_by(Account.balance_pence.desc(), Account.id)
        .execution_options(populate_existing=True)
    )
    return [(Spec.of(account), account.balance_pence) for account in db.session.scalars(query)]


def area_names(area_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Each area's name; no area is "the whole team"."""
    wanted = {area_id for area_id in area_ids if area_id is not None}
    names: dict[int | None, str] = {None: WHOLE_TEAM}
    if wanted:
        query = sa.select(Area.id, Area.name).where(Area.id.in_(wanted))
        names.update((area_id, name) for area_id, name in db.session.execute(query))
    return names
