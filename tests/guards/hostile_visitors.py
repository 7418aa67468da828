"""Those who come to the hostile place without an account: children who speak, and people with a turn to vote."""

from __future__ import annotations

from app.unit_of_work import unit_of_work
from participation.services import feedback, listening
from participation.views.shared_tablet import TOKEN
from tests.guards.sent import CHILD, DESCRIBES, READER, TABLET, VOTER
from tests.guards.sweep import Sweep
from tests.inspector import Inspector
from tests.sweep_place.found import Ids
from tests.voice_made import somebody_says


def speak(made: Sweep, ids: Ids) -> None:
    """A child who has begun to speak, and one who has come back for an answer, each in their own browser."""
    for name, path, data in (
        (CHILD, f"/say/{ids['code']}", {}),
        (READER, "/comeback", {"words": ids["come_back"]}),
    ):
        browser = Inspector(made.app)
        with made.app.app_context():
            browser.post(path, data)
            if name == CHILD:
                browser.post(f"{path}/2", {"answer": "Swings that do not squeak"})
            made.tokens[name] = browser.csrf()
        cookie = browser.client.get_cookie(made.app.config["SESSION_COOKIE_NAME"])
        assert cookie
        made.cookies[name] = f"{cookie.key}={cookie.value}"
    _has_spoken(made, ids)


def _has_spoken(made: Sweep, ids: Ids) -> None:
    """A child who has just sent something, and may say two things about themselves."""
    browser, token = Inspector(made.app), feedback.new_token()
    with made.app.app_context():
        with unit_of_work():
            somebody_says(listening.by_code(ids["code"]), "Slides that are fast", token=token)
        with browser.client.session_transaction() as kept:
            kept[TOKEN] = token
        browser.get(f"/say/{ids['code']}/about-you")
        made.tokens[DESCRIBES] = browser.csrf()
        cookie = browser.client.get_cookie(made.app.config["SESSION_COOKIE_NAME"])
        assert cookie
        made.cookies[DESCRIBES] = f"{cookie.key}={cookie.value}"


def vote(made: Sweep, ids: Ids) -> None:
    """Somebody who has typed a printed code, and a child at the tablet, each with a turn that has begun."""
    voter, tablet = Inspector(made.app), Inspector(made.app)
    with made.app.app_context():
        ids["turn"] = voter.post("/vote", {"code": ids["vote_code"]}, status=200).one("input[name=turn]")[
            "value"
        ]
        tablet.sign_in_as(ids["person Grace"])
        tablet.post(f"/rounds/{ids['open']}/places/{ids['tablet_batch']}/tablet", {})
        ids["tablet_turn"] = tablet.post("/tablet/turn", {}, status=200).one("input[name=turn]")["value"]
        for name, browser in ((VOTER, voter), (TABLET, tablet)):
            made.tokens[name] = browser.csrf()
            cookie = browser.client.get_cookie(made.app.config["SESSION_COOKIE_NAME"])
            assert cookie
            made.cookies[name] = f"{cookie.key}={cookie.value}"
