"""What decisions have to account for: every one made in a period, those that said no as plainly as the rest."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import day
from commissioning.rules.decisions import OUTCOME_WORDS, Outcome
from models.decisions import Decision
from participation.rules.facts import Fact, Section


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each decision made from `since` up to, not including, `until`. One query."""
    query = sa.select(Decision).where(Decision.at >= since, Decision.at < until)
    if team_id is not None:
        query = query.where(Decision.team_id == team_id)
    return [
        _fact(decision) for decision in db.session.scalars(query.order_by(Decision.year, Decision.serial))
    ]


def _fact(decision: Decision) -> Fact:
    rejected = decision.outcome is Outcome.REJECTED
    return Fact(
        section=Section.DECISIONS,
        key=f"decision:{decision.public_id}",
        officer=(
            f"{decision.number}, {day(decision.at)}: “{decision.proposal_title}”. {OUTCOME_WORDS[decision.outcome]}, "
            f"by {decision.decided_by}. {_sum(decision)} The reasons: {decision.reasons}"
        ),
        child=f"“{decision.proposal_title}”: {_SAID[decision.outcome]} {_sum(decision)}",
        figures={"asked_pence": int(decision.asked_pence), "awarded_pence": int(decision.awarded_pence)},
        not_done=rejected,
    )


_SAID = {
    Outcome.ADOPTED: "the council said yes.",
    Outcome.VARIED: "the council said yes, with changes.",
    Outcome.REJECTED: "the council said no.",
}


def _sum(decision: Decision) -> str:
    if decision.outcome is Outcome.REJECTED:
        return f"{decision.asked_pence} was asked for."
    return f"{decision.awarded_pence} of the {decision.asked_pence} asked for."
