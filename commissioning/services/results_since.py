"""What has come of a counted round since: what was decided on each of its projects, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.db import db
from commissioning.rules.call_in import Standing
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.results_since import Fate
from commissioning.services import call_in
from models.decisions import Decision
from models.proposals import Proposal
from models.rounds import Round


@dataclass(frozen=True)
class After:
    """The decisions on a round’s projects as they hold now, by proposal, and how each project stands."""

    decisions: dict[str, Decision]
    standings: dict[str, Standing]
    states: dict[str, State]
    fates: tuple[Fate, ...]

    @property
    def told(self) -> dict[str, str]:
        """What was decided on each, in words."""
        return {
            key: f"{one.words}, with {one.awarded} of {self.decisions[key].asked_pence}"
            if 0 < one.awarded < self.decisions[key].asked_pence
            else one.words
            for key, one in self.standings.items()
        }

    @property
    def withdrawn(self) -> frozenset[str]:
        """Which of its projects their own writers have withdrawn."""
        return frozenset(key for key, state in self.states.items() if state is State.WITHDRAWN)


def after_count(round_: Round, outcome: Mapping[str, Any]) -> After:
    """What has come of this round since its count; a fixed number of queries."""
    decided = decisions_on(round_)
    held = call_in.held([one.id for one in decided.values()])
    standings = {key: call_in.standing(one, held.get(one.id)) for key, one in decided.items()}
    states = _states([one["id"] for one in outcome["chosen"]["projects"]])
    fates = tuple(
        Fate(
            one["title"], Pence(one["cost"]), bool(one["won"]),
            awarded=standings[one["id"]].awarded if one["id"] in standings else None,
            withdrawn=states.get(one["id"]) is State.WITHDRAWN, lapsed=states.get(one["id"]) is State.LAPSED,
        )
        for one in outcome["chosen"]["projects"]
    )  # fmt: skip
    return After(decided, standings, states, fates)


def decisions_on(round_: Round) -> dict[str, Decision]:
    """What has been decided on this round's projects, by the proposal's public id. The result itself never changes."""
    query = sa.select(Decision).where(Decision.round_id == round_.public_id).order_by(Decision.id)
    return {decision.proposal_id: decision for decision in db.session.scalars(query)}


def _states(public_ids: list[str]) -> dict[str, State]:
    query = sa.select(Proposal.public_id, Proposal.state).where(Proposal.public_id.in_(public_ids))
    return {row[0]: row[1] for row in db.session.execute(query)}
