"""Who is at the safeguarding desk, and who is away when."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.triage import AwayForm
from participation.rules.people import ROLE_NAMES
from participation.services import desk_rota, triage_desk

blueprint = Blueprint("desk_rota", __name__)


@blueprint.get("/desk/rota")
@requires(Permission.KEEP_ROTA)
def show() -> ResponseReturnValue:
    """Who is here today, in the order they are called, and the days away that are written down."""
    return _shown(_form(fresh=True))


@blueprint.post("/desk/rota")
@requires(Permission.KEEP_ROTA)
@commits
def write() -> ResponseReturnValue:
    """Write down that somebody is away."""
    form = _form()
    if form.validate() and form.first.data and form.back.data:
        with refusals_on(form):
            desk_rota.write_away(current_actor(), form.who.data, form.first.data, form.back.data)
            flash("Written down. Whoever is left is called while they are away.", "success")
            return redirect(url_for(".show"), code=303)
    return _shown(form)


@blueprint.post("/desk/rota/<public_id>/take-back")
@requires(Permission.KEEP_ROTA)
@commits
def take_back(public_id: str) -> ResponseReturnValue:
    """They are here after all."""
    desk_rota.take_back(current_actor(), public_id)
    flash("Taken back. They are called again.", "success")
    return redirect(url_for(".show"), code=303)


def _form(*, fresh: bool = False) -> AwayForm:
    form = AwayForm(formdata=None) if fresh else AwayForm()
    people = {user.public_id: user.name for _, user in desk_rota.people_by_role()}
    form.who.choices = list(people.items())
    return form


def _shown(form: AwayForm) -> ResponseReturnValue:
    return render_template(
        "participation/triage/rota.html", form=form, people=desk_rota.people_by_role(), role_names=ROLE_NAMES,
        here={user.id for user in triage_desk.here_now()}, away=desk_rota.written_down(),
    )  # fmt: skip
