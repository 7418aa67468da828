"""The form that sets up a round: what it offers, what it begins with, and the plan somebody made in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from app.clock import now
from app.times import local_date, london
from commissioning.rules import ways_of_counting
from commissioning.rules.counting.values import Rule
from commissioning.rules.pence import Pence
from commissioning.rules.rounds import Dates, Electorate, Plan
from commissioning.rules.rounds_finer import electorate_said, with_finer
from commissioning.services import pots_terms, rounds, rounds_checks
from commissioning.services.rounds_reading import SetUpChoices
from forms.rounds import MOST_PICKS, RoundForm
from models.pots import Pot
from models.proposals import Proposal
from models.rounds import Round
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

T = TypeVar("T")
A_WEEK = timedelta(days=7)
# Which fields of the form a refusal beside another is worked out from.
RESTS_ON: dict[str, set[str | None]] = {
    "opens_on": {"opens_on", "opens_time"}, "closes_on": {"closes_on", "closes_time"},
    "decide_by": {"closes_on", "closes_time"}, "points_each": {"most_picks"}, "kind": {"rule"},
}  # fmt: skip


def offered(form: RoundForm, choices: SetUpChoices) -> RoundForm:
    """The form with the pots and the shortlisted ideas to choose from, and what a pot's limit keeps out."""
    _, areas = rounds_checks.place_of(choices.team)
    form.electorate.choices = [
        (str(one), electorate_said(one, areas))
        for one in Electorate
        if areas or one is not Electorate.RESIDENTS
    ]
    terms = pots_terms.terms_of_each([pot for pot, _ in choices.pots])
    form.pot.choices = [
        (pot.public_id, f"{pot.name} {pot.financial_year}", {"hint": _of_pot(free, terms[pot.id].most)})
        for pot, free in choices.pots
    ]
    form.proposals.choices = [
        (p.public_id, p.title, {"hint": _of_idea(p, [one.most for one in terms.values()])})
        for p in choices.proposals
    ]
    return form


def _of_pot(free: Pence, most: Pence | None) -> str:
    return f"{free} free" + (f", and at most {most} for one project" if most else "")


def _of_idea(proposal: Proposal, limits: list[Pence | None]) -> str:
    """What it asks and where; and that it asks more than every pot here gives to one project, when it does."""
    told = f"{proposal.ask_pence}, {', '.join(area.name for area in proposal.areas)}"
    if limits and all(most and proposal.ask_pence > most for most in limits):
        who = "this pot" if len(limits) == 1 else "any of these pots"
        return f"{told}. It asks more than {who} gives to one project"
    return told


def usual(choices: SetUpChoices) -> dict[str, object]:
    """What most rounds are: everything shortlisted, opening tomorrow morning for two weeks, two to four
    picks.
    """
    today = local_date(now())
    return {
        "proposals": [proposal.public_id for proposal in choices.proposals],
        "pot": choices.pots[0][0].public_id if len(choices.pots) == 1 else None,
        "opens_on": today + timedelta(days=1), "opens_time": "09:00",
        "closes_on": today + timedelta(days=15), "closes_time": "18:00",
        "electorate": str(Electorate.EVERYONE), "youngest": str(AgeBand.THIRTEEN_TO_FIFTEEN),
        "least_picks": min(2, max(len(choices.proposals), 1)), "most_picks": min(4, max(len(choices.proposals), 1)),
    }  # fmt: skip


def as_it_is(round_: Round) -> dict[str, object]:
    """What a round being set up says now."""
    opens, closes = london(round_.opens_at), london(round_.closes_at)
    return {
        "title": round_.title, "about": round_.about, "pot": rounds.pot_of(round_).public_id,
        "amount": round_.amount_pence, "proposals": [p.proposal_public_id for p in round_.projects],
        "opens_on": opens.date(), "opens_time": f"{opens:%H:%M}",
        "closes_on": closes.date(), "closes_time": f"{closes:%H:%M}",
        "electorate": str(round_.electorate), "youngest": str(round_.youngest),
        "least_picks": round_.least_picks, "most_picks": round_.most_picks,
        "rule": str(ways_of_counting.family(round_.rule)),
    }  # fmt: skip


def chosen_pot(choices: SetUpChoices, form: RoundForm) -> Pot:
    """The pot chosen of those offered."""
    return next(pot for pot, _ in choices.pots if pot.public_id == form.pot.data)


def plan_in(form: RoundForm) -> Plan:
    """The plan somebody made in the form. For a field that is wrong stands what would be refused nothing more."""
    wrong = set(form.errors)

    def read(names: str, value: Callable[[], T], stands_in: T) -> T:
        return stands_in if wrong & set(names.split()) else value()

    opens = read("opens_on opens_time", lambda: form.opens_at, now())
    return Plan(
        title=form.title.data or "", about=form.about.data or "",
        amount=read("amount", lambda: form.amount.data or Pence(0), Pence(1)),
        dates=Dates(opens, read("closes_on closes_time", lambda: form.closes_at, max(opens, now()) + A_WEEK)),
        electorate=read("electorate", lambda: Electorate(form.electorate.data), Electorate.EVERYONE),
        youngest=read("youngest", lambda: AgeBand(form.youngest.data), AgeBand.THIRTEEN_TO_FIFTEEN),
        least=read("least_picks", lambda: form.least_picks.data or 0, 1),
        most=read("most_picks", lambda: form.most_picks.data or 0, 1),
        rule=read("rule", lambda: Rule(form.rule.data), Rule.EQUAL_SHARES),
        proposals=read("proposals", lambda: tuple(form.proposals.data), ("",) * MOST_PICKS),
    )  # fmt: skip


def say_what_else(form: RoundForm, choices: SetUpChoices, round_: Round | None = None) -> None:
    """Beside the fields that are wrong in themselves, say what else does not hold, so that all is mended in one go.

    What rests on a field that is wrong is not said: nobody knows yet whether it holds.
    """
    wrong, plan = set(form.errors), plan_in(form)
    if round_ is not None:
        plan = with_finer(plan, rounds.plan_of(round_))
    pot = None if "pot" in wrong else chosen_pot(choices, form)
    try:
        rounds_checks.check(choices.team, pot, plan, round_)
    except Refusal as refusal:
        for one in (refusal, *refusal.more):
            if not wrong & RESTS_ON.get(one.field or "", {one.field}):
                form.refuse(one.reason, one.field)
