"""Voting: the ballot, the read-back, the vote, the receipt. Nothing here is logged or kept with a name."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.keyed import keyed_digest
from app.unit_of_work import commits_without_trace
from commissioning.rules.ballots import spaced
from commissioning.services import ballots, rounds
from forms.ballots import BallotForm
from models.rounds import Round

blueprint = Blueprint("ballots", __name__)
RECEIPTS = "receipts"  # kept in this browser's own session until it signs out, and nowhere else


@blueprint.get("/rounds/<public_id>/ballot")
@requires(Permission.VOTE)
def show(public_id: str) -> ResponseReturnValue:
    """The ballot paper, or why this person has none now."""
    return _paper(rounds.get_round_for(current_actor(), public_id), BallotForm())


@blueprint.post("/rounds/<public_id>/ballot")
@requires(Permission.VOTE)
@commits_without_trace
def read_back(public_id: str) -> ResponseReturnValue:
    """Show the choices before they count. Writes nothing; sent by POST so that no choice is left in an
    address.
    """
    actor, form = current_actor(), BallotForm()
    round_ = rounds.get_round_for(actor, public_id)
    chosen = []
    if form.validate():
        with refusals_on(form):
            chosen = ballots.read_back(actor, round_, form.chosen)
    if not chosen:
        return _paper(round_, form)
    return render_template("commissioning/ballots/check.html", round=round_, form=form, chosen=chosen)


@blueprint.post("/rounds/<public_id>/ballot/change")
@requires(Permission.VOTE)
@commits_without_trace
def change(public_id: str) -> ResponseReturnValue:
    """Back to the ballot with the same choices ticked."""
    return _paper(rounds.get_round_for(current_actor(), public_id), BallotForm())


@blueprint.post("/rounds/<public_id>/vote")
@requires(Permission.VOTE)
@commits_without_trace
def cast(public_id: str) -> ResponseReturnValue:
    """Put the vote in the box."""
    actor, form = current_actor(), BallotForm()
    round_ = rounds.get_round_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            code = ballots.cast(actor, round_, form.chosen, form.idempotency_key.data)
        if not form.refused:
            session[RECEIPTS] = {**session.get(RECEIPTS, {}), public_id: code}
            return redirect(url_for("ballots.receipt", public_id=public_id), code=303)
    return _paper(rounds.get_round_for(actor, public_id), form)


@blueprint.get("/rounds/<public_id>/receipt")
@requires(Permission.VOTE)
def receipt(public_id: str) -> ResponseReturnValue:
    """The receipt this browser was given; anywhere else, only that a vote is in."""
    actor = current_actor()
    round_ = rounds.get_round_for(actor, public_id)
    code = session.get(RECEIPTS, {}).get(public_id)
    has_voted = ballots.paper_for(actor, round_).has_voted
    return render_template(
        "commissioning/ballots/receipt.html",
        round=round_,
        code=spaced(code) if code and has_voted else None,
        has_voted=has_voted,
        keep=_shelf(round_),
    )


def _paper(round_: Round, form: BallotForm) -> ResponseReturnValue:
    paper = ballots.paper_for(current_actor(), round_)
    picked = set(form.chosen)
    costs = {project.proposal_public_id: project.cost_pence for project in paper.projects}
    return render_template(
        "commissioning/ballots/ballot.html" if paper.refusal is None else "commissioning/ballots/no_ballot.html",
        paper=paper, round=round_, form=form, picked=picked, pot=rounds.pot_of(round_),
        spent=sum(costs.get(pick, 0) for pick in picked), keep=_shelf(round_),
    )  # fmt: skip


def _shelf(round_: Round) -> str:
    """The name under which this voter's tab remembers ticks: nobody else's, even on a shared tablet."""
    return keyed_digest("ticks", f"{round_.public_id}|{current_actor().public_id}")[:16]
