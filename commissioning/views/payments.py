"""Payments: asking for one, and its three steps by three people."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.awards import STATE_WORDS as AWARD_WORDS
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import STATE_WORDS
from commissioning.rules.pence import Pence
from commissioning.services import awards, awards_reading, offers, payments, pots
from commissioning.services import awards_who as who
from commissioning.views.awards import to
from forms.payments import PART, AskForm, SendBackForm
from models.awards import Award
from participation.services import attachments

blueprint = Blueprint("payments", __name__)
PART_WORDS = "Part of the award"


@blueprint.get("/awards/<public_id>/ask")
@requires(Permission.SIGN_AWARDS)
def new(public_id: str) -> ResponseReturnValue:
    """What to ask for; the next instalment is filled in."""
    award = awards.get_award(public_id)
    listed = _instalments(award)
    taken = {one.instalment for one in payments.requests_of(award) if one.state != "sent_back"}
    place = next((place for place in range(len(listed)) if place not in taken), None)
    amount = Pence(listed[place][1]) if place is not None else awards_reading.row_of(award).promised
    form = AskForm(data={"instalment": PART if place is None else str(place), "amount": amount})
    return _ask_page(award, form)


@blueprint.post("/awards/<public_id>/ask")
@requires(Permission.SIGN_AWARDS)
@commits
def ask(public_id: str) -> ResponseReturnValue:
    """Ask for it."""
    award = awards.get_award(public_id)
    listed = _instalments(award)
    form = AskForm().offer([what for what, _ in listed])
    if form.validate():
        place = None if form.instalment.data == PART else int(form.instalment.data)
        with refusals_on(form):
            payments.ask(
                current_actor(), award, form.amount.data or Pence(0), words=form.words.data, instalment=place,
                what=PART_WORDS if place is None else listed[place][0], photo=form.upload,
            )  # fmt: skip
        if not form.refused:
            return to(public_id, "You have asked for the payment. The officer looks at it next.")
    return _ask_page(awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/payments/<payment_id>")
@requires(Permission.BE_SIGNED_IN)
def show(public_id: str, payment_id: str) -> ResponseReturnValue:
    """One request, for those inside it."""
    return _page(public_id, payment_id)


@blueprint.post("/awards/<public_id>/payments/<payment_id>/approve")
@requires(Permission.SEE_TO_PAYMENTS)
@commits
def approve(public_id: str, payment_id: str) -> ResponseReturnValue:
    """The evidence was looked at, and it is right."""
    actor, award = current_actor(), awards.get_award(public_id)
    payments.approve(actor, payments.get_request_for(actor, award, payment_id))
    return to(public_id, "The payment is approved. The finance lead releases it next.")


@blueprint.post("/awards/<public_id>/payments/<payment_id>/release")
@requires(Permission.RUN_POTS)
@commits
def release(public_id: str, payment_id: str) -> ResponseReturnValue:
    """Pay it."""
    actor, award = current_actor(), awards.get_award(public_id)
    request = payments.get_request_for(actor, award, payment_id)
    amount = request.amount_pence
    if payments.release(actor, request):
        return to(public_id, f"{amount} is paid.")
    return to(public_id, f"{amount} is paid already. Nothing was paid a second time.")


@blueprint.post("/awards/<public_id>/payments/<payment_id>/send-back")
@requires(Permission.SEE_TO_PAYMENTS)
@commits
def send_back(public_id: str, payment_id: str) -> ResponseReturnValue:
    """Not yet, and why."""
    actor, award, form = current_actor(), awards.get_award(public_id), SendBackForm()
    request = payments.get_request_for(actor, award, payment_id)
    if form.validate():
        with refusals_on(form):
            payments.send_back(actor, request, form.why.data)
        if not form.refused:
            return to(public_id, "It is sent back with your reason.")
    return _page(public_id, payment_id, form)


def _instalments(award: Award) -> list[tuple[str, int]]:
    terms = offers.in_force(offers.versions_of(award))
    return [(one["what"], one["pence"]) for one in terms.instalments] if terms else []


def _ask_page(award: Award, form: AskForm) -> ResponseReturnValue:
    listed = [f"{what}, {Pence(pence)}" for what, pence in _instalments(award)]
    return render_template(
        "commissioning/awards/ask.html", award=award, form=form.offer(listed), row=awards_reading.row_of(award),
        state_words=AWARD_WORDS,
        may_ask=who.may_sign(current_actor(), award) and award.state in {AwardState.ACCEPTED, AwardState.PART_PAID},
    )  # fmt: skip


def _page(public_id: str, payment_id: str, form: SendBackForm | None = None) -> ResponseReturnValue:
    actor, award = current_actor(), awards.get_award(public_id)
    request = payments.get_request_for(actor, award, payment_id)
    own = actor.user_id in {request.asked_by_id, request.approved_by_id} or who.belongs(actor, award)
    decides = who.is_officer(actor, award) or who.decides_on(actor, award)
    return render_template(
        "commissioning/awards/payment.html", award=award, request_=request,
        files=attachments.of(payments.SUBJECT, request.public_id, viewer=actor), state_words=STATE_WORDS,
        words=payments.words_of([request]).get(request.public_id), form=form, row=awards_reading.row_of(award),
        sending_back=form or SendBackForm(formdata=None), own=own,
        may_approve=request.state == "asked" and decides and not own,
        may_release=request.state == "approved" and pots.runs(actor, award.pot.team_id) and not own,
    )  # fmt: skip
