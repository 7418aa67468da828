"""An award's money in the books: promised from a pot, paid, given back before it was paid, returned after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import ledger as rules
from commissioning.rules import pots as pot_rules
from commissioning.rules import pots_life
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.services.ledger_accounts import Spec, held_for
from commissioning.services.ledger_posting import Move, Shares, left, paid, post, posted, promised
from models.ledger import LedgerEntry
from models.pots import Pot
from participation.rules.people import Actor
from participation.rules.refusals import NotFound


def commit_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    shares: Shares,
    reason: str,
    partners: Mapping[str, Shares] | None = None,
) -> LedgerEntry:
    """Promise an award (its public id) from a pot, an amount for each area; once for each award.

    `partners` adds what comes from partners' own lines: partner's public id -> shares. Raises Refusal when the pot
    takes no promises now, when the award is above the pot's limit, or when an area has too little left: "The pot has
    £310.00 left in Millfield and this asks £400.00".
    """
    pot = _pot(pot_id)
    pots_life.check_may_promise(pot.life, local_date(now()))
    lines: list[tuple[str | None, int | None, Pence]]
    lines = [(None, area, pence) for area, pence in shares.items() if pence]
    lines += [(who, area, p) for who, theirs in (partners or {}).items() for area, p in theirs.items() if p]
    pot_rules.check_award_limit(sum(pence for _, _, pence in lines), pot.max_award_pence)
    moves = [
        Move(left(pot_id, area, who), promised(pot_id, area, award_id, who), pence, pot_id)
        for who, area, pence in lines
    ]
    return post(actor, EntryKind.COMMIT, moves, reason=reason, key=f"commit:{award_id}")


def pay_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """Pay `amount` of what is promised to an award, from each area's promise in turn, largest first."""
    return _move(
        EntryKind.PAY, pot_id, lambda: _taken(award_id, AccountKind.PROMISED, amount),
        lambda spec: paid(pot_id, spec.area_id, award_id, spec.partner_id),
        actor=actor, reason=reason, key=f"pay:{award_id}:{key}", second=second,
    )  # fmt: skip


def release_award(actor: Actor, *, award_id: str, pot_id: int, reason: str) -> LedgerEntry | None:
    """Give back to the pot everything promised to an award and not paid; None when that is nothing."""
    moves = [
        Move(spec, left(pot_id, spec.area_id, spec.partner_id), balance, pot_id)
        for spec, balance in held_for(award_id, AccountKind.PROMISED)
    ]
    return post(actor, EntryKind.RELEASE, moves, reason=reason, key=f"release:{award_id}") if moves else None


def release_part(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    areas: Collection[int | None] | None = None,
) -> LedgerEntry:
    """Give back part of what is promised to an award and not paid: of these areas only, or of each, largest first."""
    return _move(
        EntryKind.RELEASE, pot_id, lambda: _taken(award_id, AccountKind.PROMISED, amount, areas),
        lambda spec: left(pot_id, spec.area_id, spec.partner_id),
        actor=actor, reason=reason, key=f"release:{award_id}:{key}",
    )  # fmt: skip


def return_from_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """Money that was paid comes back to the pot, to the areas it came from, largest first."""
    return _move(
        EntryKind.RETURN, pot_id, lambda: _taken(award_id, AccountKind.PAID, amount),
        lambda spec: left(pot_id, spec.area_id, spec.partner_id),
        actor=actor, reason=reason, key=f"return:{award_id}:{key}", second=second,
    )  # fmt: skip


def _move(
    kind: EntryKind,
    pot_id: int,
    taken: Callable[[], list[tuple[Spec, int]]],
    to: Callable[[Spec], Spec],
    *,
    actor: Actor,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """Move what is taken of an award's accounts, each to where `to` says; the same key a second time moves nothing."""
    if (earlier := posted(key)) is not None:
        return earlier
    moves = [Move(spec, to(spec), part, pot_id) for spec, part in taken()]
    return post(actor, kind, moves, reason=reason, key=key, second=second)


def _taken(
    award_id: str, kind: AccountKind, amount: int, areas: Collection[int | None] | None = None
) -> list[tuple[Spec, int]]:
    """Which of an award's accounts give how much of `amount`; raises Refusal when all together hold less."""
    held = [one for one in held_for(award_id, kind) if areas is None or one[0].area_id in areas]
    rules.check_fits(amount, sum(balance for _, balance in held), rules.WHOLE_TEAM, "award")
    taken, rest = [], amount
    for spec, balance in held:
        part = min(rest, balance)
        if part:
            taken.append((spec, part))
        rest -= part
    return taken


def _pot(pot_id: int) -> Pot:
    pot = db.session.get(Pot, pot_id, populate_existing=True)
    if pot is None:
        raise NotFound
    return pot
