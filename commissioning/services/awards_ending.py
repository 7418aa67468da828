"""How awards end: finished, stopped, and what was paid given back. Their money is always the ledger's."""

from __future__ import annotations

from commissioning.rules import awards as rules
from commissioning.rules.awards import AwardAction
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.services import (
    ledger_awards,
    payments_waiting,
    returns,
)
from commissioning.services.awards_reading import row_of
from commissioning.services.awards_steps import move_proposal, step
from commissioning.services.awards_who import belongs, is_officer
from commissioning.services.pots import runs
from models.awards import Award
from models.ledger import LedgerEntry
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def finish(actor: Actor, award: Award) -> None:
    """Close an award whose last report is in; what was promised and not paid goes back to the pot."""
    if not is_officer(actor, award):
        raise Refusal("Only the commissioning officer can finish an award.")
    returns.check_last_is_read(award)
    payments_waiting.check_none(award)
    step(actor, award, AwardAction.FINISH)
    ledger_awards.release_award(
        actor, award_id=award.public_id, pot_id=award.pot_id, reason="Finished, and this was not needed"
    )
    move_proposal(actor, award, Action.FINISH, (State.UNDER_WAY,))


def stop(actor: Actor, award: Award, *, reason: str) -> None:
    """End an award before its time: nothing more is paid, and what was promised goes back to the pot."""
    if not is_officer(actor, award):
        raise Refusal("Only the commissioning officer can stop an award.")
    rules.check_not_own(belongs(actor, award))
    if len(" ".join(reason.split())) < 20:
        raise Refusal(
            "Say why, in a sentence or two: the people it was given to will read it", field="reason"
        )
    step(actor, award, AwardAction.STOP)
    payments_waiting.send_back_all(actor, award, f"The award was stopped: {reason.strip()}")
    ledger_awards.release_award(
        actor, award_id=award.public_id, pot_id=award.pot_id, reason=f"Stopped: {reason.strip()}"
    )


def give_back(
    actor: Actor, award: Award, amount: Pence, *, reason: str, key: str, second: Actor | None = None
) -> LedgerEntry:
    """Record that money paid came back: unspent, or clawed back because the terms were not kept.

    Above the set amount see held_changes.give_back, which holds it for a `second` person.
    """
    check_give_back(actor, award, amount)
    if second is not None:
        rules.check_not_own(belongs(second, award))
    return ledger_awards.return_from_award(
        actor, award_id=award.public_id, pot_id=award.pot_id, amount=amount, reason=reason, key=key, second=second
    )  # fmt: skip


def check_give_back(actor: Actor, award: Award, amount: Pence) -> None:
    """Refuse (field "amount") to record money that cannot have come back, or by somebody who may not."""
    if not runs(actor, award.pot.team_id):
        raise Refusal("Only the finance lead can record money that came back.")
    rules.check_not_own(belongs(actor, award))
    if award.state not in rules.GIVES_BACK:
        raise Refusal("Nothing of this award is paid, so nothing can come back.")
    rules.check_gives_back(amount, row_of(award).paid)
