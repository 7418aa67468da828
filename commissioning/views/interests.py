"""Declaring one's own interest in a proposal."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.unit_of_work import commits
from commissioning.rules.interests import InterestKind
from commissioning.services import interests
from forms.interests import InterestForm

blueprint = Blueprint("interests", __name__)


@blueprint.get("/proposals/<public_id>/interest")
@requires(Permission.DECLARE_INTEREST)
def ask(public_id: str) -> ResponseReturnValue:
    """What an interest is, and the form."""
    return _page(public_id, InterestForm())


@blueprint.post("/proposals/<public_id>/interest")
@requires(Permission.DECLARE_INTEREST)
@commits
def declare(public_id: str) -> ResponseReturnValue:
    """Put the interest on record."""
    actor, form = current_actor(), InterestForm()
    title = interests.title_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            interests.declare(actor, public_id, InterestKind(form.kind.data), form.words.data or "")
        if not form.refused:
            flash(
                f"Thank you. Your interest in {title} is on record. From now on you take no part in it.",
                "success",
            )
            return redirect(url_for("interests.ask", public_id=public_id), code=303)
    return _page(public_id, form)


def _page(public_id: str, form: InterestForm) -> ResponseReturnValue:
    actor = current_actor()
    declared = interests.has_interest(actor.user_id, public_id)
    voted = interests.declared_late(public_id).get(actor.user_id) if actor.user_id is not None else None
    return render_template(
        "commissioning/decisions/interest.html", form=form, title=interests.title_for(actor, public_id),
        proposal_id=public_id, declared=declared,
        may_add=actor.speaks_officially, voted=voted, still_open=voted is not None and voted.closes_at > now(),
    )  # fmt: skip
