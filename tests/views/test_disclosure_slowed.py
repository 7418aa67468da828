"""A disclosure is slowed, never blocked: no number of tries from one place stops words from being kept.

The two limits there are count tries, not words: of come-back words (each answer comes later, up to two seconds) and of
signing in (refused for a quarter of an hour). The control runs into both from the same browser and address.
"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.services import comeback, gate, sign_in
from tests.voice_made import a_listening, somebody_says

FAR_OVER = sign_in.MOST_TRIES * 3
DISCLOSES = "My uncle locks me in"


@pytest.fixture
def waited(monkeypatch):
    """Every wait that was imposed, in seconds, without waiting."""
    slept: list[float] = []
    monkeypatch.setattr("participation.services.comeback.time.sleep", slept.append)
    return slept


@pytest.fixture
def over_every_limit(client, work, cast, waited):
    """This browser has tried far too often; (the listening's code, come-back words that are right)."""
    with work():
        here = a_listening(cast)
        _, words = somebody_says(here, "It is dark by the gate")
        code = here.code
    for _ in range(FAR_OVER):
        client.post("/comeback", {"words": "apple river kite stone"}, status=200)
        client.post("/sign-in", {"name": "asha", "words": "wrong"}, status=200)
    return code, words


def test_a_disclosure_is_slowed_and_never_blocked(client, over_every_limit, waited):
    code, words = over_every_limit
    assert max(waited) == comeback.LONGEST_WAIT
    for number in range(FAR_OVER):
        client.post(f"/say/{code}", {"route": "child"})
        client.post(f"/say/{code}/2", {"answer": f"{DISCLOSES} {number}", "go": "next"})
        client.post(f"/say/{code}/3", {"answer": "", "go": "skip"})
        client.get(f"/say/{code}/card").says("999")
        client.post(f"/say/{code}/finish", {})
    kept = _kept()
    assert {f"{DISCLOSES} {number}" for number in range(FAR_OVER)} <= kept
    before = len(waited)
    client.post("/comeback", {"words": words})
    assert client.location == "/comeback/answer", "the right words open it, however many were wrong before"
    assert waited[before:] == [comeback.LONGEST_WAIT], "slowed, and no more than that"


def test_control_another_form_is_refused_from_the_same_browser(client, over_every_limit):
    page = client.post("/sign-in", {"name": "asha", "words": "maple river lantern otter"}, status=200)
    page.says(sign_in.TOO_MANY)
    client.get("/your-words", 302)


def _kept() -> set[str]:
    """The words of everything that waits at the desk."""
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback))
    items = db.session.scalars(sa.select(TriageItem).where(TriageItem.kind == WordsKind.FEEDBACK))
    return {gate.texts_of(item, 1).get("words", "") for item in items}
