"""What waits for a decision, and everything the decision-maker reads before deciding on one proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from commissioning.rules import awards_shares
from commissioning.rules.decisions import vote_said
from commissioning.rules.pence import Pence
from commissioning.rules.pots import Standing
from commissioning.rules.proposals import State
from commissioning.rules.results_words import lot_for
from commissioning.services import interests
from commissioning.services.pots_standing import standings_of
from models.decisions import Decision, Interest
from models.pots import Pot
from models.proposals import Proposal
from models.results import RoundResult
from models.reviews import Review
from models.rounds import Round, RoundProject
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound

WAITS = (State.RECOMMENDED, State.NOT_CHOSEN)


@dataclass(frozen=True)
class Case:
    """One proposal that a finished round has voted on, and the pot its money would come from."""

    proposal: Proposal
    round: Round
    pot: Pot
    standing: Standing
    counted_at: datetime
    found: dict[str, Any]  # this proposal's line of the round's result
    voters: int
    few: bool
    by_lot: str = ""  # what the lot did to it, in a sentence; "" when nothing

    @property
    def is_recommended(self) -> bool:
        """Whether the vote chose it."""
        return self.proposal.state is State.RECOMMENDED

    @property
    def recommendation(self) -> str:
        """What the vote said, in a sentence that gives nobody's vote away."""
        said = vote_said(self.round.title, chose=self.is_recommended)
        if self.few or self.found.get("votes") is None:
            return f"{said}. {self.found.get('why', '')}".strip()
        votes = self.found["votes"]
        return (
            f"{said}: {votes:,} of the {self.voters:,} people who voted picked it. "
            f"{self.found.get('why', '')} {self.by_lot}"
        ).strip()

    @property
    def suggestion(self) -> dict[int | None, Pence]:
        """How the ask would be shared between the pot's areas if nothing is changed."""
        left = {area.area_id: area.left for area in self.standing.areas}
        return awards_shares.suggest(self.proposal.ask_pence, left, [area.id for area in self.proposal.areas])

    @property
    def fits(self) -> bool:
        """Whether every area can bear its suggested share today."""
        return all(share <= self.standing.left_in(area) for area, share in self.suggestion.items())


def waiting_for(actor: Actor) -> list[Case]:
    """Every proposal this decision-maker could decide on now: chosen ones first, oldest count first."""
    cases = _cases(_query(actor))
    return sorted(cases, key=lambda case: (not case.is_recommended, case.counted_at, case.proposal.title))


def get_case_for(actor: Actor, proposal_id: str) -> Case:
    """The case for a decision-maker of that team; NotFound when there is none (decided already, or not theirs)."""
    found = _cases(_query(actor).where(Proposal.public_id == proposal_id))
    if not found:
        raise NotFound
    return found[0]


def number_of(proposal_id: str) -> str | None:
    """The number in the public register of the decision on a proposal, or None while it waits."""
    return db.session.scalar(sa.select(Decision.number).where(Decision.proposal_id == proposal_id))


def reviews_of(case: Case) -> list[Review]:
    """What the officers who checked it found, newest first."""
    query = sa.select(Review).where(Review.proposal_id == case.proposal.id).order_by(Review.id.desc())
    return list(db.session.scalars(query.options(joinedload(Review.reviewer))))


def interests_in(case: Case) -> list[Interest]:
    """Interests declared in it."""
    return interests.declared_in(case.proposal.public_id)


def decides_for(actor: Actor, team_id: int) -> bool:
    """Whether the actor is a decision-maker for that team."""
    return actor.has(Role.DECISION_MAKER, scope=ScopeKind.TEAM, scope_id=team_id)


def _query(actor: Actor) -> sa.Select[Proposal, RoundProject, RoundResult]:
    teams = {held.scope_id for held in actor.held if held.role is Role.DECISION_MAKER}
    everywhere = actor.has(Role.DECISION_MAKER, scope=ScopeKind.COUNCIL)
    return (
        sa.select(Proposal, RoundProject, RoundResult)
        .join(RoundProject, RoundProject.proposal_id == Proposal.id)
        .join(RoundResult, RoundResult.round_id == RoundProject.round_id)
        .where(Proposal.state.in_(WAITS), sa.true() if everywhere else Proposal.team_id.in_(teams))
        .where(~sa.exists().where(Decision.proposal_id == Proposal.public_id))
        .options(joinedload(RoundProject.round), joinedload(Proposal.proposer), selectinload(Proposal.areas))
        .options(joinedload(Proposal.team), selectinload(Proposal.lines))
        .order_by(RoundResult.counted_at.desc())
    )


def _cases(query: sa.Select[Proposal, RoundProject, RoundResult]) -> list[Case]:
    """A proposal voted on twice is decided by its latest round."""
    latest: dict[int, Sequence[Any]] = {}
    for row in db.session.execute(query):
        latest.setdefault(row[0].id, row)
    pot_ids = {project.round.pot_id for _, project, _ in latest.values()}
    pots = {pot.id: pot for pot in db.session.scalars(sa.select(Pot).where(Pot.id.in_(pot_ids)))}
    standings = standings_of(pot_ids)
    return [
        Case(
            proposal, project.round, pots[project.round.pot_id], standings[project.round.pot_id], result.counted_at,
            _line(result, project), result.outcome["voters"], result.outcome["few"],
            lot_for(result.outcome, project.proposal_public_id),
        )
        for proposal, project, result in latest.values()
    ]  # fmt: skip


def _line(result: RoundResult, project: RoundProject) -> dict[str, Any]:
    lines: list[dict[str, Any]] = result.outcome["chosen"]["projects"]
    return next((line for line in lines if line["id"] == project.proposal_public_id), {})
