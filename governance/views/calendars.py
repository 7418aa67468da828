"""Calendar files to take away or to subscribe to."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.access import public
from app.calendar_files import calendar_response
from app.keyed import settings
from governance.services import bodies, calendars

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/calendar.ics")
@public
def everything() -> ResponseReturnValue:
    """Every date that is for everybody."""
    return calendar_response(f"Our Part in {settings().place_name}", calendars.for_everybody())


@blueprint.get("/calendar/<key>.ics")
@public
def mine(key: str) -> ResponseReturnValue:
    """One person's own dates. The random key in the address opens it, since a calendar program cannot sign in."""
    return calendar_response(f"Our Part in {settings().place_name}: mine", calendars.of_key(key))


@blueprint.get("/bodies/<public_id>/calendar.ics")
@public
def body(public_id: str) -> ResponseReturnValue:
    """One body's dates."""
    found = bodies.get_body(public_id)
    return calendar_response(found.name, calendars.of_body(found))
