"""Voting with a printed code, on any device. The code comes with every page and is in no cookie and no address."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import Refusal, refusals_on
from app.keyed import keyed_digest
from app.unit_of_work import commits_without_trace, kept
from commissioning.rules.rounds import Phase
from commissioning.services import box, changing, polling_votes
from commissioning.services.polling_votes import Seat
from commissioning.views import turns
from commissioning.views.ballot_pages import Flow, ballot_page, check_page
from forms.ballots import CodeBallotForm, CodeChangeForm, CodeForm

blueprint = Blueprint("voting", __name__)


@blueprint.get("/vote")
@public
def show() -> ResponseReturnValue:
    """Type the code on your card. Whoever was here before is forgotten."""
    turns.end()
    return render_template("commissioning/polling/vote.html", form=CodeForm(formdata=None))


@blueprint.post("/vote")
@public
@commits_without_trace
def begin() -> ResponseReturnValue:
    """From the code to its ballot."""
    form, who = CodeForm(), keyed_digest("vote-code try", request.remote_addr or "")
    polling_votes.slow_down(who)
    if form.validate():
        try:
            seat = polling_votes.seat_of(form.code.data)
        except Refusal as refusal:
            form.refuse(refusal.reason, refusal.field)
            polling_votes.note_wrong(who)
            return kept(render_template("commissioning/polling/vote.html", form=form))
        mine = CodeBallotForm(formdata=None, data={"code": form.code.data, "turn": turns.begin()})
        return _ballot(seat, mine)
    return render_template("commissioning/polling/vote.html", form=form)


@blueprint.post("/vote/change")
@public
@commits_without_trace
def change_mind() -> ResponseReturnValue:
    """A fresh ballot for somebody who has voted with this code; it needs their change code too."""
    sent = CodeBallotForm()
    seat = _seat(sent)
    if seat is None:
        return turns.over_page()
    return _ballot(seat, CodeChangeForm(formdata=None, data={"code": sent.code.data, "turn": sent.turn.data}))


@blueprint.post("/vote/check")
@public
@commits_without_trace
def check() -> ResponseReturnValue:
    """Show the choices before they count. Writes nothing."""
    form = _ballot_form()
    seat = _seat(form)
    if seat is None:
        return turns.over_page()
    paper = polling_votes.paper_at(seat)
    if form.validate():
        with refusals_on(form):
            if isinstance(form, CodeChangeForm):
                changing.refuse_unless_found(seat.round, seat.place, form.change_code.data)
            else:
                paper.refuse()
            named = box.named(paper, form.sent(seat.round.ballot_kind))
        if not form.refused:
            return check_page(paper, form, _flow(seat, form), named)
    return _ballot(seat, form)


@blueprint.get("/vote/check")
@blueprint.get("/vote/cast")
@public
def back() -> ResponseReturnValue:
    """Somebody who comes to these addresses without a form starts with the code."""
    return redirect(url_for("voting.show"))


@blueprint.post("/vote/again")
@public
@commits_without_trace
def again() -> ResponseReturnValue:
    """Back to the ballot with the same choices."""
    form = _ballot_form()
    seat = _seat(form)
    return turns.over_page() if seat is None else _ballot(seat, form)


@blueprint.post("/vote/cast")
@public
@commits_without_trace
def cast() -> ResponseReturnValue:
    """Put the vote in the box, or the new one in the place of the old."""
    form = _ballot_form()
    seat = _seat(form)
    if seat is None:
        return turns.over_page()
    slip: box.Slip | None = None
    said = ""
    if form.validate():
        with refusals_on(form):
            sent = form.sent(seat.round.ballot_kind)
            if isinstance(form, CodeChangeForm):
                paper = polling_votes.paper_at(seat)
                changing.change(paper, seat.place, form.change_code.data, sent)
            else:
                try:
                    slip = polling_votes.cast(seat, sent, form.idempotency_key.data)
                except box.OtherChoices as first:
                    slip, said = first.slip, first.reason
        if not form.refused:
            return kept(turns.done_page(seat.round, slip, keep=_keep(seat), on_tablet=False, refused=said))
    seat = _seat(form)
    return turns.over_page() if seat is None else _ballot(seat, form)


def _ballot_form() -> CodeBallotForm:
    return CodeChangeForm() if "change_code" in request.form else CodeBallotForm()


def _seat(form: CodeBallotForm) -> Seat | None:
    """The place this page is for; None when its turn is over or its code is none (only a forged page has such)."""
    if not turns.is_now(form.turn.data):
        return None
    try:
        return polling_votes.seat_of(form.code.data or "")
    except Refusal:
        return None


def _ballot(seat: Seat, form: CodeBallotForm) -> ResponseReturnValue:
    paper, is_change = polling_votes.paper_at(seat), isinstance(form, CodeChangeForm)
    may_change = seat.has_voted and paper.phase is Phase.OPEN
    if paper.refusal is None or (is_change and may_change):
        return ballot_page(paper, form, _flow(seat, form))
    return turns.no_ballot_page(paper, code_form=form if may_change else None, on_tablet=False)


def _flow(seat: Seat, form: CodeBallotForm) -> Flow:
    check_, again_, cast_ = (url_for(f"voting.{name}") for name in ("check", "again", "cast"))
    changes = isinstance(form, CodeChangeForm)
    return Flow(
        check_,
        again_,
        cast_,
        url_for("voting.show"),
        _keep(seat),
        "polling",
        links=False,
        asks_change_code=changes,
        place=seat.batch.label,
    )


def _keep(seat: Seat) -> str:
    return keyed_digest("ticks", seat.place)[:16]
