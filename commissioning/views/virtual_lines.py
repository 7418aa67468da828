"""A partner's own line: pledging, giving notice of a change, and saying how a shortfall was made good."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pots import year_bounds
from commissioning.services import held_changes, virtual_books, virtual_lines, virtual_shortfalls
from forms.virtual_budgets import NoticeForm, PledgeForm, SettleForm, pledge_form
from models.two_people import Held
from models.virtual_budgets import VirtualChange, VirtualLine
from participation.rules.refusals import Refusal

blueprint = Blueprint("virtual_lines", __name__)


@blueprint.get("/virtual-budgets/<public_id>/lines/<line_id>/pledge")
@requires(Permission.KEEP_OWN_LINE)
def pledging(public_id: str, line_id: str) -> ResponseReturnValue:
    """The form, filled in with what was pledged before."""
    line = virtual_lines.get_line_for(current_actor(), public_id, line_id)
    return _pledge_page(line, pledge_form(_years(line), data=_before(line)))


@blueprint.post("/virtual-budgets/<public_id>/lines/<line_id>/pledge")
@requires(Permission.KEEP_OWN_LINE)
@commits
def pledge(public_id: str, line_id: str) -> ResponseReturnValue:
    """Pledge."""
    actor = current_actor()
    line = virtual_lines.get_line_for(actor, public_id, line_id)
    form = pledge_form(_years(line))
    if form.validate():
        with refusals_on(form):
            virtual_lines.pledge(actor, line, _pledged(form))
        if not form.refused:
            flash("Pledged. It stays your own line.", "success")
            return _to(public_id)
    return _pledge_page(virtual_lines.get_line_for(actor, public_id, line_id), form)


@blueprint.get("/virtual-budgets/<public_id>/lines/<line_id>/change")
@requires(Permission.KEEP_OWN_LINE)
def changing(public_id: str, line_id: str) -> ResponseReturnValue:
    """The form for notice of a change."""
    line = virtual_lines.get_line_for(current_actor(), public_id, line_id)
    return _change_page(line, NoticeForm(data={"from_day": local_date(now())}))


@blueprint.post("/virtual-budgets/<public_id>/lines/<line_id>/change")
@requires(Permission.KEEP_OWN_LINE)
@commits
def change(public_id: str, line_id: str) -> ResponseReturnValue:
    """Give notice; what begins today is done at once."""
    actor = current_actor()
    line = virtual_lines.get_line_for(actor, public_id, line_id)
    form = NoticeForm().offer(_open_years(line))
    if form.validate() and form.amount.data is not None and form.from_day.data is not None:
        with refusals_on(form):
            given = held_changes.give_notice(actor, line, virtual_lines.Notice(
                form.year.data, form.amount.data, form.reason.data, form.from_day.data, form.shortfall_owner.data or ""
            ), key=form.idempotency_key.data or "")  # fmt: skip
        if not form.refused and isinstance(given, Held):
            flash(
                "So large a change takes two people. It waits for a second person; nothing has changed yet.",
                "info",
            )
            return _to(public_id)
        if not form.refused and isinstance(given, VirtualChange):
            flash(
                "Your line is changed." if given.applied_at else "Notice is given. Every partner can see it.",
                "success",
            )
            return _to(public_id)
    return _change_page(virtual_lines.get_line_for(actor, public_id, line_id), form)


@blueprint.get("/virtual-budgets/<public_id>/shortfalls/<shortfall_id>")
@requires(Permission.KEEP_OWN_LINE)
def settling(public_id: str, shortfall_id: str) -> ResponseReturnValue:
    """A shortfall, to say how it was made good."""
    return _settle_page(public_id, shortfall_id, SettleForm())


@blueprint.post("/virtual-budgets/<public_id>/shortfalls/<shortfall_id>")
@requires(Permission.KEEP_OWN_LINE)
@commits
def settle(public_id: str, shortfall_id: str) -> ResponseReturnValue:
    """It was made good."""
    actor, form = current_actor(), SettleForm()
    shortfall = virtual_shortfalls.get_shortfall_for(actor, public_id, shortfall_id)
    if form.validate():
        with refusals_on(form):
            virtual_shortfalls.settle(actor, shortfall, form.how.data)
        if not form.refused:
            flash("Recorded.", "success")
            return _to(public_id)
    return _settle_page(public_id, shortfall_id, form)


def _pledged(form: PledgeForm) -> virtual_lines.Pledge:
    by_percent = form.how.data == "percent"
    if by_percent and not form.percent.data:
        raise Refusal("Write a percentage like 2 or 2.5", field="percent")
    return virtual_lines.Pledge(
        owner=form.owner.data, reporter=form.reporter.data, cost_here=form.cost_here.data or "",
        benefits=form.benefits.data, base=form.base.data if by_percent else None,
        hundredths=rules.parse_percent(form.percent.data) if by_percent else None,
        sums=None if by_percent else form.sums,
    )  # fmt: skip


def _before(line: VirtualLine) -> dict[str, object]:
    if line.pledged_at is None:
        return {}
    sums = {row.financial_year: row.pledged_pence for row in line.years}
    return {
        "how": "percent" if line.hundredths else "sums", "base": line.base_pence, "owner": line.owner,
        "percent": rules.format_percent(line.hundredths).removesuffix(" %") if line.hundredths else "",
        "reporter": line.reporter, "cost_here": line.cost_here, "benefits": line.benefits,
        **{f"year_{at}": sums.get(year) for at, year in enumerate(_years(line))},
    }  # fmt: skip


def _years(line: VirtualLine) -> list[str]:
    return rules.years_from(line.budget.first_year, line.budget.how_many)


def _open_years(line: VirtualLine) -> list[tuple[str, str]]:
    today = local_date(now())
    return [(year, year) for year in _years(line) if year_bounds(year)[1] > today]


def _pledge_page(line: VirtualLine, form: PledgeForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/virtual_budgets/pledge.html", line=line, budget=line.budget, form=form
    )


def _change_page(line: VirtualLine, form: NoticeForm) -> ResponseReturnValue:
    stands = [(year, virtual_books.standing_of(line, year)) for year, _ in _open_years(line)]
    return render_template(
        "commissioning/virtual_budgets/change.html",
        line=line,
        budget=line.budget,
        form=form.offer(_open_years(line)),
        stands=stands,
    )


def _settle_page(public_id: str, shortfall_id: str, form: SettleForm) -> ResponseReturnValue:
    found = virtual_shortfalls.get_shortfall_for(current_actor(), public_id, shortfall_id)
    return render_template(
        "commissioning/virtual_budgets/settle.html", shortfall=found, budget_id=public_id, form=form
    )


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("virtual_budgets.show", public_id=public_id), code=303)
