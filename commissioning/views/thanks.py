"""Thank-yous of a panel: asking for one, giving it, one's own, and noting how somebody is after taking part."""

from __future__ import annotations

from datetime import time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import FEELING_NAMES, WAY_NAMES, Feeling, Thank, Way
from commissioning.rules.two_people import HeldState
from commissioning.services import thanks
from forms.base import OurForm
from forms.thanks import FeelingForm, ThankForm
from models.places import Team
from participation.services import panels

blueprint = Blueprint("thanks", __name__)


@blueprint.route("/panel/<public_id>/thanks", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def index(public_id: str) -> ResponseReturnValue:
    """The panel's thank-yous; ask for one."""
    actor, form = current_actor(), ThankForm()
    team = panels.get_panel_for(actor, public_id)
    form.person.choices = _members(team)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            thanks.ask(actor, team, form.person.data, _thank(form))
        if not form.refused:
            flash("It waits for a second person.", "success")
            return redirect(url_for("thanks.index", public_id=public_id), code=303)
        team = panels.get_panel_for(actor, public_id)
    return _page(team, form, thanking=form)


@blueprint.post("/panel/<public_id>/thanks/<thanks_id>/given")
@requires(Permission.RUN_PANEL)
@commits
def given(public_id: str, thanks_id: str) -> ResponseReturnValue:
    """It was given."""
    actor = current_actor()
    thanks.give(actor, panels.get_panel_for(actor, public_id), thanks_id)
    flash("Noted as given today.", "success")
    return redirect(url_for("thanks.index", public_id=public_id), code=303)


@blueprint.post("/panel/<public_id>/how-they-are")
@requires(Permission.RUN_PANEL)
@commits
def check_in(public_id: str) -> ResponseReturnValue:
    """Note how somebody is after taking part."""
    actor, form = current_actor(), FeelingForm()
    team = panels.get_panel_for(actor, public_id)
    form.whom.choices = _members(team)
    if form.validate():
        feeling = Feeling(form.feeling.data)
        thanks.check_in(actor, team, form.whom.data, feeling)
        flash(FEELING_NAMES[feeling][1], "success")
        return redirect(url_for("thanks.index", public_id=public_id), code=303)
    return _page(team, form, asking=form)


@blueprint.get("/panel/thanks")
@requires(Permission.ADVISE)
def mine() -> ResponseReturnValue:
    """One's own thank-yous."""
    return render_template(
        "commissioning/thanks/mine.html", thanks=thanks.of_person(current_actor()), ways=WAY_NAMES
    )


def _page(
    team: Team, form: OurForm | None, *, thanking: ThankForm | None = None, asking: FeelingForm | None = None
) -> ResponseReturnValue:
    thanking, asking = thanking or ThankForm(formdata=None), asking or FeelingForm(formdata=None)
    thanking.person.choices = asking.whom.choices = _members(team)
    return render_template(
        "commissioning/thanks/index.html", team=team, thanks=thanks.of_panel(team), form=form, thanking=thanking,
        asking=asking, last=thanks.last_check_ins(team), ways=WAY_NAMES, feelings=FEELING_NAMES,
        confirmed=HeldState.CONFIRMED,
    )  # fmt: skip


def _members(team: Team) -> list[tuple[str, str]]:
    return [(one.user.public_id, one.user.name) for one in panels.members_of(team)]


def _thank(form: ThankForm) -> Thank:
    return Thank(
        Way(form.way.data), form.amount.data or Pence(0), form.what_for.data, form.on.day, form.at.time or time(0),
        bool(form.benefits_talked.data),
    )  # fmt: skip
