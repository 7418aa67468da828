"""Offers: making one past the rules of public money, proposing new terms, and agreeing to them."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits
from commissioning.rules.awards import GOING, AwardState
from commissioning.rules.offers import same_name
from commissioning.rules.pence import Pence
from commissioning.services import awards, offers, offers_changes, organisations, public_money, recipients
from commissioning.services import awards_who as who
from commissioning.views.awards import page as award_page
from commissioning.views.awards import to
from forms.offers import AgreeForm, ChangeForm, OfferForm, known_terms
from models.awards import Award
from models.organisations import Organisation

blueprint = Blueprint("offers", __name__)


@blueprint.get("/awards/<public_id>/offer")
@requires(Permission.MAKE_OFFERS)
def ask(public_id: str) -> ResponseReturnValue:
    """The offer, to fill in."""
    award = awards.get_award(public_id)
    today = local_date(now())
    found = organisations.open_on(today)
    named = offers.named_by(award)
    meant = next((o.public_id for o in found if any(same_name(o.name, name) for name in named)), "")
    form = OfferForm(data={"conditions": award.conditions, "organisation": meant, "starts_on": today})
    return _offer_page(award, form.offer(found))


@blueprint.post("/awards/<public_id>/offer")
@requires(Permission.MAKE_OFFERS)
@commits
def make(public_id: str) -> ResponseReturnValue:
    """Make it. Warnings are shown with their sums, and need a reason to go on past them."""
    award, form = awards.get_award(public_id), OfferForm().offer(organisations.open_on(local_date(now())))
    if form.validate():
        organisation = organisations.get_organisation(form.organisation.data)
        with refusals_on(form):
            offers.offer(
                current_actor(), award, organisation, form.terms, checked=form.confirmed,
                why_anyway=form.why_anyway.data or "", why_other=form.why_other.data or "",
            )  # fmt: skip
        if not form.refused:
            return to(public_id, "The offer is made. They have 60 days to accept it.")
        return _offer_page(awards.get_award(public_id), form, organisation)
    return _offer_page(award, form)


@blueprint.get("/awards/<public_id>/change")
@requires(Permission.SIGN_AWARDS)
def ask_change(public_id: str) -> ResponseReturnValue:
    """New terms, filled in with those that count."""
    award = awards.get_award(public_id)
    terms = offers.in_force(offers.versions_of(award))
    return _change_page(award, ChangeForm(data=known_terms(terms) if terms else {}))


@blueprint.post("/awards/<public_id>/change")
@requires(Permission.SIGN_AWARDS)
@commits
def propose(public_id: str) -> ResponseReturnValue:
    """Propose them; they count once the other side agrees."""
    award, form = awards.get_award(public_id), ChangeForm()
    if form.validate():
        with refusals_on(form):
            offers_changes.propose_change(
                current_actor(), award, form.amount.data or Pence(0), form.terms, form.why.data
            )
        if not form.refused:
            return to(public_id, "The new terms are proposed. They count once the other side agrees.")
    return _change_page(awards.get_award(public_id), form)


@blueprint.post("/awards/<public_id>/terms/<terms_id>/agree")
@requires(Permission.SIGN_AWARDS)
@commits
def agree(public_id: str, terms_id: str) -> ResponseReturnValue:
    """Agree to a version of the terms."""
    award, form = awards.get_award(public_id), AgreeForm()
    version = offers.version_of(award, terms_id)
    if form.validate():
        with refusals_on(form):
            offers_changes.agree(current_actor(), award, version, form.signed_by.data)
        if not form.refused:
            return to(public_id, "Both sides agree. The new terms count from now.")
    return award_page(awards.get_award(public_id), form)


def _offer_page(
    award: Award, form: OfferForm, organisation: Organisation | None = None
) -> ResponseReturnValue:
    on, granted = local_date(now()), Pence(0)
    if organisation is None and form.organisation.data and not form.organisation.errors:
        organisation = organisations.find_open(form.organisation.data, on)
    if organisation is not None:
        granted = public_money.subsidies_of(organisation, on, but=award)
    warnings = offers.warnings_for(award, organisation, form.terms) if organisation and form.is_whole else []
    return render_template(
        "commissioning/awards/offer.html", award=award, form=form, organisation=organisation, warnings=warnings,
        lacking=recipients.lacking(organisation) if organisation else [], granted=granted,
        is_named=organisation is not None and offers.is_named(award, organisation),
        may_offer=who.is_officer(current_actor(), award) and award.state is AwardState.TO_OFFER,
    )  # fmt: skip


def _change_page(award: Award, form: ChangeForm) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "commissioning/awards/change.html", award=award, form=form, is_officer=who.is_officer(actor, award),
        may_change=who.may_sign(actor, award) and award.state in GOING,
    )  # fmt: skip
