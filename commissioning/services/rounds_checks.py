"""What has to hold of a round that is set up or changed, all of it looked at together."""

from __future__ import annotations

from app.clock import now
from app.times import local_date
from commissioning.rules import pots_life
from commissioning.rules import rounds as rules
from commissioning.rules import rounds_finer as finer
from commissioning.rules.ballot_kinds import check_kind
from commissioning.rules.rounds import Plan
from commissioning.rules.ways_of_counting import check_step, check_way
from commissioning.services import pots_terms
from commissioning.services.proposals import shortlisted_for
from commissioning.services.rounds_money import left_in, promised
from models.places import Team
from models.pots import Pot
from models.proposals import Proposal
from models.rounds import Round
from participation.rules.refusals import check_each


def place_of(team: Team) -> tuple[str, list[str]]:
    """A team's name, and its areas by name."""
    return team.name, [area.name for area in team.areas]


def check(team: Team, pot: Pot | None, plan: Plan, round_: Round | None = None) -> list[Proposal]:
    """Raise one Refusal that names everything that does not hold, each beside its field.

    A round whose opening day has come and gone while it was set up may keep that day. With no pot (none was chosen
    yet) all is looked at but what the pot says to it.
    """
    opens = plan.dates.opens_at
    as_it_was = round_ is not None and opens == round_.opens_at
    listed = {one.public_id: one for one in shortlisted_for(team.id)}
    chosen = [listed[public_id] for public_id in plan.proposals if public_id in listed]
    check_each(
        lambda: _check_money(pot, plan, round_.id if round_ else 0),
        lambda: _check_closing(pot, plan),
        lambda: rules.check_opening(opens, opens if as_it_was else now()),
        lambda: rules.check_listed(plan.proposals, listed),
        lambda: rules.check_picks(plan.least, plan.most, len(plan.proposals)),
        lambda: check_kind(plan.kind, plan.points_each, plan.most),
        lambda: check_way(plan.rule, plan.kind, plan.increment),
        lambda: check_step(plan.rule, plan.completion, plan.amount, plan.increment),
        lambda: finer.check_electorate(plan.electorate, *place_of(team)),
        lambda: finer.check_smallest(plan.smallest),
        lambda: finer.check_pairs(plan.pairs, plan.proposals),
        lambda: finer.check_decide_by(plan.decide_by, local_date(plan.dates.closes_at)),
        lambda: _check_terms(pot, chosen),
    )
    return chosen


def _check_money(pot: Pot | None, plan: Plan, besides: int) -> None:
    if pot is not None:
        rules.check_amount(plan.amount, left_in(pot.id), promised(pot.id, besides))


def _check_closing(pot: Pot | None, plan: Plan) -> None:
    rules.check_dates(plan.dates, now())
    if pot is not None:
        closes = local_date(plan.dates.closes_at)
        pots_life.check_day_in_life(pot.life, closes, "Voting closes", "closes_on")


def _check_terms(pot: Pot | None, chosen: list[Proposal]) -> None:
    if pot is not None:
        pots_terms.check_chosen(pot, chosen, "proposals")
