"""What is kept for how long, what is due, what is held and what was erased."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.clock import now
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.retention import THINGS, EndHoldForm, HoldForm
from participation.rules.retention import HOLD_WORDS, STAYS, HeldThing
from participation.services import erasure, holds, retention

blueprint = Blueprint("retention", __name__)


@blueprint.get("/retention")
@requires(Permission.SEE_RETENTION)
def show() -> ResponseReturnValue:
    """The schedule with what a run would erase now; holds; the newest erasures."""
    return _page(HoldForm())


@blueprint.post("/retention/hold")
@requires(Permission.PLACE_HOLDS)
@commits
def hold() -> ResponseReturnValue:
    """Stop something from being erased."""
    form = HoldForm()
    if form.validate():
        with refusals_on(form):
            day = form.look_again_on.data or now().date()  # the form has refused no day
            new = holds.NewHold(HeldThing(form.thing.data), form.thing_id.data, form.reason.data, day)
            holds.hold(current_actor(), new)
            flash("It is held. Nothing will erase it until the hold is ended.", "success")
            return redirect(url_for(".show"), code=303)
    return _page(form)


@blueprint.route("/retention/holds/<public_id>", methods=["GET", "POST"])
@requires(Permission.PLACE_HOLDS)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """End a hold, with a reason."""
    held, form = holds.get_for(current_actor(), public_id), EndHoldForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            holds.end(current_actor(), public_id, form.why.data)
            flash("The hold has ended. The schedule takes over again.", "success")
            return redirect(url_for(".show"), code=303)
    return render_template(
        "participation/retention/end.html", held=held, form=form, things=THINGS, kinds=HOLD_WORDS
    )


def _page(form: HoldForm) -> str:
    actor = current_actor()
    return render_template(
        "participation/retention/show.html", form=form, lines=retention.report(now()), stays=STAYS, things=THINGS,
        held=holds.listed(actor), kinds=HOLD_WORDS, may_hold=may(actor, Permission.PLACE_HOLDS),
        erased=erasure.newest(), not_wiped=erasure.not_wiped(),
    )  # fmt: skip
