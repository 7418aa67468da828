"""Pages for governance summaries: the published ones for everyone, the drafts for those who make them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import Refusal, refusals_on
from app.unit_of_work import commits
from forms.base import OurForm
from forms.summaries import CommentForm, IntroductionForm, SendBackForm
from governance.rules.summaries import LIFE, WAITS_FOR, SummaryAction
from governance.services import summaries, summaries_reading
from models.summaries import Summary

blueprint = Blueprint("summaries", __name__)


@blueprint.get("/summaries")
@public
def index() -> ResponseReturnValue:
    """Published summaries; above them, for those who make them, what waits and what comes."""
    works_on_them = may(current_actor(), Permission.READ_DRAFTS)
    return render_template(
        "governance/summaries/index.html", published=summaries_reading.published(),
        calendar=summaries_reading.calendar() if works_on_them else [],
        may_schedule=may(current_actor(), Permission.CLERK),
    )  # fmt: skip


@blueprint.get("/summaries/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """The full version of a published summary."""
    summary = summaries_reading.get_published(public_id)
    document, _ = summaries_reading.versions(summary)
    return render_template(
        "governance/summaries/show.html", summary=summary, document=document,
        before=summaries_reading.before(summary),
    )  # fmt: skip


@blueprint.get("/summaries/<public_id>/for-children")
@public
def for_children(public_id: str) -> ResponseReturnValue:
    """The version for children: the same facts, published in the same moment."""
    summary = summaries_reading.get_published(public_id)
    _, document = summaries_reading.versions(summary)
    return render_template("governance/summaries/for_children.html", summary=summary, document=document)


@blueprint.get("/summaries/<public_id>/draft")
@requires(Permission.READ_DRAFTS)
def draft(public_id: str) -> ResponseReturnValue:
    """Both versions side by side, and what may be done next."""
    summary = summaries.get_draft(public_id)
    if summary.published_at:
        return redirect(url_for("summaries.show", public_id=public_id))
    return _desk(summary)


@blueprint.post("/summaries/<public_id>/introduction")
@requires(Permission.CLERK)
@commits
def introduce(public_id: str) -> ResponseReturnValue:
    """Keep the clerk's few words."""
    form = IntroductionForm()

    def work(summary: Summary) -> None:
        summaries.introduce(
            current_actor(), summary, form.introduction.data or "", form.introduction_for_children.data or ""
        )

    return _do(public_id, "introduction_form", form, work, "Saved.")


@blueprint.post("/summaries/<public_id>/comment")
@requires(Permission.READ_DRAFTS)
@commits
def comment(public_id: str) -> ResponseReturnValue:
    """Keep a remark for the others who work on it."""
    form = CommentForm()
    return _do(
        public_id, "comment_form", form,
        lambda summary: summaries.comment(current_actor(), summary, form.words.data or ""), "Your remark is kept.",
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/send-back")
@requires(Permission.APPROVE_SUMMARIES)
@commits
def send_back(public_id: str) -> ResponseReturnValue:
    """Return it to the clerk with the reason."""
    form = SendBackForm()
    return _do(
        public_id, "send_back_form", form,
        lambda summary: summaries.send_back(current_actor(), summary, form.reason.data or ""),
        "It is back with the clerk, with your reason.",
    )  # fmt: skip


@blueprint.post("/summaries/<public_id>/send")
@requires(Permission.CLERK)
@commits
def send(public_id: str) -> ResponseReturnValue:
    """Send it for approval."""
    return _step(public_id, summaries.send, "Sent. Somebody who did not compile it can approve it now.")


@blueprint.post("/summaries/<public_id>/approve")
@requires(Permission.APPROVE_SUMMARIES)
@commits
def approve(public_id: str) -> ResponseReturnValue:
    """Approve it."""
    return _step(public_id, summaries.approve, "Approved. The clerk can publish both versions.")


@blueprint.post("/summaries/<public_id>/publish")
@requires(Permission.CLERK)
@commits
def publish(public_id: str) -> ResponseReturnValue:
    """Put both versions out."""
    return _step(public_id, summaries.publish, "Both versions are published. Nothing can change them now.")


def _do(
    public_id: str, name: str, form: OurForm, work: Callable[[Summary], object], done: str
) -> ResponseReturnValue:
    """One form on the desk: do it, or show the desk again with what was typed."""
    summary = summaries.get_draft(public_id)
    if form.validate():
        with refusals_on(form):
            work(summary)
            flash(done, "success")
            return redirect(url_for("summaries.draft", public_id=public_id), code=303)
    return _desk(summaries.get_draft(public_id), **{name: form})


def _step(public_id: str, step: Callable[..., None], done: str) -> ResponseReturnValue:
    """One button on the desk. A refusal is shown there."""
    summary = summaries.get_draft(public_id)
    try:
        step(current_actor(), summary)
    except Refusal as refusal:
        flash(refusal.reason, "problem")
        return redirect(url_for("summaries.draft", public_id=public_id), code=303)
    flash(done, "success")
    return redirect(url_for("summaries.draft", public_id=public_id), code=303)


def _desk(summary: Summary, **forms: OurForm) -> ResponseReturnValue:
    officer, child = summaries_reading.versions(summary)
    actor = current_actor()
    allowed = {str(action): LIFE.allows(summary.state, action) for action in SummaryAction}
    made = {
        "introduction_form": IntroductionForm(formdata=None, obj=summary), "comment_form": CommentForm(formdata=None),
        "send_back_form": SendBackForm(formdata=None),
    }  # fmt: skip
    return render_template(
        "governance/summaries/draft.html", summary=summary, officer=officer, child=child, allowed=allowed,
        faults=summaries.faults_of(summary), waits_for=WAITS_FOR[summary.state],
        is_clerk=may(actor, Permission.CLERK), is_approver=may(actor, Permission.APPROVE_SUMMARIES),
        compiled_it=actor.user_id == summary.compiled_by_id,
        problem=any(form.refused for form in forms.values()), **(made | forms),
    )  # fmt: skip
