"""Setting up a round and opening it. Opening freezes everything: rules, projects, costs, the roll and the
tie order.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import rounds as rules
from commissioning.rules import rounds_finer as finer
from commissioning.rules.counting.ties import draw_tie_order
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_story import STATE_WORDS
from commissioning.rules.rounds import Phase, Plan, Ready
from commissioning.services import polling_sheets, pots_terms, proposals, results_letters, rounds_checks
from commissioning.services.rolls import chambers_fault, places_of, roll_of, voters_of
from commissioning.services.rounds_money import left_in, promised
from models.pots import Pot
from models.proposals import Proposal
from models.results import RoundResult
from models.rounds import RollEntry, Round, RoundProject
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import elections

__all__ = ["voters_of"]  # who may vote is worked out in rolls.py


def get_round_for(actor: Actor, public_id: str) -> Round:
    """A round this person may see: everybody once opened, before that those who run it. Raises NotFound."""
    query = sa.select(Round).where(Round.public_id == public_id)
    found = db.session.scalars(query.options(joinedload(Round.projects))).unique().one_or_none()
    if found is None or (found.opened_at is None and not may_run(actor, found.team_id)):
        raise NotFound
    return found


def get_round_to_run(actor: Actor, public_id: str) -> Round:
    """A round this person runs; anybody else's is not found. Raises NotFound."""
    found = get_round_for(actor, public_id)
    if not may_run(actor, found.team_id):
        raise NotFound
    return found


def may_run(actor: Actor, team_id: int) -> bool:
    """Whether this person sets up and opens rounds of that team: its chair, or a commissioning officer."""
    return actor.has(Role.CHAIR, Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=team_id)


def refuse_if_opened(round_: Round) -> None:
    """Raise Refusal once voting has been opened."""
    rules.refuse_if_frozen(round_.opened_at is not None)


def phase_of(round_: Round) -> Phase:
    """Where the round is now."""
    counted = db.session.scalar(sa.select(sa.exists().where(RoundResult.round_id == round_.id)))
    return rules.phase(
        round_.dates, frozen=round_.opened_at is not None, counted=bool(counted), now=now()
    )  # fmt: skip


def set_up(actor: Actor, pot: Pot, plan: Plan) -> Round:
    """Begin a round on this pot's money. Nothing is promised and nobody may vote until it is opened.

    Raises Refusal beside the field that does not hold, NotFound when the pot is not this person's to use.
    """
    if not may_run(actor, pot.team_id):
        raise NotFound
    chosen = rounds_checks.check(pot.team, pot, plan)
    round_ = Round(team_id=pot.team_id, pot_id=pot.id, created_at=now(), tie_order=[])
    _write(round_, plan, chosen)
    db.session.add(round_)
    audit.record("round.set_up", round_, actor=actor, projects=len(chosen), amount_pence=int(plan.amount))
    return round_


def change(actor: Actor, round_: Round, pot: Pot, plan: Plan) -> None:
    """Change a round that has not been opened (its pot too, within the team); raises Refusal afterwards,
    and for anything that does not hold.
    """
    if not may_run(actor, round_.team_id) or pot.team_id != round_.team_id:
        raise NotFound
    refuse_if_opened(round_)
    chosen = rounds_checks.check(pot.team, pot, plan, round_)
    round_.projects.clear()
    db.session.flush()
    round_.pot_id = pot.id
    _write(round_, plan, chosen)
    audit.record("round.changed", round_, actor=actor, projects=len(chosen), amount_pence=int(plan.amount))


def plan_of(round_: Round) -> Plan:
    """The plan a round was set up by, to change a part of it."""
    return Plan(
        title=round_.title, about=round_.about, amount=round_.amount_pence, dates=round_.dates,
        electorate=round_.electorate, youngest=round_.youngest, least=round_.least_picks, most=round_.most_picks,
        rule=round_.rule, proposals=tuple(project.proposal_public_id for project in round_.projects),
        kind=round_.ballot_kind, points_each=round_.points_each, threshold=round_.threshold, quorum=round_.quorum,
        pairs=tuple((one, other) for one, other in round_.exclusions), smallest=round_.smallest,
        two_chambers=round_.two_chambers, decide_by=round_.decide_by, completion=round_.completion,
        increment=round_.increment_pence,
    )  # fmt: skip


def open_voting(actor: Actor, round_: Round) -> None:
    """Freeze the round: copy each project as it stands, draw the tie order, make the roll, move the
    proposals.

    From here the database itself refuses changes. Voting begins at `opens_at`, or at once when that is past.
    Raises Refusal naming the first thing that is not ready.
    """
    if not may_run(actor, round_.team_id):
        raise NotFound
    refuse_if_opened(round_)
    elections.check_publicity(round_.team_id, "Voting cannot begin")
    not_ready = [line for line in readiness_of(round_) if not line.done]
    if not_ready:
        raise Refusal(f"This round is not ready. {not_ready[0].what}: not yet. {not_ready[0].todo}")
    found = _proposals(round_)
    for project in round_.projects:
        _copy(found[project.proposal_id], project)
    roll = roll_of(round_)
    db.session.add_all([
        RollEntry(round_id=round_.id, user_id=user_id, voted=0, chamber=chamber) for user_id, chamber in roll.items()
    ])  # fmt: skip
    for proposal in found.values():
        proposals.move(actor, proposal, Action.PUT_IN_ROUND)
    round_.tie_seed = secrets.token_hex(8)
    round_.tie_order = list(draw_tie_order([p.proposal_public_id for p in round_.projects], round_.tie_seed))
    db.session.flush()
    round_.opened_at = now()
    db.session.flush()
    results_letters.tell_put_to_the_vote(round_)
    audit.record(
        "round.opened", round_, actor=actor, voters=len(roll) + places_of(round_), projects=len(found),
        rule=str(round_.rule), amount_pence=int(round_.amount_pence), tie_seed=round_.tie_seed,
    )  # fmt: skip


def readiness_of(round_: Round) -> list[Ready]:
    """The readiness list of a round being set up, worked out from how things stand now."""
    found = _proposals(round_)
    costs = [proposal.ask_pence for proposal in found.values()]
    voters = len(voters_of(round_)) + places_of(round_)
    reachable = finer.most_for_one(round_.ballot_kind, voters, round_.most_picks, round_.points_each)
    more = finer.reach(round_.threshold, reachable, voters)
    more += finer.electorate_ready(round_.electorate, *rounds_checks.place_of(round_.team))
    return more + polling_sheets.ready(round_) + rules.readiness(
        projects=len(found), dearest=max(costs, default=Pence(0)), amount=round_.amount_pence,
        voters=voters, quorum=round_.quorum, chambers_fault=chambers_fault(round_),
        dates_fault=_fault(rules.check_dates, round_.dates, now()),
        picks_fault=_fault(rules.check_picks, round_.least_picks, round_.most_picks, len(found)),
        money_fault=_fault(rules.check_amount, round_.amount_pence, left_in(round_.pot_id),
        promised(round_.pot_id)), pot_fault=_pot_fault(round_, list(found.values())), missing=[f"{p.title}"
        f" ({STATE_WORDS[p.state].lower()})" for p in found.values() if p.state is not State.SHORTLISTED],
    )  # fmt: skip


def _pot_fault(round_: Round, chosen: Sequence[Proposal]) -> str | None:
    """Why one of these could never be awarded from the round's pot: what it costs, or the pot's rules, may be new."""
    return _fault(pots_terms.check_chosen, pot_of(round_), chosen, "proposals")


def pot_of(round_: Round) -> Pot:
    """The pot whose money the round decides on."""
    return db.session.get_one(Pot, round_.pot_id)


def _write(round_: Round, plan: Plan, chosen: Sequence[Proposal]) -> None:
    round_.title, round_.about, round_.amount_pence = plan.title, plan.about, plan.amount
    round_.opens_at, round_.closes_at = plan.dates.opens_at, plan.dates.closes_at
    round_.electorate, round_.youngest, round_.rule = plan.electorate, plan.youngest, plan.rule
    round_.completion, round_.increment_pence = plan.completion, plan.increment
    round_.least_picks, round_.most_picks = plan.least, plan.most
    round_.ballot_kind, round_.threshold, round_.quorum = plan.kind, plan.threshold, plan.quorum
    round_.points_each = plan.points_each if plan.kind is BallotKind.CUMULATIVE else 0
    round_.exclusions = [sorted(pair) for pair in sorted({tuple(sorted(pair)) for pair in plan.pairs})]
    round_.smallest, round_.two_chambers, round_.decide_by = plan.smallest, plan.two_chambers, plan.decide_by
    round_.projects = [_copy(proposal, RoundProject()) for proposal in chosen]


def _copy(proposal: Proposal, to: RoundProject) -> RoundProject:
    to.proposal_id, to.proposal_public_id = proposal.id, proposal.public_id
    to.title, to.cost_pence, to.need = proposal.title, proposal.ask_pence, proposal.need
    to.who_benefits, to.our_part, to.your_part = proposal.who_benefits, proposal.our_part, proposal.your_part
    to.area_name = ", ".join(area.name for area in proposal.areas)
    return to


def _proposals(round_: Round) -> dict[int, Proposal]:
    ids = [project.proposal_id for project in round_.projects]
    query = sa.select(Proposal).where(Proposal.id.in_(ids)).options(selectinload(Proposal.areas))
    return {proposal.id: proposal for proposal in db.session.scalars(query)}


def _fault(check: Callable[..., None], *values: object) -> str | None:
    """What a rule would say against these values, or None."""
    try:
        check(*values)
    except Refusal as refusal:
        return ". ".join(one.reason for one in (refusal, *refusal.more))
    return None
