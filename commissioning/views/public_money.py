"""The dated thresholds of public money, and recipient checks."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules.pence import Pence
from commissioning.rules.public_money import RULE_NAMES, MoneyRule
from commissioning.rules.recipients import needed_of
from commissioning.services import organisations, public_money, recipients
from forms.public_money import ThresholdForm
from forms.recipients import ChecksForm, checks_form
from models.organisations import Organisation
from participation.rules.people import Role

blueprint = Blueprint("public_money", __name__)


@blueprint.get("/thresholds")
@requires(Permission.SEE_ORGANISATIONS)
def thresholds() -> ResponseReturnValue:
    """Which sums count from which day, and where that is laid down."""
    return _thresholds_page()


@blueprint.post("/thresholds")
@requires(Permission.RUN_POTS)
@commits
def add_threshold() -> ResponseReturnValue:
    """Add a newer line."""
    form = ThresholdForm()
    if form.validate() and form.starts_on.data:
        with refusals_on(form):
            public_money.add_threshold(
                current_actor(), MoneyRule(form.rule.data), form.starts_on.data, form.amount.data or Pence(0),
                form.source.data,
            )  # fmt: skip
        if not form.refused:
            flash("The new line counts from its day on.", "success")
            return redirect(url_for("public_money.thresholds"), code=303)
    return _thresholds_page(form)


@blueprint.get("/organisations/<public_id>/checks")
@requires(Permission.MAKE_OFFERS)
def ask_checks(public_id: str) -> ResponseReturnValue:
    """What has to be looked at before an offer."""
    found = recipients.answers_for(organisations.get_organisation(public_id))
    return _checks_page(found, checks_form(needed_of(found.kind), recipients.answered(found)))


@blueprint.post("/organisations/<public_id>/checks")
@requires(Permission.MAKE_OFFERS)
@commits
def record_checks(public_id: str) -> ResponseReturnValue:
    """Keep what was found today."""
    found = recipients.answers_for(organisations.get_organisation(public_id))
    form = checks_form(needed_of(found.kind), {})
    if form.validate():
        with refusals_on(form):
            recipients.record(current_actor(), found, form.answers)
        if not form.refused:
            flash("The checks are recorded with today’s date.", "success")
            return redirect(url_for("organisations.show", public_id=found.public_id), code=303)
    return _checks_page(found, form)


def _checks_page(organisation: Organisation, form: ChecksForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/organisations/checks.html", organisation=organisation, form=form,
        known=recipients.answered(organisation), needed=needed_of(organisation.kind),
    )  # fmt: skip


def _thresholds_page(form: ThresholdForm | None = None) -> ResponseReturnValue:
    return render_template(
        "commissioning/organisations/thresholds.html", lines=public_money.table(), names=RULE_NAMES, form=form,
        adding=form or ThresholdForm(formdata=None), may_add=current_actor().has(Role.FINANCE_LEAD),
        today=local_date(now()),
    )  # fmt: skip
