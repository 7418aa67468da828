"""Match beside a pot's money: how its rule stands, writing down what projects bring, and what has come."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.match import KIND_NAMES, MatchKind, hours_words
from commissioning.rules.pots_terms import match_words
from commissioning.services import match, pots, pots_terms
from forms.pots_terms import MatchCameForm, MatchForm, TakeBackForm
from models.pots import Pot
from models.pots_terms import MatchOffer
from participation.rules.refusals import NotFound

blueprint = Blueprint("match", __name__)
CAME, TAKE_BACK = "commissioning/pots/match_came.html", "commissioning/pots/match_take_back.html"
SAID = {"kind_names": KIND_NAMES, "hours_words": hours_words, "match_words": match_words}


@blueprint.get("/pots/<public_id>/match")
@requires(Permission.SEE_POTS)
def show(public_id: str) -> ResponseReturnValue:
    """How the pot's match rule stands, and what each project brings and has shown."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    percent = pots_terms.terms_of(pot).match_percent
    return render_template(
        "commissioning/pots/match.html", pot=pot, percent=percent, standing=match.standing_of(pot, percent),
        projects=match.projects_of(pot), may_write=match.runs_match(actor, pot), **SAID,
    )  # fmt: skip


@blueprint.get("/pots/<public_id>/match/new")
@requires(Permission.KEEP_MATCH)
def ask_offer(public_id: str) -> ResponseReturnValue:
    """The form for match a project brings."""
    return _offer_page(_pot_for_match(public_id), MatchForm())


@blueprint.post("/pots/<public_id>/match/new")
@requires(Permission.KEEP_MATCH)
@commits
def offer(public_id: str) -> ResponseReturnValue:
    """Write it down."""
    pot = _pot_for_match(public_id)
    form = _offered(pot, MatchForm())
    if form.validate():
        minutes = form.hours.data if form.is_hours else None
        brought = match.Brought(MatchKind(form.kind.data), form.what.data, minutes, form.value.data)
        with refusals_on(form):
            match.offer(current_actor(), pot, form.proposal.data, brought)
        if not form.refused:
            flash("It is written down.", "success")
            return _to(public_id)
    return _offer_page(_pot_for_match(public_id), form)


@blueprint.get("/pots/<public_id>/match/<offer_id>/came")
@requires(Permission.KEEP_MATCH)
def ask_came(public_id: str, offer_id: str) -> ResponseReturnValue:
    """The form for evidence."""
    _, found = _found(public_id, offer_id)
    return _offer_form(CAME, public_id, offer_id, MatchCameForm().ask_of(found.kind))


@blueprint.post("/pots/<public_id>/match/<offer_id>/came")
@requires(Permission.KEEP_MATCH)
@commits
def came(public_id: str, offer_id: str) -> ResponseReturnValue:
    """Record that it came."""
    pot, found = _found(public_id, offer_id)
    form = MatchCameForm().ask_of(found.kind)
    if form.validate():
        with refusals_on(form):
            match.show(
                current_actor(), pot, offer_id, came_on=form.day, evidence=form.evidence.data,
                minutes=form.minutes, value=form.worth,
            )  # fmt: skip
        if not form.refused:
            flash("The evidence is recorded.", "success")
            return _to(public_id)
    return _offer_form(CAME, public_id, offer_id, form)


@blueprint.get("/pots/<public_id>/match/<offer_id>/take-back")
@requires(Permission.KEEP_MATCH)
def ask_take_back(public_id: str, offer_id: str) -> ResponseReturnValue:
    """Ask why it is taken back."""
    return _offer_form(TAKE_BACK, public_id, offer_id, TakeBackForm())


@blueprint.post("/pots/<public_id>/match/<offer_id>/take-back")
@requires(Permission.KEEP_MATCH)
@commits
def take_back(public_id: str, offer_id: str) -> ResponseReturnValue:
    """Take back what was written down wrongly."""
    pot, _ = _found(public_id, offer_id)
    form = TakeBackForm()
    if form.validate():
        with refusals_on(form):
            match.withdraw(current_actor(), pot, offer_id, reason=form.reason.data)
        if not form.refused:
            flash("It is taken back, and stays in the record.", "success")
            return _to(public_id)
    return _offer_form(TAKE_BACK, public_id, offer_id, form)


def _pot_for_match(public_id: str) -> Pot:
    """The pot, for somebody who may write its match down; NotFound otherwise."""
    actor = current_actor()
    pot = pots.get_pot_for(actor, public_id)
    if not match.runs_match(actor, pot):
        raise NotFound
    return pot


def _found(public_id: str, offer_id: str) -> tuple[Pot, MatchOffer]:
    pot = _pot_for_match(public_id)
    return pot, match.get_offer(pot, offer_id)


def _offered(pot: Pot, form: MatchForm) -> MatchForm:
    return form.offer(match.may_bring(pot))


def _offer_page(pot: Pot, form: MatchForm) -> ResponseReturnValue:
    return render_template(
        "commissioning/pots/match_offer.html",
        pot=pot,
        form=_offered(pot, form),
        hour=match.hour_of(pot),
        **SAID,
    )


def _offer_form(
    template: str, public_id: str, offer_id: str, form: MatchCameForm | TakeBackForm
) -> ResponseReturnValue:
    pot, found = _found(public_id, offer_id)
    return render_template(template, pot=pot, offer=found, form=form, **SAID)


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("match.show", public_id=public_id), code=303)
