"""Rounds: what is open and coming, one round's rules and projects, and setting one up."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.clock import now
from app.errors import NotFound, refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules import ways_of_counting
from commissioning.rules.polling import WAY_SAID, Way, places_said
from commissioning.rules.pots import ROUTE_WORDS
from commissioning.rules.rounds import SMALLEST_ELECTORATE, fair_order, floor_words
from commissioning.rules.rounds_finer import electorate_said, with_finer
from commissioning.services import (
    ballots,
    polling,
    polling_sheets,
    rounds,
    rounds_checks,
    rounds_reading,
    rounds_thrown_away,
)
from commissioning.services.rolls import places_of, smallest_warning
from commissioning.services.rounds_reading import SetUpChoices
from commissioning.views.idea_links import openable
from commissioning.views.polling import pairs_of
from commissioning.views.rounds_form import as_it_is, chosen_pot, offered, plan_in, say_what_else, usual
from forms.rounds import CountForm, OpenForm, RoundForm
from models.rounds import Round

blueprint = Blueprint("rounds", __name__)
SAID = {
    "way_named": ways_of_counting.name_of,
    "way_words": ways_of_counting.WORDS,
    "left_over": ways_of_counting.left_over,
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
        against=ballots.stands_against(actor, round_),
        may_help=polling.may_help(actor, round_),
        **_who(round_),
        projects=[projects[i] for i in fair_order(projects, public_id, local_date(now()))],
        titles={i: project.title for i, project in projects.items()},
        readable=openable(actor, projects),
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
    return _form_page(offered(RoundForm(data=usual(choices)), choices), choices)


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
    form = offered(RoundForm(), choices)
    if form.validate():
        with refusals_on(form):
            round_ = rounds.set_up(actor, chosen_pot(choices, form), plan_in(form))
        if not form.refused:
            flash("The round is set up. Look through the list, then open it for voting.", "success")
            return redirect(url_for("rounds.show", public_id=round_.public_id), code=303)
    else:
        say_what_else(form, choices)
    return _form_page(form, choices)


@blueprint.get("/rounds/<public_id>/edit")
@requires(Permission.RUN_ROUNDS)
def edit(public_id: str) -> ResponseReturnValue:
    """The form for a round that is being set up."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    choices = rounds_reading.choices_for(round_.team)
    return _form_page(offered(RoundForm(data=as_it_is(round_)), choices), choices, round_)


@blueprint.post("/rounds/<public_id>/edit")
@requires(Permission.RUN_ROUNDS)
@commits
def save(public_id: str) -> ResponseReturnValue:
    """Change a round that is being set up; once opened, the answer is a refusal in words."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    rounds.refuse_if_opened(round_)
    choices = rounds_reading.choices_for(round_.team)
    form = offered(RoundForm(), choices)
    if form.validate():
        with refusals_on(form):
            rounds.change(
                current_actor(),
                round_,
                chosen_pot(choices, form),
                with_finer(plan_in(form), rounds.plan_of(round_)),
            )
        if not form.refused:
            flash("The round is changed.", "success")
            if warning := polling_sheets.warning(round_):
                flash(warning, "careful")
            return redirect(url_for("rounds.show", public_id=public_id), code=303)
    else:
        say_what_else(form, choices, round_)
    return _form_page(form, choices, round_)


@blueprint.post("/rounds/<public_id>/throw-away")
@requires(Permission.RUN_ROUNDS)
@commits
def throw_away(public_id: str) -> ResponseReturnValue:
    """Throw away a round that was never opened; once opened, the answer is a refusal in words."""
    round_ = rounds.get_round_to_run(current_actor(), public_id)
    title = round_.title
    rounds_thrown_away.throw_away(current_actor(), round_)
    flash(f"“{title}” is thrown away. Its projects stand where they stood without it.", "success")
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


def _who(round_: Round) -> dict[str, object]:
    """Who may vote, and how many have in each way without an account, in words."""
    ways = polling.ways_of(round_)
    return {
        "who": electorate_said(round_.electorate, rounds_checks.place_of(round_.team)[1]),
        "without": places_said({way: one.places for way, one in ways.items()}),
        "stopped": sum(one.stopped for one in ways.values()),
        "with_cards": Way.CODES in ways,
        "by_way": [f"{one.used} {WAY_SAID[way]}" for way, one in ways.items() if one.used],
    }


def _check_page(round_: Round, form: OpenForm) -> ResponseReturnValue:
    opened = round_.opened_at is not None
    return render_template(
        "commissioning/rounds/open.html",
        round=round_,
        form=form,
        pot=rounds.pot_of(round_),
        ready=[] if opened else rounds.readiness_of(round_),
        voters=len(rounds.voters_of(round_)),
        places=places_of(round_),
        **_who(round_),
        pairs=pairs_of(round_),
        hidden="" if opened else smallest_warning(round_),
        **SAID,
    )


def _form_page(form: RoundForm, choices: SetUpChoices, round_: Round | None = None) -> ResponseReturnValue:
    return render_template(
        "commissioning/rounds/form.html",
        form=form, choices=choices, round=round_, frozen=round_ is not None and round_.opened_at is not
        None, **SAID, )  # fmt: skip
