"""Moving a proposal through its life. Every other subject moves proposals only through `move`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit, once
from app.clock import now
from app.db import db
from commissioning.rules import proposals as rules
from commissioning.rules.proposals import Action, State
from models.proposals import Proposal, ProposalEvent
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def move(actor: Actor, proposal: Proposal, action: Action, *, reason: str = "") -> ProposalEvent:
    """Take `action` on `proposal`: a conditional UPDATE on the state it was read in, an event, an audit row.

    `reason` is read by the proposer and kept in the event, not in the audit trail. Raises Refusal when the
    action leads nowhere from here, is not this actor's, lacks a needed reason, or somebody else moved first.
    """
    rules.check_may_take(actor, action, team_id=proposal.team_id, proposer_id=proposal.proposer_id)
    was = proposal.state
    to = rules.next_state(was, action, reason)
    db.session.flush()
    _change_state(proposal, was, to)
    event = ProposalEvent(
        proposal_id=proposal.id, at=now(), actor_id=actor.user_id, action=action, from_state=was, to_state=to,
        version=proposal.version, reason=reason.strip(),
    )  # fmt: skip
    db.session.add(event)
    audit.record(f"proposal.{action}", proposal, actor=actor, version=proposal.version, was=str(was))
    return event


def _change_state(proposal: Proposal, was: State, to: State) -> None:
    if not once.changed(proposal, Proposal.state == was, state=to):
        raise Refusal("Somebody else has just changed this proposal. Look at it again.")


def shortlisted_for(team_id: int) -> list[Proposal]:
    """The team's proposals that passed their check and wait for a round, longest waiting first."""
    passed_at = (
        sa.select(sa.func.max(ProposalEvent.at))
        .where(ProposalEvent.proposal_id == Proposal.id, ProposalEvent.action == Action.PASS)
        .scalar_subquery()
    )
    query = (
        sa.select(Proposal)
        .where(Proposal.team_id == team_id, Proposal.state == State.SHORTLISTED)
        .options(selectinload(Proposal.areas), selectinload(Proposal.lines))
        .order_by(passed_at, Proposal.id)
    )
    return list(db.session.scalars(query))
