"""Awards: the list by what they wait for, one award's whole story, and signing, declining, ending and returning it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, public, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules import payments as payment_rules
from commissioning.rules.awards import BEFORE_SIGNING, GIVES_BACK, GOING, STATE_WORDS
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import WAITS
from commissioning.services import (
    awards,
    awards_ending,
    awards_reading,
    awards_story,
    held_changes,
    offers,
    payments,
    pots,
    public_money,
    returns,
)
from commissioning.services import awards_who as who
from forms.awards import AcceptForm, AreaForm, DeclareForm, DeclineForm, GiveBackForm, StopForm
from forms.base import OurForm
from forms.offers import AgreeForm
from models.awards import Award
from models.two_people import Held

blueprint = Blueprint("awards", __name__)


@blueprint.get("/awards")
@requires(Permission.SEE_POTS)
def index() -> ResponseReturnValue:
    """Every award the reader's pots have made, by what it waits for."""
    actor = current_actor()
    return render_template(
        "commissioning/awards/index.html", lists=awards_reading.lists_for(actor),
        sees_organisations=may(actor, Permission.SEE_ORGANISATIONS),
    )  # fmt: skip


@blueprint.get("/awards/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One award: its money, and its story from the decision to the last report."""
    return page(awards.get_award(public_id))


def page(award: Award, agreeing: AgreeForm | None = None) -> ResponseReturnValue:
    """The award as this reader may see it."""
    actor = current_actor()
    inside = who.sees(actor, award)
    versions, paid = offers.versions_of(award), awards_reading.payments_of(award)
    requests, reports = payments.requests_of(award), returns.returns_of(award)
    return render_template(
        "commissioning/awards/show.html", row=awards_reading.row_of(award), award=award, state_words=STATE_WORDS,
        story=awards_story.story_of(award, versions, paid, requests, reports, inside=inside),
        next=awards_story.NEXT.get(award.state), terms=offers.in_force(versions), waiting=offers.waiting(versions),
        requests=[one for one in requests if one.state in payment_rules.WAITING] if inside else [],
        asked_of={one.instalment: one for one in requests if one.instalment is not None} if inside else {},
        named=inside or awards_reading.sees_inside(actor, award),
        unread=[one for one in reports if one.read_at is None] if inside else [], inside=inside,
        passed=public_money.passed_on(award) if inside else [], may_sign=who.may_sign(actor, award),
        is_officer=who.is_officer(actor, award), is_recipient=who.is_recipient(actor, award),
        may_pay=pots.runs(actor, award.pot.team_id), before_signing=award.state in BEFORE_SIGNING,
        going=award.state in GOING, gives_back=award.state in GIVES_BACK, agreeing=agreeing or AgreeForm(formdata=None),
        form=agreeing,
    )  # fmt: skip


@blueprint.get("/awards/<public_id>/accept")
@requires(Permission.SIGN_AWARDS)
def ask_accept(public_id: str) -> ResponseReturnValue:
    """The offer, to sign."""
    award = awards.get_award(public_id)
    return _sign_page("commissioning/awards/accept.html", award, _accept_form(award))


@blueprint.post("/awards/<public_id>/accept")
@requires(Permission.SIGN_AWARDS)
@commits
def accept(public_id: str) -> ResponseReturnValue:
    """Accept it."""
    award = awards.get_award(public_id)
    form = _accept_form(award)
    declared = form.declared.data if isinstance(form, DeclareForm) else None
    done = _does(form, lambda: awards.accept(
        current_actor(), award, signed_by=form.signed_by.data, declared=declared
    ))  # fmt: skip
    if done:
        return to(public_id, "The award is accepted. You can now ask for the first payment.")
    return _sign_page("commissioning/awards/accept.html", awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/decline")
@requires(Permission.SIGN_AWARDS)
def ask_decline(public_id: str) -> ResponseReturnValue:
    """Turning it down."""
    return _sign_page("commissioning/awards/decline.html", awards.get_award(public_id), DeclineForm())


@blueprint.post("/awards/<public_id>/decline")
@requires(Permission.SIGN_AWARDS)
@commits
def decline(public_id: str) -> ResponseReturnValue:
    """Decline it; the money goes back."""
    award, form = awards.get_award(public_id), DeclineForm()
    if _does(form, lambda: awards.decline(current_actor(), award, reason=form.reason.data or "")):
        return to(public_id, "The award is declined, and its money is back in the pot.")
    return _sign_page("commissioning/awards/decline.html", awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/area")
@requires(Permission.MAKE_OFFERS)
def ask_area(public_id: str) -> ResponseReturnValue:
    """Which of the areas declined its share."""
    award = awards.get_award(public_id)
    return _officer_page("commissioning/awards/area.html", award, AreaForm().offer(award))


@blueprint.post("/awards/<public_id>/area")
@requires(Permission.MAKE_OFFERS)
@commits
def decline_share(public_id: str) -> ResponseReturnValue:
    """Record it; the other areas' shares stand alone."""
    award = awards.get_award(public_id)
    form = AreaForm().offer(award)
    areas = {share.area.public_id: share.area.id for share in award.shares if share.area is not None}
    if _does(form, lambda: awards.decline_share(
        current_actor(), award, areas.get(form.area.data, 0), form.why.data
    )):  # fmt: skip
        return to(public_id, "That share is back with its area. The rest of the award stands alone.")
    award = awards.get_award(public_id)
    return _officer_page("commissioning/awards/area.html", award, form.offer(award))


@blueprint.post("/awards/<public_id>/finish")
@requires(Permission.MAKE_OFFERS)
@commits
def finish(public_id: str) -> ResponseReturnValue:
    """Close it: the last report is in and read."""
    awards_ending.finish(current_actor(), awards.get_award(public_id))
    return to(public_id, "The award is finished. What was not needed is back in the pot.")


@blueprint.get("/awards/<public_id>/stop")
@requires(Permission.MAKE_OFFERS)
def ask_stop(public_id: str) -> ResponseReturnValue:
    """Why it ends before its time."""
    return _officer_page("commissioning/awards/stop.html", awards.get_award(public_id), StopForm())


@blueprint.post("/awards/<public_id>/stop")
@requires(Permission.MAKE_OFFERS)
@commits
def stop(public_id: str) -> ResponseReturnValue:
    """Stop it; what was not paid goes back."""
    award, form = awards.get_award(public_id), StopForm()
    if _does(form, lambda: awards_ending.stop(current_actor(), award, reason=form.reason.data)):
        return to(public_id, "The award is stopped. What was not paid is back in the pot.")
    return _officer_page("commissioning/awards/stop.html", awards.get_award(public_id), form)


@blueprint.get("/awards/<public_id>/give-back")
@requires(Permission.RUN_POTS)
def ask_give_back(public_id: str) -> ResponseReturnValue:
    """How much came back."""
    return _officer_page("commissioning/awards/give_back.html", awards.get_award(public_id), GiveBackForm())


@blueprint.post("/awards/<public_id>/give-back")
@requires(Permission.RUN_POTS)
@commits
def give_back(public_id: str) -> ResponseReturnValue:
    """Record it."""
    award, form = awards.get_award(public_id), GiveBackForm()
    held: Held | None = None
    if form.validate():
        with refusals_on(form):
            held = held_changes.give_back(
                current_actor(), award, form.amount.data or Pence(0), reason=form.reason.data,
                key=form.idempotency_key.data or "",
            )  # fmt: skip
        if held is not None:
            flash(WAITS, "info")
            return redirect(url_for("two_people.show", public_id=held.public_id), code=303)
    if not form.refused:
        return to(public_id, f"{form.amount.data} is back in the pot.")
    return _officer_page("commissioning/awards/give_back.html", awards.get_award(public_id), form)


def to(public_id: str, said: str) -> ResponseReturnValue:
    """Back to the award, with what was done."""
    flash(said, "success")
    return redirect(url_for("awards.show", public_id=public_id), code=303)


def _does(form: OurForm, act: Callable[[], None]) -> bool:
    """Do it when the form is whole; a refusal stands beside its field."""
    if form.validate():
        with refusals_on(form):
            act()
        return not form.refused
    return False


def _accept_form(award: Award) -> AcceptForm:
    terms = offers.in_force(offers.versions_of(award))
    declares = terms is not None and terms.organisation.is_enterprise and terms.instrument == "grant"
    form = DeclareForm() if declares else AcceptForm()
    return form.offer(award, as_recipient=who.is_recipient(current_actor(), award))


def _sign_page(template: str, award: Award, form: AcceptForm | DeclineForm) -> ResponseReturnValue:
    return render_template(
        template, award=award, form=form, state_words=STATE_WORDS, terms=offers.in_force(offers.versions_of(award)),
        may_sign=who.may_sign(current_actor(), award), says_why=current_actor().speaks_officially,
    )  # fmt: skip


def _officer_page(template: str, award: Award, form: OurForm) -> ResponseReturnValue:
    return render_template(
        template, award=award, form=form, row=awards_reading.row_of(award),
        state_words=STATE_WORDS, before_signing=award.state in BEFORE_SIGNING, going=award.state in GOING,
        gives_back=award.state in GIVES_BACK,
    )  # fmt: skip
