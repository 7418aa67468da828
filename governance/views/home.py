"""The home page: for somebody signed in, what needs them today; for everyone, what is going on."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import current_actor, public
from commissioning.services import results, rounds_reading
from governance.services import home, summaries_reading
from participation.services import elections, responses_told

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def show() -> ResponseReturnValue:
    """The front page of the place, or a person's own."""
    actor, quiet = current_actor(), elections.now_on()
    return render_template(
        "governance/home/signed_in.html" if actor.is_signed_in else "governance/home/front.html",
        needs=home.needs_for(actor), areas=home.area_names(), open_rounds=rounds_reading.open_now(4),
        results=results.latest_results(3),
        answers=[] if quiet else responses_told.latest_answers(3), quiet=quiet, owed=responses_told.owed_now(),
        summaries=summaries_reading.latest_published(3), money=home.money_of(actor),
    )  # fmt: skip
