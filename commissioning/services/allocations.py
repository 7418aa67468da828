"""Sharing a pot's money between its areas by formula: the working, posting it, and reading it afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import allocation as rules
from commissioning.rules.allocation import FIGURE_NAMES, Formula, Place, Working
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import check_takes_money
from commissioning.rules.two_people import day_words
from commissioning.services import area_figures, pots, two_people
from commissioning.services.two_people import Wanted
from models.ledger import LedgerEntry
from models.pots import Pot
from models.pots_terms import Allocation
from models.two_people import Held
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

KIND = "share_by_formula"


@dataclass(frozen=True)
class Shown:
    """A working as it is shown before it is applied: with a stamp that says what was seen, and its sources."""

    working: Working
    sources: tuple[str, ...]

    @property
    def stamp(self) -> str:
        """Changes when any figure of the working does."""
        kept = json.dumps(self.working.as_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(kept.encode()).hexdigest()[:16]


def work_out(pot: Pot, total: Pence, formula: Formula, floor: Pence | None = None) -> Shown:
    """How a sum would be shared between the pot's areas; writes nothing. Raises Refusal beside the field."""
    areas = pots.areas_of(pot)
    found = area_figures.newest([area_id for area_id, _ in areas if area_id is not None])
    places = [
        Place(area_id, name, {kind: figure.value for kind, figure in found.get(area_id or 0, {}).items()})
        for area_id, name in areas
    ]
    working = rules.allocate(total, formula, places, floor)
    told: dict[str, None] = {}
    for kind in working.kinds:
        for figures in found.values():
            if kind in figures:
                said = FIGURE_NAMES[kind]
                told[
                    f"{said[0].upper()}{said[1:]}: {figures[kind].source}, {figures[kind].as_of:%d %B %Y}"
                ] = None
    return Shown(working, tuple(told))


def apply(
    actor: Actor,
    pot: Pot,
    total: Pence,
    formula: Formula,
    floor: Pence | None,
    *,
    seen: str,
    reason: str,
    key: str,
) -> Held | None:
    """Add the money to the pot as the working says, and keep the working with it.

    `seen` is the stamp of the working the person looked at: when a figure has changed since, nothing is written.
    Returns the proposal when the sum takes two people, None when the money is in.
    """
    pots.check_finance(actor, pot.team_id)
    shown = work_out(pot, total, formula, floor)
    if shown.stamp != seen:
        raise Refusal(
            "The sum has changed since you looked at it: a figure is newer. Look at it again, then apply it"
        )
    before = two_people.done_before(actor, EntryKind.ALLOCATE, pot, f"add:{pot.id}:{key}")
    if two_people.is_needed(actor, total, before):
        check_takes_money(pot.state)
        words = (
            f"Share {total} between the areas of {pot.name}, {pot.financial_year}{day_words(total, before)}"
        )
        payload = {"working": shown.working.as_json(), "sources": list(shown.sources), "key": key}
        wanted = Wanted(KIND, total, words, reason, f"share:{pot.id}:{key}", payload, pot_id=pot.id)
        return two_people.propose(actor, wanted)
    _post(actor, pot, shown, reason, key)
    return None


@two_people.carries_out(KIND)
def _carry_out(proposer: Actor, second: Actor, held: Held) -> LedgerEntry:
    pot = db.session.get_one(Pot, held.pot_id)
    shown = Shown(Working.from_json(held.payload["working"]), tuple(held.payload["sources"]))
    return _post(proposer, pot, shown, held.reason, held.payload["key"], second)


def _post(
    actor: Actor, pot: Pot, shown: Shown, reason: str, key: str, second: Actor | None = None
) -> LedgerEntry:
    working = shown.working
    shares = {line.key: line.share for line in working.lines if line.share}
    entry = pots.add_money(actor, pot, shares, reason=reason, key=key, second=second)
    if db.session.scalar(sa.select(Allocation.id).where(Allocation.entry_id == entry.id)) is None:
        made = Allocation(
            pot_id=pot.id, entry_id=entry.id, formula=working.formula, total_pence=working.total,
            working=working.as_json(), sources=list(shown.sources), at=now(), by_name=actor.name,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        audit.record(
            "pot.shared_by_formula", pot, actor=actor, formula=str(working.formula), pence=int(working.total)
        )
    return entry


@dataclass(frozen=True)
class Kept:
    """A sum that was shared by formula, as people read it afterwards."""

    working: Working
    sources: tuple[str, ...]
    at: datetime
    by_name: str


def workings_of(pot: Pot) -> list[Kept]:
    """The same with each working whole, newest first. One query."""
    return [
        Kept(Working.from_json(one.working), tuple(one.sources), one.at, one.by_name) for one in of_pot(pot)
    ]


def of_pot(pot: Pot) -> Sequence[Allocation]:
    """Every sum of this pot that was shared by formula, newest first."""
    query = sa.select(Allocation).where(Allocation.pot_id == pot.id).order_by(Allocation.id.desc())
    return db.session.scalars(query).all()
