"""The page on which our side says who answers for its promises, for all that do not say so yet."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from forms.deals import OwnerForm
from participation.rules.deals_life import Side
from participation.rules.deals_rhythm import Rhythm
from participation.rules.deals_sides import side_of
from participation.services import deals_moves, deals_owners, deals_places, deals_reading
from participation.views.deals_wall import path_of

blueprint = Blueprint("deals_owners", __name__)


@blueprint.route("/deals/<public_id>/answer-for", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def answer_for(public_id: str) -> ResponseReturnValue:
    """Say who answers, and by when or how often, for every promise of ours that lacks it."""
    actor = current_actor()
    deal, form = deals_reading.get_deal_to_change(actor, public_id), OwnerForm()
    ours = {one.public_id: one for one in deals_places.our_people()}
    form.our_person.choices = [("", "Nobody yet"), *((key, one.name) for key, one in ours.items())]
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            owner = ours.get(form.our_person.data or "")
            said = deals_owners.Answering(
                form.our_owner.data or "", form.our_by.data,
                Rhythm(form.our_rhythm.data) if form.our_rhythm.data else None, owner.id if owner else None,
            )  # fmt: skip
            deals_owners.answer_for_all(actor, deal, said)
            flash("Saved. Both sides need to agree these words.", "success")
            return redirect(path_of(deal), code=303)
    deal = deals_reading.get_deal_to_change(actor, public_id)
    return render_template(
        "participation/deals/answer_for.html", form=form, deal=deal, unanswered=deals_moves.unanswered_for(deal),
        ours=side_of(actor) is Side.OURS, waiting=deals_moves.waiting_at_gate(deal),
    )  # fmt: skip
