"""One button: put an idea forward again that was not chosen."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.unit_of_work import commits
from commissioning.services import proposals_again

blueprint = Blueprint("proposals_again", __name__)


@blueprint.post("/proposals/<public_id>/again")
@requires(Permission.PROPOSE)
@commits
def begin(public_id: str) -> ResponseReturnValue:
    """Begin a draft from the idea as it stood, or go on with the one that was begun."""
    began = proposals_again.begun_by(current_actor(), public_id)
    made = proposals_again.propose_again(current_actor(), public_id)
    if not began:
        flash("A new draft begins with your idea as it stood. Change what you have learned since.", "success")
    return redirect(url_for("proposals_writing.tasks", public_id=made.public_id), code=303)
