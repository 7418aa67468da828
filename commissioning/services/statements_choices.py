"""What a statement can be narrowed to: the pots, funds, areas, partners and projects the reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.db import db
from commissioning.rules.months import after, month_of
from commissioning.services import pots
from commissioning.services.statements import Asked
from models.awards import Award
from models.ledger import Account
from models.organisations import Organisation
from models.places import Area
from models.pots import Pot
from participation.rules.people import Actor

PROJECTS_SHOWN = 300
NOTHING = -1  # a key no row has: what is asked for and not there shows nothing, and never everything


@dataclass(frozen=True)
class Choices:
    """Each list as (value for the address, words); `keys` finds the database's own key."""

    pots: list[tuple[str, str]]
    funds: list[tuple[str, str]]
    areas: list[tuple[str, str]]
    partners: list[tuple[str, str]]
    projects: list[tuple[str, str]]
    keys: Mapping[str, int]

    def asked(self, args: Mapping[str, str], since: date | None, until: date | None) -> Asked:
        """What an address asks for."""
        return Asked(
            pot_id=self._key("pot", args), fund_id=self._key("fund", args), area_id=self._key("area", args),
            partner_id=args.get("partner") or None, award_id=args.get("project") or None, since=since, until=until,
        )  # fmt: skip

    def _key(self, name: str, args: Mapping[str, str]) -> int | None:
        value = args.get(name, "")
        return self.keys.get(f"{name} {value}", NOTHING) if value else None


def choices_for(actor: Actor) -> Choices:
    """Everything the reader may choose; four queries."""
    seen = pots.pots_for(actor)
    keys = {f"pot {pot.public_id}": pot.id for pot in seen}
    keys.update({f"fund {pot.fund.public_id}": pot.fund_id for pot in seen})
    areas = []
    for area_id, public_id, name in db.session.execute(
        sa.select(Area.id, Area.public_id, Area.name).order_by(Area.name)
    ):
        keys[f"area {public_id}"] = area_id
        areas.append((public_id, name))
    visible = sa.select(Pot.id).where(pots.seen_by(actor))
    return Choices(
        pots=[(pot.public_id, f"{pot.name}, {pot.financial_year} ({pot.team.name})") for pot in seen],
        funds=sorted({(pot.fund.public_id, pot.fund.name) for pot in seen}, key=lambda fund: fund[1]),
        areas=areas, partners=_partners(visible), projects=_projects(visible), keys=keys,
    )  # fmt: skip


def _partners(visible: sa.Select[int]) -> list[tuple[str, str]]:
    with_lines = sa.select(Account.partner_id).where(
        Account.partner_id.is_not(None), Account.pot_id.in_(visible)
    )
    query = sa.select(Organisation.public_id, Organisation.name).where(Organisation.public_id.in_(with_lines))
    return [(public_id, name) for public_id, name in db.session.execute(query.order_by(Organisation.name))]


def _projects(visible: sa.Select[int]) -> list[tuple[str, str]]:
    query = sa.select(Award.public_id, Award.title).where(Award.pot_id.in_(visible))
    newest = query.order_by(Award.offered_at.desc(), Award.id.desc()).limit(PROJECTS_SHOWN)
    return [(public_id, title) for public_id, title in db.session.execute(newest)]


def spans(today: date, year_begins: date, year_ends: date) -> list[tuple[str, date, date]]:
    """Handy first and last days: this month, the month before, this financial year."""
    month = month_of(today)
    before = month_of(month - timedelta(days=1))
    day = timedelta(days=1)
    return [
        ("This month", month, after(month) - day),
        ("Last month", before, after(before) - day),
        ("This financial year", year_begins, year_ends - day),
    ]
