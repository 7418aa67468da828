"""Rounds as people find them: the index, and what one person can vote on. A fixed number of queries,
however many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.rounds import Phase, phase
from commissioning.services.pots_access import for_ideas
from commissioning.services.pots_standing import standings_of
from commissioning.services.proposals import shortlisted_for
from commissioning.services.rounds import may_run
from commissioning.services.rounds_money import promised_in
from models.places import Team
from models.polling import Batch, Place
from models.pots import Pot
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor, Role

MOST_FINISHED = 30


@dataclass(frozen=True)
class RoundLine:
    """One round in a list. `my_vote` is None when this person is not on its roll; counts are of people, and
    `withdrawn` is how many of its winners their own writers have withdrawn since.
    """

    round: Round
    phase: Phase
    projects: int
    voters: int
    voted: int
    my_vote: bool | None
    result: RoundResult | None
    withdrawn: int = 0

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


def open_now(limit: int | None = None) -> list[Round]:
    """Rounds open now, the first to close first (for home pages). One query, and nothing counted."""
    return list(db.session.scalars(_open().order_by(Round.closes_at, Round.id).limit(limit)))


def to_vote_in(actor: Actor) -> list[Round]:
    """Rounds open now that this person is on the roll of and has not voted in, the first to close first. One query."""
    mine = sa.and_(RollEntry.round_id == Round.id, RollEntry.user_id == actor.user_id, RollEntry.voted == 0)
    return list(db.session.scalars(_open().join(RollEntry, mine).order_by(Round.closes_at, Round.id)))


def unfinished_for(actor: Actor) -> tuple[list[Round], list[Round]]:
    """(rounds still being set up, rounds closed and not counted) that this person runs. One query."""
    counted = sa.exists().where(RoundResult.round_id == Round.id)
    over = sa.and_(Round.closes_at <= now(), ~counted)
    query = _visible(actor).where(sa.or_(Round.opened_at.is_(None), over))
    found = [
        one
        for one in db.session.scalars(query.order_by(Round.closes_at, Round.id))
        if may_run(actor, one.team_id)
    ]
    return [r for r in found if r.opened_at is None], [r for r in found if r.opened_at is not None]


def _open() -> sa.Select[Round]:
    return sa.select(Round).where(
        Round.opened_at.is_not(None), Round.opens_at <= now(), Round.closes_at > now()
    )


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
    projects, withdrawn = _projects(ids)
    voters, voted, mine = _votes(ids, actor)
    results = {
        r.round_id: r for r in db.session.scalars(sa.select(RoundResult).where(RoundResult.round_id.in_(ids)))
    }
    won = {key: frozenset(one.outcome["chosen"]["winners"]) for key, one in results.items()}
    return [
        RoundLine(
            round=r,
            phase=phase(r.dates, frozen=r.opened_at is not None, counted=r.id in results, now=now()),
            projects=projects.get(r.id, 0), voters=voters[r.id], voted=voted[r.id],
            my_vote=bool(mine[r.id]) if r.id in mine else None, result=results.get(r.id),
            withdrawn=len(won.get(r.id, frozenset()) & withdrawn.get(r.id, frozenset())),
        )
        for r in rounds
    ]  # fmt: skip


def _projects(ids: Sequence[int]) -> tuple[dict[int, int], dict[int, frozenset[str]]]:
    """By round: how many projects stand in it, and which their writers have withdrawn since. One query."""
    of, gone = RoundProject.round_id, sa.case((Proposal.state == State.WITHDRAWN, Proposal.public_id))
    query = sa.select(of, sa.func.count(), sa.func.aggregate_strings(gone, ",")).join(
        Proposal, Proposal.id == RoundProject.proposal_id
    )
    rows = db.session.execute(query.where(of.in_(ids)).group_by(of)).all()
    return (
        {round_id: many for round_id, many, _ in rows},
        {round_id: frozenset((withdrawn or "").split(",")) for round_id, _, withdrawn in rows},
    )


def _votes(ids: Sequence[int], actor: Actor) -> tuple[Counter[int], Counter[int], dict[int, int]]:
    """By round: who could vote, who has (on the roll, and at places without an account), and this person’s mark.

    A place that was stopped before anybody voted from it is nobody's to vote from.
    """
    voters, voted, mine = Counter[int](), Counter[int](), dict[int, int]()
    own = sa.func.max(sa.case((RollEntry.user_id == actor.user_id, RollEntry.voted)))
    lost = sa.and_(
        Place.voted == 0, Place.batch_id.in_(sa.select(Batch.id).where(Batch.stopped_at.is_not(None)))
    )
    for table, marked, counted in ((RollEntry, own, sa.true()), (Place, sa.null(), ~lost)):
        counts = sa.select(table.round_id, sa.func.count(), sa.func.sum(table.voted), marked)
        for one, could, have, mark in db.session.execute(
            counts.where(table.round_id.in_(ids), counted).group_by(table.round_id)
        ):
            voters[one] += could
            voted[one] += int(have or 0)
            if mark is not None:
                mine[one] = mark
    return voters, voted, mine


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
