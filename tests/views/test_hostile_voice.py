"""Hostile text in every field of voice: never a failure; kept as typed (in NFC), or refused kindly beside its field."""

from __future__ import annotations

import json
import unicodedata

import pytest
import sqlalchemy as sa

from app.config import ROOT
from app.db import db
from app.security import HIDDEN
from models.triage import TriageItem
from participation.services import gate
from tests.voice_made import a_listening

FOLDER = ROOT.parent / "shared" / "data"
STEP = (
    12  # the whole corpus takes minutes; every twelfth string, and all the odd ones of our own, take seconds
)


def strings() -> list[str]:
    own = [
        "\x00", "a\x00b", "\u202eoverride", "\ufeff", "\U0001d4bd\u0451", "e\u0301", "<script>alert(1)</script>",
        "%s%n", "'; DROP TABLE users;--", "{{7*7}}", "\ud7ff", "=1+1", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ]  # fmt: skip
    file = FOLDER / "hostile_strings.json"
    if not file.exists():
        return own
    return (
        own + [text for text in json.loads(file.read_text(encoding="utf-8")) if isinstance(text, str)][::STEP]
    )


def tidy(text: str) -> str:
    """As it is kept: signs nobody can see, which a child could not find to take out, do not stop their words."""
    seen = HIDDEN.sub("", text)
    return unicodedata.normalize("NFC", seen.replace("\r\n", "\n").replace("\r", "\n")).strip()


def test_every_string_a_child_may_type_is_kept_or_kindly_refused(client, work, cast):
    with work():
        code = a_listening(cast).code
    for text in strings():
        client.post(f"/say/{code}", {"route": "child", "again": "yes"})
        answer = client.client.post(
            f"/say/{code}/2", data={"csrf_token": client.csrf(), "answer": text, "go": "next"}
        )
        assert answer.status_code in {200, 303}, repr(text)
        assert not HIDDEN.search(text) or answer.status_code == 303, repr(text)
        if answer.status_code == 200:
            client.get(f"/say/{code}/2")
            assert "There is a problem" in answer.get_data(as_text=True), repr(text)
            continue
        client.post(f"/say/{code}/1", {"answer": "3", "go": "next"})
        client.post(f"/say/{code}/3", {"go": "skip"})
        item = db.session.scalars(sa.select(TriageItem).order_by(TriageItem.id.desc()).limit(1)).one()
        assert gate.texts_of(item, 1).get("words", "") == tidy(text), repr(text)


@pytest.mark.parametrize("text", strings()[:13], ids=[f"string {n}" for n in range(13)])
def test_come_back_and_poster_words(client, text):
    assert client.client.get("/say", query_string={"code": text}).status_code in {200, 302}
    answer = client.client.post("/comeback", data={"csrf_token": client.csrf(), "words": text})
    assert answer.status_code == 200


def test_a_worker_and_a_responder_may_type_anything(work, cast, sign_in):
    pia = sign_in("Pia")
    for text in strings()[:40]:
        data = {"title": text, "note": text, "part": text, "area": text, "csrf_token": pia.csrf()}
        assert pia.client.post("/themes/new", data=data).status_code in {200, 303}, repr(text)
        data = {
            "title": text,
            "question": text,
            "who": text,
            "area": text,
            "opens_on": text,
            "csrf_token": pia.csrf(),
        }
        assert pia.client.post("/listenings/new", data=data).status_code in {200, 303}, repr(text)


def test_a_face_or_an_age_that_is_not_offered_is_refused(client, work, cast):
    with work():
        code = a_listening(cast).code
    client.post(f"/say/{code}", {"route": "nonsense"})
    client.post(f"/say/{code}/1", {"answer": "9", "go": "next"}, status=200)
    client.post(f"/say/{code}/3", {"answer": "1999-01-01", "go": "next"}, status=200)
    client.get(f"/say/{code}/9", status=404)
