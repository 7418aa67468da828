"""Organisations: the list, one of them, adding and changing one, its bank check and who acts for it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules.organisations import KIND_NAMES, SCHEMES, is_open
from commissioning.services import organisations, public_money, recipients
from forms.organisations import ActsForForm, BankCheckForm, CloseForm, OrganisationForm
from participation.rules.people import Role
from participation.views.paging import page_number

blueprint = Blueprint("organisations", __name__)
SAID = {"kind_names": KIND_NAMES, "schemes": SCHEMES}


@blueprint.get("/organisations")
@requires(Permission.SEE_ORGANISATIONS)
def index() -> ResponseReturnValue:
    """Every organisation, to search."""
    text, page = request.args.get("q", "")[:80], page_number()
    found, total = organisations.find(text, page)
    return render_template(
        "commissioning/organisations/index.html", organisations=found, total=total, q=text, page=page,
        pages=max(1, -(-total // organisations.PER_PAGE)), may_keep=_keeps(), today=local_date(now()),
        is_open=is_open, **SAID,
    )  # fmt: skip


@blueprint.get("/organisations/new")
@requires(Permission.KEEP_ORGANISATIONS)
def new() -> ResponseReturnValue:
    """The form for one more."""
    return _form_page(_offered(OrganisationForm(data={"scheme": "", "accountable": ""})))


@blueprint.post("/organisations/new")
@requires(Permission.KEEP_ORGANISATIONS)
@commits
def add() -> ResponseReturnValue:
    """Add it."""
    form = _offered(OrganisationForm())
    if form.validate():
        with refusals_on(form):
            public_id = organisations.add(current_actor(), form.details).public_id
        if not form.refused:
            flash(f"{form.name.data} is on the list.", "success")
            return _to(public_id)
    return _form_page(form)


@blueprint.get("/organisations/<public_id>")
@requires(Permission.SEE_ORGANISATIONS)
def show(public_id: str) -> ResponseReturnValue:
    """One organisation."""
    return _page(public_id)


@blueprint.get("/organisations/<public_id>/change")
@requires(Permission.KEEP_ORGANISATIONS)
def edit(public_id: str) -> ResponseReturnValue:
    """What is known, to put right."""
    found = organisations.get_organisation(public_id)
    known = {
        "name": found.name, "kind": found.kind, "scheme": found.scheme or "", "number": found.number or "",
        "is_enterprise": "yes" if found.is_enterprise else "no",
        "accountable": found.accountable.public_id if found.accountable else "",
    }  # fmt: skip
    return _form_page(_offered(OrganisationForm(data=known)), public_id)


@blueprint.post("/organisations/<public_id>/change")
@requires(Permission.KEEP_ORGANISATIONS)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Keep it."""
    found, form = organisations.get_organisation(public_id), _offered(OrganisationForm())
    if form.validate():
        with refusals_on(form):
            organisations.change(current_actor(), found, form.details)
        if not form.refused:
            flash("It is put right.", "success")
            return _to(public_id)
    return _form_page(form, public_id)


@blueprint.post("/organisations/<public_id>/bank")
@requires(Permission.RUN_POTS)
@commits
def check_bank(public_id: str) -> ResponseReturnValue:
    """Record a bank check."""
    found, form = organisations.get_organisation(public_id), BankCheckForm()
    if form.validate():
        with refusals_on(form):
            organisations.check_bank(current_actor(), found, form.how.data)
        if not form.refused:
            flash("The bank check is recorded.", "success")
            return _to(public_id)
    return _page(public_id, bank=form)


@blueprint.post("/organisations/<public_id>/people")
@requires(Permission.KEEP_ORGANISATIONS)
@commits
def add_person(public_id: str) -> ResponseReturnValue:
    """Name somebody who acts for it."""
    found, form = organisations.get_organisation(public_id), ActsForForm()
    if form.validate():
        with refusals_on(form):
            name = organisations.add_person(current_actor(), found, form.signs_in_as.data).name
        if not form.refused:
            flash(f"{name} can now sign and ask for payments for it.", "success")
            return _to(public_id)
    return _page(public_id, person=form)


@blueprint.post("/organisations/<public_id>/close")
@requires(Permission.KEEP_ORGANISATIONS)
@commits
def close(public_id: str) -> ResponseReturnValue:
    """Say when it ended."""
    found, form = organisations.get_organisation(public_id), CloseForm()
    if form.validate() and form.ends_on.data:
        with refusals_on(form):
            organisations.close(current_actor(), found, form.ends_on.data)
        if not form.refused:
            flash("Its last day is recorded. What it was given stays on record.", "success")
            return _to(public_id)
    return _page(public_id, closing=form)


def _page(
    public_id: str, *, bank: BankCheckForm | None = None, person: ActsForForm | None = None,
    closing: CloseForm | None = None,
) -> ResponseReturnValue:  # fmt: skip
    actor, found = current_actor(), organisations.get_organisation(public_id)
    return render_template(
        "commissioning/organisations/show.html", organisation=found,
        form=bank or person or closing, people=organisations.people_of(found),
        bank=bank or BankCheckForm(formdata=None), person=person or ActsForForm(formdata=None),
        closing=closing or CloseForm(formdata=None), may_keep=_keeps(),
        lacking=recipients.lacking(found), may_check=may(actor, Permission.MAKE_OFFERS),
        granted=public_money.subsidies_of(found, local_date(now())),
        may_check_bank=actor.has(Role.FINANCE_LEAD) and found.added_by_id != actor.user_id,
        here=is_open(found.starts_on, found.ends_on, local_date(now())), **SAID,
    )  # fmt: skip


def _form_page(form: OrganisationForm, public_id: str = "") -> ResponseReturnValue:
    return render_template("commissioning/organisations/form.html", form=form, public_id=public_id)


def _offered(form: OrganisationForm) -> OrganisationForm:
    return form.offer(organisations.may_answer())


def _keeps() -> bool:
    return may(current_actor(), Permission.KEEP_ORGANISATIONS)


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("organisations.show", public_id=public_id), code=303)
