"""The page on which a side asks to renew a Deal, or answers the other side that asks."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.times import day
from app.unit_of_work import commits
from forms.deals import RenewForm
from models.deals import Deal
from participation.rules.deals import WITH_A_CLASS
from participation.rules.deals_life import Side
from participation.rules.deals_sides import is_councillor, side_of
from participation.services import deals_readers, deals_reading, deals_renewing, deals_shown, deals_thanks
from participation.views.deals_wall import path_of

blueprint = Blueprint("deals_renewing", __name__)


@blueprint.route("/deals/<public_id>/renew", methods=["GET", "POST"])
@requires(Permission.MAKE_DEALS)
@commits
def renew(public_id: str) -> ResponseReturnValue:
    """Ask to renew it, say yes to the day the other side asks for, or let it end on its last day."""
    actor = current_actor()
    deal, side = deals_reading.get_deal_to_change(actor, public_id), side_of(actor)
    form = RenewForm().for_side(side, deal.renewal_by, day(deal.renew_to) if deal.renew_to else "")
    if request.method == "POST":
        with refusals_on(form):
            deals_renewing.refuse_moved(
                deal, form.seen.data or ""
            )  # said before any field that moved with it
            if form.validate():
                flash(_say(deal, form), "success")
                return redirect(path_of(deal), code=303)
    form.show(deals_renewing.mark_of(deal))
    return render_template(
        "participation/deals/renew.html", form=form, deal=deal, side=side,
        councillor=is_councillor(actor), asked=deals_thanks.renewal_of(deal),
        pairs=deals_shown.pairs_of(deal, actor), lived=deals_readers.is_lived(deal),
        may=side is not None and not (side is Side.YOURS and deal.stands_for in WITH_A_CLASS),
        spoke_before=deals_renewing.spoke_before(actor, deal, side),
    )  # fmt: skip


def _say(deal: Deal, form: RenewForm) -> str:
    """Keep what this side says; what is told of it."""
    actor, seen = current_actor(), form.seen.data or ""
    if form.says == "no":
        deals_renewing.let_end(actor, deal, form.why.data or "", seen)
        return "Kept. It ends after its last day, unless both sides say yes before then."
    to = None if form.says == "yes" else form.review_on.data
    renewed = deals_renewing.renew(actor, deal, to, form.learned.data or "", seen)
    return "The Deal is renewed." if renewed else "The other side is asked. It is renewed once it says yes."
