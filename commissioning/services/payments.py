"""Payments: the recipient asks and shows why, the officer approves, the finance lead releases. Three people, always."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from app import audit, once
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules import awards as award_rules
from commissioning.rules import payments as rules
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import PaymentAction, PaymentState
from commissioning.rules.pence import Pence
from commissioning.services import awards, offers, pots
from commissioning.services import awards_who as who
from commissioning.services.awards_reading import row_of
from models.awards import Award
from models.payments import PaymentRequest
from participation.rules.attachments import Upload
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, gate

SUBJECT = "payment"  # what files of a request are kept with


def ask(
    actor: Actor, award: Award, amount: Pence, *, what: str, words: str, instalment: int | None = None,
    photo: Upload | None = None,
) -> PaymentRequest:  # fmt: skip
    """Ask for part of an award, saying what was done. Words of somebody who is not official wait at the gate."""
    if not (who.is_recipient(actor, award) or who.is_officer(actor, award)):
        raise Refusal(
            "Only the people this award was made to, or the commissioning officer for them, can ask."
        )
    if award.state not in {AwardState.ACCEPTED, AwardState.PART_PAID}:
        raise Refusal(f"Nothing can be paid on this award now. {award_rules.STATE_WORDS[award.state]}")
    before = requests_of(award)
    if instalment is not None:
        counts = offers.in_force(offers.versions_of(award))
        taken = {
            one.instalment: one.state
            for one in before
            if one.instalment is not None and one.state is not PaymentState.SENT_BACK
        }
        parts = [pence for _, pence, _ in counts.parts] if counts else []
        rules.check_instalment(instalment, parts, taken, amount)
    waiting = sum(one.amount_pence for one in before if one.state in rules.WAITING)
    award_rules.check_asks(amount, row_of(award).promised, waiting)
    rules.check_evidence(words)
    made = PaymentRequest(
        award_id=award.id, instalment=instalment, what=what, amount_pence=amount, has_words=True,
        state=PaymentState.ASKED, asked_by_id=actor.user_id, asked_at=now(), approved_by_id=None, approved_at=None,
        released_by_id=None, released_at=None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    gate.hold(WordsKind.PAYMENT, made.public_id, words, by=actor)
    if photo is not None:
        attachments.keep(actor, SUBJECT, made.public_id, photo)
    audit.record("payment.asked", made, actor=actor, award=award.public_id, pence=int(amount))
    return made


def approve(actor: Actor, request: PaymentRequest) -> None:
    """The officer (or the decision-maker) has looked at the evidence and agrees."""
    award = request.award
    if not (who.is_officer(actor, award) or who.decides_on(actor, award)):
        raise Refusal("Only the commissioning officer or the decision-maker can approve a payment.")
    award_rules.check_three_people(actor.user_id, request.asked_by_id)
    award_rules.check_not_own(who.belongs(actor, award))
    rules.check_readable(not request.has_words or gate.is_released(WordsKind.PAYMENT, request.public_id))
    _step(actor, request, PaymentAction.APPROVE, approved_by_id=actor.user_id, approved_at=now())


def release(actor: Actor, request: PaymentRequest) -> bool:
    """The finance lead pays what somebody else approved; False when they had paid it already (a second click).

    Raises Refusal above what is promised and not yet paid.
    """
    award = request.award
    if not pots.runs(actor, award.pot.team_id):
        raise Refusal("Only the finance lead can release a payment.")
    if request.state is PaymentState.RELEASED and request.released_by_id == actor.user_id:
        return False
    award_rules.check_three_people(actor.user_id, request.asked_by_id, request.approved_by_id)
    award_rules.check_not_own(who.belongs(actor, award))
    second = actor_from(request.approved_by) if request.approved_by else None
    _step(actor, request, PaymentAction.RELEASE, released_by_id=actor.user_id, released_at=now())
    awards.pay(
        actor,
        award,
        request.amount_pence,
        reason=request.what,
        key=f"request:{request.public_id}",
        second=second,
    )
    return True


def send_back(actor: Actor, request: PaymentRequest, why: str) -> None:
    """Say no for now, with a reason the people who asked will read."""
    award = request.award
    if not (
        who.is_officer(actor, award) or who.decides_on(actor, award) or pots.runs(actor, award.pot.team_id)
    ):
        raise Refusal("Only the officer, the decision-maker or the finance lead can send a request back.")
    award_rules.check_not_own(who.belongs(actor, award))
    if len(" ".join(why.split())) < 10:
        raise Refusal("Say what is missing: the people who asked will read it", field="why")
    _step(actor, request, PaymentAction.SEND_BACK, sent_back_why=why.strip())


def requests_of(award: Award) -> list[PaymentRequest]:
    """An award's requests, first first."""
    query = sa.select(PaymentRequest).where(PaymentRequest.award_id == award.id).order_by(PaymentRequest.id)
    return list(db.session.scalars(query.options(*_people())))


def get_request_for(actor: Actor, award: Award, public_id: str) -> PaymentRequest:
    """A request of this award, for those who ask, approve, release or check; NotFound for anybody else."""
    query = sa.select(PaymentRequest).where(
        PaymentRequest.public_id == public_id, PaymentRequest.award_id == award.id
    )
    found = db.session.scalars(query.options(*_people())).first()
    if found is None or not who.sees(actor, award):
        raise NotFound
    return found


def may_see_files(actor: Actor, public_id: str) -> bool:
    """Whether this reader may see files kept with a request: those inside its award."""
    query = sa.select(PaymentRequest).where(PaymentRequest.public_id == public_id)
    found = db.session.scalars(query.options(joinedload(PaymentRequest.award))).first()
    return found is not None and who.sees(actor, found.award)


def words_of(requests: list[PaymentRequest]) -> dict[str, str]:
    """What was written, by request: what the gate let through, and nothing else."""
    told = gate.released_texts(WordsKind.PAYMENT, [one.public_id for one in requests if one.has_words])
    return {public_id: texts.get(gate.WORDS, "") for public_id, texts in told.items()}


def _people() -> tuple[ORMOption, ...]:
    return (
        joinedload(PaymentRequest.asked_by), joinedload(PaymentRequest.approved_by),
        joinedload(PaymentRequest.released_by),
    )  # fmt: skip


def _step(actor: Actor, request: PaymentRequest, action: PaymentAction, **values: object) -> None:
    found = rules.step(request.state, action)
    if not once.changed(request, PaymentRequest.state == request.state, state=found.to, **values):
        raise Refusal("Somebody else has just changed this request. Look at it again.")
    audit.record(found.event, request, actor=actor, award=request.award.public_id)
