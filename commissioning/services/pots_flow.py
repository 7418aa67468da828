"""What the pictures of a pot are drawn from: where its money came from, by area, what it does, projects, months.

Everything is summed by the database from the books, in three queries however many entries there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules import pound_river as rules
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import Standing
from commissioning.rules.pots_history import MonthEnd, Moved, month_ends
from commissioning.rules.pound_river import Piece, Row
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Pot

A = AccountKind
_FROM, _TO = aliased(Account), aliased(Account)
NEW, CARRIED, PARTNERS = "new", "carried", "partners"
WENT_ON, WENT_BACK, REST = "went_on", "went_back", "rest"
FATES = (
    ("paid", "Paid"),
    ("promised", "Promised"),
    ("left", "Left"),
    (WENT_ON, "Next year"),
    (WENT_BACK, "Handed back"),
)
ORIGINS = ((NEW, "From the fund"), (CARRIED, "From the year before"), (PARTNERS, "From partners"))


@dataclass(frozen=True)
class Picture:
    """A pot in two pictures, each with its table."""

    river: tuple[Row, ...]
    months: tuple[MonthEnd, ...]


def picture_of(pot: Pot, standing: Standing, today: date) -> Picture:
    """Both pictures. The river's first row is what ever came in, so money that went on or back is drawn too."""
    moved = _moved(pot)
    came, went = _origins(moved)
    months = month_ends([Moved(row.day, row.start, row.to, row.pence) for row in moved], today)
    return Picture(_river(standing, came, went, _projects(pot)), tuple(months))


@dataclass(frozen=True)
class _Line:
    day: date
    entry: EntryKind
    start: AccountKind
    to: AccountKind
    area_id: int | None
    is_partners: bool
    pence: int


def _moved(pot: Pot) -> list[_Line]:
    area = sa.func.coalesce(_FROM.area_id, _TO.area_id)
    partner = sa.func.coalesce(_FROM.partner_id, _TO.partner_id).is_not(None)
    keys = (LedgerEntry.day, LedgerEntry.kind, _FROM.kind, _TO.kind, area, partner)
    query = (
        sa.select(*keys, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .join(_FROM, _FROM.id == LedgerLine.from_account_id)
        .join(_TO, _TO.id == LedgerLine.to_account_id)
        .where(LedgerLine.pot_id == pot.id)
        .group_by(*keys)
    )
    return [
        _Line(day, kind, start, to, area_id, bool(theirs), int(pence))
        for day, kind, start, to, area_id, theirs, pence in db.session.execute(query)
    ]


Sums = Counter[tuple[str, int | None]]  # (origin or fate, area) -> pence


def _origins(moved: list[_Line]) -> tuple[Sums, Sums]:
    """What came in by origin and area, and what went out again: a mistake put right never came."""
    came: Sums = Counter()
    went: Sums = Counter()
    for line in moved:
        origin = PARTNERS if line.is_partners else NEW
        if line.start is A.SOURCE:
            came[origin, line.area_id] += line.pence
        elif line.to is A.SOURCE and line.entry is EntryKind.HAND_BACK:
            went[WENT_BACK, line.area_id] += line.pence
        elif line.to is A.SOURCE:
            came[origin, line.area_id] -= line.pence
        elif line.start is A.BETWEEN_YEARS:
            came[CARRIED, line.area_id] += line.pence
        elif line.to is A.BETWEEN_YEARS:
            went[WENT_ON, line.area_id] += line.pence
    return came, went


@dataclass(frozen=True)
class _Project:
    public_id: str
    title: str
    paid: Pence
    promised: Pence


def _projects(pot: Pot) -> list[_Project]:
    """What each award holds of this pot's money now."""
    query = (
        sa.select(Award.public_id, Award.title, Account.kind, sa.func.sum(Account.balance_pence))
        .join(Account, Account.award_id == Award.public_id)
        .where(Account.pot_id == pot.id, Account.kind.in_((A.PAID, A.PROMISED)), Account.balance_pence > 0)
        .group_by(Award.public_id, Award.title, Account.kind)
    )
    sums: dict[tuple[str, str], dict[AccountKind, Pence]] = {}
    for public_id, title, kind, pence in db.session.execute(query):
        sums.setdefault((public_id, title), {})[kind] = Pence(pence)
    nothing = Pence(0)
    return [
        _Project(public_id, title, by.get(A.PAID, nothing), by.get(A.PROMISED, nothing))
        for (public_id, title), by in sums.items()
    ]


def _river(standing: Standing, came: Sums, went: Sums, projects: list[_Project]) -> tuple[Row, ...]:
    areas = [(area.area_id, area.area) for area in standing.areas]
    fates: dict[tuple[str, int | None], int] = {
        (fate, area.area_id): pence
        for area in standing.areas
        for fate, pence in (("paid", area.paid), ("promised", area.promised), ("left", area.left))
    } | dict(went)
    first = [Piece(k, name, _sum(came, k), k, "came_in") for k, name in ORIGINS]
    second = [_area(area_id, name, came) for area_id, name in areas]
    third = [
        Piece(k, name, _sum(fates, k), k, k if k in {"paid", "promised"} else "came_in") for k, name in FATES
    ]
    fourth, last = _awarded(projects)
    down = {(k, f"area:{area_id}"): Pence(came[k, area_id]) for k, _ in ORIGINS for area_id, _ in areas}
    on = {(f"area:{area_id}", k): Pence(fates.get((k, area_id), 0)) for k, _ in FATES for area_id, _ in areas}
    rows = [("Came in", first), ("By area", second), ("Where it is now", third)]
    flows: list[rules.Flows] = [down, on]
    if len(areas) == 1:  # one area is the whole pot, so a row of its own would say nothing
        ((area_id, _),) = areas
        rows, flows = (
            [rows[0], rows[2]],
            [_through(first, third, {k: fates.get((k, area_id), 0) for k, _ in FATES})],
        )
    if fourth:
        return rules.draw([*rows, ("Projects", fourth)], [*flows, last])
    return rules.draw(rows, flows)


def _through(above: list[Piece], below: list[Piece], wanted: Mapping[str, int]) -> rules.Flows:
    """Money of several origins is one sum once it is in: it goes to what it does in the order of both rows."""
    flows: dict[tuple[str, str], Pence] = {}
    still = dict(wanted)
    for top in above:
        rest = int(top.pence)
        for piece in below:
            part = min(rest, still[piece.key])
            if part:
                flows[top.key, piece.key] = Pence(part)
            rest, still[piece.key] = rest - part, still[piece.key] - part
    return flows


def _area(area_id: int | None, name: str, came: Sums) -> Piece:
    pence = Pence(sum(came[origin, area_id] for origin, _ in ORIGINS))
    return Piece(f"area:{area_id}", name, pence, "area", f"area:{area_id or 'all'}")


def _awarded(projects: list[_Project]) -> tuple[list[Piece], rules.Flows]:
    """The projects as pieces, the smallest as one, with what of each is paid and what is promised."""
    pieces = [
        Piece(
            p.public_id,
            p.title,
            p.paid + p.promised,
            "project" if p.paid else "promised",
            f"award:{p.public_id}",
        )
        for p in projects
    ]
    largest, rest = rules.fewest(pieces)
    small = {piece.key for piece in rest}
    flows: Counter[tuple[str, str]] = Counter()
    for one in projects:
        key = REST if one.public_id in small else one.public_id
        flows["paid", key] += one.paid
        flows["promised", key] += one.promised
    if rest:
        largest.append(
            Piece(REST, f"{len(rest)} more", Pence(sum(p.pence for p in rest)), "project", "awards")
        )
    ordered = sorted(largest, key=lambda p: (p.key == REST, not flows["paid", p.key], -p.pence))
    return ordered, {key: Pence(pence) for key, pence in flows.items()}


def _sum(sums: Mapping[tuple[str, int | None], int], name: str) -> Pence:
    return Pence(sum(pence for (key, _), pence in sums.items() if key == name))
