"""Rounds: what is open and coming, one round's rules and projects, and setting one up."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.clock import now
from app.errors import NotFound, refusals_on
from app.times import local_date, london
from app.unit_of_work import commits
from commissioning.rules import ways_of_counting
from commissioning.rules.counting.values import Rule
from commissioning.rules.pence import Pence
from commissioning.rules.polling import WAY_SAID
from commissioning.rules.pots import ROUTE_WORDS
from commissioning.rules.rounds import (
    ELECTORATE_WORDS,
    SMALLEST_ELECTORATE,
    Dates,
    Electorate,
    Plan,
    fair_order,
    floor_words,
)
from commissioning.rules.rounds_finer import with_finer
from commissioning.services import polling, polling_sheets, rounds, rounds_reading, rounds_thrown_away
from commissioning.services.rolls import places_of, smallest_warning
from commissioning.services.rounds_reading import SetUpChoices
from forms.rounds import CountForm, OpenForm, RoundForm
from models.pots import Pot
from models.rounds import Round
from participation.rules.people import AgeBand

blueprint = Blueprint("rounds", __name__)
SAID = {
    "way_named": ways_of_counting.name_of,
    "way_words": ways_of_counting.WORDS,
    "left_over": ways_of_counting.left_over,
    "electorate_words": ELECTORATE_WORDS,
    "floor_words": floor_words,
    "smallest": SMALLEST_ELECTORATE,
    "route_words": ROUTE_WORDS,
}


@blueprint.get("/rounds")
@public
def index() -> ResponseReturnValue:
    """Open now, coming, finished."""
    actor = current_actor()
    return render_template(
        "commissioning/rounds/index.html",
        lists=rounds_reading.lists_for(actor),
        may_set_up=rounds_reading.runs_rounds(actor),
        **SAID,
    )


@blueprint.get("/rounds/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One round: its dates, money, rules, projects and how it stands."""
    actor = current_actor()
    round_ = rounds.get_round_for(actor, public_id)
    projects = {project.proposal_public_id: project for project in round_.projects}
    return render_template(
        "commissioning/rounds/show.html",
        round=round_,
        line=rounds_reading.line_of(actor, round_),
        pot=rounds.pot_of(round_),
        may_run=rounds.may_run(actor, round_.team_id),
        ready=[] if round_.opened_at else rounds.readiness_of(round_),
        voters=0 if round_.opened_at else len(rounds.voters_of(round_)),
        places=places_of(round_),
        may_help=polling.may_help(actor, round_),
        by_way=[f"{used} {WAY_SAID[way]}" for way, used in polling.used_by_way(round_).items()],
        projects=[projects[i] for i in fair_order(projects, public_id, local_date(now()))],
        titles={i: project.title for i, project in projects.items()},
        count_form=CountForm(),
        away_form=CountForm(),
        **SAID,
    )


@blueprint.get("/rounds/new")
@requires(Permission.RUN_ROUNDS)
def new() -> ResponseReturnValue:
    """The form for a new round; somebody who runs rounds for several teams chooses one first."""
    teams = rounds_reading.teams_run_by(current_actor())
    chosen = [team for team in teams if team.public_id == request.args.get("team")]
    if not chosen and len(teams) != 1:
        return render_template("commissioning/rounds/choose_team.html", teams=teams)
    choices = rounds_reading.choices_for((chosen or teams)[0])
    return _form_page(_offered(RoundForm(data=_usual(choices)), choices), choices)


@blueprint.post("/rounds/new")
@requires(Permission.RUN_ROUNDS)
@commits
def create() -> ResponseReturnValue:
    """Keep a new round."""
    actor = current_actor()
    teams = rounds_reading.teams_run_by(actor)
    wanted = [team for team in teams if team.public_id == request.args.get("team")] or teams[:1]
    if not wanted:
        raise NotFound
    choices = rounds_reading.choices_for(wanted[0])
    form = _offered(RoundForm(), choices)
    if form.validate():
        with refusals_on(form):
            round_ = rounds.set_up(actor, _pot(choices, form), _plan(form))
        if not form.refused:
            flash("The round is set up. Look through the list, then open it for voting.", "success")
            return redirect(url_for("rounds.show", public_id=round_.public_id), code=303)
    return _form_page(form, choices)


@blueprint.get("/rounds/<public_id>/edit")
@requires(Permission.RUN_ROUNDS)
def edit(public_id: str) -> ResponseReturnValue:
    """The form for a round that is being set up."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    choices = rounds_reading.choices_for(round_.team)
    return _form_page(_offered(RoundForm(data=_as_it_is(round_)), choices), choices, round_)


@blueprint.post("/rounds/<public_id>/edit")
@requires(Permission.RUN_ROUNDS)
@commits
def save(public_id: str) -> ResponseReturnValue:
    """Change a round that is being set up; once opened, the answer is a refusal in words."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    rounds.refuse_if_opened(round_)
    choices = rounds_reading.choices_for(round_.team)
    form = _offered(RoundForm(), choices)
    if form.validate():
        with refusals_on(form):
            rounds.change(
                current_actor(), round_, _pot(choices, form), with_finer(_plan(form), rounds.plan_of(round_))
            )
        if not form.refused:
            flash("The round is changed.", "success")
            if warning := polling_sheets.warning(round_):
                flash(warning, "careful")
            return redirect(url_for("rounds.show", public_id=public_id), code=303)
    return _form_page(form, choices, round_)


@blueprint.post("/rounds/<public_id>/throw-away")
@requires(Permission.RUN_ROUNDS)
@commits
def throw_away(public_id: str) -> ResponseReturnValue:
    """Throw away a round that was never opened; once opened, the answer is a refusal in words."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    title = round_.title
    rounds_thrown_away.throw_away(current_actor(), round_)
    flash(f"“{title}” is thrown away. Its projects wait for another vote.", "success")
    return redirect(url_for("rounds.index"), code=303)


@blueprint.get("/rounds/<public_id>/open")
@requires(Permission.RUN_ROUNDS)
def check(public_id: str) -> ResponseReturnValue:
    """The last look before everything is frozen."""
    return _check_page(rounds.get_round_to_run(current_actor(), public_id), OpenForm())


@blueprint.post("/rounds/<public_id>/open")
@requires(Permission.RUN_ROUNDS)
@commits
def open_voting(public_id: str) -> ResponseReturnValue:
    """Freeze the round and open it for voting."""
    round_, form = rounds.get_round_to_run(current_actor(), public_id), OpenForm()
    if form.validate():
        with refusals_on(form):
            rounds.open_voting(current_actor(), round_)
        if not form.refused:
            flash("Voting is set. Nothing about this round can change from here.", "success")
            return redirect(url_for("rounds.show", public_id=public_id), code=303)
    return _check_page(rounds.get_round_for(current_actor(), public_id), form)


def _check_page(round_: Round, form: OpenForm) -> ResponseReturnValue:
    opened = round_.opened_at is not None
    return render_template(
        "commissioning/rounds/open.html",
        round=round_,
        form=form,
        pot=rounds.pot_of(round_),
        ready=[] if opened else rounds.readiness_of(round_),
        voters=len(rounds.voters_of(round_)) + places_of(round_),
        hidden="" if opened else smallest_warning(round_),
        **SAID,
    )


def _form_page(form: RoundForm, choices: SetUpChoices, round_: Round | None = None) -> ResponseReturnValue:
    return render_template(
        "commissioning/rounds/form.html",
        form=form, choices=choices, round=round_, frozen=round_ is not None and round_.opened_at is not
        None, **SAID, )  # fmt: skip


def _offered(form: RoundForm, choices: SetUpChoices) -> RoundForm:
    form.pot.choices = [
        (pot.public_id, f"{pot.name} {pot.financial_year}", {"hint": f"{free} free"})
        for pot, free in choices.pots
    ]
    form.proposals.choices = [
        (p.public_id, p.title, {"hint": f"{p.ask_pence}, {', '.join(area.name for area in p.areas)}"})
        for p in choices.proposals
    ]
    return form


def _usual(choices: SetUpChoices) -> dict[str, object]:
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


def _as_it_is(round_: Round) -> dict[str, object]:
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


def _pot(choices: SetUpChoices, form: RoundForm) -> Pot:
    return next(pot for pot, _ in choices.pots if pot.public_id == form.pot.data)


def _plan(form: RoundForm) -> Plan:
    return Plan(
        title=form.title.data, about=form.about.data or "", amount=form.amount.data or Pence(0),
        dates=Dates(form.opens_at, form.closes_at), electorate=Electorate(form.electorate.data),
        youngest=AgeBand(form.youngest.data), least=form.least_picks.data or 0, most=form.most_picks.data or 0,
        rule=Rule(form.rule.data), proposals=tuple(form.proposals.data),
    )  # fmt: skip
