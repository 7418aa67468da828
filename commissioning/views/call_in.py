"""Key decisions: what they are, notice of them, calling one in, and looking at it again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.awards import AwardState
from commissioning.rules.call_in import Answer, Hold, KeyRule
from commissioning.rules.pence import Pence
from commissioning.services import call_in, call_in_answers, decisions_cases, decisions_reading, key_decisions
from forms.call_in import AnswerForm, CallInForm, KeyRuleForm, answer_form
from models.awards import Award

blueprint = Blueprint("call_in", __name__)


@blueprint.get("/key-decisions")
@public
def index() -> ResponseReturnValue:
    """What a key decision is here, and which are coming."""
    return _index(KeyRuleForm(formdata=None))


@blueprint.post("/key-decisions")
@requires(Permission.KEEP_KEY_RULES)
@commits
def set_rule() -> ResponseReturnValue:
    """Write down the council's rule."""
    form = KeyRuleForm()
    if form.validate() and form.starts_on.data:
        with refusals_on(form):
            key_decisions.set_rule(current_actor(), _rule(form))
            flash("The rule is set. It holds for decisions from that day on.", "success")
            return redirect(url_for("call_in.index"), code=303)
    return _index(form)


@blueprint.post("/decide/<proposal_id>/notice")
@requires(Permission.DECIDE)
@commits
def give_notice(proposal_id: str) -> ResponseReturnValue:
    """Publish notice of a key decision."""
    actor = current_actor()
    key_decisions.give_notice(actor, decisions_cases.get_case_for(actor, proposal_id))
    flash("Notice is published.", "success")
    return redirect(url_for("call_in.index"), code=303)


@blueprint.route("/decisions/<number>/call-in", methods=["GET", "POST"])
@requires(Permission.CALL_IN)
@commits
def call(number: str) -> ResponseReturnValue:
    """A member calls a decision in."""
    decision, form = decisions_reading.get_decision(number), CallInForm()
    held = call_in.held_of(decision.id)
    if request.method == "POST" and (held is None or held.hold is not Hold.WAITS):
        return _nothing_waits(number, "It cannot be called in now. What you sent changed nothing.")
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            call_in.call(current_actor(), decision, form.reasons.data)
            flash("You have called it in. It stands beside the decision with your name.", "success")
            return redirect(url_for("decisions.show", number=number), code=303)
    decision = decisions_reading.get_decision(number)
    return render_template(
        "commissioning/call_in/call.html", decision=decision, form=form, held=call_in.held_of(decision.id)
    )


@blueprint.route("/decisions/<number>/again", methods=["GET", "POST"])
@requires(Permission.DECIDE)
@commits
def answer(number: str) -> ResponseReturnValue:
    """A decision-maker looks at it again."""
    decision = decisions_reading.get_decision(number)
    held = call_in.held_of(decision.id)
    if request.method == "POST" and (held is None or held.hold is not Hold.CALLED_IN):
        return _nothing_waits(
            number, "It does not wait to be looked at again. What you sent changed nothing."
        )
    award = call_in_answers.award_to_change(decision)
    form = _answer_form(award)
    if request.method == "POST" and form.validate():
        chosen = Answer(form.answer.data)
        with refusals_on(form):
            call_in_answers.reconsider(
                current_actor(), decision, chosen, form.reasons.data,
                form.terms if chosen is Answer.NEW_TERMS else None,
            )  # fmt: skip
            flash("It stands in the register, beside the decision.", "success")
            return redirect(url_for("decisions.show", number=number), code=303)
    decision = decisions_reading.get_decision(number)
    return render_template(
        "commissioning/call_in/answer.html", decision=decision, form=form, held=call_in.held_of(decision.id)
    )


def _nothing_waits(number: str, why: str) -> ResponseReturnValue:
    """There is no form to put right here, so the reason is told on the decision's own page."""
    flash(why, "info")
    return redirect(url_for("decisions.show", number=number), code=303)


def _answer_form(award: Award | None) -> AnswerForm:
    if award is None or award.state is not AwardState.TO_OFFER:
        return answer_form([], "")
    shares = [
        (share.area_id, call_in_answers.name_of(share), share.amount_pence)
        for share in call_in_answers.standing_shares(award)
    ]
    return answer_form(shares, award.conditions)


def _rule(form: KeyRuleForm) -> KeyRule:
    assert form.starts_on.data is not None  # noqa: S101 - asked before
    return KeyRule(
        form.starts_on.data, form.threshold.data or Pence(0), form.notice_days.number, form.call_in_days.number,
        form.callers.number,
    )  # fmt: skip


def _index(form: KeyRuleForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/call_in/index.html", form=form, rules=key_decisions.all_rules(), rule=key_decisions.rule_now(),
        coming=key_decisions.coming(), may_set=may(current_actor(), Permission.KEEP_KEY_RULES),
    )  # fmt: skip
