"""What rounds have to account for in a summary: each vote counted in the period, how many voted and what won."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from app.times import day
from commissioning.rules.pence import Pence, short_pounds
from commissioning.rules.results_words import inner
from commissioning.rules.rounds import SMALLEST_ELECTORATE
from commissioning.rules.ways_of_counting import name_of
from models.results import RoundResult
from models.rounds import Round
from participation.rules.facts import Brief, Fact, Section


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each round counted in [since, until), for one team or the whole council; one query."""
    query = (
        sa.select(RoundResult)
        .join(RoundResult.round)
        .options(joinedload(RoundResult.round))
        .where(RoundResult.counted_at >= since, RoundResult.counted_at < until)
        .order_by(RoundResult.counted_at, RoundResult.id)
    )
    if team_id is not None:
        query = query.where(Round.team_id == team_id)
    return [_fact(result) for result in db.session.scalars(query)]


def _fact(result: RoundResult) -> Fact:
    round_, outcome = result.round, result.outcome
    won = [one["title"] for one in outcome["chosen"]["projects"] if one["won"]]
    voters: int = outcome["voters"]
    shown = voters if voters == 0 or voters >= SMALLEST_ELECTORATE else None
    spent = Pence(outcome["chosen"]["spent"])
    return Fact(
        section=Section.DECISIONS,
        key=f"round:{round_.public_id}",
        officer=_officer(round_, outcome, won, shown, spent),
        child=_child(round_, won, shown, spent),
        figures={
            "voters": shown, "electorate": outcome["electorate"], "projects": len(outcome["chosen"]["projects"]),
            "winners": len(won), "spent_pence": int(spent), "round_pence": int(round_.amount_pence),
        },
        path=f"/rounds/{round_.public_id}/result",
        brief=Brief("", _briefly(round_, len(won), shown, spent)),
    )  # fmt: skip


def _briefly(round_: Round, won: int, shown: int | None, spent: Pence) -> str:
    """The vote for children; which ideas got a yes is told with the decisions."""
    voted = "A few people" if shown is None else f"{shown} people" if shown else "Nobody"
    ideas = f"{won} {'idea' if won == 1 else 'ideas'} won" if won else "No idea won"
    cost = f", for {short_pounds(spent)} of {short_pounds(round_.amount_pence)}" if won else ""
    return f"{voted} voted in “{round_.title}”. {ideas}{cost}."


def _officer(
    round_: Round, outcome: dict[str, object], won: list[str], shown: int | None, spent: Pence
) -> str:
    voted = "Fewer than five people" if shown is None else f"{shown} of {outcome['electorate']} people"
    counted = f"The vote “{round_.title}” closed on {day(round_.closes_at)}. {voted} voted."
    if not won:
        return f"{counted} Nothing was recommended."
    way = inner(name_of(round_.rule, round_.completion))
    return f"{counted} Counted by {way}, it recommended {_listed(won)}, for {spent} of {round_.amount_pence}."


def _child(round_: Round, won: list[str], shown: int | None, spent: Pence) -> str:
    voted = "A few people" if shown is None else f"{shown} people" if shown else "Nobody"
    if not won:
        return f"There was a vote called “{round_.title}”. {voted} voted. No idea won."
    ideas = "This idea" if len(won) == 1 else "These ideas"
    return (
        f"There was a vote called “{round_.title}”. {voted} voted. {ideas} won: {_listed(won)}. "
        f"{'It costs' if len(won) == 1 else 'They cost'} {spent}. There was {round_.amount_pence} to spend. "
        "The council still has to say yes."
    )


def _listed(titles: list[str]) -> str:
    named = [f"“{title}”" for title in titles]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
