"""Voting: the ballot, the read-back, the vote, the receipt. Nothing here is logged or kept with a name."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.keyed import keyed_digest
from app.unit_of_work import commits_without_trace
from commissioning.rules.ballots import spaced
from commissioning.rules.rounds import Phase
from commissioning.services import ballots, box, changing, rounds
from commissioning.views.ballot_pages import Flow, ballot_page, check_page
from forms.ballots import BallotForm, ChangeForm
from models.rounds import Round

blueprint = Blueprint("ballots", __name__)
# In this browser's own session and nowhere else: the receipt until it signs out, the change code until it is shown.
RECEIPTS, CHANGES = "receipts", "changes"


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
    if form.validate():
        with refusals_on(form):
            named = ballots.read_back(actor, round_, form.sent(round_.ballot_kind))
        if not form.refused:
            return check_page(ballots.paper_for(actor, round_), form, _flow(round_), named)
    return _paper(round_, form)


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
            sent, key = form.sent(round_.ballot_kind), form.idempotency_key.data
            try:
                ballots.cast(actor, round_, sent, key)
                slip = ballots.slip_for(actor, round_, key)
            except (
                box.OtherChoices
            ) as first:  # two windows, or an answer lost on the way: their slip is still theirs
                slip = first.slip
                flash(first.reason, "careful")
        if not form.refused:
            session[RECEIPTS] = {**session.get(RECEIPTS, {}), public_id: slip.receipt}
            session[CHANGES] = {**session.get(CHANGES, {}), public_id: slip.change_code}
            return redirect(url_for("ballots.receipt", public_id=public_id), code=303)
    return _paper(rounds.get_round_for(actor, public_id), form)


@blueprint.get("/rounds/<public_id>/vote")
@requires(Permission.VOTE)
def back(public_id: str) -> ResponseReturnValue:
    """Somebody who comes to this address without a form is shown the ballot, or that their vote is in."""
    round_ = rounds.get_round_for(current_actor(), public_id)
    return redirect(url_for("ballots.show", public_id=round_.public_id))


@blueprint.get("/rounds/<public_id>/receipt")
@requires(Permission.VOTE)
def receipt(public_id: str) -> ResponseReturnValue:
    """The receipt this browser was given; anywhere else, only that a vote is in."""
    actor = current_actor()
    round_ = rounds.get_round_for(actor, public_id)
    code, change_code = session.get(RECEIPTS, {}).get(public_id), _change_code_once(public_id)
    paper = ballots.paper_for(actor, round_)
    is_open = paper.phase is Phase.OPEN
    return render_template(
        "commissioning/ballots/receipt.html",
        round=round_,
        code=spaced(code) if code and paper.has_voted else None,
        change_code=spaced(change_code) if change_code and is_open else None,
        has_voted=paper.has_voted,
        is_open=is_open,
        keep=_shelf(round_),
    )


@blueprint.get("/rounds/<public_id>/vote/change")
@requires(Permission.VOTE)
def change_mind(public_id: str) -> ResponseReturnValue:
    """A fresh ballot for somebody who has voted. What they chose is not shown: nobody but they know it."""
    return _changing(rounds.get_round_for(current_actor(), public_id), ChangeForm())


@blueprint.post("/rounds/<public_id>/vote/change")
@requires(Permission.VOTE)
@commits_without_trace
def check_change(public_id: str) -> ResponseReturnValue:
    """Show the new choices before they take the place of the old ones. Writes nothing."""
    actor, form = current_actor(), ChangeForm()
    round_ = rounds.get_round_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            paper = ballots.paper_for(actor, round_)
            changing.refuse_unless_found(round_, actor.public_id, form.change_code.data)
            named = box.named(paper, form.sent(round_.ballot_kind))
        if not form.refused:
            return check_page(paper, form, _flow(round_, changes=True), named)
    return _changing(round_, form)


@blueprint.post("/rounds/<public_id>/vote/change/again")
@requires(Permission.VOTE)
@commits_without_trace
def change_again(public_id: str) -> ResponseReturnValue:
    """Back to the new ballot with the same choices."""
    return _changing(rounds.get_round_for(current_actor(), public_id), ChangeForm())


@blueprint.post("/rounds/<public_id>/vote/change/cast")
@requires(Permission.VOTE)
@commits_without_trace
def cast_change(public_id: str) -> ResponseReturnValue:
    """Put the new ballot in the place of the old one."""
    actor, form = current_actor(), ChangeForm()
    round_ = rounds.get_round_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            paper = ballots.paper_for(actor, round_)
            changing.change(paper, actor.public_id, form.change_code.data, form.sent(round_.ballot_kind))
        if not form.refused:
            flash("Your vote is changed. Only the new one counts.", "success")
            return redirect(url_for("ballots.receipt", public_id=public_id), code=303)
    return _changing(rounds.get_round_for(actor, public_id), form)


def _change_code_once(public_id: str) -> str | None:
    waiting: dict[str, str] = dict(session.get(CHANGES, {}))
    code = waiting.pop(public_id, None)
    if code is not None:
        session[CHANGES] = waiting
    return code


def _paper(round_: Round, form: BallotForm) -> ResponseReturnValue:
    paper = ballots.paper_for(current_actor(), round_)
    if paper.refusal is not None:
        return render_template("commissioning/ballots/no_ballot.html", paper=paper, round=round_)
    return ballot_page(paper, form, _flow(round_))


def _changing(round_: Round, form: ChangeForm) -> ResponseReturnValue:
    paper = ballots.paper_for(current_actor(), round_)
    if not paper.has_voted or paper.phase is not Phase.OPEN:
        return render_template("commissioning/ballots/no_ballot.html", paper=paper, round=round_)
    return ballot_page(paper, form, _flow(round_, changes=True))


def _flow(round_: Round, *, changes: bool = False) -> Flow:
    names = ("check_change", "change_again", "cast_change") if changes else ("read_back", "change", "cast")
    check, again, cast_ = (url_for(f"ballots.{name}", public_id=round_.public_id) for name in names)
    home = url_for("ballots.show", public_id=round_.public_id)
    return Flow(check, again, cast_, home, keep=_shelf(round_), asks_change_code=changes)


def _shelf(round_: Round) -> str:
    """The name under which this voter's device remembers choices: nobody else's, even on a shared one."""
    return keyed_digest("ticks", f"{round_.public_id}|{current_actor().public_id}")[:16]
