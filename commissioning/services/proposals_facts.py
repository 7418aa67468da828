"""What proposals have to account for: how many came, what their check said, and how many wait too long."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.proposals import Action
from commissioning.rules.reviews import WORKING_DAYS_TO_REVIEW, due_at
from commissioning.services.proposals_reading import is_let_through
from models.proposals import Proposal, ProposalEvent
from participation.rules.facts import Fact, Section

COUNTED = (Action.SUBMIT, Action.PASS, Action.RETURN, Action.REFUSE, Action.WITHDRAW)


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """The check's counts in the half-open period, and what was late at its end. Two queries.

    Only proposals whose words were let through are counted; each counts once for each thing that happened to it.
    """
    counts = _counts(team_id, since, until)
    late = _late(team_id, until)
    key = f"proposals:{team_id or 'all'}"
    sent, passed, returned, refused, withdrawn = (counts.get(action, 0) for action in COUNTED)
    facts = [
        Fact(
            Section.DECISIONS, key,
            f"{_count(sent, 'proposal was sent in', 'proposals were sent in')}. Of those checked, {passed} passed, "
            f"{returned} {_was(returned)} returned to change and {refused} {_was(refused)} refused. "
            f"{withdrawn} {_was(withdrawn)} withdrawn.",
            f"{_count(sent, 'idea was sent in', 'ideas were sent in')}. {passed} passed the check. "
            f"{returned} went back to be changed. We said no to {refused}, and said why. "
            f"{withdrawn} {_was(withdrawn)} taken back.",
            {"sent": sent, "passed": passed, "returned": returned, "refused": refused, "withdrawn": withdrawn},
        )
    ]  # fmt: skip
    if late:
        facts.append(
            Fact(
                Section.DECISIONS, f"{key}:late",
                f"{_count(late, 'proposal has', 'proposals have')} waited longer than {WORKING_DAYS_TO_REVIEW} "
                "working days for a check.",
                f"{_count(late, 'idea has', 'ideas have')} waited too long for us to check. We are late.",
                {"late": late}, not_done=True,
            )
        )  # fmt: skip
    return facts


def _counts(team_id: int | None, since: datetime, until: datetime) -> dict[Action, int]:
    query = (
        sa.select(ProposalEvent.action, sa.func.count(sa.distinct(ProposalEvent.proposal_id)))
        .join(Proposal, Proposal.id == ProposalEvent.proposal_id)
        .where(ProposalEvent.at >= since, ProposalEvent.at < until, is_let_through(), _of(team_id))
        .where(sa.or_(ProposalEvent.action != Action.SUBMIT, ~_was_sent_before()))
        .group_by(ProposalEvent.action)
    )
    return {action: count for action, count in db.session.execute(query)}  # noqa: C416 - rows are not pairs to mypy


def _was_sent_before() -> sa.ColumnElement[bool]:
    earlier = aliased(ProposalEvent)
    return sa.exists().where(
        earlier.proposal_id == ProposalEvent.proposal_id,
        earlier.action == Action.SUBMIT,
        earlier.id < ProposalEvent.id,
    )


def _late(team_id: int | None, until: datetime) -> int:
    newest = (
        sa.select(sa.func.max(ProposalEvent.id))
        .where(ProposalEvent.at < until)
        .group_by(ProposalEvent.proposal_id)
    )
    query = (
        sa.select(ProposalEvent.at)
        .join(Proposal, Proposal.id == ProposalEvent.proposal_id)
        .where(
            ProposalEvent.id.in_(newest),
            ProposalEvent.action == Action.SUBMIT,
            is_let_through(),
            _of(team_id),
        )
    )
    return sum(due_at(at) < until for at in db.session.scalars(query))


def _of(team_id: int | None) -> sa.ColumnElement[bool]:
    return sa.true() if team_id is None else Proposal.team_id == team_id


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
