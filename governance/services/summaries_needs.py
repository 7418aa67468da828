"""What waits for somebody in summaries: a draft to read, one to approve, one to publish."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import defer, selectinload

from app.access import Permission, may
from app.db import db
from governance.rules.summaries import SummaryState
from governance.services import summaries_reading
from models.summaries import Summary
from participation.rules.needs import Need
from participation.rules.people import Actor

_TO_DO = {
    SummaryState.DRAFTED: (
        Permission.CLERK,
        "Read and send",
        "Both versions were drafted from the frozen facts.",
    ),
    SummaryState.AWAITING_APPROVAL: (
        Permission.APPROVE_SUMMARIES,
        "Approve",
        "Somebody who did not compile it must.",
    ),
    SummaryState.APPROVED: (Permission.CLERK, "Publish", "It is approved. Both versions go out together."),
}


def needs_for(actor: Actor) -> list[Need]:
    """The summaries this person can move on, and, for the clerk, bodies that no date is set for. Constant queries."""
    mine = [state for state, (permission, _, _) in _TO_DO.items() if may(actor, permission)]
    if not mine:
        return []
    query = (
        sa.select(Summary)
        .where(Summary.state.in_(mine))
        .order_by(Summary.until)
        .options(
            selectinload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child)
        )
    )
    waiting = [_need(summary) for summary in db.session.scalars(query) if not _is_own(actor, summary)]
    return [*waiting, *(_undated() if may(actor, Permission.CLERK) else [])]


def _is_own(actor: Actor, summary: Summary) -> bool:
    """What somebody compiled waits for somebody else's approval."""
    return summary.state is SummaryState.AWAITING_APPROVAL and summary.compiled_by_id == actor.user_id


def _undated() -> list[Need]:
    return [
        Need(
            f"Set when {row.body.name} gives its account", f"/bodies/{row.body.public_id}/schedule",
            why="No date is set, so nothing would be drafted.",
        )
        for row in summaries_reading.calendar()
        if row.next is None
    ]  # fmt: skip


def _need(summary: Summary) -> Need:
    _, action, why = _TO_DO[summary.state]
    return Need(
        f"{action} the summary of {summary.body.name}", f"/summaries/{summary.public_id}/draft", why=why
    )
