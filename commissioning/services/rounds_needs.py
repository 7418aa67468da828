"""What waits for somebody in rounds: votes to cast, rounds to open or to count."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals import State
from commissioning.services import rounds_reading
from models.places import Team
from models.proposals import Proposal
from models.rounds import Round
from participation.rules.needs import Need
from participation.rules.people import Actor, Role, ScopeKind


def needs_for(actor: Actor) -> list[Need]:
    """Votes this person has not cast, and, for those who run rounds, rounds still being set up or not yet counted."""
    votes = [
        Need(f"Vote in “{one.title}”", f"/rounds/{one.public_id}", due=one.closes_at,
             why="We show nobody how you vote.", action="Vote")
        for one in rounds_reading.to_vote_in(actor)
    ]  # fmt: skip
    if not rounds_reading.runs_rounds(actor):
        return votes
    being_set_up, to_count = rounds_reading.unfinished_for(actor)
    return [
        *votes,
        *(
            Need(f"Finish setting up “{one.title}”", f"/rounds/{one.public_id}", due=one.opens_at)
            for one in being_set_up
        ),
        *_rounds_to_begin(actor),
        *(Need(f"Count “{one.title}”", f"/rounds/{one.public_id}") for one in to_count),
    ]


def _rounds_to_begin(actor: Actor) -> list[Need]:
    """For a chair: the teams with ideas enough for a vote, and no round being set up for them."""
    chaired = {
        held.scope_id for held in actor.held if held.role is Role.CHAIR and held.scope is ScopeKind.TEAM
    }
    if not chaired:
        return []
    many = sa.func.count(Proposal.id)
    begun = sa.exists().where(Round.team_id == Team.id, Round.opened_at.is_(None))
    query = (
        sa.select(Team.public_id, Team.name, many)
        .join(Proposal, Proposal.team_id == Team.id)
        .where(Team.id.in_(chaired), Proposal.state == State.SHORTLISTED, ~begun)
        .group_by(Team.id, Team.public_id, Team.name)
        .having(many >= 2)
        .order_by(Team.name)
    )
    return [
        Need(f"Set up a round for {name}", f"/rounds/new?team={team}", why=f"{count} ideas wait for a vote.")
        for team, name, count in db.session.execute(query)
    ]
