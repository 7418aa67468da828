"""Opening balances from a file: how it is laid out, an example, and importing one."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.unit_of_work import commits
from commissioning.rules.pots_csv import EXAMPLE
from commissioning.services import held_changes
from commissioning.views.pots import waits
from forms.pots import ImportForm

blueprint = Blueprint("pots_import", __name__)


@blueprint.get("/pots/import")
@requires(Permission.RUN_POTS)
def choose_file() -> ResponseReturnValue:
    """How the file is laid out, and where to give it."""
    return render_template("commissioning/pots/import.html", form=ImportForm(), problems=[])


@blueprint.get("/pots/import/example.csv")
@requires(Permission.RUN_POTS)
def example() -> ResponseReturnValue:
    """A file of the right layout, to fill in."""
    response = Response(EXAMPLE.encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="opening-balances-example.csv"'
    return response


@blueprint.post("/pots/import")
@requires(Permission.RUN_POTS)
@commits
def import_balances() -> ResponseReturnValue:
    """Import every row of the file, or none."""
    form = ImportForm()
    problems = []
    if form.validate():
        result, waiting = held_changes.import_file(current_actor(), form.file.data.read())
        if waiting is not None:
            return waits(waiting)
        if result.again:
            flash("This file was imported before, so nothing was changed.", "info")
            return redirect(url_for("pots.home"), code=303)
        if not result.problems:
            flash(f"{result.balances} balances are imported, {result.total} in all.", "success")
            return redirect(url_for("pots.home"), code=303)
        problems = result.problems
        form.refuse(_nothing_imported(len(problems)), "file")
    return render_template("commissioning/pots/import.html", form=form, problems=problems)


def _nothing_imported(count: int) -> str:
    return f"Nothing was imported: {count} {'thing needs' if count == 1 else 'things need'} putting right in this file"
