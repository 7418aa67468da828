"""A pot's statement, on the page and as CSV, and putting a wrong entry right."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.csv_out import csv_response, plain_pounds
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.ledger import STATEMENT_PARTS
from commissioning.rules.two_people import WAITS
from commissioning.services import ledger_held, ledger_reading, pots
from forms.pots import PutRightForm

blueprint = Blueprint("ledger", __name__)
HEADS = ("Date", "Entry", "What", "Area", "Award", "From", "To", "Amount", "Reason", "By", "Confirmed by")


@blueprint.get("/pots/<public_id>/statement")
@requires(Permission.SEE_POTS)
def statement(public_id: str) -> ResponseReturnValue:
    """Every movement of a pot's money, newest first, a page at a time."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    what = request.args.get("what", "")
    choices = [("", "Everything"), *((name, words) for name, (words, _) in STATEMENT_PARTS.items())]
    return render_template(
        "commissioning/ledger/statement.html", pot=pot, page=ledger_reading.page_of(pot, page, what=what), what=what,
        choices=choices,
        standing=pots.standing_of(pot.id), may_run=pots.runs(actor, pot.team_id),
    )  # fmt: skip


@blueprint.get("/pots/<public_id>/statement.csv")
@requires(Permission.SEE_POTS)
def statement_csv(public_id: str) -> ResponseReturnValue:
    """The whole statement, oldest first, one row for each line: what an accountant imports."""
    pot = pots.get_pot_for(current_actor(), public_id)
    rows = [
        (
            entry.day.isoformat(), entry.public_id, entry.name, line.area, line.award,
            str(line.start).replace("_", " "), str(line.to).replace("_", " "), plain_pounds(int(line.amount)),
            entry.reason, entry.who, entry.second,
        )
        for entry in ledger_reading.statement_of(pot)
        for line in entry.lines
    ]  # fmt: skip
    return csv_response(f"statement-{pot.public_id}", HEADS, rows)


@blueprint.get("/pots/<public_id>/entries/<entry_id>/put-right")
@requires(Permission.RUN_POTS)
def choose_put_right(public_id: str, entry_id: str) -> ResponseReturnValue:
    """What putting this entry right would do."""
    pot, entry, _ = ledger_reading.get_entry_for(current_actor(), public_id, entry_id)
    return render_template("commissioning/ledger/put_right.html", pot=pot, entry=entry, form=PutRightForm())


@blueprint.post("/pots/<public_id>/entries/<entry_id>/put-right")
@requires(Permission.RUN_POTS)
@commits
def put_right(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Post the mirror image; both stay in the books."""
    actor = current_actor()
    pot, entry, row = ledger_reading.get_entry_for(actor, public_id, entry_id)
    form = PutRightForm()
    if form.validate():
        with refusals_on(form):
            held = ledger_held.put_right(actor, pot, row, reason=form.reason.data)
        if not form.refused and held is not None:
            flash(WAITS, "info")
            return redirect(url_for("two_people.show", public_id=held.public_id), code=303)
        if not form.refused:
            flash("It is put right. Both entries stay in the books.", "success")
            return redirect(url_for("ledger.statement", public_id=public_id), code=303)
    return render_template("commissioning/ledger/put_right.html", pot=pot, entry=entry, form=form)
