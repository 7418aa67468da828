"""Fills a database with many pots and very many entries, set by set, past the services and through every trigger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from app.db import db, new_public_id
from app.transactions import writing
from commissioning.rules.pence import Pence
from models.ledger import Account, LedgerEntry, LedgerLine
from models.places import Team
from models.pots import Fund, Pot, PotLine

BATCH = 20_000
FIRST = datetime(2025, 4, 2, 9, tzinfo=UTC)
DAYS = 600  # entries are spread over so many days
AWARDS = 4  # for each pot


def fill(pots: int, entries: int) -> None:
    """So many pots of one team in one fund, and so many entries among them: money in, promises, payments in turn."""
    db.session.remove()
    with writing(), db.engine.begin() as connection:
        accounts = _pots(connection, pots)
        for start in range(0, entries, BATCH):
            _entries(connection, accounts, range(start + 1, min(start + BATCH, entries) + 1), pots)
        connection.execute(sa.text("ANALYZE"))


def _pots(connection: sa.Connection, pots: int) -> dict[str, int]:
    """Pots with their accounts; returns each account's key by what it is for."""
    team = connection.scalar(sa.select(Team.id).where(Team.name == "Alderbrook South team"))
    connection.execute(sa.insert(Fund), [{"name": "Bench fund", "about": "", "public_id": new_public_id()}])
    fund = connection.scalar(sa.select(Fund.id).where(Fund.name == "Bench fund"))
    plan = {
        "team_id": team, "fund_id": fund, "purpose": "", "decision_route": "committee", "decided_by": "A committee",
        "financial_year": "2026/27", "opens_on": date(2026, 4, 1), "closes_on": date(2027, 4, 1), "ring_fence": "",
        "max_award_pence": None, "state": "open", "created_at": FIRST,
    }  # fmt: skip
    connection.execute(
        sa.insert(Pot), [{**plan, "name": f"Pot {n}", "public_id": new_public_id()} for n in range(pots)]
    )
    keys = list(connection.scalars(sa.select(Pot.id).order_by(Pot.id)))
    connection.execute(sa.insert(PotLine), [{"pot_id": key, "area_id": None} for key in keys])
    empty = {
        "fund_id": None, "pot_id": None, "award_id": None, "may_go_below_zero": False, "balance_pence": Pence(0),
        "last_line_id": 0,
    }  # fmt: skip
    rows = [
        {**empty, "code": f"source:{fund}:all", "kind": "source", "fund_id": fund, "may_go_below_zero": True}
    ]
    for at, key in enumerate(keys):
        rows.append({**empty, "code": f"left:{key}:all", "kind": "left", "pot_id": key})
        for kind in ("promised", "paid"):
            rows += [
                {
                    **empty,
                    "code": f"{kind}:{key}:all:a{at}-{n}",
                    "kind": kind,
                    "pot_id": key,
                    "award_id": f"a{at}-{n}",
                }
                for n in range(AWARDS)
            ]
    connection.execute(sa.insert(Account), rows)
    codes = dict(connection.execute(sa.select(Account.code, Account.id)).all())
    return codes | {f"pot {at}": key for at, key in enumerate(keys)} | {"source": codes[f"source:{fund}:all"]}


def _entries(connection: sa.Connection, accounts: dict[str, int], numbers: range, pots: int) -> None:
    heads, lines = [], []
    for number in numbers:
        pot, turn = number % pots, number // pots
        kind, start, to, pence = _moved(accounts, pot, turn)
        at = FIRST + timedelta(days=number * DAYS // 1_000_000)
        heads.append({
            "id": number, "public_id": f"e{number:011d}", "kind": kind, "reason": "For the benchmark", "at": at,
            "actor_id": "system", "actor_name": "Our Part", "day": at.date(), "dedupe_key": f"bench:{number}",
            "confirmed_by": "", "confirmed_name": "", "reverses_id": None,
        })  # fmt: skip
        lines.append({
            "entry_id": number, "pot_id": accounts[f"pot {pot}"], "from_account_id": start, "to_account_id": to,
            "amount_pence": Pence(pence),
        })  # fmt: skip
    connection.execute(sa.insert(LedgerEntry), heads)
    connection.execute(sa.insert(LedgerLine), lines)


def _moved(accounts: dict[str, int], pot: int, turn: int) -> tuple[str, int, int, int]:
    """One movement: £100 in, then £10 promised, then £10 paid, over and over."""
    key, award = accounts[f"pot {pot}"], f"a{pot}-{turn % AWARDS}"
    left, held, paid = (
        accounts[code]
        for code in (f"left:{key}:all", f"promised:{key}:all:{award}", f"paid:{key}:all:{award}")
    )
    if turn // AWARDS % 3 == 0:
        return "allocate", accounts["source"], left, 100_00
    return ("commit", left, held, 10_00) if turn // AWARDS % 3 == 1 else ("pay", held, paid, 10_00)
