"""Pages for what bodies owe: answering it, and handing it over."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.bodies import HandOverForm, OwedForm
from governance.services import body_tasks, body_tasks_handed
from participation.rules.responses import AnswerKind, Draft

blueprint = Blueprint("bodies_owed", __name__)


@blueprint.route("/bodies/owed/<public_id>", methods=["GET", "POST"])
@requires(Permission.ANSWER_FOR_BODIES)
@commits
def owed(public_id: str) -> ResponseReturnValue:
    """Answer something a body owes."""
    task, form = body_tasks.get_task(public_id), OwedForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            body_tasks.answer(current_actor(), task, draft_of(form), form.seen.data or "")
            flash("Answered. The body’s next summary tells of it.", "success")
            return redirect(url_for("bodies.show", public_id=task.body.public_id), code=303)
    form.show(body_tasks.mark_of(task))
    return render_template("governance/bodies/owed.html", form=form, task=body_tasks.get_task(public_id),
                           may_hand=may(current_actor(), Permission.CLERK),
                           no_longer=body_tasks.no_longer(current_actor(), task))  # fmt: skip


@blueprint.route("/bodies/owed/<public_id>/hand-over", methods=["GET", "POST"])
@requires(Permission.CLERK)
@commits
def hand_over(public_id: str) -> ResponseReturnValue:
    """Name who answers from now on for something a body owes."""
    task, people = body_tasks.get_task(public_id), body_tasks.owners()
    form = HandOverForm(data={"owner": task.owner})
    form.who.choices = [("", "Choose who"), *((one.public_id, one.name) for one in people)]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            body_tasks_handed.hand_over(
                current_actor(), task, form.owner.data or "", form.who.data or "", form.why.data or "",
                form.seen.data or "",
            )  # fmt: skip
            flash("Handed over. Both of them are told.", "success")
            return redirect(url_for("bodies_owed.owed", public_id=public_id), code=303)
    form.show(body_tasks.mark_of(task))
    return render_template(
        "governance/bodies/hand_over.html", form=form, task=body_tasks.get_task(public_id), people=people
    )


def draft_of(form: OwedForm) -> Draft:
    """The answer as the rules know it."""
    return Draft(
        kind=AnswerKind(form.kind.data), words=form.words.data or "", child_words=form.child_words.data or "",
        evidence=form.evidence.data or "", by_when=form.by_when.data,
    )  # fmt: skip
