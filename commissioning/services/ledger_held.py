"""The finance lead's own movements, each done at once or, above the set amount, held for a second person."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date, short_day
from commissioning.rules import ledger as ledger_rules
from commissioning.rules import months
from commissioning.rules import pots as pot_rules
from commissioning.rules import two_people as rules
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_posting, pots, two_people
from commissioning.services.ledger_limits import open_from
from commissioning.services.two_people import Wanted
from models.ledger import LedgerEntry
from models.pots import Pot
from models.two_people import Held, TwoPeopleAmount
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def add_money(
    actor: Actor, pot: Pot, shares: ledger_posting.Shares, *, reason: str, key: str, day: date | None = None
) -> Held | None:
    """Add money to a pot; returns the proposal when it takes two people, None when the money is in."""
    total = Pence(sum(shares.values()))
    before = two_people.done_before(actor, EntryKind.ALLOCATE, pot, f"add:{pot.id}:{key}")
    if not two_people.is_needed(actor, total, before):
        pots.add_money(actor, pot, shares, reason=reason, key=key, day=day)
        return None
    pots.check_finance(actor, pot.team_id)
    pot_rules.check_takes_money(pot.state)
    months.check_day(EntryKind.ALLOCATE, day or _today(), _today(), open_from())
    payload = {"shares": [[area, int(pence)] for area, pence in shares.items() if pence], "key": key}
    words = f"Add {total} to {pot.name}, {pot.financial_year}{rules.day_words(total, before)}"
    return two_people.propose(
        actor,
        Wanted("add_money", total, words, reason, f"add:{pot.id}:{key}", payload, pot_id=pot.id, day=day),
    )


@two_people.carries_out("add_money")
def _add_money(proposer: Actor, second: Actor, held: Held) -> LedgerEntry:
    shares = {area: Pence(pence) for area, pence in held.payload["shares"]}
    return pots.add_money(
        proposer, _pot_of(held), shares, reason=held.reason, key=held.payload["key"], day=held.day, second=second
    )  # fmt: skip


def put_right(actor: Actor, pot: Pot, entry: LedgerEntry, *, reason: str) -> Held | None:
    """Reverse a wrong entry; returns the proposal when it takes two people, None when it is put right."""
    total = Pence(sum(line.amount_pence for line in entry.lines))
    if not two_people.is_needed(actor, total):
        ledger.reverse(actor, entry, reason=reason)
        return None
    already = sa.select(LedgerEntry.id).where(LedgerEntry.reverses_id == entry.id)
    ledger_rules.check_reversible(entry.kind, db.session.scalar(already) is not None)
    name = ledger_rules.ENTRY_NAMES[entry.kind]
    words = f"Move back “{name}” of {total} in {pot.name}, {pot.financial_year}, dated {short_day(entry.day)}"
    start = f"put_right:{entry.public_id}:"
    key = f"{start}{two_people.turned_down(start)}"
    payload = {"entry": entry.public_id}
    return two_people.propose(actor, Wanted("put_right", total, words, reason, key, payload, pot_id=pot.id))


@two_people.carries_out("put_right")
def _put_right(proposer: Actor, second: Actor, held: Held) -> LedgerEntry:
    pots.check_finance(proposer, _pot_of(held).team_id)
    entry = db.session.scalars(
        sa.select(LedgerEntry).where(LedgerEntry.public_id == held.payload["entry"])
    ).one()
    return ledger.reverse(proposer, entry, reason=held.reason, second=second)


def set_amount(actor: Actor, amount: Pence, from_day: date, *, reason: str, key: str) -> Held:
    """Propose another amount above which two people are needed. Changing it always takes two people itself."""
    if not pots.runs_any(actor):
        raise Refusal("Only the finance lead can do that.")
    rules.check_set_amount(amount)
    rules.check_from_day(from_day, _today())
    words = f"From {short_day(from_day)}, two people are needed above {amount}"
    payload = {"amount": int(amount), "from_day": from_day.isoformat()}
    return two_people.propose(
        actor, Wanted("set_amount", Pence(0), words, reason, f"set_amount:{key}", payload)
    )


@two_people.carries_out("set_amount")
def _set_amount(proposer: Actor, second: Actor, held: Held) -> None:
    if not pots.runs_any(proposer):
        raise Refusal("Only the finance lead can do that.")
    from_day = max(date.fromisoformat(held.payload["from_day"]), _today())
    row = TwoPeopleAmount(
        from_day=from_day, amount_pence=Pence(held.payload["amount"]), reason=held.reason,
        set_by=proposer.public_id, confirmed_by=second.public_id, at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record("money.set_amount_changed", held, actor=proposer, **held.payload)


def _pot_of(held: Held) -> Pot:
    return db.session.get_one(Pot, held.pot_id)


def _today() -> date:
    return local_date(now())
