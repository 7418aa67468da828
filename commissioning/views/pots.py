"""Pots: the public money pages, the finance home, one pot, and making, filling and moving one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import pots as rules
from commissioning.rules import pots_life
from commissioning.rules.allocation import FIGURE_NAMES, FORMULA_NAMES
from commissioning.rules.pots import DecisionRoute, PotAction
from commissioning.rules.pots_terms import CARRY_WORDS
from commissioning.rules.two_people import WAITS
from commissioning.services import (
    allocations,
    awards_reading,
    finance_desk,
    held_changes,
    ledger_held,
    ledger_reading,
    pots,
    pots_flow,
    pots_making,
    pots_terms,
    pots_watch,
)
from commissioning.views.pots_links import BandLinks
from forms.pots import ChangePotForm, PotForm, shares_form
from models.pots import Pot
from models.two_people import Held

blueprint = Blueprint("pots", __name__)
PER_PAGE = 50
SAID = {
    "route_names": rules.ROUTE_NAMES, "route_words": rules.ROUTE_WORDS, "state_words": rules.STATE_WORDS,
    "formula_names": FORMULA_NAMES, "figure_names": FIGURE_NAMES,
}  # fmt: skip


@blueprint.get("/money")
@public
def index() -> ResponseReturnValue:
    """All the money, for anybody."""
    found = pots.public_pots()
    standings = pots.standings_of([pot.id for pot in found])
    return render_template(
        "commissioning/pots/public.html", pots=found, standings=standings, total=pots.altogether(standings.values()),
        awards=awards_reading.latest(6),
        inside=may(current_actor(), Permission.SEE_POTS), **SAID,
    )  # fmt: skip


@blueprint.get("/money/<public_id>")
@public
def story(public_id: str) -> ResponseReturnValue:
    """One pot, for anybody: where every pound is, who decides, what it has gone to."""
    pot = pots.get_public_pot(public_id)
    standing = pots.standing_of(pot.id)
    return render_template(
        "commissioning/pots/story.html", pot=pot, standing=standing,
        picture=pots_flow.picture_of(pot, standing, pots_terms.today()), links=BandLinks(pot, inside=False),
        terms=pots_terms.terms_of(pot), today=pots_terms.today(), allocated=allocations.workings_of(pot),
        awards=awards_reading.of_pot(pot), **SAID,
    )  # fmt: skip


@blueprint.get("/pots")
@requires(Permission.SEE_POTS)
def home() -> ResponseReturnValue:
    """Every pot the reader may see from the inside, and for the finance lead what waits and what to look at."""
    actor = current_actor()
    lines = pots_watch.lines_for(actor)
    year, page = request.args.get("year", ""), request.args.get("page", "1")
    years = sorted({line.pot.financial_year for line in lines}, reverse=True)
    shown = [line for line in lines if year not in years or line.pot.financial_year == year]
    pages = max(1, -(-len(shown) // PER_PAGE))
    at = min(int(page), pages) if page.isascii() and page.isdigit() and len(page) < 7 and int(page) else 1
    return render_template(
        "commissioning/pots/home.html", lines=shown[(at - 1) * PER_PAGE : at * PER_PAGE], every=shown, page=at,
        pages=pages, years=years, year=year if year in years else "", needs=finance_desk.waiting_for(actor),
        total=pots.altogether([line.standing for line in shown]), teams=pots_watch.by_team(shown),
        may_run=pots.runs_any(actor), reads_books=may(actor, Permission.READ_BOOKS), today=pots_terms.today(),
        confirms=may(actor, Permission.CONFIRM_MONEY), **SAID,
    )  # fmt: skip


@blueprint.get("/pots/<public_id>")
@requires(Permission.SEE_POTS)
def show(public_id: str) -> ResponseReturnValue:
    """One pot from the inside: the same picture, its rules, and its newest entries."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    standing = pots.standing_of(pot.id)
    return render_template(
        "commissioning/pots/show.html", pot=pot, standing=standing,
        picture=pots_flow.picture_of(pot, standing, pots_terms.today()), links=BandLinks(pot, inside=True),
        terms=pots_terms.terms_of(pot), today=pots_terms.today(), allocated=allocations.workings_of(pot),
        entries=ledger_reading.page_of(pot, 1, 5), awards=awards_reading.of_pot(pot),
        may_run=pots.runs(actor, pot.team_id), actions=pots_life.steps_from(pot.state, standing.left), **SAID,
    )  # fmt: skip


@blueprint.get("/pots/new")
@requires(Permission.RUN_POTS)
def new() -> ResponseReturnValue:
    """The form for a new pot."""
    return _new_page(PotForm(data={"financial_year": rules.year_of(local_date(now()))}))


@blueprint.post("/pots/new")
@requires(Permission.RUN_POTS)
@commits
def create() -> ResponseReturnValue:
    """Make the pot and go on to adding its money."""
    form = _offered(PotForm())
    if form.validate():
        with refusals_on(form):
            pot = pots_making.create(current_actor(), _wanted(form))
        if not form.refused:
            flash(f"{pot.name} is made. Now add its money, and open it.", "success")
            return redirect(url_for("pots.add", public_id=pot.public_id), code=303)
    return _new_page(form)


@blueprint.get("/pots/<public_id>/add")
@requires(Permission.RUN_POTS)
def add(public_id: str) -> ResponseReturnValue:
    """The form that adds money, an amount for each area."""
    pot = pots.get_pot_for(current_actor(), public_id)
    return render_template("commissioning/pots/add.html", pot=pot, form=shares_form(pots.areas_of(pot)))


@blueprint.post("/pots/<public_id>/add")
@requires(Permission.RUN_POTS)
@commits
def add_money(public_id: str) -> ResponseReturnValue:
    """Add the money."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    form = shares_form(pots.areas_of(pot))
    if form.validate():
        key = form.idempotency_key.data
        with refusals_on(form):
            held = ledger_held.add_money(
                actor, pot, form.shares, reason=form.reason.data, key=key, day=form.day.data
            )
        if not form.refused and held is not None:
            return waits(held)
        if not form.refused:
            flash("The money is in the pot.", "success")
            return _to(pot)
    return render_template("commissioning/pots/add.html", pot=pots.get_pot_for(actor, public_id), form=form)


@blueprint.get("/pots/<public_id>/change")
@requires(Permission.RUN_POTS)
def choose_change(public_id: str) -> ResponseReturnValue:
    """The steps this pot can take now."""
    return _change_page(pots.get_pot_for(current_actor(), public_id), ChangePotForm())


@blueprint.post("/pots/<public_id>/change")
@requires(Permission.RUN_POTS)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Take one step: open, freeze, close, carry forward, hand back."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    form = ChangePotForm().offer(pots_life.steps_from(pot.state, pots.standing_of(pot.id).left))
    if form.validate():
        with refusals_on(form):
            held = held_changes.change_pot(
                actor, pot, PotAction(form.action.data), reason=form.reason.data or ""
            )
        if not form.refused and held is not None:
            return waits(held)
        if not form.refused:
            flash(f"{pot.name}: {rules.STATE_WORDS[pot.state]}", "success")
            return _to(pot)
    return _change_page(pots.get_pot_for(actor, public_id), form)


def _wanted(form: PotForm) -> pots_making.NewPot:
    team = next(team for team in pots.teams() if team.public_id == form.team.data)
    return pots_making.NewPot(
        name=form.name.data, fund=form.fund.data, team_id=team.id, route=DecisionRoute(form.route.data),
        decided_by=form.decided_by.data, financial_year=form.financial_year.data, purpose=form.purpose.data,
        opens_on=form.opens_on.data, closes_on=form.closes_on.data, ring_fence=form.ring_fence.data or "",
        max_award=form.max_award.data, area_ids=[area.id for area in team.areas],
    )  # fmt: skip


def _offered(form: PotForm) -> PotForm:
    return form.offer([(team.public_id, team.name) for team in pots.teams()])


def _new_page(form: PotForm) -> ResponseReturnValue:
    return render_template("commissioning/pots/new.html", form=_offered(form))


def _change_page(pot: Pot, form: ChangePotForm) -> ResponseReturnValue:
    standing = pots.standing_of(pot.id)
    actions = pots_life.steps_from(pot.state, standing.left)
    return render_template(
        "commissioning/pots/change.html", pot=pot, form=form.offer(actions), actions=actions,
        standing=standing, next_pot=pots_making.next_year_of(pot), today=pots_terms.today(),
        terms=pots_terms.terms_of(pot), terms_row=pots_terms.row_of(pot), carry_words=CARRY_WORDS, **SAID,
    )  # fmt: skip


def waits(held: Held) -> ResponseReturnValue:
    """On to what now waits for a second person."""
    flash(WAITS, "info")
    return redirect(url_for("two_people.show", public_id=held.public_id), code=303)


def _to(pot: Pot) -> ResponseReturnValue:
    return redirect(url_for("pots.show", public_id=pot.public_id), code=303)
