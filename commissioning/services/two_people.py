"""Proposing what takes two people, and deciding it.

How a subject uses this (see pots.add_money for one that does):

1. It names what it does, once:  `@two_people.carries_out("pay_award")` over a function
   `(proposer, second, held) -> LedgerEntry | None` that does the thing from `held.payload` and passes `second` on to
   the ledger. It is called when the second person confirms, in their transaction, with both people's rights as they
   are then; a Refusal it raises leaves everything waiting as it was.
2. Where one person acts, it asks `two_people.is_needed(...)` and, when so, calls `two_people.propose(...)`
   instead of moving money, and says "It waits for a second person" (`held.public_id` is the page to link to).

The ledger itself refuses a large entry that came past this, so nothing is lost by forgetting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app import audit
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import two_people as rules
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import HeldState
from commissioning.services.ledger_limits import alone_today, set_amount
from models.ledger import LedgerEntry
from models.people import User
from models.pots import Pot
from models.two_people import Held
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal

CarryOut = Callable[[Actor, Actor, Held], LedgerEntry | None]
_CARRIES_OUT: dict[str, CarryOut] = {}
# Posts that answer for public money: any of them may be the second person, but never for their own proposal.
SECONDS = (Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER)


@dataclass(frozen=True)
class Wanted:
    """What is proposed. `words` says it in one plain sentence; `payload` is JSON: all that carrying it out needs."""

    kind: str
    amount: Pence
    words: str
    reason: str
    key: str
    payload: dict[str, Any]
    pot_id: int | None = None
    day: date | None = None
    not_by: Collection[str] = field(default=())  # public ids of others who may not be the second person


def carries_out(kind: str) -> Callable[[CarryOut], CarryOut]:
    """Register what is done when something of this kind is confirmed."""

    def register(function: CarryOut) -> CarryOut:
        _CARRIES_OUT[kind] = function
        return function

    return register


def is_needed(actor: Actor, amount: int, before: int = 0) -> bool:
    """Whether `amount` pence, with `before` moved alone today, is more than this person may move alone today."""
    return actor.is_signed_in and rules.is_above(amount + before, set_amount(local_date(now())))


def done_before(actor: Actor, kind: EntryKind, pot: Pot, key: str) -> Pence:
    """What this person moved alone in the pot today and counts with it; of a retry (`key` is in the books) nothing."""
    posted = db.session.scalar(sa.select(LedgerEntry.id).where(LedgerEntry.dedupe_key == key))
    return Pence(0) if posted is not None else alone_today(actor.public_id, kind, pot.id)


def turned_down(start: str) -> int:
    """How often what has a key that starts so was refused or taken back, so that it can be proposed again."""
    query = sa.select(sa.func.count()).where(
        Held.dedupe_key.startswith(start, autoescape=True),
        Held.state.in_([HeldState.REFUSED, HeldState.WITHDRAWN]),
    )
    return db.session.scalar(query) or 0


def decided(start: str) -> int:
    """How often what has a key that starts so was decided either way, where the same can be wanted again later."""
    query = sa.select(sa.func.count()).where(
        Held.dedupe_key.startswith(start, autoescape=True), Held.state != HeldState.WAITING
    )
    return db.session.scalar(query) or 0


def propose(actor: Actor, wanted: Wanted) -> Held:
    """Hold what is wanted for a second person; nothing moves. The same key again returns the first proposal."""
    if wanted.kind not in _CARRIES_OUT:
        raise ValueError(f"nothing carries out {wanted.kind}")
    earlier = db.session.scalars(sa.select(Held).where(Held.dedupe_key == wanted.key)).first()
    if earlier is not None:
        return earlier
    held = Held(
        kind=wanted.kind, pot_id=wanted.pot_id, amount_pence=wanted.amount, words=wanted.words, reason=wanted.reason,
        payload=wanted.payload, day=wanted.day, not_by=sorted(wanted.not_by), proposed_by=actor.public_id,
        proposed_name=actor.name, proposed_at=now(), state=HeldState.WAITING, decided_at=None, dedupe_key=wanted.key,
    )  # fmt: skip
    db.session.add(held)
    db.session.flush()
    audit.record("money.proposed", held, actor=actor, what=wanted.kind, pence=int(wanted.amount))
    return held


def may_decide(actor: Actor, held: Held) -> bool:
    """Whether this person may be the second one (their own proposal apart, which `confirm` refuses in words)."""
    if held.pot is None:
        return actor.has(*SECONDS, scope=ScopeKind.COUNCIL)
    return actor.has(*SECONDS, scope=ScopeKind.TEAM, scope_id=held.pot.team_id)


def confirm(actor: Actor, held: Held) -> LedgerEntry | None:
    """The second person agrees, and it is done at once, in the books of today (or of the day it is dated).

    Raises Refusal for one's own proposal, for somebody without the post, when it was decided already, and when what
    was right when proposed no longer is (the money is gone, the month is closed, the proposer has left).
    """
    _check_second(actor, held)
    _decide(actor, held, HeldState.CONFIRMED)
    entry = _CARRIES_OUT[held.kind](_proposer(held), actor, held)
    if entry is not None:
        db.session.execute(_this(held).values(entry_id=entry.id))
        db.session.refresh(held)
    audit.record("money.confirmed", held, actor=actor, entry=entry.public_id if entry else "")
    return entry


def refuse(actor: Actor, held: Held, why: str) -> None:
    """The second person says no, and why."""
    rules.check_why(why)
    _check_second(actor, held)
    _decide(actor, held, HeldState.REFUSED, why.strip())
    audit.record("money.refused", held, actor=actor, why=why.strip())


def withdraw(actor: Actor, held: Held) -> None:
    """The proposer takes it back."""
    if actor.public_id != held.proposed_by:
        raise Refusal("Only the one who proposed it can take it back.")
    rules.check_waiting(held.state)
    _decide(actor, held, HeldState.WITHDRAWN)
    audit.record("money.withdrawn", held, actor=actor)


def _check_second(actor: Actor, held: Held) -> None:
    rules.check_waiting(held.state)
    rules.check_second(held.proposed_by, actor.public_id, held.not_by)
    if not may_decide(actor, held):
        raise Refusal("Only a finance lead, commissioning officer or decision-maker can do that.")


def _proposer(held: Held) -> Actor:
    """The proposer with the rights they hold today, so that nobody who has left can still move money."""
    user = db.session.scalars(sa.select(User).where(User.public_id == held.proposed_by)).first()
    if user is None:
        raise Refusal("The one who proposed this is no longer here. Refuse it, and propose it again.")
    return actor_from(user)


def _decide(actor: Actor, held: Held, state: HeldState, why: str = "") -> None:
    """One decision only, whoever races: the update holds the state it was read in."""
    values = {
        "state": state,
        "decided_by": actor.public_id,
        "decided_name": actor.name,
        "decided_at": now(),
        "why": why,
    }
    changed = db.session.execute(_this(held).where(Held.state == HeldState.WAITING).values(**values))
    db.session.refresh(held)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        rules.check_waiting(held.state)


def _this(held: Held) -> sa.Update:
    return sa.update(Held).where(Held.id == held.id).execution_options(synchronize_session=False)
