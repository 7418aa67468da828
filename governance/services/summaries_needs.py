"""What waits for somebody in summaries: a draft to read, one to check, sign off, approve, present or publish."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload

from app.access import Permission, may
from app.clock import now
from app.db import db
from app.times import day, local_date, london_day_begins
from governance.rules.summaries import SummaryState
from governance.services import body_tasks, body_tasks_handed, summaries_reading
from models.summaries import BodyTask, Summary, SummarySignOff
from participation.rules.needs import Need
from participation.rules.people import Actor

S, P = SummaryState, Permission
# Each state: who moves it on, what they do, why.
_TO_DO: dict[SummaryState, tuple[Permission, str, str]] = {
    S.CUT: (P.CLERK, "Start", "The facts are frozen and both versions are drafted from them."),
    S.DRAFTED: (P.CLERK, "Read and send", "Both versions were drafted from the frozen facts."),
    S.DISCLOSURE_CHECK: (P.CHECK_SUMMARIES, "Check", "See that nobody can be picked out in it."),
    S.ADVISORS_EDIT: (P.CLERK, "See what young advisors say of", "Two of them must be happy with it."),
    S.AWAITING_APPROVAL: (P.APPROVE_SUMMARIES, "Approve", "Somebody who did not compile it must."),
    S.APPROVED: (P.CLERK, "Present", "Write the meeting down once it was held, and say it was given there."),
    S.PRESENTED: (P.CLERK, "Minute", "Write down what the body owes, and the minute."),
    S.MINUTED: (P.CLERK, "Publish", "It is minuted. Both versions go out together."),
    S.PUBLISHED: (P.CLERK, "Hand out what is owed from", "Say who answers for it, then track it."),
}
_NOT_OWN = frozenset({S.AWAITING_APPROVAL, S.DISCLOSURE_CHECK})


def needs_for(actor: Actor) -> list[Need]:
    """The summaries this person can move on, what a body owes, and bodies no date is set for. Constant queries."""
    mine = [state for state, (permission, _, _) in _TO_DO.items() if may(actor, permission)]
    waiting = _waiting(mine)
    told = [_need(summary) for summary in waiting if not _is_own(actor, summary)]
    return [*told, *_to_sign(actor), *_owed(actor), *(_undated() if may(actor, P.CLERK) else [])]


def _waiting(states: list[SummaryState]) -> list[Summary]:
    if not states:
        return []
    query = (
        sa.select(Summary)
        .where(Summary.state.in_(states), Summary.replaced_at.is_(None))
        .order_by(Summary.until)
        .options(joinedload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child))
    )
    return list(db.session.scalars(query))


def _is_own(actor: Actor, summary: Summary) -> bool:
    """What somebody compiled waits for somebody else's check and approval."""
    return summary.state in _NOT_OWN and summary.compiled_by_id == actor.user_id


def _to_sign(actor: Actor) -> list[Need]:
    """For a young advisor: the versions for children they have not said anything to yet."""
    if not may(actor, P.SIGN_SUMMARIES):
        return []
    said = sa.exists().where(
        SummarySignOff.summary_id == Summary.id, SummarySignOff.by_id == actor.user_id,
        SummarySignOff.at >= Summary.sent_at,
    )  # fmt: skip
    query = sa.select(Summary).where(
        Summary.state == S.ADVISORS_EDIT, Summary.replaced_at.is_(None), sa.not_(said)
    )
    light = (joinedload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child))
    return [
        Need(
            f"Is this right? {one.body.name}, for children", f"/summaries/{one.public_id}/sign-off",
            why=f"Up to {day(local_date(one.until))}. You can say yes, ask for a change, or leave it to others.",
        )
        for one in db.session.scalars(query.order_by(Summary.until).options(*light))
    ]  # fmt: skip


def _owed(actor: Actor) -> list[Need]:
    """What bodies owe: all of it for the clerk, their own for its owners. Late ones lead on the home of their owner."""
    clerks = may(actor, P.CLERK)
    if not clerks and not may(actor, P.ANSWER_FOR_BODIES):
        return []
    open_now = body_tasks.open_for(None if clerks else actor.user_id)
    nobodys = body_tasks_handed.unanswered(open_now) if clerks else set()
    return [_hand(task) if task.id in nobodys else _owe(task, actor) for task in open_now]


def _hand(task: BodyTask) -> Need:
    """For the clerk: it waits on nobody's home, or on that of somebody who can answer no longer."""
    late = task.due_on < local_date(now())
    return Need(
        f"Say who answers for what {task.body.name} owes: {task.what}", f"/bodies/owed/{task.public_id}/hand-over",
        why=f"{task.owner} answers for it, by {day(task.due_on)}, and it waits on nobody’s home.",
        late=late, due=london_day_begins(task.due_on),
    )  # fmt: skip


def _owe(task: BodyTask, actor: Actor) -> Need:
    late, own = task.due_on < local_date(now()), task.owner_id == actor.user_id
    why = f"{'You answer' if own else f'{task.owner} answers'} for it, by {day(task.due_on)}."
    if task.promised_on:
        why += f" It is promised now by {day(task.promised_on)}."
    return Need(
        f"{task.body.name} owes: {task.what}", f"/bodies/owed/{task.public_id}", why=why, late=late,
        leads=late and own, due=london_day_begins(task.due_on),
    )  # fmt: skip


def _undated() -> list[Need]:
    """Bodies nothing would be cut for: first people need their seats, then it needs its days."""
    return [
        Need(
            f"Set when {row.body.name} gives its account", f"/bodies/{row.body.public_id}/schedule",
            why=row.why_not,
        )
        if row.has_quorum
        else Need(
            f"Give people their seats on {row.body.name}", f"/bodies/{row.body.public_id}/seats", why=row.why_not
        )
        for row in summaries_reading.calendar()
        if row.next is None
    ]  # fmt: skip


def _need(summary: Summary) -> Need:
    _, action, why = _TO_DO[summary.state]
    return Need(
        f"{action} the summary of {summary.body.name}", f"/summaries/{summary.public_id}/draft",
        why=f"From {day(local_date(summary.since))} to {day(local_date(summary.until))}. {why}",
    )  # fmt: skip
