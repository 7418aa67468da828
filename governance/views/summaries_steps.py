"""The buttons and forms that take a summary on its way, and the young advisors' page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.summaries import AnswerAdvisorForm, MinuteForm, SignForm, TaskForm
from governance.rules.settling import Settled
from governance.rules.summaries import SignView
from governance.rules.tasks import NewTask
from governance.services import (
    bodies,
    body_tasks,
    summaries,
    summaries_after,
    summaries_checking,
    summaries_life,
    summaries_reading,
    summaries_signing,
)
from governance.services.summaries_digest import digest_of
from governance.views.summaries_desk import check_form, do, present_form, read_step, step, task_form
from models.summaries import Summary

blueprint = Blueprint("summaries_steps", __name__)


@blueprint.post("/summaries/<public_id>/take-up")
@requires(Permission.CLERK)
@commits
def take_up(public_id: str) -> ResponseReturnValue:
    """Start the draft."""
    return step(public_id, summaries_life.take_up, "The draft is open. Read both versions, then send it on.")


@blueprint.post("/summaries/<public_id>/send")
@requires(Permission.CLERK)
@commits
def send(public_id: str) -> ResponseReturnValue:
    """Send it to the disclosure check."""
    return read_step(public_id, summaries_life.send, "Sent. Somebody who did not compile it checks it first.")


@blueprint.post("/summaries/<public_id>/check")
@requires(Permission.CHECK_SUMMARIES)
@commits
def check(public_id: str) -> ResponseReturnValue:
    """Say that nobody can be picked out."""
    return read_step(
        public_id, summaries_life.pass_check, "Checked. Young advisors see the version for children now."
    )


@blueprint.post("/summaries/<public_id>/settle")
@requires(Permission.CHECK_SUMMARIES)
@commits
def settle(public_id: str) -> ResponseReturnValue:
    """Deal with one thing that was found, or with words somebody could be known from."""
    form = check_form(summaries.get_draft(public_id))

    def work(summary: Summary) -> None:
        summaries_checking.settle(
            current_actor(), summary, form.finding.data or "", Settled(form.act.data), form.why.data or ""
        )

    return do(public_id, "check_form", form, work, "Kept, with your name. Both versions were made again.")


@blueprint.route("/summaries/<public_id>/sign-off", methods=["GET", "POST"])
@requires(Permission.SIGN_SUMMARIES)
@commits
def sign(public_id: str) -> ResponseReturnValue:
    """A young advisor reads the version for children and says whether it is right."""
    summary, form = summaries_signing.get_to_sign(public_id), SignForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            view = SignView(form.view.data)
            summaries_signing.sign(
                current_actor(),
                summary,
                view,
                form.words.data or "",
                with_supporter=bool(form.with_supporter.data),
                seen=form.seen.data or "",
            )
            flash("Thank you. That is kept.", "success")
            return redirect(url_for("summaries_steps.sign", public_id=public_id), code=303)
    summary = summaries_signing.get_to_sign(public_id)
    _, document = summaries_reading.versions(summary)
    form.show(digest_of(summary))
    return render_template(
        "governance/summaries/sign.html", summary=summary, document=document, form=form,
        own=summaries_signing.own(current_actor(), summary), shown=summaries_signing.is_shown(summary),
        after=summaries_after.after(summary),
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/sign-off/<sign_id>/answer")
@requires(Permission.CLERK)
@commits
def answer(public_id: str, sign_id: str) -> ResponseReturnValue:
    """Answer what a young advisor would change."""
    form = AnswerAdvisorForm()
    wish = summaries_signing.get_wish(summaries.get_draft(public_id), sign_id)
    return do(
        public_id, "advisor_form", form,
        lambda summary: summaries_signing.answer(current_actor(), wish, form.answer.data or ""),
        "Answered. They see it on their page.",
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/send-on")
@requires(Permission.CLERK)
@commits
def send_on(public_id: str) -> ResponseReturnValue:
    """Send it for approval."""
    return step(
        public_id, summaries_life.send_on, "Sent. Somebody who did not compile it can approve it now."
    )


@blueprint.post("/summaries/<public_id>/approve")
@requires(Permission.APPROVE_SUMMARIES)
@commits
def approve(public_id: str) -> ResponseReturnValue:
    """Approve it."""
    return read_step(public_id, summaries_life.approve, "Approved. It is presented at the next meeting.")


@blueprint.post("/summaries/<public_id>/present")
@requires(Permission.CLERK)
@commits
def present(public_id: str) -> ResponseReturnValue:
    """Say at which meeting it was presented."""
    form = present_form(summaries.get_draft(public_id))

    def work(summary: Summary) -> None:
        meeting = bodies.get_meeting(summary.body, form.meeting.data or "")
        summaries_life.present(current_actor(), summary, meeting)

    return do(public_id, "present_form", form, work, "Kept. Write down what the body owes, then its minute.")


@blueprint.post("/summaries/<public_id>/minute")
@requires(Permission.CLERK)
@commits
def minute(public_id: str) -> ResponseReturnValue:
    """Keep where the minute is found."""
    form = MinuteForm()

    def work(summary: Summary) -> None:
        summaries_life.minute(current_actor(), summary, form.minute.data or "")

    return do(public_id, "minute_form", form, work, "Minuted. Both versions can be published.")


@blueprint.post("/summaries/<public_id>/owed")
@requires(Permission.CLERK)
@commits
def owe(public_id: str) -> ResponseReturnValue:
    """Write down what the body owes."""
    form = task_form(TaskForm())
    people = {one.public_id: one.id for one in body_tasks.owners()}

    def work(summary: Summary) -> None:
        if form.due_on.data:
            new = NewTask(
                form.what.data or "",
                form.what_for_children.data or "",
                form.owner.data or "",
                form.due_on.data,
                people.get(form.who.data or ""),
            )
            body_tasks.add(current_actor(), summary, new)

    return do(
        public_id, "task_form", form, work, "Written down. Every summary tells of it until it is answered."
    )


@blueprint.post("/summaries/<public_id>/publish")
@requires(Permission.CLERK)
@commits
def publish(public_id: str) -> ResponseReturnValue:
    """Put both versions out."""
    return step(
        public_id, summaries_life.publish, "Both versions are published. Nothing can change them now."
    )


@blueprint.post("/summaries/<public_id>/track")
@requires(Permission.CLERK)
@commits
def track(public_id: str) -> ResponseReturnValue:
    """From here what is owed is tracked."""
    return step(public_id, summaries_life.track, "What is owed is tracked from here.")


@blueprint.post("/summaries/<public_id>/archive")
@requires(Permission.CLERK)
@commits
def archive(public_id: str) -> ResponseReturnValue:
    """Close it."""
    return step(public_id, summaries_life.archive, "Archived. Everyone can still read it.")
