"""Small sums: asking, a manager's yes or no, buying with a receipt, the finance lead's check, and giving one up.

Every step that moves money is a ledger entry under the small sum's own public id: a promise when it is approved, a
payment when it is bought, and the change back to the office's pot in the same moment.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit, once
from app.clock import now
from app.db import db, new_public_id
from app.times import local_date
from commissioning.rules import small_sums as rules
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import FamilyNeed, SmallSumAction, SmallSumState
from commissioning.services import ledger_awards
from commissioning.services.small_sums_limits import OfficePot, office_pots, so_far
from models.places import Area
from models.small_sums import FamilyReference, SmallSum
from participation.rules.attachments import Upload
from participation.rules.known import known
from participation.rules.passphrases import choose_words
from participation.rules.people import Actor, Held, Role, ScopeKind
from participation.rules.refusals import Refusal
from participation.rules.themes import Shanarri
from participation.services import attachments

SUBJECT = "small_sum"
ASKS = (Role.FRONT_LINE_WORKER, Role.OFFICE_MANAGER)
NO_RECEIPT = "Add a photo of the receipt"


@dataclass(frozen=True)
class Asked:
    """What a worker writes, already tidy. `family` is a reference from before; empty for a family new to small sums."""

    office: str  # an area's public id
    item: str
    goal: str
    need: FamilyNeed
    outcome: Shanarri
    cost: Pence
    family: str = ""
    names_nobody: bool = False


def offices_of(actor: Actor) -> list[OfficePot]:
    """The offices this person may ask for, each with its pot; a council-wide role is for every office."""
    held = [one for one in actor.held if one.role in ASKS]
    return office_pots(_areas(held)) if held else []


def ask(actor: Actor, asked: Asked) -> SmallSum:
    """Ask for a small sum: approved at once within the limit, otherwise sent to a manager.

    Raises Refusal beside the field: over a limit (with the sum), words that show who it is, no such office.
    """
    office = next((one for one in offices_of(actor) if one.area.public_id == asked.office), None)
    if office is None:
        raise Refusal("Choose one of your offices", field="office")
    rules.check_words({"item": asked.item, "goal": asked.goal}, asked.names_nobody)
    family = _family(office.area, asked.family)
    rules.check_ask(asked.cost, office.limits, so_far(office, family.id if family else None))
    family = family or _new_family(actor, office.area)
    at_once = rules.is_at_once(asked.cost, office.limits)
    made = SmallSum(
        pot_id=office.pot.id, area_id=office.area.id, family_id=family.id, item=asked.item, goal=asked.goal,
        need=asked.need, outcome=asked.outcome, cost_pence=asked.cost, state=SmallSumState.ASKED,
        asked_by_id=known(actor), asked_at=now(), due_at=None if at_once else rules.due_at(now()),
        code=new_public_id(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("small_sum.asked", made, actor=actor, pence=int(asked.cost), limits=office.limits_id,
                 warned=asked.names_nobody)  # fmt: skip
    if at_once:
        _approve(Actor.system(), made, "Within the limit that needs no manager")
    return made


def decide(actor: Actor, small_sum: SmallSum, *, yes: bool, reason: str) -> None:
    """A manager's answer to somebody else's asking. Raises Refusal for one's own, and for a no without a reason."""
    if not decides_for(actor, small_sum):
        raise Refusal("Only a manager of this office can decide.")
    rules.check_not_own(actor.user_id, small_sum.asked_by_id)
    if not yes and not reason.strip():
        raise Refusal("Say why, so that the worker can tell the family", field="reason")
    if yes:
        _approve(actor, small_sum, reason.strip(), decided_by_id=known(actor))
    else:
        _step(
            actor,
            small_sum,
            SmallSumAction.REFUSE,
            decided_by_id=known(actor),
            decided_at=now(),
            reason=reason,
        )


def buy(
    actor: Actor, small_sum: SmallSum, *, spent: Pence, bought_on: date, receipt: Upload | None, key: str
) -> None:
    """Record what was bought, with its receipt: pay it, and put what was not spent back into the office's pot."""
    rules.MACHINE.step(small_sum.state, SmallSumAction.BUY)
    approved_on = local_date(small_sum.decided_at or small_sum.asked_at)
    rules.check_bought(spent, small_sum.cost_pence, bought_on, approved_on, local_date(now()))
    if receipt is not None:
        attachments.keep(actor, SUBJECT, small_sum.public_id, receipt)
    attachments.check_has(SUBJECT, small_sum.public_id, NO_RECEIPT)
    ledger_awards.pay_award(
        actor,
        award_id=small_sum.public_id,
        pot_id=small_sum.pot_id,
        amount=spent,
        reason="A small sum, bought",
        key=key,
    )
    ledger_awards.release_award(
        actor, award_id=small_sum.public_id, pot_id=small_sum.pot_id, reason="It cost less than was approved"
    )
    _step(actor, small_sum, SmallSumAction.BUY, spent_pence=spent, bought_on=bought_on, bought_at=now())


def give_up(actor: Actor, small_sum: SmallSum) -> None:
    """It is not needed any more: whatever was promised goes back to the office's pot."""
    _step(actor, small_sum, SmallSumAction.GIVE_UP)
    ledger_awards.release_award(
        actor, award_id=small_sum.public_id, pot_id=small_sum.pot_id, reason="It is not needed any more"
    )


def check(actor: Actor, small_sum: SmallSum) -> None:
    """The finance lead has looked: the receipt says what the books say. Not for what one asked for oneself."""
    if not actor.has(Role.FINANCE_LEAD):
        raise Refusal("Only the finance lead checks receipts.")
    rules.check_not_own(actor.user_id, small_sum.asked_by_id)
    _step(actor, small_sum, SmallSumAction.CHECK, checked_by_id=known(actor), checked_at=now())


def decides_for(actor: Actor, small_sum: SmallSum) -> bool:
    """Whether the actor manages the office that asked."""
    return actor.has(Role.OFFICE_MANAGER, scope=ScopeKind.AREA, scope_id=small_sum.area_id)


def _approve(actor: Actor, small_sum: SmallSum, reason: str, **values: object) -> None:
    """Promise the money and say yes, together or not at all. The ledger refuses what the office's pot has not got."""
    shares: dict[int | None, Pence] = {small_sum.area_id: small_sum.cost_pence}
    ledger_awards.commit_award(
        actor,
        award_id=small_sum.public_id,
        pot_id=small_sum.pot_id,
        shares=shares,
        reason="A small sum for a family",
    )
    _step(actor, small_sum, SmallSumAction.APPROVE, decided_at=now(), reason=reason, **values)


def _step(actor: Actor, small_sum: SmallSum, action: SmallSumAction, **values: object) -> None:
    step = rules.MACHINE.step(small_sum.state, action)
    if not once.changed(small_sum, SmallSum.state == small_sum.state, state=step.to, **values):
        raise Refusal("Somebody else has just changed this. Look at it again.")
    audit.record(step.event, small_sum, actor=actor, pence=int(small_sum.counts_pence))


def _family(area: Area, typed: str) -> FamilyReference | None:
    """The family of a reference given before, in this office; None when none was typed."""
    words = " ".join(typed.lower().replace("-", " ").split())
    if not words:
        return None
    query = sa.select(FamilyReference).where(
        FamilyReference.words == words, FamilyReference.area_id == area.id
    )
    found = db.session.scalars(query).first()
    if found is None:
        raise Refusal(
            "Your office has no family with this reference. Leave it empty to be given a new one.",
            field="family",
        )
    return found


def _new_family(actor: Actor, area: Area) -> FamilyReference:
    taken, words = 1, ""
    while taken:
        words = f"{choose_words(secrets.randbelow, 2)} {secrets.randbelow(90) + 10}"
        query = sa.select(sa.func.count()).select_from(FamilyReference).where(FamilyReference.words == words)
        taken = db.session.scalar(query) or 0
    made = FamilyReference(words=words, area_id=area.id, made_at=now(), made_by_id=known(actor))
    db.session.add(made)
    db.session.flush()
    return made


def _areas(held: list[Held]) -> set[int] | None:
    if any(one.scope is ScopeKind.COUNCIL for one in held):
        return None
    return {one.scope_id for one in held if one.scope is ScopeKind.AREA and one.scope_id is not None}
