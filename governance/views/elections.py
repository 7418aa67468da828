"""Quiet times before elections: when they are, what they hold, and setting them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from forms.elections import ElectionForm, LiftForm
from governance.services import bodies
from participation.services import elections

blueprint = Blueprint("elections", __name__)


@blueprint.get("/before-elections")
@public
def index() -> ResponseReturnValue:
    """When the council keeps quiet, and what that means."""
    return _index(ElectionForm(formdata=None))


@blueprint.post("/before-elections")
@requires(Permission.CLERK)
@commits
def add() -> ResponseReturnValue:
    """Write down a quiet time."""
    form = _offered(ElectionForm())
    if form.validate() and form.starts_on.data and form.polls_on.data:
        with refusals_on(form):
            team = bodies.get_team(form.team.data or "")
            elections.add(
                current_actor(), form.name.data or "", team, form.starts_on.data, form.polls_on.data
            )
            flash("It is written down. What it holds waits by itself.", "success")
            return redirect(url_for("elections.index"), code=303)
    return _index(form)


@blueprint.route("/before-elections/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def lift(public_id: str) -> ResponseReturnValue:
    """End one early, with a reason."""
    form = LiftForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            elections.lift(current_actor(), public_id, form.reason.data or "")
            flash("It has ended. Its reason stands beside it.", "success")
            return redirect(url_for("elections.index"), code=303)
    return render_template(
        "governance/elections/lift.html", period=elections.get_period(public_id), form=form
    )


def _offered(form: ElectionForm) -> ElectionForm:
    form.team.choices = [
        ("council", "Everywhere in the borough"),
        *((team.public_id, team.name) for team in bodies.list_teams()),
    ]
    return form


def _index(form: ElectionForm) -> ResponseReturnValue:
    return render_template(
        "governance/elections/index.html", form=_offered(form), periods=elections.list_periods(),
        today=local_date(now()), may_set=may(current_actor(), Permission.CLERK),
    )  # fmt: skip
