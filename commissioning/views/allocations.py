"""Sharing a sum between a pot's areas by formula, and the figures about areas that the formulas weigh by."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.allocation import FIGURE_NAMES, FORMULA_NAMES, FORMULA_WORDS, Formula
from commissioning.services import allocations, area_figures, pots
from commissioning.services.allocations import Shown
from forms.pots_terms import FiguresForm, ShareForm
from models.places import Area
from models.pots import Pot

blueprint = Blueprint("allocations", __name__)
SAID = {"formula_names": FORMULA_NAMES, "formula_words": FORMULA_WORDS, "figure_names": FIGURE_NAMES}


@blueprint.get("/pots/<public_id>/share")
@requires(Permission.RUN_POTS)
def ask(public_id: str) -> ResponseReturnValue:
    """Ask for a sum and a formula; with both in the address, show the whole working. Nothing is written."""
    pot = pots.get_pot_for(current_actor(), public_id)
    if "total" not in request.args:
        return _page(pot, ShareForm(data={"formula": str(Formula.EQUAL)}), None)
    form = ShareForm(formdata=request.args)
    return _page(pot, form, _worked_out(pot, form) if form.asks_only() else None)


@blueprint.post("/pots/<public_id>/share")
@requires(Permission.RUN_POTS)
@commits
def apply(public_id: str) -> ResponseReturnValue:
    """Add the money as the working says."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    form = ShareForm()
    if form.validate():
        key = form.idempotency_key.data
        held = None
        with refusals_on(form):
            held = allocations.apply(
                actor, pot, form.sum, Formula(form.formula.data), form.floor.data, seen=form.seen.data or "",
                reason=form.reason.data, key=key,
            )  # fmt: skip
        if not form.refused and held is not None:
            flash("So large a sum takes two people. It waits for a second person.", "info")
            return redirect(url_for("two_people.show", public_id=held.public_id), code=303)
        if not form.refused:
            flash("The money is in the pot.", "success")
            return redirect(url_for("pots.show", public_id=public_id), code=303)
    pot = pots.get_pot_for(actor, public_id)
    sound = not any(field.errors for field in (form.total, form.formula, form.floor))
    shown = _worked_out(pot, form) if sound else None
    if shown is None:
        form.reason.errors = []  # it is asked for beside the working
    return _page(pot, form, shown)


@blueprint.get("/pots/figures")
@requires(Permission.SEE_POTS)
def figures() -> ResponseReturnValue:
    """What is counted about each area, where it comes from and of when."""
    areas = area_figures.areas()
    found = area_figures.newest([area.id for area in areas])
    may_run = pots.runs_any(current_actor())
    return render_template(
        "commissioning/pots/figures.html", areas=areas, found=found, may_run=may_run, **SAID
    )


@blueprint.get("/pots/figures/<public_id>")
@requires(Permission.RUN_POTS)
def ask_figures(public_id: str) -> ResponseReturnValue:
    """The form for newer figures about one area."""
    return _figures_page(area_figures.get_area(public_id), FiguresForm())


@blueprint.post("/pots/figures/<public_id>")
@requires(Permission.RUN_POTS)
@commits
def record_figures(public_id: str) -> ResponseReturnValue:
    """Record them; earlier ones stay."""
    area, form = area_figures.get_area(public_id), FiguresForm()
    if form.validate():
        with refusals_on(form):
            area_figures.record(current_actor(), area, form.values, source=form.source.data, as_of=form.day)
        if not form.refused:
            flash(f"The figures of {area.name} are recorded.", "success")
            return redirect(url_for("allocations.figures"), code=303)
    return _figures_page(area_figures.get_area(public_id), form)


def _worked_out(pot: Pot, form: ShareForm) -> Shown | None:
    found: list[Shown] = []
    with refusals_on(form):
        found.append(allocations.work_out(pot, form.sum, Formula(form.formula.data), form.floor.data))
    return found[0] if found else None


def _page(pot: Pot, form: ShareForm, shown: Shown | None) -> ResponseReturnValue:
    return render_template("commissioning/pots/share.html", pot=pot, form=form, shown=shown, **SAID)


def _figures_page(area: Area, form: FiguresForm) -> ResponseReturnValue:
    found = area_figures.newest([area.id])[area.id]
    return render_template("commissioning/pots/figures_form.html", area=area, form=form, found=found, **SAID)
