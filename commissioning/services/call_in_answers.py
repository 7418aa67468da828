"""Looking at a called-in decision again: it stands, it goes ahead on other terms, or its money goes back to the pot."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.db import db
from commissioning.rules import call_in as rules
from commissioning.rules.awards import AwardState
from commissioning.rules.call_in import Answer, NewTerms
from commissioning.rules.pence import Pence
from commissioning.services import awards, call_in, interests, ledger_awards
from commissioning.services.decisions_people import check_person
from models.awards import Award, AwardShare
from models.call_in import CallInAnswer
from models.decisions import Decision
from models.proposals import Proposal
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

WHOLE = "The whole team’s money"


def reconsider(
    actor: Actor, decision: Decision, answer: Answer, reasons: str, terms: NewTerms | None = None
) -> CallInAnswer:
    """Answer a call-in, once. The decision itself stays in the register as it was made.

    On new terms the promise in the books is lowered to the penny and its award with it; changed altogether, the award
    that was never offered ends and its pot has the money back. Raises Refusal for somebody with a part in it, and for
    terms that give more than was decided or change nothing.
    """
    call_in.check_answer(actor, decision, reasons)
    _check_apart(actor, decision)
    award = award_to_change(decision)
    if answer is Answer.NEW_TERMS:
        return _on_new_terms(actor, decision, award, reasons, terms)
    if answer is Answer.CHANGED and award is not None:
        awards.take_back(actor, award, f"Changed after call-in: {reasons.strip()}")
    return call_in.keep_answer(actor, decision, answer, reasons)


def award_to_change(decision: Decision) -> Award | None:
    """The award a decision made, with its shares, if it made one."""
    return db.session.scalars(
        sa.select(Award)
        .where(Award.decision_id == decision.id)
        .options(joinedload(Award.pot), selectinload(Award.shares).joinedload(AwardShare.area))
    ).first()


def standing_shares(award: Award) -> list[AwardShare]:
    """The shares that hold: an area that said no has none any more."""
    return [share for share in award.shares if share.declined_at is None]


def terms_of(award: Award) -> NewTerms:
    """What an award is made on now."""
    return NewTerms({share.area_id: share.amount_pence for share in standing_shares(award)}, award.conditions)


def name_of(share: AwardShare) -> str:
    """Where a share's money comes from, for people."""
    return share.area.name if share.area else WHOLE


def _check_apart(actor: Actor, decision: Decision) -> None:
    """Whoever looks again is kept as far apart from it as whoever decided it."""
    proposal = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == decision.proposal_id)).one()
    check_person(actor, proposal, interests.has_interest(actor.user_id, decision.proposal_id))


def _on_new_terms(
    actor: Actor, decision: Decision, award: Award | None, reasons: str, terms: NewTerms | None
) -> CallInAnswer:
    if award is None or terms is None or award.state is not AwardState.TO_OFFER:
        raise Refusal("There is no award here that can still go ahead on other terms.", field="answer")
    were = terms_of(award)
    rules.check_new_terms(terms, were)
    kept = [
        {
            "area": name_of(share),
            "pence": int(terms.shares.get(share.area_id, 0)),
            "was": int(share.amount_pence),
        }
        for share in standing_shares(award)
    ]
    for share in standing_shares(award):
        _lower(actor, decision, award, share, terms.shares.get(share.area_id, Pence(0)))
    award.amount_pence, award.conditions = terms.amount, terms.conditions.strip()
    db.session.flush()
    audit.record("award.lowered", award, actor=actor, pence=int(terms.amount), was=int(were.amount))
    changed = {"awarded_pence": terms.amount, "conditions": terms.conditions.strip(), "shares": kept}
    return call_in.keep_answer(actor, decision, Answer.NEW_TERMS, reasons, changed)


def _lower(actor: Actor, decision: Decision, award: Award, share: AwardShare, to: Pence) -> None:
    """Give back to one area's line what its share no longer bears; a share of nothing is no share."""
    less = Pence(share.amount_pence - to)
    if not less:
        return
    ledger_awards.release_part(
        actor, award_id=award.public_id, pot_id=award.pot_id, amount=less, areas=[share.area_id],
        reason=f"Decision {decision.number}, changed after call-in: {name_of(share)}", key=f"call-in:{share.area_id}",
    )  # fmt: skip
    if to:
        share.amount_pence = to
    else:
        award.shares.remove(share)
        db.session.delete(share)
