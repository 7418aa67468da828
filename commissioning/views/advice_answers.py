"""The answer that came back: read by those who advised, and said again when it makes no sense."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.advice import FOLLOWED_WORDS, SENSE_NAMES, Sense
from commissioning.services import advice_answers, call_in
from forms.packs import SayAgainForm, SenseForm

blueprint = Blueprint("advice_answers", __name__)


@blueprint.get("/advice/answers")
@requires(Permission.ADVISE)
def index() -> ResponseReturnValue:
    """Every answer to one's advice, newest first."""
    answers = advice_answers.answers_for(current_actor())
    return render_template(
        "commissioning/packs/answers.html", answers=answers, followed_words=FOLLOWED_WORDS, senses=SENSE_NAMES,
        held=call_in.held([one.decision.id for one in answers]), stands_as=call_in.standing,
    )  # fmt: skip


@blueprint.route("/advice/answers/<number>", methods=["GET", "POST"])
@requires(Permission.ADVISE)
@commits
def show(number: str) -> ResponseReturnValue:
    """Read one answer, and say whether it makes sense."""
    actor = current_actor()
    answered, form = advice_answers.get_for(actor, number), SenseForm()
    if request.method == "POST" and form.validate():
        advice_answers.say(actor, answered, Sense(form.sense.data))
        flash("Thank you for saying so.", "success")
        return redirect(url_for("advice_answers.index"), code=303)
    return render_template(
        "commissioning/packs/came_back.html", answered=answered, form=form, followed_words=FOLLOWED_WORDS,
        held=call_in.held_of(answered.decision.id), stands_as=call_in.standing, senses=SENSE_NAMES,
    )  # fmt: skip


@blueprint.route("/advice/answers/<number>/again", methods=["GET", "POST"])
@requires(Permission.DECIDE)
@commits
def again(number: str) -> ResponseReturnValue:
    """Say an answer again, more plainly."""
    actor = current_actor()
    decision, form = advice_answers.get_unclear(actor, number), SayAgainForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            advice_answers.say_again(actor, decision, form.words.data)
        if not form.refused:
            flash("It stands beside your first answer now, and they are told.", "success")
            return redirect(url_for("decisions.show", number=number), code=303)
        decision = advice_answers.get_unclear(actor, number)
    return render_template(
        "commissioning/packs/again.html",
        decision=decision,
        reply=advice_answers.reply_of(decision),
        form=form,
    )
