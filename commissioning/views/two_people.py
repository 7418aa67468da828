"""What waits for a second person: the list, one proposal, confirming, refusing, taking back, and the set amount."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import STATE_WORDS
from commissioning.services import ledger_held, ledger_limits, two_people, two_people_reading
from forms.two_people import AmountForm, DecideForm, RefuseForm
from models.two_people import Held

blueprint = Blueprint("two_people", __name__)


@blueprint.get("/waiting")
@requires(Permission.CONFIRM_MONEY)
def index() -> ResponseReturnValue:
    """What waits for a second person, and what was decided lately."""
    actor = current_actor()
    return render_template(
        "commissioning/two_people/index.html", waiting=two_people_reading.waiting_for(actor),
        decided=two_people_reading.decided_lately(actor), amount=ledger_limits.set_amount(local_date(now())),
        may_set=may(actor, Permission.RUN_POTS), can_decide=lambda held: two_people_reading.can_decide(actor, held),
    )  # fmt: skip


@blueprint.get("/waiting/<public_id>")
@requires(Permission.CONFIRM_MONEY)
def show(public_id: str) -> ResponseReturnValue:
    """One proposal, whole."""
    return _page(two_people_reading.get_held_for(current_actor(), public_id), RefuseForm())


@blueprint.post("/waiting/<public_id>/confirm")
@requires(Permission.CONFIRM_MONEY)
@commits
def confirm(public_id: str) -> ResponseReturnValue:
    """Agree; it is done at once."""
    actor = current_actor()
    form = DecideForm()
    with refusals_on(form):
        two_people.confirm(actor, two_people_reading.get_held_for(actor, public_id))
    if form.refused:
        return _page(two_people_reading.get_held_for(actor, public_id), form)
    flash("You confirmed it, and it is done. Both your names are beside it in the books.", "success")
    return redirect(url_for("two_people.show", public_id=public_id), code=303)


@blueprint.post("/waiting/<public_id>/refuse")
@requires(Permission.CONFIRM_MONEY)
@commits
def refuse(public_id: str) -> ResponseReturnValue:
    """Say no, and why; nothing moves."""
    actor, form = current_actor(), RefuseForm()
    if form.validate():
        with refusals_on(form):
            two_people.refuse(actor, two_people_reading.get_held_for(actor, public_id), form.why.data)
        if not form.refused:
            flash("You refused it. Nothing moved.", "success")
            return redirect(url_for("two_people.show", public_id=public_id), code=303)
    return _page(two_people_reading.get_held_for(actor, public_id), form)


@blueprint.post("/waiting/<public_id>/withdraw")
@requires(Permission.CONFIRM_MONEY)
@commits
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take back one's own proposal."""
    actor, form = current_actor(), DecideForm()
    with refusals_on(form):
        two_people.withdraw(actor, two_people_reading.get_held_for(actor, public_id))
    if form.refused:
        return _page(two_people_reading.get_held_for(actor, public_id), form)
    flash("It is taken back. Nothing moved.", "success")
    return redirect(url_for("two_people.show", public_id=public_id), code=303)


@blueprint.get("/waiting/amount")
@requires(Permission.RUN_POTS)
def ask_amount() -> ResponseReturnValue:
    """The amount above which two people are needed, and since when."""
    return _amount_page(AmountForm(data={"from_day": local_date(now())}))


@blueprint.post("/waiting/amount")
@requires(Permission.RUN_POTS)
@commits
def set_amount() -> ResponseReturnValue:
    """Propose another amount; a second person confirms it."""
    form = AmountForm()
    if form.validate():
        with refusals_on(form):
            held = ledger_held.set_amount(
                current_actor(), form.amount.data or Pence(0), form.from_day.data or local_date(now()),
                reason=form.reason.data, key=form.idempotency_key.data or "",
            )  # fmt: skip
        if not form.refused:
            flash("It waits for a second person. Until then the present amount holds.", "info")
            return redirect(url_for("two_people.show", public_id=held.public_id), code=303)
    return _amount_page(form)


def _page(held: Held, form: RefuseForm | DecideForm) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "commissioning/two_people/show.html", held=held, form=form, agree=DecideForm(), state_words=STATE_WORDS,
        refuse_form=form if isinstance(form, RefuseForm) else RefuseForm(formdata=None),
        can_decide=two_people_reading.can_decide(actor, held), is_mine=held.proposed_by == actor.public_id,
    )  # fmt: skip


def _amount_page(form: AmountForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/two_people/amount.html", form=form, amounts=two_people_reading.amounts(),
        amount=ledger_limits.set_amount(local_date(now())),
    )  # fmt: skip
