"""Reports on an award: sending one, reading one, signing it off."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.awards import GOING, STATE_WORDS
from commissioning.rules.returns import against_plan
from commissioning.services import awards, returns
from commissioning.services import awards_who as who
from commissioning.views.awards import to
from forms.returns import ReturnForm
from models.awards import Award

blueprint = Blueprint("returns", __name__)


@blueprint.get("/awards/<public_id>/report")
@requires(Permission.SIGN_AWARDS)
def new(public_id: str) -> ResponseReturnValue:
    """The report, to fill in."""
    return _form_page(awards.get_award(public_id), ReturnForm())


@blueprint.post("/awards/<public_id>/report")
@requires(Permission.SIGN_AWARDS)
@commits
def send(public_id: str) -> ResponseReturnValue:
    """Send it."""
    award, form = awards.get_award(public_id), ReturnForm()
    if form.validate():
        with refusals_on(form):
            returns.send(current_actor(), award, form.told)
        if not form.refused:
            return to(public_id, "Thank you. Your report is in.")
    return _form_page(awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/reports/<report_id>")
@requires(Permission.BE_SIGNED_IN)
def show(public_id: str, report_id: str) -> ResponseReturnValue:
    """One report, for those inside the award."""
    actor, award = current_actor(), awards.get_award(public_id)
    report = returns.get_return_for(actor, award, report_id)
    spent = sum(one.spent_pence for one in returns.returns_of(award) if one.id <= report.id)
    return render_template(
        "commissioning/awards/report.html", award=award, report=report, plan=against_plan(award.amount_pence, spent),
        words=returns.words_of([report]).get(report.public_id, {}), said=returns.SAID, learned=returns.LEARNED,
        may_read=who.is_officer(actor, award) and report.read_at is None and actor.user_id != report.sent_by_id,
    )  # fmt: skip


@blueprint.post("/awards/<public_id>/reports/<report_id>/read")
@requires(Permission.MAKE_OFFERS)
@commits
def read(public_id: str, report_id: str) -> ResponseReturnValue:
    """Sign it off."""
    actor, award = current_actor(), awards.get_award(public_id)
    returns.read(actor, returns.get_return_for(actor, award, report_id))
    return to(public_id, "You have signed the report off.")


def _form_page(award: Award, form: ReturnForm) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "commissioning/awards/report_form.html", award=award, form=form, state_words=STATE_WORDS,
        may_report=who.may_sign(actor, award) and (award.state in GOING or award.state == "stopped"),
    )  # fmt: skip
