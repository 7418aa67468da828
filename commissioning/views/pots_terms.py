"""A pot's rules, making next year's pot with the same ones, and where each fund's money comes from."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.pots_terms import Applicants, CarryRule
from commissioning.services import funds, pots, pots_making, pots_terms
from commissioning.services.pots_terms import NewTerms
from forms.pots_terms import FundForm, RulesForm
from models.pots import Pot

blueprint = Blueprint("pots_terms", __name__)


@blueprint.get("/pots/<public_id>/rules")
@requires(Permission.RUN_POTS)
def ask_rules(public_id: str) -> ResponseReturnValue:
    """The pot's rules, to change."""
    pot = pots.get_pot_for(current_actor(), public_id)
    return _rules_page(pot, RulesForm(data=_as_typed(pot)))


@blueprint.post("/pots/<public_id>/rules")
@requires(Permission.RUN_POTS)
@commits
def set_rules(public_id: str) -> ResponseReturnValue:
    """Set them."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    form = _offered(pot, RulesForm())
    if form.validate():
        with refusals_on(form):
            pots_terms.set_terms(actor, pot, _wanted(pot, form), reason=form.reason.data or "")
        if not form.refused:
            flash(f"The rules of {pot.name} are set.", "success")
            return redirect(url_for("pots.show", public_id=public_id), code=303)
    return _rules_page(pots.get_pot_for(actor, public_id), form)


@blueprint.post("/pots/<public_id>/next-year")
@requires(Permission.RUN_POTS)
@commits
def make_next_year(public_id: str) -> ResponseReturnValue:
    """Make next year's pot with the same name and rules, as a draft."""
    actor = current_actor()
    made = pots_making.renew(actor, pots.get_pot_for(actor, public_id))
    flash(
        f"{made.name} for {made.financial_year} is made, with the same rules. It is a draft without money.",
        "success",
    )
    return redirect(url_for("pots.choose_change", public_id=public_id), code=303)


@blueprint.get("/pots/funds")
@requires(Permission.SEE_POTS)
def all_funds() -> ResponseReturnValue:
    """Every fund with a pot the reader sees: where it comes from, and where its pounds are."""
    actor = current_actor()
    return render_template(
        "commissioning/pots/funds.html", funds=funds.funds_for(actor), may_run=pots.runs_any(actor)
    )


@blueprint.get("/pots/funds/<public_id>")
@requires(Permission.RUN_POTS)
def ask_fund(public_id: str) -> ResponseReturnValue:
    """Where a fund's money comes from, to write down."""
    fund = funds.get_fund(public_id)
    form = FundForm(data={"source": fund.source or "", "about": fund.about})
    return render_template("commissioning/pots/fund.html", fund=fund, form=form)


@blueprint.post("/pots/funds/<public_id>")
@requires(Permission.RUN_POTS)
@commits
def describe_fund(public_id: str) -> ResponseReturnValue:
    """Write it down."""
    fund, form = funds.get_fund(public_id), FundForm()
    if form.validate():
        funds.describe(current_actor(), fund, source=form.source.data, about=form.about.data or "")
        flash(f"Where the {fund.name} comes from is written down.", "success")
        return redirect(url_for("pots_terms.all_funds"), code=303)
    return render_template("commissioning/pots/fund.html", fund=fund, form=form)


def _areas(pot: Pot) -> list[tuple[str, str, int]]:
    return [(area.public_id, area.name, area.id) for area in pot.team.areas]


def _offered(pot: Pot, form: RulesForm) -> RulesForm:
    return form.offer([(public_id, name) for public_id, name, _ in _areas(pot)])


def _as_typed(pot: Pot) -> dict[str, object]:
    row, terms = pots_terms.row_of(pot), pots_terms.terms_of(pot)
    ids = {area_id for area_id, _ in terms.areas}
    kept: dict[str, object] = {
        "ages_from": terms.ages_from, "ages_to": terms.ages_to, "ring_fence": pot.ring_fence,
        "least_award": terms.least,
        "most_award": terms.most, "applicants": str(terms.applicants), "carry": str(terms.carry),
        "match_percent": terms.match_percent or None, "closes_on": pot.closes_on,
        "areas": [public_id for public_id, _, area_id in _areas(pot) if area_id in ids],
    }  # fmt: skip
    if row is None:
        return kept
    return kept | {
        "hour": row.hour_pence, "hour_source": row.hour_source, "pledged": row.pledged_pence,
        "pledged_by": row.pledged_by,
    }  # fmt: skip


def _wanted(pot: Pot, form: RulesForm) -> NewTerms:
    chosen = set(form.areas.data or ())
    return NewTerms(
        closes_on=form.closes_on.data, ring_fence=form.ring_fence.data or "", least=form.least_award.data or None,
        most=form.most_award.data or None, ages_from=form.ages_from.data, ages_to=form.ages_to.data,
        area_ids=[area_id for public_id, _, area_id in _areas(pot) if public_id in chosen],
        applicants=Applicants(form.applicants.data), match_percent=form.match_percent.data or 0,
        hour=form.hour.data or None, hour_source=form.hour_source.data or "", carry=CarryRule(form.carry.data),
        pledged=form.pledged.data or None, pledged_by=form.pledged_by.data or "",
    )  # fmt: skip


def _rules_page(pot: Pot, form: RulesForm) -> ResponseReturnValue:
    return render_template("commissioning/pots/rules.html", pot=pot, form=_offered(pot, form))
