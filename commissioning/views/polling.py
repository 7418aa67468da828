"""Ways to vote without an account, for those who run and help with a round: places, sheets, tablets and papers."""

from __future__ import annotations

import secrets

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.access import Permission, current_actor, requires
from app.auth import end_session
from app.errors import NotFound, Refusal, refusals_on
from app.keyed import settings
from app.shared_tablets import VOTE as TABLET
from app.unit_of_work import commits, commits_without_trace, kept
from commissioning.rules.ballots import spaced
from commissioning.rules.chambers import Chamber
from commissioning.rules.polling import WAY_NAMES, WAY_SAID, Way
from commissioning.services import ballots, papers, polling, polling_sheets, polling_votes, rounds
from commissioning.services.polling import Sheet, Wanted
from commissioning.views.ballot_pages import Flow
from forms.ballots import PaperBallotForm
from forms.rounds_rules import PlacesForm, StopForm
from models.polling import Batch
from models.rounds import Round

blueprint = Blueprint("polling", __name__)
_KEPT = {
    (False, True): "Both of you read the same. The paper is counted.",
    (False, False): "Kept. It counts when somebody else has read the same.",
    (True, True): "Both of you read the same. The paper is not counted, and the result will say so.",
    (True, False): "Kept. Somebody else reads it too before it is left out.",
}  # (it cannot be counted, both say the same)
_STOPPED = {
    False: "Stopped. What was cast with them still counts.",
    True: "Stopped. The papers that two people agreed on still count. No more of them can be typed in.",
}  # whether they are papers


@blueprint.get("/rounds/<public_id>/places")
@requires(Permission.HELP_VOTE)
def index(public_id: str) -> ResponseReturnValue:
    """The round's places: what there is, what is used, and a form for more while it is being set up."""
    return _index(_helped(public_id), PlacesForm())


@blueprint.post("/rounds/<public_id>/places")
@requires(Permission.RUN_ROUNDS)
@commits
def make(public_id: str) -> ResponseReturnValue:
    """Make places, and show their sheet: once. The same form sent again shows the same sheet."""
    round_, form = _helped(public_id), PlacesForm()
    if not round_.two_chambers:
        form.chamber.data = str(Chamber.EVERYONE)
    if form.validate():
        with refusals_on(form):
            wanted = Wanted(
                Way(form.way.data), form.label.data, form.places.data or 0, Chamber(form.chamber.data)
            )
            sheet = polling.make(current_actor(), round_, wanted, form.idempotency_key.data)
        if not form.refused:
            return kept(_sheet(round_, sheet))
    return _index(_helped(public_id), form)


@blueprint.post("/rounds/<public_id>/places/<batch_id>/take-back")
@requires(Permission.RUN_ROUNDS)
@commits
def take_back(public_id: str, batch_id: str) -> ResponseReturnValue:
    """Remove places again while the round is being set up."""
    polling.take_back(current_actor(), _helped(public_id), batch_id)
    flash("Those places are gone. Throw their sheets away.", "success")
    return redirect(url_for("polling.index", public_id=public_id), code=303)


@blueprint.get("/rounds/<public_id>/places/<batch_id>/stop")
@requires(Permission.RUN_ROUNDS)
def ask_stop(public_id: str, batch_id: str) -> ResponseReturnValue:
    """Why are they stopped?"""
    return _stop_page(public_id, batch_id, StopForm())


@blueprint.post("/rounds/<public_id>/places/<batch_id>/stop")
@requires(Permission.RUN_ROUNDS)
@commits
def stop(public_id: str, batch_id: str) -> ResponseReturnValue:
    """Stop places whose sheets were lost."""
    form = StopForm()
    if form.validate():
        with refusals_on(form):
            round_ = _helped(public_id)
            batch = polling.batch_of(round_, batch_id)
            polling.stop(current_actor(), round_, batch_id, form.why.data)
        if not form.refused:
            flash(_STOPPED[batch.way is Way.PAPER], "success")
            return redirect(url_for("polling.index", public_id=public_id), code=303)
    return _stop_page(public_id, batch_id, form)


@blueprint.post("/rounds/<public_id>/places/<batch_id>/tablet")
@requires(Permission.HELP_VOTE)
@commits
def set_out(public_id: str, batch_id: str) -> ResponseReturnValue:
    """Set this device out as a shared tablet. Whoever does is signed out first: children will hold it."""
    batch = polling.batch_of(_helped(public_id), batch_id)
    if batch.way is not Way.TABLET or batch.stopped_at is not None:
        raise Refusal("These places are not for a tablet, or were stopped.")
    pass_key = secrets.token_urlsafe(32)
    polling_votes.set_out(batch, pass_key)
    end_session()
    session[TABLET] = pass_key
    return redirect(url_for("tablets.ready"), code=303)


@blueprint.get("/rounds/<public_id>/papers")
@requires(Permission.HELP_VOTE)
def read(public_id: str) -> ResponseReturnValue:
    """Type in a paper ballot; see those that wait for a second reader."""
    return _papers(_helped(public_id), PaperBallotForm())


@blueprint.post("/rounds/<public_id>/papers")
@requires(Permission.HELP_VOTE)
@commits_without_trace
def type_in(public_id: str) -> ResponseReturnValue:
    """Keep what one person read; when two agree it is cast."""
    round_, form = _helped(public_id), PaperBallotForm()
    if form.validate():
        with refusals_on(form):
            spoiled = request.form.get("do") == "spoiled"
            agreed = papers.type_in(
                current_actor(), round_, form.code.data, form.sent(round_.ballot_kind), spoiled=spoiled
            )
        if not form.refused:
            flash(_KEPT[spoiled, agreed], "success")
            return redirect(url_for("polling.read", public_id=public_id), code=303)
    return _papers(_helped(public_id), form)


def _helped(public_id: str) -> Round:
    """A round this person runs or helps with; anybody else's is not found."""
    round_ = rounds.get_round_for(current_actor(), public_id)
    if not polling.may_help(current_actor(), round_):
        raise NotFound
    return round_


def _index(round_: Round, form: PlacesForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/polling/places.html", round=round_, form=form, batches=polling.batches_of(round_),
        way_names=WAY_NAMES, may_run=rounds.may_run(current_actor(), round_.team_id), button_form=StopForm(),
        phase=rounds.phase_of(round_),
        outdated={batch.id for batch in polling_sheets.outdated(round_)} if round_.opened_at is None else set(),
    )  # fmt: skip


def _stop_page(public_id: str, batch_id: str, form: StopForm) -> ResponseReturnValue:
    round_ = _helped(public_id)
    if not rounds.may_run(current_actor(), round_.team_id):
        raise NotFound
    batch = polling.batch_of(round_, batch_id)
    return render_template(
        "commissioning/polling/stop.html", round=round_, batch=batch, form=form, phase=rounds.phase_of(round_),
        half_typed=sum(
            line.batch is batch and not line.spoiled for line in papers.waiting(current_actor(), round_)
        ),
    )  # fmt: skip


def _sheet(round_: Round, sheet: Sheet) -> ResponseReturnValue:
    receipts = [
        spaced(papers.slip_of(round_, code).receipt) if sheet.batch.way is Way.PAPER else ""
        for code in sheet.codes
    ]
    return render_template(
        "commissioning/polling/sheet.html", round=round_, batch=sheet.batch, receipts=receipts,
        slips=[(code, spaced(code), _qr(code) if sheet.batch.way is Way.CODES else "") for code in sheet.codes],
        address=_address(), way_said=WAY_SAID, pairs=pairs_of(round_),
    )  # fmt: skip


def pairs_of(round_: Round) -> list[tuple[str, str]]:
    """Projects of which only one can be built, by their titles."""
    titles = {project.proposal_public_id: project.title for project in round_.projects}
    return [(titles[one], titles[other]) for one, other in round_.exclusions]


def _address() -> str:
    return settings().public_url.rstrip("/") + url_for("voting.show")


def _qr(code: str) -> Markup:
    """The code in the part of the address that a browser keeps to itself (it is in no log on the way)."""
    drawn = segno.make(f"{_address()}#{code}", error="m").svg_inline(
        scale=4, border=2, omitsize=True, svgclass="op-qr__svg", lineclass=None, unit=None
    )
    return Markup(drawn)  # noqa: S704 - drawn by segno from letters of our own


def _papers(round_: Round, form: PaperBallotForm) -> ResponseReturnValue:
    here = url_for("polling.type_in", public_id=round_.public_id)
    paper = ballots.paper_of(
        round_, phase=rounds.phase_of(round_), refusal=None, has_voted=False, chamber=Chamber.EVERYONE
    )
    not_counted = papers.waiting(current_actor(), round_)
    return render_template(
        "commissioning/polling/papers.html", round=round_, form=form, paper=paper,
        flow=Flow(here, here, here, here, links=False),
        waiting=[line for line in not_counted if not line.spoiled], phase=paper.phase,
        spoiled=[line.number for line in not_counted if line.spoiled],
        batches=[line for line in polling.batches_of(round_) if _is_paper(line.batch)],
    )  # fmt: skip


def _is_paper(batch: Batch) -> bool:
    return batch.way is Way.PAPER
