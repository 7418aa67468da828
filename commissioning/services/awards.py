"""Awards: made, signed, declined, paid or lapsed (how they end: awards_ending). Their money is always the ledger's."""

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
from commissioning.services import (
    ledger_awards,
    ledger_posting,
    match,
    offers,
    offers_changes,
)
from commissioning.services.awards_reading import row_of
from commissioning.services.awards_steps import move_proposal, step
from commissioning.services.awards_who import decides_on, is_officer, may_sign
from commissioning.services.pots import runs
from models.awards import Award, AwardShare
from models.decisions import Decision
from models.organisations import Organisation
from models.proposals import Proposal
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound, Refusal


def make(
    actor: Actor, decision: Decision, award_id: str, proposal: Proposal, shares: ledger_posting.Shares
) -> Award:
    """Write the award a decision makes. The commissioning officer gets its offer ready (services.offers)."""
    award = Award(
        public_id=award_id, decision_id=decision.id, proposal_id=proposal.public_id, title=proposal.title,
        pot_id=decision.pot_id, recipient_id=proposal.proposer_id, recipient=recipient_of(proposal),
        amount_pence=decision.awarded_pence, conditions=decision.conditions, state=AwardState.TO_OFFER,
        offered_at=now(), accept_by=rules.accept_by(now()), accepted_at=None,
        shares=[AwardShare(area_id=area, amount_pence=pence) for area, pence in shares.items()],
    )  # fmt: skip
    db.session.add(award)
    db.session.flush()
    audit.record("award.made", award, actor=actor, pence=int(award.amount_pence), decision=decision.number)
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
        joinedload(Award.organisation).joinedload(Organisation.accountable),
        selectinload(Award.shares).joinedload(AwardShare.area),
    )
    award = db.session.scalars(loaded).first()
    if award is None:
        raise NotFound
    return award


def accept(actor: Actor, award: Award, *, signed_by: str, declared: Pence | None = None) -> None:
    """Accept an offer, with the name of the adult or accountable body that signed (LG10).

    `declared` is what an enterprise says it had from other public bodies in three years, in pence.
    """
    rules.check_adult(actor.is_child)
    _check_may_sign(actor, award)
    rules.check_signer(actor.is_child, signed_by)
    if award.state is AwardState.OFFERED and rules.has_lapsed(award.accept_by, now()):
        raise Refusal(
            "The time to accept this award is over. Ask the commissioning officer what can be done."
        )
    offers.sign_first(actor, award, signed_by.strip(), declared)
    step(actor, award, AwardAction.ACCEPT, accepted_at=now(), signed_by=signed_by.strip())


def decline(actor: Actor, award: Award, *, reason: str = "") -> None:
    """Turn an offer down; its money goes back to the areas it came from.

    Only the officer's own reason is kept: a resident's or provider's words would have to wait at the gate.
    """
    _check_may_sign(actor, award)
    if actor.speaks_officially and not reason.strip():
        raise Refusal("Say why, so that the team can learn from it", field="reason")
    said = reason.strip() if actor.speaks_officially else "Declined by the people it was offered to"
    _give_up(actor, award, AwardAction.DECLINE, said)


def pay(
    actor: Actor, award: Award, amount: Pence, *, reason: str, key: str, second: Actor | None = None
) -> None:
    """Pay all or part of an accepted award. Raises Refusal above what is promised and not yet paid.

    Pages come here through services.payments, where somebody else has approved it: the `second` person.
    """
    if not runs(actor, award.pot.team_id):
        raise Refusal("Only the finance lead can pay an award.")
    if award.state not in {AwardState.ACCEPTED, AwardState.PART_PAID}:
        raise Refusal(f"Nothing can be paid on this award now. {rules.STATE_WORDS[award.state]}")
    promised = row_of(award).promised
    rules.check_payment(amount, promised)
    if amount == promised:
        match.check_last_payment(award.pot, award)
    ledger_awards.pay_award(
        actor,
        award_id=award.public_id,
        pot_id=award.pot_id,
        amount=amount,
        reason=reason or "Payment",
        key=key,
        second=second,
    )
    begins = award.state is AwardState.ACCEPTED
    step(actor, award, AwardAction.PAY_REST if amount == promised else AwardAction.PAY_PART)
    if begins:
        move_proposal(actor, award, Action.BEGIN, (State.APPROVED, State.PART_APPROVED))


def take_back(actor: Actor, award: Award, reason: str) -> None:
    """End an award that was never offered, because its decision was changed; its money goes back to the pot."""
    if award.state is not AwardState.TO_OFFER:
        raise Refusal("This award was offered already, so the decision can no longer be changed.")
    _give_up(actor, award, AwardAction.DECLINE, reason)


def lapse_due(now: datetime) -> list[str]:
    """Lapse every offer whose time to accept is over at `now`; returns their titles. Run again, it finds none."""
    query = sa.select(Award).where(Award.state == AwardState.OFFERED, Award.accept_by <= now)
    found = list(db.session.scalars(query.options(joinedload(Award.pot))))
    for award in found:
        _give_up(Actor.system(), award, AwardAction.LAPSE, "Nobody accepted this award in time")
    return [award.title for award in found]


def decline_share(actor: Actor, award: Award, area_id: int, why: str) -> None:
    """One area says no to its share before anybody signs; the others' shares stand alone as a smaller award.

    Raises Refusal when it is signed already, when the area has no share, or when it is the only one left.
    """
    if not (is_officer(actor, award) or decides_on(actor, award)):
        raise Refusal("Only the officer or the decision-maker can record that an area declined.")
    if award.state not in rules.BEFORE_SIGNING:
        raise Refusal("This award is signed, so an area can no longer take its share back.")
    standing = [share for share in award.shares if share.declined_at is None]
    share = next((share for share in standing if share.area_id == area_id), None)
    if share is None:
        raise Refusal("That area has no share in this award, so it has nothing to decline", field="area")
    if len(standing) == 1:
        raise Refusal("Only this area pays for it now. Decline the whole award instead.", field="area")
    if len(" ".join(why.split())) < 10:
        raise Refusal("Say why this area declined: the register keeps it", field="why")
    ledger_awards.release_part(
        actor, award_id=award.public_id, pot_id=award.pot_id, amount=share.amount_pence, areas=[area_id],
        reason=f"{share.area.name if share.area else 'An area'} declined its share: {why.strip()}",
        key=f"area:{area_id}",
    )  # fmt: skip
    share.declined_at, share.declined_why = now(), why.strip()
    award.amount_pence = Pence(sum(one.amount_pence for one in standing if one is not share))
    db.session.flush()
    offers_changes.lower(actor, award, f"{share.area.name if share.area else 'An area'} declined its share")
    audit.record("award.share_declined", award, actor=actor, pence=int(share.amount_pence))


def _give_up(actor: Actor, award: Award, action: AwardAction, reason: str) -> None:
    step(actor, award, action)
    ledger_awards.release_award(actor, award_id=award.public_id, pot_id=award.pot_id, reason=reason)
    move_proposal(Actor.system(), award, Action.LAPSE, (State.APPROVED, State.PART_APPROVED), reason=reason)


def _check_may_sign(actor: Actor, award: Award) -> None:
    if not may_sign(actor, award):
        raise Refusal(
            "Only the people it was offered to, or the commissioning officer for them, can do that."
        )
