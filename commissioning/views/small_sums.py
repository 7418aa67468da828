"""Small sums: the list, asking, one with its steps, and the limits."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import small_sums as rules
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import FamilyNeed, Limits, SmallSumAction, SmallSumState
from commissioning.services import pots, small_sums, small_sums_limits
from commissioning.services import small_sums_reading as reading
from forms.small_sums import AskForm, BoughtForm, DecideForm, GiveUpForm, LimitsForm
from models.small_sums import SmallSum
from participation.rules.people import Role
from participation.rules.themes import Shanarri
from participation.services import attachments

blueprint = Blueprint("small_sums", __name__)


@blueprint.get("/small-sums")
@requires(Permission.SEE_SMALL_SUMS)
def index() -> ResponseReturnValue:
    """What the reader asked for, decides on, or checks."""
    actor = current_actor()
    lists = reading.lists_for(actor)
    return render_template(
        "commissioning/small_sums/index.html", lists=lists, offices=reading.offices(actor), is_late=reading.is_late,
        receipts={one.small_sum.public_id: one for one in reading.receipts_for(lists[SmallSumState.BOUGHT])},
        told=reading.told_of([one for many in lists.values() for one in many]),
        helped_words=rules.HELPED_WORDS, may_ask=actor.has(*small_sums.ASKS),
        to_ask=reading.to_ask_whether_it_helped(actor), finance=actor.has(Role.FINANCE_LEAD),
    )  # fmt: skip


@blueprint.get("/small-sums/ask")
@requires(Permission.ASK_SMALL_SUMS)
def ask() -> ResponseReturnValue:
    """The form, short enough for a doorstep."""
    return _ask_page(AskForm(data={"family": request.args.get("family", "")[:60]}))


@blueprint.post("/small-sums/ask")
@requires(Permission.ASK_SMALL_SUMS)
@commits
def send() -> ResponseReturnValue:
    """Ask; within the limit it may be bought at once."""
    actor = current_actor()
    form = AskForm().offer(_offices(small_sums.offices_of(actor)))
    if form.validate():
        with refusals_on(form):
            made = small_sums.ask(actor, _asked(form))
        if not form.refused:
            flash(rules.STATE_WORDS[made.state], "success")
            return _to(made)
    return _ask_page(form)


@blueprint.get("/small-sums/<public_id>")
@requires(Permission.SEE_SMALL_SUMS)
def show(public_id: str) -> ResponseReturnValue:
    """One small sum: where it is and what can be done."""
    return _page(reading.get_small_sum_for(current_actor(), public_id))


@blueprint.post("/small-sums/<public_id>/decide")
@requires(Permission.DECIDE_SMALL_SUMS)
@commits
def decide(public_id: str) -> ResponseReturnValue:
    """A manager's yes or no."""
    actor = current_actor()
    small_sum, form = reading.get_small_sum_for(actor, public_id), DecideForm()
    if form.validate():
        with refusals_on(form):
            small_sums.decide(actor, small_sum, yes=form.answer.data == "yes", reason=form.reason.data or "")
        if not form.refused:
            flash("The worker can see your answer.", "success")
            return redirect(url_for(".index"), code=303)
    return _page(reading.get_small_sum_for(actor, public_id), decide=form)


@blueprint.get("/small-sums/<public_id>/bought")
@requires(Permission.ASK_SMALL_SUMS)
def buying(public_id: str) -> ResponseReturnValue:
    """The price and the photo of the receipt."""
    small_sum = reading.get_small_sum_for(current_actor(), public_id)
    return _buy_page(small_sum, BoughtForm(data={"bought_on": local_date(now())}))


@blueprint.post("/small-sums/<public_id>/bought")
@requires(Permission.ASK_SMALL_SUMS)
@commits
def bought(public_id: str) -> ResponseReturnValue:
    """Keep the receipt, pay, and put back what was not spent."""
    actor = current_actor()
    small_sum, form = reading.get_small_sum_for(actor, public_id), BoughtForm()
    if form.validate() and form.spent.data is not None and form.bought_on.data is not None:
        with refusals_on(form):
            small_sums.buy(
                actor, small_sum, spent=form.spent.data, bought_on=form.bought_on.data, receipt=form.upload,
                key=form.idempotency_key.data,
            )  # fmt: skip
        if not form.refused:
            flash("Done. Thank you for the receipt.", "success")
            return _to(small_sum)
    return _buy_page(reading.get_small_sum_for(actor, public_id), form)


@blueprint.post("/small-sums/<public_id>/give-up")
@requires(Permission.ASK_SMALL_SUMS)
@commits
def give_up(public_id: str) -> ResponseReturnValue:
    """It is not needed any more, once the tick says so."""
    actor = current_actor()
    small_sum, form = reading.get_small_sum_for(actor, public_id), GiveUpForm()
    if form.validate():
        with refusals_on(form):
            small_sums.give_up(actor, small_sum)
        if not form.refused:
            flash(_where(small_sum), "success")
            return _to(small_sum)
    return _page(reading.get_small_sum_for(actor, public_id), give_up=form)


@blueprint.post("/small-sums/<public_id>/check")
@requires(Permission.RUN_POTS)
@commits
def check(public_id: str) -> ResponseReturnValue:
    """The receipt was looked at, and agrees with the books."""
    small_sums.check(current_actor(), reading.get_small_sum_for(current_actor(), public_id))
    flash("Checked.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.get("/small-sums/limits")
@requires(Permission.RUN_POTS)
def limits() -> ResponseReturnValue:
    """The limits in force and those to come, and the form for new ones."""
    return _limits_page(LimitsForm(data={"starts_on": local_date(now())}))


@blueprint.post("/small-sums/limits")
@requires(Permission.RUN_POTS)
@commits
def set_limits() -> ResponseReturnValue:
    """New limits from a day on."""
    actor = current_actor()
    form = LimitsForm().offer(_pots())
    if form.validate() and form.starts_on.data is not None:
        amounts = [one.data or Pence(0) for one in (form.at_once, form.item, form.family, form.office)]
        with refusals_on(form):
            pot = pots.get_pot_for(actor, form.pot.data)
            small_sums_limits.set_limits(actor, pot, Limits(form.starts_on.data, *amounts))
        if not form.refused:
            flash("The limits are set.", "success")
            return redirect(url_for(".limits"), code=303)
    return _limits_page(form)


def _asked(form: AskForm) -> small_sums.Asked:
    return small_sums.Asked(
        office=form.office.data, item=form.item.data, goal=form.goal.data, need=FamilyNeed(form.need.data),
        outcome=Shanarri(form.outcome.data), cost=form.cost.data or Pence(0), family=form.family.data or "",
        names_nobody=form.names_nobody.data,
    )  # fmt: skip


def _offices(offices: list[small_sums_limits.OfficePot]) -> list[tuple[str, str]]:
    return list({one.area.public_id: one.area.name for one in offices}.items())


def _pots() -> list[tuple[str, str]]:
    return [(pot.public_id, f"{pot.name}, {pot.financial_year}") for pot in pots.pots_for(current_actor())]


def _ask_page(form: AskForm) -> ResponseReturnValue:
    offices = small_sums.offices_of(current_actor())
    return render_template(
        "commissioning/small_sums/ask.html", form=form.offer(_offices(offices)), offices=offices
    )


def _buy_page(small_sum: SmallSum, form: BoughtForm) -> ResponseReturnValue:
    may = rules.MACHINE.allows(small_sum.state, SmallSumAction.BUY)
    return render_template("commissioning/small_sums/bought.html", one=small_sum, form=form, may_buy=may)


def _limits_page(form: LimitsForm) -> ResponseReturnValue:
    found = pots.pots_for(current_actor())
    return render_template(
        "commissioning/small_sums/limits.html", form=form.offer(_pots()), pots={pot.id: pot for pot in found},
        limits=small_sums_limits.limits_of([pot.id for pot in found]), today=local_date(now()),
    )  # fmt: skip


def _page(
    small_sum: SmallSum, decide: DecideForm | None = None, give_up: GiveUpForm | None = None
) -> ResponseReturnValue:
    actor = current_actor()
    own = actor.user_id == small_sum.asked_by_id
    waits = small_sum.state is SmallSumState.ASKED
    deciding, give_up = decide or DecideForm(formdata=None), give_up or GiveUpForm(formdata=None)
    return render_template(
        "commissioning/small_sums/show.html", one=small_sum, deciding=deciding, own=own,
        late=reading.is_late(small_sum),
        may_decide=waits and small_sums.decides_for(actor, small_sum) and not own,
        may_buy=actor.has(*small_sums.ASKS) and rules.MACHINE.allows(small_sum.state, SmallSumAction.BUY),
        may_give_up=actor.has(*small_sums.ASKS) and rules.MACHINE.allows(small_sum.state, SmallSumAction.GIVE_UP),
        may_check=actor.has(Role.FINANCE_LEAD) and rules.MACHINE.allows(small_sum.state, SmallSumAction.CHECK),
        receipt=reading.receipts_for([small_sum])[0], told=reading.told_of([small_sum]).get(small_sum.public_id),
        files=attachments.of(small_sums.SUBJECT, small_sum.public_id, viewer=actor),
        state_words=_where(small_sum),
        need_words=rules.NEED_WORDS, helped_words=rules.HELPED_WORDS, give_up=give_up,
        form=give_up if give_up.refused else deciding,
    )  # fmt: skip


def _where(small_sum: SmallSum) -> str:
    return rules.words_of(small_sum.state, said_yes=small_sum.decided_at is not None)


def _to(small_sum: SmallSum) -> ResponseReturnValue:
    return redirect(url_for("small_sums.show", public_id=small_sum.public_id), code=303)
