"""Pages to add photos and quotes to a draft; both may be left out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import EDITABLE
from commissioning.rules.proposals_advice import MOST_PHOTOS, called_now, quotes_wanted
from commissioning.rules.proposals_content import Quote
from commissioning.services import co_drafts
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from forms.proposals_extras import PhotoForm, QuoteForm, TakeOutForm

blueprint = Blueprint("proposals_extras", __name__)


@blueprint.route("/proposals/<public_id>/edit/photos", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def photos(public_id: str) -> ResponseReturnValue:
    """The draft's photos, and a form to add one."""
    actor = current_actor()
    proposal = drafts.get_own(actor, public_id)
    if request.method == "GET" and proposal.state not in EDITABLE:
        return redirect(url_for("proposals.show", public_id=public_id))
    form = PhotoForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            upload = form.upload
            if upload is not None:
                extras.add_photo(actor, public_id, upload)
            flash("Your photo is added.", "success")
            return redirect(url_for(".photos", public_id=public_id), code=303)
    return render_template(
        "commissioning/proposals/photos.html", form=form, proposal=proposal, take_out=TakeOutForm(),
        title=co_drafts.content_for(actor, proposal).title,
        photos=extras.photos_of(proposal, actor), most=MOST_PHOTOS, waits=not actor.speaks_officially,
    )  # fmt: skip


@blueprint.post("/proposals/<public_id>/edit/photos/<photo_id>/take-out")
@requires(Permission.PROPOSE)
@commits
def take_out_photo(public_id: str, photo_id: str) -> ResponseReturnValue:
    """Take one photo off the draft."""
    extras.take_out_photo(current_actor(), public_id, photo_id)
    flash("The photo is taken out.", "success")
    return redirect(url_for(".photos", public_id=public_id), code=303)


@blueprint.route("/proposals/<public_id>/edit/quotes", methods=["GET", "POST"])
@requires(Permission.PROPOSE)
@commits
def quotes(public_id: str) -> ResponseReturnValue:
    """The draft's quotes, and a form to add one for one of its lines."""
    actor = current_actor()
    proposal = drafts.get_own(actor, public_id)
    if request.method == "GET" and proposal.state not in EDITABLE:
        return redirect(url_for("proposals.show", public_id=public_id))
    content = co_drafts.content_for(actor, proposal)
    quotes = extras.quotes_of(proposal, actor)
    have = [Quote(one.what, one.supplier, one.pence) for one, _ in quotes]
    form = QuoteForm()
    form.offer(content.lines)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            extras.add_quote(
                actor, public_id, what=form.what.data, supplier=form.supplier.data,
                pence=Pence(form.amount.data or 0), upload=form.upload,
            )  # fmt: skip
            flash("The quote is added.", "success")
            return redirect(url_for(".quotes", public_id=public_id), code=303)
    return render_template(
        "commissioning/proposals/quotes.html", form=form, proposal=proposal, content=content, take_out=TakeOutForm(),
        quotes=quotes, wanted=quotes_wanted(content.lines, have), called_now=called_now(content.lines, have),
    )  # fmt: skip


@blueprint.post("/proposals/<public_id>/edit/quotes/<quote_id>/take-out")
@requires(Permission.PROPOSE)
@commits
def take_out_quote(public_id: str, quote_id: str) -> ResponseReturnValue:
    """Take one quote out of the draft."""
    extras.take_out_quote(current_actor(), public_id, quote_id)
    flash("The quote is taken out.", "success")
    return redirect(url_for(".quotes", public_id=public_id), code=303)
