"""What waits for somebody in summaries: a draft to read, one to approve, one to publish."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import defer, selectinload

from app.access import Permission, may
from app.db import db
from governance.rules.summaries import SummaryState
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
    """The summaries this person can move on. Two queries, or none."""
    mine = [state for state, (permission, _, _) in _TO_DO.items() if may(actor, permission)]
    if not mine:
        return []
    query = sa.select(Summary).where(Summary.state.in_(mine)).order_by(Summary.until).options(
        selectinload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child)
    )  # fmt: skip
    return [_need(summary) for summary in db.session.scalars(query) if summary.compiled_by_id != actor.user_id or
            summary.state is not SummaryState.AWAITING_APPROVAL]  # fmt: skip


def _need(summary: Summary) -> Need:
    _, action, why = _TO_DO[summary.state]
    return Need(
        f"{action} the summary of {summary.body.name}", f"/summaries/{summary.public_id}/draft", why=why
    )
