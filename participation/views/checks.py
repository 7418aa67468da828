"""The checks of adults around young people: who has which, until when, and noting a new one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.panels import CheckForm
from participation.rules.vetting import CHECK_NAMES, RENEWING, Check
from participation.services import vetting

blueprint = Blueprint("checks", __name__)


@blueprint.get("/checks")
@requires(Permission.KEEP_CHECKS)
def index() -> ResponseReturnValue:
    """Every adult whose work brings them together with young people, the soonest to run out first."""
    return render_template("participation/panels/checks.html", adults=vetting.adults(), kinds=CHECK_NAMES)


@blueprint.get("/checks/mine")
@requires(Permission.BE_SIGNED_IN)
def mine() -> ResponseReturnValue:
    """One's own checks, and what stops when one has run out."""
    actor = current_actor()
    return render_template(
        "participation/panels/my_checks.html", adults=vetting.of(actor), kinds=CHECK_NAMES, renewing=RENEWING,
        keepers=vetting.keepers_for(actor),
    )  # fmt: skip


@blueprint.route("/checks/<person_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_CHECKS)
@commits
def note(person_id: str) -> ResponseReturnValue:
    """Note a check that was shown."""
    adult, form = vetting.get_adult(person_id), CheckForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            vetting.note(current_actor(), adult, Check(form.kind.data), form.done_on.day, form.expires_on.day)
        if not form.refused:
            flash("Noted. We write to them and to you 30 days before it runs out.", "success")
            return redirect(url_for("checks.index"), code=303)
        adult = vetting.get_adult(person_id)
    own = adult.user.id == current_actor().user_id
    return render_template(
        "participation/panels/check.html", adult=adult, form=form, kinds=CHECK_NAMES, own=own
    )
