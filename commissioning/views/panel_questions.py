"""Questions put to a panel: writing one, reading it and saying what one thinks, and answering the panel."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.advice import FOLLOWED_WORDS, VIEW_NAMES, Followed, View
from commissioning.rules.panel_questions import NewQuestion
from commissioning.services import panel_questions, panel_questions_decided
from forms.panel_questions import AnswerPanelForm, PanelViewForm, QuestionToPanelForm
from participation.rules.people import Role
from participation.services import panels, raised

blueprint = Blueprint("panel_questions", __name__)


@blueprint.get("/panel/<public_id>/questions")
@requires(Permission.SEE_PANEL)
def index(public_id: str) -> ResponseReturnValue:
    """What a panel was asked, and what came of it."""
    actor = current_actor()
    team = panels.get_panel_for(actor, public_id)
    return render_template(
        "commissioning/panel_questions/index.html", team=team, questions=panel_questions.of_panel(team),
        runs=actor.has(Role.PARTICIPATION_WORKER), followed=FOLLOWED_WORDS,
    )  # fmt: skip


@blueprint.route("/panel/<public_id>/questions/new", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def write(public_id: str) -> ResponseReturnValue:
    """Put a question to a panel."""
    actor = current_actor()
    form = QuestionToPanelForm()
    form.to.choices = [(one.public_id, one.name, {"hint": one.about}) for one in raised.leaders()]
    form.about.choices = [
        ("", "No, it is about something else"),
        *((one.public_id, title) for one, title in panel_questions_decided.to_choose_from()),
    ]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            made = panel_questions.write(actor, panels.get_panel_for(actor, public_id), _new(form))
            flash("The young advisors have it, and so have their supporters.", "success")
            return redirect(url_for("panel_questions.show", public_id=made.public_id), code=303)
    return render_template(
        "commissioning/panel_questions/write.html", team=panels.get_panel_for(actor, public_id), form=form
    )


@blueprint.route("/panel-questions/<public_id>", methods=["GET", "POST"])
@requires(Permission.SEE_PANEL)
@commits
def show(public_id: str) -> ResponseReturnValue:
    """Read it; a young advisor says what they think."""
    actor, form = current_actor(), PanelViewForm()
    shown = panel_questions.get_for(actor, public_id)
    advises = actor.has(Role.YOUNG_ADVISOR)
    if request.method == "POST" and advises and form.validate():
        with refusals_on(form):
            panel_questions.give(actor, shown, View(form.view.data), form.reasons.data or "")
            flash("Thank you. Somebody reads it first, and then it goes to whoever decides.", "success")
            return redirect(url_for("panel_questions.show", public_id=public_id), code=303)
    return render_template(
        "commissioning/panel_questions/show.html", shown=panel_questions.get_for(actor, public_id), form=form,
        advises=advises, views=VIEW_NAMES, followed=FOLLOWED_WORDS,
    )  # fmt: skip


@blueprint.route("/panel-questions/<public_id>/answer", methods=["GET", "POST"])
@requires(Permission.DECIDE)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Whoever decides reads what young advisors say, and answers them."""
    actor, form = current_actor(), AnswerPanelForm()
    shown = panel_questions.get_to_answer(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            panel_questions.answer(actor, shown, Followed(form.followed.data), form.words.data or "")
            flash("Answered. The whole panel can read it.", "success")
            return redirect(url_for("home.show"), code=303)
    return render_template(
        "commissioning/panel_questions/answer.html", shown=panel_questions.get_to_answer(actor, public_id), form=form,
        views=VIEW_NAMES, followed=FOLLOWED_WORDS,
    )  # fmt: skip


def _new(form: QuestionToPanelForm) -> NewQuestion:
    return NewQuestion(
        title=form.title.data or "", asked=form.asked.data or "", to=form.to.data or "", reply_on=form.reply_on.day,
        careful=form.careful.data or "", why_sooner=form.why_sooner.data or "",
        about=form.about.data or "",
    )  # fmt: skip
