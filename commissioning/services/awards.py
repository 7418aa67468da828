"""Awards: offering one, and taking it to accepted, paid, declined or lapsed. Its money is always the ledger's."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import awards as rules
from commissioning.rules.awards import AwardAction, AwardState
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.services import ledger, match, proposals
from commissioning.services.awards_reading import row_of
from commissioning.services.pots import runs
from models.awards import Award, AwardShare
from models.decisions import Decision
from models.proposals import Proposal
from participation.rules.people import Actor, AgeBand, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal


def offer(
    actor: Actor, decision: Decision, award_id: str, proposal: Proposal, shares: ledger.Shares
) -> Award:
    """Write the award a decision makes, offered to whoever proposed it (or their sponsor)."""
    award = Award(
        public_id=award_id, decision_id=decision.id, proposal_id=proposal.public_id, title=proposal.title,
        pot_id=decision.pot_id, recipient_id=proposal.proposer_id, recipient=recipient_of(proposal),
        amount_pence=decision.awarded_pence, conditions=decision.conditions, state=AwardState.OFFERED,
        offered_at=now(), accept_by=rules.accept_by(now()), accepted_at=None,
        shares=[AwardShare(area_id=area, amount_pence=pence) for area, pence in shares.items()],
    )  # fmt: skip
    db.session.add(award)
    db.session.flush()
    audit.record("award.offered", award, actor=actor, pence=int(award.amount_pence), decision=decision.number)
    return award


def recipient_of(proposal: Proposal) -> str:
    """Whom the award is made out to: the accountable sponsor, else the group, else an adult proposer by name."""
    if proposal.sponsor or proposal.group_name:
        return proposal.sponsor or proposal.group_name
    adult = proposal.proposer.age_band in {None, AgeBand.ADULT}
    return proposal.proposer.name if adult else "A young person, with an adult who signs for them"


def get_award(public_id: str) -> Award:
    """The award, which is public; NotFound when there is none."""
    query = sa.select(Award).where(Award.public_id == public_id)
    loaded = query.options(
        joinedload(Award.decision),
        joinedload(Award.pot),
        selectinload(Award.shares).joinedload(AwardShare.area),
    )
    award = db.session.scalars(loaded).first()
    if award is None:
        raise NotFound
    return award


def may_sign(actor: Actor, award: Award) -> bool:
    """Whether the actor may accept or decline: an adult who proposed it, or the officer who holds the signature."""
    if actor.is_child:
        return False
    officer = actor.has(Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=award.pot.team_id)
    return officer or (actor.is_signed_in and actor.user_id == award.recipient_id)


def accept(actor: Actor, award: Award, *, signed_by: str) -> None:
    """Accept an offer, with the name of the adult or accountable body that signed (LG10)."""
    rules.check_signer(actor.is_child, signed_by)
    _check_may_sign(actor, award)
    if rules.has_lapsed(award.accept_by, now()):
        raise Refusal(
            "The time to accept this award is over. Ask the commissioning officer what can be done."
        )
    _step(actor, award, AwardAction.ACCEPT, accepted_at=now(), signed_by=signed_by.strip())


def decline(actor: Actor, award: Award, *, reason: str = "") -> None:
    """Turn an offer down; its money goes back to the areas it came from.

    Only the officer's own reason is kept: a resident's or provider's words would have to wait at the gate.
    """
    _check_may_sign(actor, award)
    if actor.speaks_officially and not reason.strip():
        raise Refusal("Say why, so that the team can learn from it", field="reason")
    said = reason.strip() if actor.speaks_officially else "Declined by the people it was offered to"
    _give_up(actor, award, AwardAction.DECLINE, said)


def pay(actor: Actor, award: Award, amount: Pence, *, reason: str, key: str) -> None:
    """Pay all or part of an accepted award. Raises Refusal above what is promised and not yet paid."""
    if not runs(actor, award.pot.team_id):
        raise Refusal("Only the finance lead can pay an award.")
    if award.state not in {AwardState.ACCEPTED, AwardState.PART_PAID}:
        raise Refusal(f"Nothing can be paid on this award now. {rules.STATE_WORDS[award.state]}")
    promised = row_of(award).promised
    rules.check_payment(amount, promised)
    if amount == promised:
        match.check_last_payment(award.pot, award)
    ledger.pay_award(
        actor,
        award_id=award.public_id,
        pot_id=award.pot_id,
        amount=amount,
        reason=reason or "Payment",
        key=key,
    )
    begins = award.state is AwardState.ACCEPTED
    _step(actor, award, AwardAction.PAY_REST if amount == promised else AwardAction.PAY_PART)
    proposal = proposal_of(award)
    if begins and proposal is not None and proposal.state in {State.APPROVED, State.PART_APPROVED}:
        proposals.move(actor, proposal, Action.BEGIN)


def lapse_due(now: datetime) -> list[str]:
    """Lapse every offer whose time to accept is over at `now`; returns their titles. Run again, it finds none."""
    query = sa.select(Award).where(Award.state == AwardState.OFFERED, Award.accept_by <= now)
    found = list(db.session.scalars(query.options(joinedload(Award.pot))))
    for award in found:
        _give_up(Actor.system(), award, AwardAction.LAPSE, "Nobody accepted this award in time")
    return [award.title for award in found]


def proposal_of(award: Award) -> Proposal | None:
    """The proposal the award is for."""
    return db.session.scalars(sa.select(Proposal).where(Proposal.public_id == award.proposal_id)).first()


def _give_up(actor: Actor, award: Award, action: AwardAction, reason: str) -> None:
    _step(actor, award, action)
    ledger.release_award(actor, award_id=award.public_id, pot_id=award.pot_id, reason=reason)
    proposal = proposal_of(award)
    if proposal is not None and proposal.state in {State.APPROVED, State.PART_APPROVED}:
        proposals.move(Actor.system(), proposal, Action.LAPSE, reason=reason)


def _check_may_sign(actor: Actor, award: Award) -> None:
    if not may_sign(actor, award):
        raise Refusal(
            "Only the people it was offered to, or the commissioning officer for them, can do that."
        )


def _step(actor: Actor, award: Award, action: AwardAction, **values: object) -> None:
    step = rules.MACHINE.step(award.state, action)
    changed = db.session.execute(
        sa.update(Award)
        .where(Award.id == award.id, Award.state == award.state)
        .values(state=step.to, **values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("Somebody else has just changed this award. Look at it again.")
    db.session.refresh(award)
    audit.record(step.event, award, actor=actor)
