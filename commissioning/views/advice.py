"""Pages for young advisors: what a proposal says, and what they think should happen."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import NotFound, page, refusals_on
from app.unit_of_work import commits
from commissioning.rules.advice import VIEW_NAMES, View
from commissioning.services import advice, advice_standing, took_part
from commissioning.services.comments import get_readable
from commissioning.services.proposals_story import story_for
from forms.co_design import AdviceForm

blueprint = Blueprint("advice", __name__)


@blueprint.route("/proposals/<public_id>/advice", methods=["GET", "POST"])
@requires(Permission.ADVISE)
@commits
def give(public_id: str) -> ResponseReturnValue:
    """Read it, and say what you think."""
    actor, form = current_actor(), AdviceForm()
    try:
        proposal = advice.get_to_advise(actor, public_id)
    except NotFound:
        return _over(public_id, form)
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            advice.give(
                actor, proposal, View(form.view.data), form.reasons.data or "", seen=form.seen.data or ""
            )
        if not form.refused:
            flash("Thank you. Somebody reads it first, and then it is part of the decision.", "success")
            return redirect(url_for("home.show"), code=303)
        proposal = advice.get_to_advise(actor, public_id)
    mark = advice.mark_of(proposal)
    if request.method == "GET" and request.args.get("seen", mark) != mark:
        flash("The pack was written again after you opened it. Read what it says now.", "info")
        return redirect(url_for("packs.show", public_id=public_id))
    form.show(mark)
    return render_template(
        "commissioning/together/advice.html", form=form, story=story_for(actor, public_id),
        views=VIEW_NAMES, mine=advice.mine(actor, proposal),
        reply_by=advice_standing.reply_by_of(proposal, advice.request_for(proposal)), proposal=proposal,
        why_not=advice.why_not(actor, proposal),
    )  # fmt: skip


def _over(public_id: str, form: AdviceForm) -> ResponseReturnValue:
    """Nobody waits for it any more: where the idea is now, or what was typed meanwhile to copy."""
    actor = current_actor()
    if not advice.was_asked(actor, public_id):
        raise NotFound
    can_read = advice.can_read(actor, public_id) or took_part.has_page(actor, public_id)
    if request.method == "POST":
        return page(
            409, "commissioning/together/advice_over.html", form=form, public_id=public_id, can_read=can_read
        )
    if not can_read:
        flash("Nobody waits for advice on that any more.", "info")
        return redirect(url_for("home.show"))
    flash("Nobody waits for advice on this any more. This page shows where it is now.", "info")
    return redirect(url_for("proposals.show", public_id=public_id))


@blueprint.post("/proposals/<public_id>/ask-advice")
@requires(Permission.ASK_ADVICE)
@commits
def ask(public_id: str) -> ResponseReturnValue:
    """Ask the young advisors about a proposal that was not put to them when it passed its check."""
    actor = current_actor()
    advice.ask_for(actor, get_readable(actor, public_id))
    flash("The young advisors have been asked.", "success")
    return redirect(url_for("proposals.show", public_id=public_id), code=303)
