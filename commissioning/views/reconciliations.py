"""Comparing the books with the council's general ledger, and explaining each difference."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, refusals_on
from app.unit_of_work import commits
from commissioning.rules import reconcile as rules
from commissioning.rules.csv_in import Problem
from commissioning.rules.months import month_name, read_month
from commissioning.rules.reconcile_csv import EXAMPLE
from commissioning.services import months, reconciliations, reconciliations_scopes
from forms.reconciliations import CompareForm, ExplainForm
from models.reconciliations import Reconciliation, ReconciliationRow

blueprint = Blueprint("reconciliations", __name__)
SAID = {"names": rules.VERDICT_NAMES, "month_name": month_name}


@blueprint.get("/reconcile")
@requires(Permission.READ_BOOKS)
def index() -> ResponseReturnValue:
    """Every comparison, newest first."""
    return render_template(
        "commissioning/reconciliations/index.html", listed=reconciliations.latest(),
        may_compare=reconciliations.may_reconcile(current_actor()), **SAID,
    )  # fmt: skip


@blueprint.get("/reconcile/new")
@requires(Permission.RUN_POTS)
def new() -> ResponseReturnValue:
    """Which pot or fund, which month, and the file."""
    return _new_page(_offered(CompareForm()))


@blueprint.get("/reconcile/example.csv")
@requires(Permission.RUN_POTS)
def example() -> ResponseReturnValue:
    """A file of the right layout."""
    response = Response(EXAMPLE.encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="general-ledger-example.csv"'
    return response


@blueprint.post("/reconcile/new")
@requires(Permission.RUN_POTS)
@commits
def compare() -> ResponseReturnValue:
    """Compare; a file with one wrong row is not taken."""
    form = _offered(CompareForm())
    if not form.validate():
        return _new_page(form)
    month, upload = read_month(form.month.data), form.file.data
    if month is None:
        raise NotFound
    scope = reconciliations_scopes.scope_named(form.scope.data)
    made: Reconciliation | None = None
    problems: tuple[Problem, ...] = ()
    with refusals_on(form):
        made, problems = reconciliations.reconcile(
            current_actor(), scope, month, upload.read(), upload.filename or "", replaces=form.replace.data
        )
    if made is not None:
        return redirect(url_for("reconciliations.show", public_id=made.public_id), code=303)
    earlier = reconciliations.explained(scope, month) if form.replace.errors else None
    if earlier is not None:
        form.replace.label.text = earlier.words
    if problems:
        wrong = f"{len(problems)} {'thing needs' if len(problems) == 1 else 'things need'}"
        form.refuse(f"Nothing was compared: {wrong} putting right in this file", "file")
    return _new_page(form, problems)


@blueprint.get("/reconcile/<public_id>")
@requires(Permission.READ_BOOKS)
def show(public_id: str) -> ResponseReturnValue:
    """One comparison: what differs, each with its explanation, then what agrees."""
    actor = current_actor()
    made = reconciliations.get_for(actor, public_id)
    by_verdict = {
        verdict: [row for row in made.rows if row.verdict is verdict] for verdict in rules.VERDICT_NAMES
    }
    return render_template(
        "commissioning/reconciliations/show.html", made=made, by_verdict=by_verdict,
        scope=reconciliations_scopes.Scope(made.pot, made.fund), told=reconciliations.told(made),
        may_explain=reconciliations.may_reconcile(actor),
        differences=rules.DIFFERENCES, **SAID,
    )  # fmt: skip


@blueprint.get("/reconcile/<public_id>/lines/<line_id>")
@requires(Permission.RUN_POTS)
def ask_explain(public_id: str, line_id: str) -> ResponseReturnValue:
    """One difference, to explain."""
    made, row = _row(public_id, line_id)
    return _explain_page(made, row, ExplainForm(data={"note": row.note}))


@blueprint.post("/reconcile/<public_id>/lines/<line_id>")
@requires(Permission.RUN_POTS)
@commits
def explain(public_id: str, line_id: str) -> ResponseReturnValue:
    """Keep the explanation; no figure changes."""
    made, row = _row(public_id, line_id)
    form = ExplainForm()
    if form.validate():
        with refusals_on(form):
            reconciliations.explain(current_actor(), row, form.note.data)
        if not form.refused:
            flash("The explanation is kept. Nothing in the books was changed.", "success")
            return redirect(url_for("reconciliations.show", public_id=public_id), code=303)
    return _explain_page(made, row, form)


def _row(public_id: str, line_id: str) -> tuple[Reconciliation, ReconciliationRow]:
    made = reconciliations.get_for(current_actor(), public_id)
    row = next((row for row in made.rows if row.public_id == line_id), None)
    if row is None:
        raise NotFound
    return made, row


def _explain_page(made: Reconciliation, row: ReconciliationRow, form: ExplainForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/reconciliations/explain.html", made=made, row=row, form=form,
        scope=reconciliations_scopes.Scope(made.pot, made.fund), **SAID,
    )  # fmt: skip


def _offered(form: CompareForm) -> CompareForm:
    offered = [(month.address, month.name) for month in months.latest()]
    return form.offer(reconciliations_scopes.scopes(), offered)


def _new_page(form: CompareForm, problems: object = ()) -> ResponseReturnValue:
    return render_template("commissioning/reconciliations/new.html", form=form, problems=problems)
