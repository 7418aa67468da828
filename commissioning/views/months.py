"""Month ends: every month of the books, and closing one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, refusals_on
from app.unit_of_work import commits
from commissioning.services import months
from commissioning.services.months import Month
from forms.months import CloseForm

blueprint = Blueprint("months", __name__)


@blueprint.get("/month-ends")
@requires(Permission.READ_BOOKS)
def index() -> ResponseReturnValue:
    """Which months are closed, and what each open one still needs."""
    return render_template(
        "commissioning/months/index.html", months=months.latest(), may_close=months.may_close(current_actor())
    )


@blueprint.get("/month-ends/<month>/close")
@requires(Permission.RUN_POTS)
def ask_close(month: str) -> ResponseReturnValue:
    """What closing this month means, and what stands in the way."""
    return _page(_month(month), CloseForm())


@blueprint.post("/month-ends/<month>/close")
@requires(Permission.RUN_POTS)
@commits
def close(month: str) -> ResponseReturnValue:
    """Close it."""
    found, form = _month(month), CloseForm()
    if form.validate():
        with refusals_on(form):
            months.close(current_actor(), found.first, note=form.note.data or "")
        if not form.refused:
            flash(f"The books for {found.name} are closed.", "success")
            return redirect(url_for("months.index"), code=303)
    return _page(_month(month), form)


def _month(address: str) -> Month:
    found = months.get_month(address)
    if found is None:
        raise NotFound
    return found


def _page(month: Month, form: CloseForm) -> ResponseReturnValue:
    return render_template("commissioning/months/close.html", month=month, form=form)
