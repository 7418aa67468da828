"""Voting in turn at a shared tablet, which forgets each voter before the next: no cookie, no history, no draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import refusals_on
from app.shared_tablets import VOTE as TABLET
from app.unit_of_work import commits_without_trace, kept
from commissioning.services import box, polling_votes
from commissioning.services.polling_votes import Seat
from commissioning.views import turns
from commissioning.views.ballot_pages import Flow, ballot_page, check_page
from forms.ballots import TurnForm
from models.polling import Batch
from participation.views.sign_in import SOMEWHERE_ELSE

blueprint = Blueprint("tablets", __name__)


@blueprint.get("/tablet")
@public
def ready() -> ResponseReturnValue:
    """Ready for the next person. Nothing of the last one is left: not in the page, the cookie or the history."""
    turns.end()
    batch = turns.set_out()
    if batch is None:
        return turns.forgetting(render_template("commissioning/polling/tablet_away.html"))
    seat = polling_votes.turn_at(batch)
    return turns.forgetting(
        render_template(
            "commissioning/polling/tablet.html", seat=seat, round=seat.round, paper=polling_votes.paper_at(seat),
            form=TurnForm(formdata=None),
        )
    )  # fmt: skip


@blueprint.post("/tablet/turn")
@public
@commits_without_trace
def begin() -> ResponseReturnValue:
    """Begin a turn."""
    batch = turns.set_out()
    if batch is None:
        return turns.over_page()
    return _ballot(polling_votes.turn_at(batch), TurnForm(formdata=None, data={"turn": turns.begin()}))


def _in_turn(
    view: Callable[[TurnForm, Batch, Seat], ResponseReturnValue],
) -> Callable[[], ResponseReturnValue]:
    """Give the view the form, the tablet's batch and the seat of its turn; a turn that is over says so."""

    @wraps(view)
    def wrapper() -> ResponseReturnValue:
        form = TurnForm()
        batch = turns.batch_of(form.turn.data)
        return turns.over_page() if batch is None else view(form, batch, polling_votes.turn_at(batch))

    return wrapper


@blueprint.post("/tablet/check")
@public
@commits_without_trace
@_in_turn
def check(form: TurnForm, _: Batch, seat: Seat) -> ResponseReturnValue:
    """Show the choices before they count. Writes nothing."""
    if form.validate():
        with refusals_on(form):
            paper = polling_votes.paper_at(seat)
            paper.refuse()
            named = box.named(paper, form.sent(seat.round.ballot_kind))
        if not form.refused:
            return check_page(paper, form, _flow(), named)
    return _ballot(seat, form)


@blueprint.get("/tablet/check")
@blueprint.get("/tablet/cast")
@public
def back() -> ResponseReturnValue:
    """Somebody who comes to these addresses without a form starts a turn."""
    return redirect(url_for("tablets.ready"))


@blueprint.post("/tablet/again")
@public
@commits_without_trace
@_in_turn
def again(form: TurnForm, _: Batch, seat: Seat) -> ResponseReturnValue:
    """Back to the ballot with the same choices."""
    return _ballot(seat, form)


@blueprint.post("/tablet/cast")
@public
@commits_without_trace
@_in_turn
def cast(form: TurnForm, batch: Batch, seat: Seat) -> ResponseReturnValue:
    """Put the vote of this turn in the box."""
    if form.validate():
        with refusals_on(form):
            sent = form.sent(seat.round.ballot_kind)
            try:
                slip = polling_votes.cast_turn(batch, sent, form.idempotency_key.data)
            except box.OtherChoices as first:
                return turns.done_page(seat.round, first.slip, keep="", on_tablet=True, refused=first.reason)
        if not form.refused:
            return kept(turns.done_page(seat.round, slip, keep="", on_tablet=True))
    set_out = turns.set_out()
    return turns.over_page() if set_out is None else _ballot(polling_votes.turn_at(set_out), form)


@blueprint.get("/tablet/leave")
@public
def leave_now() -> ResponseReturnValue:
    """Leave fast in the middle of a turn: the turn is over and forgotten. The tablet stays set out for the others."""
    turns.end()
    return turns.forgetting(redirect(SOMEWHERE_ELSE, code=303))


@blueprint.post("/tablet/away")
@public
@commits_without_trace
def put_away() -> ResponseReturnValue:
    """The worker puts the tablet away: its pass is worth nothing from now on."""
    if turns.set_out() is not None:
        polling_votes.put_away(session[TABLET])
    session.clear()
    return redirect(url_for("tablets.ready"), code=303)


def _ballot(seat: Seat, form: TurnForm) -> ResponseReturnValue:
    paper = polling_votes.paper_at(seat)
    if paper.refusal is not None:
        return turns.no_ballot_page(paper, code_form=None, on_tablet=True)
    return ballot_page(paper, form, _flow())


def _flow() -> Flow:
    check_, again_, cast_ = (url_for(f"tablets.{name}") for name in ("check", "again", "cast"))
    return Flow(
        check_, again_, cast_, url_for("tablets.ready"), "", "polling", links=False, leave=url_for("tablets.leave_now")
    )  # fmt: skip
