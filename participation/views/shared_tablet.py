"""A tablet passed round a group: each child starts clean, and Back shows nothing of the one before.

The worker's own session ends when the tablet is set out, so no child ever holds it. Each turn has its own token, which
goes when the next begins; answers not sent stay sealed, are found by nobody, and are cleared within a day.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.auth import end_session
from app.shared_tablets import SAY as TABLET
from app.unit_of_work import commits_without_trace
from models.listening import Listening
from participation.rules.feedback import Origin, Route
from participation.rules.listening import ListeningState
from participation.services import feedback, paper
from participation.services import listening as listenings
from participation.services.how_said import How
from participation.services.triage_desk import next_reading

blueprint = Blueprint("shared_tablet", __name__)
# Kept in the browser's signed cookie; "leave now" forgets all of them, and only the tablet stays set out.
TOKEN, BACK, SENT, SHEET = "saying", "came_back", "said", "sheet"


@blueprint.get("/say/<code>/tablet")
@public
def ready(code: str) -> ResponseReturnValue:
    """Ready for the next child, or how to set the tablet out."""
    listening = listenings.by_code(code)
    if not is_out(listening):
        return render_template(
            "participation/feedback/tablet_away.html", listening=listening, reads_now=next_reading()
        )
    forget_turn()
    is_open = listenings.state(listening) is ListeningState.OPEN
    page = render_template(
        "participation/feedback/tablet.html", listening=listening, is_open=is_open, reads_now=next_reading()
    )
    return _forgetting(page)


@blueprint.post("/say/<code>/tablet")
@public
@commits_without_trace
def set_out(code: str) -> ResponseReturnValue:
    """Set the tablet out. Whoever was signed in on it is signed out."""
    listening = listenings.by_code(code)
    end_session()
    session.clear()
    session[TABLET] = listening.code
    return redirect(url_for(".ready", code=listening.code), code=303)


@blueprint.post("/say/<code>/tablet/turn")
@public
@commits_without_trace
def begin(code: str) -> ResponseReturnValue:
    """Begin a turn, afresh."""
    listening = listenings.by_code(code)
    forget_turn()
    session[TOKEN] = feedback.new_token()
    feedback.begin(listening, Route.CHILD if listening.for_children else Route.PARENT, session[TOKEN])
    return redirect(url_for("feedback.screen", code=listening.code, number=1), code=303)


@blueprint.post("/say/<code>/tablet/away")
@public
@commits_without_trace
def put_away(code: str) -> ResponseReturnValue:
    """Put the tablet away: nothing is left in it."""
    listening = listenings.by_code(code)
    session.clear()
    return redirect(url_for(".ready", code=listening.code), code=303)


def is_out(listening: Listening) -> bool:
    """Whether this browser is a tablet set out for this listening."""
    return bool(session.get(TABLET) == listening.code)


def forget_turn() -> None:
    """Forget whoever was here."""
    for key in (TOKEN, BACK, SENT, SHEET):
        session.pop(key, None)


def how() -> How:
    """By which way what is sent from this browser comes in."""
    origin = Origin.TABLET if session.get(TABLET) else Origin.ONLINE
    return How(origin, sheet_id=paper.sheet_key(session.get(SHEET)))


def _forgetting(page: str) -> Response:
    response = make_response(page)
    response.headers["Clear-Site-Data"] = '"cache"'  # not "storage": what waits to be sent offline is there
    return response
