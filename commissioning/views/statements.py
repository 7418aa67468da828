"""The statement: available, committed and paid for any part of the books and any days, on the page and as CSV."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.csv_out import csv_response, plain_pounds
from app.times import local_date
from commissioning.rules.pots import year_bounds, year_of
from commissioning.services import statements, statements_choices
from commissioning.services.statements import Asked

blueprint = Blueprint("statements", __name__)
HEADS = (
    "Date", "Entry", "What", "Pot", "Year", "Area", "Partner", "Award", "From", "To", "Amount", "Reason", "By",
    "Confirmed by",
)  # fmt: skip


@blueprint.get("/statement")
@requires(Permission.SEE_POTS)
def show() -> ResponseReturnValue:
    """The figures of the part asked for, and its entries, newest first."""
    actor = current_actor()
    choices = statements_choices.choices_for(actor)
    asked, wrong = _asked(choices)
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and int(typed) > 0 and len(typed) < 7 else 1
    return render_template(
        "commissioning/statements/show.html", statement=statements.statement_for(actor, asked), asked=asked,
        entries=statements.entries_for(actor, asked, page), choices=choices, wrong=wrong, spans=_spans(),
        today=local_date(now()), csv_args={k: v for k, v in request.args.items() if k != "page" and v},
    )  # fmt: skip


@blueprint.get("/statement.csv")
@requires(Permission.SEE_POTS)
def csv() -> ResponseReturnValue:
    """The same entries, oldest first, one row for each line: what an accountant imports."""
    actor = current_actor()
    asked, _ = _asked(statements_choices.choices_for(actor))
    rows = (
        (
            entry.day.isoformat(), entry.public_id, entry.name, line.pot, line.year, line.area, line.partner,
            line.award, str(line.start).replace("_", " "), str(line.to).replace("_", " "),
            plain_pounds(int(line.amount)), entry.reason, entry.who, entry.second,
        )
        for entry in statements.every_entry(actor, asked)
        for line in entry.lines
    )  # fmt: skip
    return csv_response("statement", HEADS, rows)


def _asked(choices: statements_choices.Choices) -> tuple[Asked, list[str]]:
    """What the address asks for; a day that is none is said and left out."""
    wrong: list[str] = []
    days = {name: _day(name, wrong) for name in ("since", "until")}
    if days["since"] and days["until"] and days["since"] > days["until"]:
        wrong.append("The first day comes after the last one, so there is nothing between them.")
    return choices.asked(request.args.to_dict(), days["since"], days["until"]), wrong


def _day(name: str, wrong: list[str]) -> date | None:
    typed = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        wrong.append(f"“{typed[:20]}” is not a date, so it was left out. Write it like 2026-11-30.")
        return None


def _spans() -> list[tuple[str, date, date]]:
    """Handy spans: this month, last month, this financial year."""
    return statements_choices.spans(local_date(now()), *year_bounds(year_of(local_date(now()))))
