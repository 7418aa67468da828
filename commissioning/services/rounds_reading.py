"""Rounds as people find them: the index, and what one person can vote on. A fixed number of queries,
however many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.rounds import Phase, phase
from commissioning.services.pots_access import for_ideas
from commissioning.services.pots_standing import standings_of
from commissioning.services.proposals import shortlisted_for
from commissioning.services.rounds import may_run, promised_in
from models.places import Team
from models.polling import Place
from models.pots import Pot
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor, Role

MOST_FINISHED = 30


@dataclass(frozen=True)
class RoundLine:
    """One round in a list. `may_vote` is None when this person is not on its roll; counts are of people."""

    round: Round
    phase: Phase
    projects: int
    voters: int
    voted: int
    my_vote: bool | None
    result: RoundResult | None

    @property
    def can_vote_now(self) -> bool:
        """Open, on the roll, and not voted yet."""
        return self.phase is Phase.OPEN and self.my_vote is False


@dataclass(frozen=True)
class RoundLists:
    """The rounds by where they are now; each list in the order people need it."""

    open: list[RoundLine]
    coming: list[RoundLine]
    being_set_up: list[RoundLine]
    closed: list[RoundLine]
    finished: list[RoundLine]


def lists_for(actor: Actor) -> RoundLists:
    """Every round this person may see, finished ones newest first."""
    found = _lines(actor, _visible(actor))
    by_phase = {each: [line for line in found if line.phase is each] for each in Phase}
    return RoundLists(
        open=by_phase[Phase.OPEN],
        coming=by_phase[Phase.COMING],
        being_set_up=by_phase[Phase.BEING_SET_UP],
        closed=by_phase[Phase.CLOSED],
        finished=by_phase[Phase.COUNTED][::-1][:MOST_FINISHED],
    )


def open_rounds_for(actor: Actor) -> list[RoundLine]:
    """Rounds open now, those this person can still vote in first, then by closing time (for home pages)."""
    query = sa.select(Round).where(
        Round.opened_at.is_not(None), Round.opens_at <= now(), Round.closes_at > now()
    )
    return sorted(_lines(actor, query), key=lambda line: (not line.can_vote_now, line.round.closes_at))


def line_of(actor: Actor, round_: Round) -> RoundLine:
    """One round as a list would show it."""
    return _lines(actor, sa.select(Round).where(Round.id == round_.id))[0]


def runs_rounds(actor: Actor) -> bool:
    """Whether this person sets up rounds for any team."""
    return actor.has(Role.CHAIR, Role.COMMISSIONING_OFFICER)


def _visible(actor: Actor) -> sa.Select[Round]:
    if actor.has(Role.COMMISSIONING_OFFICER):
        return sa.select(Round)
    own = [team_id for team_id in actor.team_ids if may_run(actor, team_id)]
    return sa.select(Round).where(sa.or_(Round.opened_at.is_not(None), Round.team_id.in_(own)))


def _lines(actor: Actor, query: sa.Select[Round]) -> list[RoundLine]:
    rounds = list(
        db.session.scalars(query.options(joinedload(Round.team)).order_by(Round.closes_at, Round.id))
    )
    ids = [round_.id for round_ in rounds]
    projects = _counts(RoundProject.round_id, sa.func.count(), ids)
    voters = _both(_counts(t.round_id, sa.func.count(), ids) for t in (RollEntry, Place))
    voted = _both(_counts(t.round_id, sa.func.sum(t.voted), ids) for t in (RollEntry, Place))
    mine = _counts(RollEntry.round_id, sa.func.max(RollEntry.voted), ids, RollEntry.user_id == actor.user_id)
    results = {
        r.round_id: r for r in db.session.scalars(sa.select(RoundResult).where(RoundResult.round_id.in_(ids)))
    }
    return [
        RoundLine(
            round=r,
            phase=phase(r.dates, frozen=r.opened_at is not None, counted=r.id in results, now=now()),
            projects=projects.get(r.id, 0), voters=voters.get(r.id, 0), voted=voted.get(r.id, 0),
            my_vote=bool(mine[r.id]) if r.id in mine else None, result=results.get(r.id),
        )
        for r in rounds
    ]  # fmt: skip


def _both(counts: Iterable[dict[int, int]]) -> dict[int, int]:
    """People on the roll and places without an account, added up by round."""
    total: Counter[int] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)


def _counts(
    of: sa.SQLColumnExpression[int],
    what: sa.SQLColumnExpression[int],
    ids: Sequence[int],
    *where: sa.ColumnElement[bool],
) -> dict[int, int]:
    query = sa.select(of, what).where(of.in_(ids), *where).group_by(of)
    return {round_id: int(number or 0) for round_id, number in db.session.execute(query)}


@dataclass(frozen=True)
class SetUpChoices:
    """What a round of one team can be made of. Each pot comes with what it has free, in pence."""

    team: Team
    pots: list[tuple[Pot, Pence]]
    proposals: list[Proposal]


def teams_run_by(actor: Actor) -> list[Team]:
    """Teams with a pot for which this person may set up rounds, by name."""
    with_pots = sa.select(Pot.team_id).where(for_ideas())
    teams = db.session.scalars(sa.select(Team).where(Team.id.in_(with_pots)).order_by(Team.name))
    return [team for team in teams if may_run(actor, team.id)]


def choices_for(team: Team) -> SetUpChoices:
    """The team's open pots and shortlisted proposals."""
    pots = db.session.scalars(
        sa.select(Pot).where(Pot.team_id == team.id, for_ideas()).order_by(Pot.name)
    ).all()
    standings, held = standings_of([pot.id for pot in pots]), promised_in([pot.id for pot in pots])
    free = [(pot, Pence(max(standings[pot.id].left - held[pot.id], 0))) for pot in pots]
    return SetUpChoices(team, free, shortlisted_for(team.id))
