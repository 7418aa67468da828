"""Virtual budgets: the list and one, for anybody; proposing, asking, agreeing, starting, reviewing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pots import year_of
from commissioning.rules.virtual_budgets import IndicatorStatus
from commissioning.services import pots, virtual_budgets, virtual_coming, virtual_lines
from commissioning.services import virtual_reading as reading
from forms.virtual_budgets import BudgetForm, FollowForm, PartnerForm, SignForm, number, review_form
from models.virtual_budgets import VirtualBudget

blueprint = Blueprint("virtual_budgets", __name__)


@blueprint.get("/virtual-budgets")
@public
def index() -> ResponseReturnValue:
    """What partners put together without pooling it."""
    actor = current_actor()
    found = reading.list_for(actor)
    return render_template(
        "commissioning/virtual_budgets/index.html", budgets=found, totals=reading.totals_of(found),
        until=virtual_coming.stands_until(found), may_run=virtual_budgets.runs(actor),
    )  # fmt: skip


@blueprint.get("/virtual-budgets/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One picture: a line for each organisation and year, who pays and who gains, reviews, shortfalls."""
    return _page(reading.get_budget_for(current_actor(), public_id), FollowForm(formdata=None))


@blueprint.get("/virtual-budgets/new")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
def new() -> ResponseReturnValue:
    """The form for a new one."""
    first = year_of(local_date(now()))
    return _new_page(BudgetForm(data={"first_year": first, "how_many": "10", "notice_days": "90"}))


@blueprint.post("/virtual-budgets/new")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def create() -> ResponseReturnValue:
    """Propose it."""
    form = BudgetForm().offer(_pots())
    if form.validate():
        with refusals_on(form):
            made = virtual_budgets.propose(current_actor(), virtual_budgets.NewBudget(
                form.name.data, form.outcome.data, form.first_year.data, number(form.how_many.data),
                number(form.notice_days.data), form.pot.data or "",
            ))  # fmt: skip
        if not form.refused:
            flash("Proposed. Now ask the partners.", "success")
            return redirect(url_for(".ask", public_id=made.public_id), code=303)
    return _new_page(form)


@blueprint.get("/virtual-budgets/<public_id>/ask")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
def ask(public_id: str) -> ResponseReturnValue:
    """Which organisation to ask next."""
    return _ask_page(public_id, PartnerForm())


@blueprint.post("/virtual-budgets/<public_id>/ask")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def ask_partner(public_id: str) -> ResponseReturnValue:
    """Give it a line."""
    actor = current_actor()
    budget = reading.get_budget_for(actor, public_id)
    form = PartnerForm().offer(_partners(budget))
    if form.validate():
        with refusals_on(form):
            virtual_budgets.ask_partner(
                actor, budget, form.organisation.data, signs_in_as=form.signs_in_as.data or ""
            )
        if not form.refused:
            flash("Asked. It can pledge now.", "success")
            return _to(public_id)
    return _ask_page(public_id, form)


@blueprint.get("/virtual-budgets/<public_id>/sign")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
def sign(public_id: str) -> ResponseReturnValue:
    """The form for a sign of the outcome."""
    budget = reading.get_budget_for(current_actor(), public_id)
    return render_template("commissioning/virtual_budgets/sign.html", budget=budget, form=SignForm())


@blueprint.post("/virtual-budgets/<public_id>/sign")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def add_sign(public_id: str) -> ResponseReturnValue:
    """Write the sign down."""
    actor = current_actor()
    budget, form = reading.get_budget_for(actor, public_id), SignForm()
    if form.validate():
        with refusals_on(form):
            virtual_budgets.add_sign(actor, budget, virtual_budgets.Sign(
                form.name.data, form.baseline.data, form.target.data, form.source.data, form.owner.data,
                number(form.due_after.data),
            ))  # fmt: skip
        if not form.refused:
            return _to(public_id)
    return render_template(
        "commissioning/virtual_budgets/sign.html", budget=reading.get_budget_for(actor, public_id), form=form
    )


@blueprint.post("/virtual-budgets/<public_id>/agree")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def agree(public_id: str) -> ResponseReturnValue:
    """All have pledged, and all agree."""
    virtual_budgets.agree(current_actor(), reading.get_budget_for(current_actor(), public_id))
    flash("Agreed. Everybody can see it now.", "success")
    return _to(public_id)


@blueprint.post("/virtual-budgets/<public_id>/start")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def start(public_id: str) -> ResponseReturnValue:
    """Begin; pledges go into the books."""
    virtual_budgets.start(current_actor(), reading.get_budget_for(current_actor(), public_id))
    flash("It has begun, and the pledges are in the books.", "success")
    return _to(public_id)


@blueprint.get("/virtual-budgets/<public_id>/review")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
def reviewing(public_id: str) -> ResponseReturnValue:
    """The next review's form, a status for each sign."""
    budget = reading.get_budget_for(current_actor(), public_id)
    return _review_page(budget, review_form(_signs(budget)))


@blueprint.post("/virtual-budgets/<public_id>/review")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def review(public_id: str) -> ResponseReturnValue:
    """Write the review."""
    actor = current_actor()
    budget = reading.get_budget_for(actor, public_id)
    form = review_form(_signs(budget))
    if form.validate():
        said = {sign_id: IndicatorStatus(status) for sign_id, status in form.said.items()}
        with refusals_on(form):
            virtual_budgets.review(actor, budget, reading.next_review(budget) or 0, said, form.words.data)
        if not form.refused:
            flash("Written. Now say what follows from it.", "success")
            return _to(public_id)
    return _review_page(reading.get_budget_for(actor, public_id), form)


@blueprint.post("/virtual-budgets/<public_id>/follow")
@requires(Permission.RUN_VIRTUAL_BUDGETS)
@commits
def follow(public_id: str) -> ResponseReturnValue:
    """Renew, adjust or end it."""
    actor = current_actor()
    budget, form = reading.get_budget_for(actor, public_id), FollowForm()
    if form.validate():
        with refusals_on(form):
            virtual_budgets.follow(actor, budget, form.chosen)
        if not form.refused:
            flash(rules.STATE_WORDS[budget.state], "success")
            return _to(public_id)
    return _page(reading.get_budget_for(actor, public_id), form)


def _page(budget: VirtualBudget, form: FollowForm) -> ResponseReturnValue:
    actor = current_actor()
    picture, changes = reading.picture_of(budget), reading.changes_of(budget)
    return render_template(
        "commissioning/virtual_budgets/show.html", budget=budget, picture=picture, form=form,
        reviews=reading.reviews_of(budget), changes=changes, coming=virtual_coming.coming(picture, changes),
        shortfalls=reading.shortfalls_of(budget), may_run=virtual_budgets.runs(actor),
        own={line.id for line in budget.lines if virtual_lines.answers_for(actor, line)},
        inside=reading.is_inside(actor) or bool(reading.organisations_answered_for(actor)),
        state_words=rules.STATE_WORDS, status_words=rules.STATUS_WORDS, status_tags=rules.STATUS_TAGS,
        percent=rules.format_percent, pledging=budget.state in rules.PLEDGING,
        changeable=budget.state in rules.IN_THE_BOOKS | {rules.BudgetState.AGREED}, today=local_date(now()),
        after_words=rules.AFTER_REVIEW,
    )  # fmt: skip


def _new_page(form: BudgetForm) -> ResponseReturnValue:
    return render_template("commissioning/virtual_budgets/new.html", form=form.offer(_pots()))


def _ask_page(public_id: str, form: PartnerForm) -> ResponseReturnValue:
    budget = reading.get_budget_for(current_actor(), public_id)
    return render_template(
        "commissioning/virtual_budgets/ask.html", budget=budget, form=form.offer(_partners(budget))
    )


def _review_page(budget: VirtualBudget, form: object) -> ResponseReturnValue:
    due = rules.review_days(budget.first_year)
    return render_template(
        "commissioning/virtual_budgets/review.html",
        budget=budget,
        form=form,
        after=reading.next_review(budget),
        due=due,
    )


def _signs(budget: VirtualBudget) -> list[tuple[str, str]]:
    return [
        (one.public_id, f"{one.name}: from {one.baseline} to {one.target}")
        for one in reading.signs_of(budget)
    ]


def _pots() -> list[tuple[str, str]]:
    return [(pot.public_id, f"{pot.name}, {pot.financial_year}") for pot in pots.pots_for(current_actor())]


def _partners(budget: VirtualBudget) -> list[tuple[str, str]]:
    have = {line.organisation_id for line in budget.lines}
    return [(one.public_id, one.name) for one in reading.partners() if one.id not in have]


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("virtual_budgets.show", public_id=public_id), code=303)
