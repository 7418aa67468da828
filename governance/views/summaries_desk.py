"""The desk a summary lies on while it is made: both versions, where it stands, and only the steps there are."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may
from app.errors import Refusal, refusals_on
from app.filters import plural
from app.times import day, moment
from forms.base import OurForm
from forms.seen import SeenForm
from forms.summaries import (
    AnswerAdvisorForm,
    CheckForm,
    CommentForm,
    IntroductionForm,
    MinuteForm,
    MoveForm,
    NoteForm,
    PresentForm,
    SendBackForm,
    TaskForm,
)
from governance.rules.ordering import movable
from governance.rules.settling import SETTLED_WORDS
from governance.rules.summaries import LIFE, NOTE_PLACES, STATE_WORDS, WAITS_FOR, SummaryAction, SummaryState
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
from models.bodies import BodyMeeting
from models.summaries import Summary
from participation.rules.people import Actor

_MAY = {
    "is_clerk": Permission.CLERK, "is_checker": Permission.CHECK_SUMMARIES,
    "is_approver": Permission.APPROVE_SUMMARIES, "may_send_back": Permission.SEND_BACK,
    "may_answer": Permission.ANSWER_FOR_BODIES,
}  # fmt: skip


def do(
    public_id: str, name: str, form: OurForm, work: Callable[[Summary], object], done: str
) -> ResponseReturnValue:
    """One form on the desk: do it, or show the desk again with what was typed."""
    summary = summaries.get_draft(public_id)
    if form.validate():
        with refusals_on(form):
            work(summary)
            flash(done, "success")
            return redirect(url_for("summaries.draft", public_id=public_id), code=303)
    return desk(summaries.get_draft(public_id), **{name: form})


def read_step(
    public_id: str, work: Callable[[Actor, Summary, str], object], done: str
) -> ResponseReturnValue:
    """One button on the desk that says yes to what was read: it carries the mark of those words."""
    seen = SeenForm().seen.data or ""
    return step(public_id, lambda actor, summary: work(actor, summary, seen), done)


def step(public_id: str, work: Callable[[Actor, Summary], object], done: str) -> ResponseReturnValue:
    """One button on the desk. A refusal is shown there."""
    summary = summaries.get_draft(public_id)
    try:
        work(current_actor(), summary)
    except Refusal as refusal:
        flash(refusal.reason, "problem")
        return redirect(url_for("summaries.draft", public_id=public_id), code=303)
    flash(done, "success")
    return redirect(url_for("summaries.draft", public_id=public_id), code=303)


def present_form(summary: Summary) -> PresentForm:
    """Which meeting: those held since it was approved, with who was there."""
    form = PresentForm()
    form.meeting.choices = [
        (m.public_id, f"{_when(m)}: {plural(len(m.attendance), 'member')} there, {m.quorum} needed")
        for m in bodies.meetings_after(summary.body, summaries_life.first_meeting_day(summary))
        if not summaries_life.was_before(summary, m)
    ]
    return form


def _when(meeting: BodyMeeting) -> str:
    return moment(meeting.began_at) if meeting.began_at else day(meeting.held_on)


def check_form(summary: Summary) -> CheckForm:
    """What was found and is open, and every quote: who knows the child knows them from their words."""
    form = CheckForm()
    found = [*summaries_checking.findings(summary), *summaries_checking.quotes(summary)]
    form.finding.choices = [(one.id, one.words) for one in found]
    return form


def task_form(form: TaskForm) -> TaskForm:
    """What is owed, offering those who can answer for it."""
    people = [(one.public_id, one.name) for one in body_tasks.owners()]
    form.who.choices = [("", "The clerk’s own, until somebody is named"), *people]
    return form


def desk(summary: Summary, **forms: OurForm) -> ResponseReturnValue:
    """The whole desk, with a refused form as it was filled in."""
    officer, child = summaries_reading.versions(summary)
    actor, state = current_actor(), summary.state
    made: dict[str, OurForm] = {
        "introduction_form": IntroductionForm(formdata=None, obj=summary), "comment_form": CommentForm(formdata=None),
        "send_back_form": SendBackForm(formdata=None), "note_form": NoteForm(formdata=None),
        "minute_form": MinuteForm(formdata=None), "task_form": task_form(TaskForm(formdata=None)),
        "advisor_form": AnswerAdvisorForm(formdata=None), "move_form": MoveForm(formdata=None),
    }  # fmt: skip
    if state is SummaryState.APPROVED and "present_form" not in forms:
        made["present_form"] = present_form(summary)
    checks = state is SummaryState.DISCLOSURE_CHECK
    if checks and "check_form" not in forms:
        made["check_form"] = check_form(summary)
    signs = state in {SummaryState.ADVISORS_EDIT, SummaryState.AWAITING_APPROVAL}
    return render_template(
        "governance/summaries/draft.html", summary=summary, officer=officer, child=child,
        allowed={action.name.lower(): LIFE.allows(state, action) for action in SummaryAction},
        faults=summaries.faults_of(summary), findings=summaries_checking.findings(summary) if checks else [],
        settled_words=SETTLED_WORDS,
        standing=summaries_signing.standing(summary) if signs else None, tasks=body_tasks.of_summary(summary),
        words_for_children=child.words() + summaries.words_beside(summary),
        movable=movable(summaries.facts_of(summary), summary.ordering),
        opens=summaries_reading.opens(actor), charts=summaries_reading.charts_of(summary),
        mark=digest_of(summary), after=summaries_after.after(summary), waits_for=WAITS_FOR[state],
        states=STATE_WORDS, places=NOTE_PLACES,
        compiled_it=actor.user_id is not None and actor.user_id == summary.compiled_by_id,
        problem=any(form.refused for form in forms.values()),
        **{name: may(actor, permission) for name, permission in _MAY.items()}, **(made | forms),
    )  # fmt: skip
