"""Importing opening balances: every row is checked against what there is, and then all are posted or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.csv_in import Problem
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import TAKES_MONEY, DecisionRoute, PotAction, PotState
from commissioning.rules.pots_csv import parse
from commissioning.services import ledger, ledger_posting, pots, pots_making
from commissioning.services.pots_import_places import Imported, Placed, place
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Pot
from participation.rules.people import Actor

Opening = dict[tuple[int, int | None], Pence]  # (pot id, area id) -> pence


def import_file(
    actor: Actor,
    data: bytes,
    *,
    make_places: bool = False,
    default_route: DecisionRoute | None = None,
    only_check: bool = False,
    second: Actor | None = None,
) -> Imported:
    """Import a file of opening balances (see rules.pots_csv). Importing it again changes nothing.

    `make_places` makes the teams and areas that the file names and the council has not got (the command line).
    `only_check` writes nothing. Above the set amount held_changes.import_file holds it for a `second` person.
    """
    parsed = parse(data, default_route)
    if parsed.problems:
        return Imported(problems=list(parsed.problems))
    result = Imported()
    placed = place(parsed.rows, make_places, result)
    result.problems += [
        Problem(item.row.number, "only the finance lead can open a pot for this team")
        for item in placed
        if not pots.runs(actor, item.team.id)
    ]
    if not result.problems:
        existing = _existing(placed)
        by_pot = _check(placed, existing, result)
        if by_pot and only_check:
            _name(by_pot, existing, result)
        else:
            _write(actor, by_pot, existing, second, result)
    return result


_Key = tuple[str, str, str]


def _check(placed: list[Placed], existing: dict[_Key, Pot], result: Imported) -> dict[_Key, list[Placed]]:
    """The rows of each pot, to write; none when there are problems, or when it was imported before."""
    by_pot: dict[_Key, list[Placed]] = defaultdict(list)
    for item in placed:
        by_pot[item.row.pot_key].append(item)
    opened = _opened([pot.id for pot in existing.values()])
    same, different = _compare(placed, existing, opened)
    if same and not different and all(item in same for item in placed if item.row.amount):
        result.again = True
        return {}
    result.problems += [*_already(same, existing, opened), *_already(different, existing, opened)]
    result.problems += _closed(placed, existing)
    result.problems.sort(key=lambda problem: problem.row or 0)
    return {} if result.problems else by_pot


def _name(by_pot: dict[_Key, list[Placed]], existing: dict[_Key, Pot], result: Imported) -> None:
    for key, items in by_pot.items():
        row = items[0].row
        result.named[f"{row.pot}, {row.year} ({items[0].team.name})"] = Pence(
            sum(i.row.amount for i in items)
        )
        result.there += [existing[key]] if key in existing else []


def _write(
    actor: Actor, by_pot: dict[_Key, list[Placed]], existing: dict[_Key, Pot], second: Actor | None, result: Imported
) -> None:  # fmt: skip
    for key, items in by_pot.items():
        pot = existing.get(key) or _make(actor, items)
        shares = {item.area_id: item.row.amount for item in items if item.row.amount}
        pots_making.add_lines(pot, [item.area_id for item in items])
        if shares:
            _post(actor, pot, shares, second)
        result.pots.append((pot, Pence(sum(shares.values()))))
        result.balances += len(items)


def _post(actor: Actor, pot: Pot, shares: ledger_posting.Shares, second: Actor | None) -> None:
    before = sa.select(sa.func.count(sa.distinct(LedgerEntry.id))).join(LedgerLine)
    times = db.session.scalar(
        before.where(LedgerLine.pot_id == pot.id, LedgerEntry.kind == EntryKind.OPENING)
    )
    ledger.add_money(
        actor, pot, shares, reason="Opening balances imported from a file",
        key=f"opening:{pot.id}:{times}", kind=EntryKind.OPENING, second=second,
    )  # fmt: skip
    if pot.state is PotState.DRAFT:
        pots.change(actor, pot, PotAction.OPEN)


def _make(actor: Actor, items: list[Placed]) -> Pot:
    row = items[0].row
    new = pots_making.NewPot(
        name=row.pot, fund=row.fund, team_id=items[0].team.id, route=row.route, decided_by=row.decided_by,
        financial_year=row.year, purpose=row.purpose, area_ids=[i.area.id for i in items if i.area],
    )  # fmt: skip
    return pots_making.create(actor, new)


def _existing(placed: Iterable[Placed]) -> dict[tuple[str, str, str], Pot]:
    found: dict[tuple[str, str, str], Pot] = {}
    team_ids = {item.team.id: item.row.team.casefold() for item in placed}
    for pot in db.session.scalars(sa.select(Pot).where(Pot.team_id.in_(team_ids))):
        found[team_ids[pot.team_id], pot.name.casefold(), pot.financial_year] = pot
    return found


def _opened(pot_ids: list[int]) -> Opening:
    """Opening balances that stand (not put right since), by pot and area, in one query."""
    undone = aliased(LedgerEntry)
    query = (
        sa.select(Account.pot_id, Account.area_id, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, LedgerLine.to_account_id == Account.id)
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .outerjoin(undone, undone.reverses_id == LedgerEntry.id)
        .where(LedgerEntry.kind == EntryKind.OPENING, undone.id.is_(None), Account.kind == AccountKind.LEFT)
        .where(Account.pot_id.in_(pot_ids))
        .group_by(Account.pot_id, Account.area_id)
    )
    return {(pot_id, area_id): Pence(pence) for pot_id, area_id, pence in db.session.execute(query) if pot_id}


def _compare(
    placed: Iterable[Placed], existing: dict[tuple[str, str, str], Pot], opened: Opening
) -> tuple[list[Placed], list[Placed]]:
    """Rows whose balance is in the books already: with the same amount, and with another."""
    same: list[Placed] = []
    different: list[Placed] = []
    for item in placed:
        pot = existing.get(item.row.pot_key)
        stands = opened.get((pot.id, item.area_id)) if pot else None
        if stands is not None:
            (same if stands == item.row.amount else different).append(item)
    return same, different


def _already(
    items: Iterable[Placed], existing: dict[tuple[str, str, str], Pot], opened: Opening
) -> list[Problem]:
    return [
        Problem(
            item.row.number,
            f"{item.row.pot} in {item.row.area or 'the whole team'} has an opening balance already: "
            f"{opened[existing[item.row.pot_key].id, item.area_id]}. Use “Add money” on its page to change it",
        )
        for item in items
    ]


def _closed(placed: Iterable[Placed], existing: dict[tuple[str, str, str], Pot]) -> list[Problem]:
    return [
        Problem(item.row.number, f"{item.row.pot} for {item.row.year} is closed, so it takes no more money")
        for item in placed
        if (pot := existing.get(item.row.pot_key)) and pot.state not in TAKES_MONEY
    ]
