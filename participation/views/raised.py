"""What young advisors raise themselves, the leader's answer, the panel's talk, and the public page about panels."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.raised import RaiseForm, ReplyForm, TalkForm
from participation.rules.raised import WORKING_DAYS_TO_REPLY
from participation.rules.responses import ANSWER_WORDS, AnswerKind, Draft
from participation.services import panel_talk, panels, raised

blueprint = Blueprint("raised", __name__)


@blueprint.route("/panel/<public_id>/raise", methods=["GET", "POST"])
@requires(Permission.ADVISE)
@commits
def bring(public_id: str) -> ResponseReturnValue:
    """Raise something straight with a senior leader."""
    actor = current_actor()
    team = panels.get_panel_for(actor, public_id)
    form = RaiseForm()
    form.to.choices = [(one.public_id, one.name, {"hint": one.about}) for one in raised.leaders()]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            raised.bring(actor, team, form.to.data, form.words.data)
        if not form.refused:
            flash("It is on its way. Somebody reads it first, and then the clock starts.", "success")
            return redirect(url_for("panels.show", public_id=public_id), code=303)
        team = panels.get_panel_for(actor, public_id)
    return render_template(
        "participation/panels/raise.html", team=team, form=form, days=WORKING_DAYS_TO_REPLY
    )


@blueprint.route("/raised/<public_id>", methods=["GET", "POST"])
@requires(Permission.DECIDE)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Answer what young advisors raised."""
    actor, form = current_actor(), ReplyForm()
    shown = raised.get_to_answer(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            raised.answer(actor, shown, _draft(form))
        if not form.refused:
            flash("Answered. The young advisors can read it on their panel’s page.", "success")
            return redirect(url_for("home.show"), code=303)
        shown = raised.get_to_answer(actor, public_id)
    return render_template("participation/panels/reply.html", shown=shown, form=form, kinds=ANSWER_WORDS)


@blueprint.route("/panel/<public_id>/talk", methods=["GET", "POST"])
@requires(Permission.SEE_PANEL)
@commits
def talk(public_id: str) -> ResponseReturnValue:
    """Talk with the whole panel."""
    actor, form = current_actor(), TalkForm()
    team = panels.get_panel_for(actor, public_id)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            panel_talk.say(actor, team, form.words.data)
        if not form.refused:
            flash("Sent to the whole panel.", "success")
            return redirect(url_for("raised.talk", public_id=public_id), code=303)
        team = panels.get_panel_for(actor, public_id)
    return render_template(
        "participation/panels/talk.html", team=team, form=form, said=panel_talk.on(team),
        being_read=panel_talk.being_read(actor, team),
    )  # fmt: skip


@blueprint.get("/young-advisors")
@public
def about() -> ResponseReturnValue:
    """What young advisors do here, and whether leaders answer them in time: for everybody."""
    return render_template(
        "participation/panels/about.html", count=raised.count_now(), days=WORKING_DAYS_TO_REPLY
    )


def _draft(form: ReplyForm) -> Draft:
    kind = AnswerKind(form.kind.data)
    by_when = form.by_when.data if kind is AnswerKind.WE_WILL_BY else None
    return Draft(kind, form.words.data, form.words.data, form.evidence.data or "", by_when)
