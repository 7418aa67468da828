"""Young researchers' own pages, and the worker's: training, setting up a listening."""

from __future__ import annotations

from datetime import date, time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import Refusal, refusals_on
from app.times import local_date
from app.unit_of_work import commits
from forms.fields import london_moment
from forms.research import QuestionForm, SetUpForm, TrainingForm
from participation.rules.people import AgeBand
from participation.rules.research import STATE_WORDS, is_trained
from participation.rules.ways import Way
from participation.services import panels, research
from participation.services.listening import NewListening

blueprint = Blueprint("research", __name__)


@blueprint.route("/panel/<public_id>/research", methods=["GET", "POST"])
@requires(Permission.ADVISE)
@commits
def index(public_id: str) -> ResponseReturnValue:
    """One's own questions on a panel, and asking another."""
    actor, form = current_actor(), QuestionForm()
    team = panels.get_panel_for(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            research.ask(actor, team, form.question.data, form.why.data)
        if not form.refused:
            flash("Sent. It is read first, and then a worker sets it up with you.", "success")
            return redirect(url_for(".index", public_id=public_id), code=303)
        team = panels.get_panel_for(actor, public_id)
    return render_template(
        "participation/research/index.html", team=team, form=form, own=research.mine(actor, team),
        trained=is_trained(research.trained_on(actor.user_id), local_date(now())), state_words=STATE_WORDS,
    )  # fmt: skip


@blueprint.route("/panel/<public_id>/people/<person_id>/trained", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def trained(public_id: str, person_id: str) -> ResponseReturnValue:
    """Write down that a young advisor was trained to ask others."""
    actor, form = current_actor(), TrainingForm()
    team = panels.get_panel_for(actor, public_id)
    member = panels.get_member(team, person_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            research.train(actor, member.user, form.trained_on.data or local_date(now()))
        if not form.refused:
            flash(f"Noted. {member.user.name} can ask a question of their own now.", "success")
            return redirect(url_for("panels.show", public_id=public_id), code=303)
        team, member = panels.get_panel_for(actor, public_id), panels.get_member(team, person_id)
    return render_template(
        "participation/research/trained.html", team=team, member=member, form=form,
        last=research.trained_on(member.user.id),
    )  # fmt: skip


@blueprint.route("/research/<public_id>/set-up", methods=["GET", "POST"])
@requires(Permission.RUN_PANEL)
@commits
def set_up(public_id: str) -> ResponseReturnValue:
    """Set up the listening for a question that was let through; or say why not yet."""
    actor, form = current_actor(), SetUpForm()
    own = research.get_to_set_up(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            if form.not_yet.data:
                research.say_not_yet(actor, own, form.not_yet.data)
            else:
                research.set_up(actor, own, _wanted(form, own.question))
        if not form.refused:
            said = (
                "They can read why, and ask again."
                if form.not_yet.data
                else "It is set up. Print its poster with them."
            )
            flash(said, "success")
            return redirect(url_for("panels.show", public_id=own.research.team.public_id), code=303)
        own = research.get_to_set_up(actor, public_id)
    return render_template("participation/research/set_up.html", own=own, form=form)


def _wanted(form: SetUpForm, question: str) -> NewListening:
    if not form.title.data:
        raise Refusal("Say what it is about", field="title")
    first, last = _day(form.opens_on.data, "opens_on"), _day(form.closes_on.data, "closes_on")
    return NewListening(
        title=form.title.data, question=question, group=form.group.data or "",
        about="Young people on our panel ask this. They read the answers, and say what they found.",
        ways=(Way.FACES, Way.WRITE, Way.DRAW), age_bands=tuple(AgeBand(band) for band in form.age_bands.data or ()),
        for_parents=False, opens_at=london_moment(first, time(0)),
        closes_at=london_moment(last + timedelta(days=1), time(0)),
    )  # fmt: skip


def _day(given: date | None, field: str) -> date:
    if given is None:
        raise Refusal("Give the first day" if field == "opens_on" else "Give the last day", field=field)
    return given
