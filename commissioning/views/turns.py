"""What voting with a code and at a shared tablet have in common: whose turn it is, and the pages at its end.

`turn` ends with each voter: a page left behind in a browser's history answers, to whoever finds it, that the turn is
over, and shows nothing of what was on it.
"""

from __future__ import annotations

import secrets

from flask import Response, make_response, render_template, session
from flask.typing import ResponseReturnValue

from app.errors import NotFound
from app.shared_tablets import VOTE as TABLET
from commissioning.rules.ballots import spaced
from commissioning.services import box, polling_votes
from commissioning.services.ballots import Paper
from forms.ballots import CodeBallotForm
from models.polling import Batch
from models.rounds import Round

TURN = "turn"
FORGET = '"cache", "storage"'


def begin() -> str:
    """Begin a turn in this browser; any before it is over."""
    session[TURN] = secrets.token_urlsafe(12)
    return str(session[TURN])


def end() -> None:
    """End the turn of whoever was here."""
    session.pop(TURN, None)


def is_now(sent: str | None) -> bool:
    """Whether a page belongs to the turn of this browser now."""
    known = session.get(TURN)
    return bool(known and sent) and secrets.compare_digest(str(known).encode(), str(sent).encode())


def set_out() -> Batch | None:
    """The group this device is set out for as a shared tablet, if it is."""
    try:
        return polling_votes.batch_at(session.get(TABLET))
    except NotFound:
        return None


def batch_of(sent: str | None) -> Batch | None:
    """The group a page sent in this browser's turn votes with; None when the turn is over or the tablet put away."""
    return set_out() if is_now(sent) else None


def over_page() -> ResponseReturnValue:
    """The answer to a page whose turn is over."""
    end()
    return render_template("commissioning/polling/over.html", on_tablet=set_out() is not None)


def no_ballot_page(paper: Paper, *, code_form: CodeBallotForm | None, on_tablet: bool) -> ResponseReturnValue:
    """Why there is no ballot now; with `code_form`, a way to change the vote cast with that code."""
    return render_template(
        "commissioning/polling/no_ballot.html", paper=paper, round=paper.round, code_form=code_form,
        on_tablet=on_tablet,
    )  # fmt: skip


def done_page(round_: Round, slip: box.Slip | None, *, keep: str, on_tablet: bool, refused: str = "") -> str:
    """The receipt (None: a vote was changed; its receipt stays). A tablet shows no change code: its turn is over.

    `refused` says why what was sent just now changed nothing.
    """
    return render_template(
        "commissioning/polling/done.html", round=round_, on_tablet=on_tablet, keep=keep, refused=refused,
        receipt=spaced(slip.receipt) if slip else None,
        change_code=spaced(slip.change_code) if slip and not on_tablet else None,
    )  # fmt: skip


def forgetting(page: ResponseReturnValue) -> Response:
    """A page before which the browser forgets what it kept of the pages before."""
    response = make_response(page)
    response.headers["Clear-Site-Data"] = FORGET
    return response
