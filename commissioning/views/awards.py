"""Awards: the list by what they wait for, one award, and accepting, declining and paying it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.awards import STATE_WORDS
from commissioning.rules.pence import Pence
from commissioning.services import awards, awards_reading, awards_who, pots
from forms.awards import AcceptForm, DeclineForm, PayForm
from models.awards import Award

blueprint = Blueprint("awards", __name__)


@blueprint.get("/awards")
@requires(Permission.SEE_POTS)
def index() -> ResponseReturnValue:
    """Every award the reader's pots have made, by what it waits for."""
    return render_template("commissioning/awards/index.html", lists=awards_reading.lists_for(current_actor()))


@blueprint.get("/awards/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One award: how much, from where, its conditions, what is paid."""
    actor = current_actor()
    award = awards.get_award(public_id)
    return render_template(
        "commissioning/awards/show.html", row=awards_reading.row_of(award), award=award,
        payments=awards_reading.payments_of(award), state_words=STATE_WORDS, may_sign=awards_who.may_sign(actor, award),
        may_pay=pots.runs(actor, award.pot.team_id), inside=awards_reading.sees_inside(actor, award),
    )  # fmt: skip


@blueprint.get("/awards/<public_id>/accept")
@requires(Permission.SIGN_AWARDS)
def ask_accept(public_id: str) -> ResponseReturnValue:
    """The offer, to sign."""
    return _sign_page("commissioning/awards/accept.html", awards.get_award(public_id), AcceptForm())


@blueprint.post("/awards/<public_id>/accept")
@requires(Permission.SIGN_AWARDS)
@commits
def accept(public_id: str) -> ResponseReturnValue:
    """Accept it."""
    award, form = awards.get_award(public_id), AcceptForm()
    if form.validate():
        with refusals_on(form):
            awards.accept(current_actor(), award, signed_by=form.signed_by.data)
        if not form.refused:
            flash("The award is accepted. The finance lead can now pay it.", "success")
            return _to(public_id)
    return _sign_page("commissioning/awards/accept.html", awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/decline")
@requires(Permission.SIGN_AWARDS)
def ask_decline(public_id: str) -> ResponseReturnValue:
    """Turning it down."""
    return _sign_page("commissioning/awards/decline.html", awards.get_award(public_id), DeclineForm())


@blueprint.post("/awards/<public_id>/decline")
@requires(Permission.SIGN_AWARDS)
@commits
def decline(public_id: str) -> ResponseReturnValue:
    """Decline it; the money goes back."""
    award, form = awards.get_award(public_id), DeclineForm()
    if form.validate():
        with refusals_on(form):
            awards.decline(current_actor(), award, reason=form.reason.data or "")
        if not form.refused:
            flash("The award is declined, and its money is back in the pot.", "success")
            return _to(public_id)
    return _sign_page("commissioning/awards/decline.html", awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/pay")
@requires(Permission.RUN_POTS)
def ask_pay(public_id: str) -> ResponseReturnValue:
    """How much to pay now; what is still promised is filled in."""
    award = awards.get_award(public_id)
    return _pay_page(award, PayForm(data={"amount": awards_reading.row_of(award).promised}))


@blueprint.post("/awards/<public_id>/pay")
@requires(Permission.RUN_POTS)
@commits
def pay(public_id: str) -> ResponseReturnValue:
    """Pay it."""
    award, form = awards.get_award(public_id), PayForm()
    if form.validate():
        key = form.idempotency_key.data
        with refusals_on(form):
            awards.pay(current_actor(), award, form.amount.data or Pence(0), reason=form.reason.data, key=key)
        if not form.refused:
            flash(f"{form.amount.data} is paid.", "success")
            return _to(public_id)
    return _pay_page(awards.get_award(public_id), form)


def _sign_page(template: str, award: Award, form: AcceptForm | DeclineForm) -> ResponseReturnValue:
    return render_template(
        template, award=award, form=form, state_words=STATE_WORDS,
        may_sign=awards_who.may_sign(current_actor(), award), says_why=current_actor().speaks_officially,
    )  # fmt: skip


def _pay_page(award: Award, form: PayForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/awards/pay.html", award=award, row=awards_reading.row_of(award), form=form,
        state_words=STATE_WORDS,
    )  # fmt: skip


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("awards.show", public_id=public_id), code=303)
