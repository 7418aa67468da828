"""Choosing how to be told: after saying it, on coming back, at the answer, as a worker's task."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.saying import SaidMedia
from models.told import ToldChoice
from participation.rules.ways import Way
from participation.services import responses
from tests.attachments_made import drawn
from tests.services.test_told import DID
from tests.views.test_saying import file
from tests.voice_made import a_listening, a_theme, decide


@pytest.fixture
def code(work, cast):
    with work():
        ways = (Way.FACES, Way.WRITE, Way.DRAW)
        return a_listening(cast, ways=ways, group="Year 5 at Quay School").code


def speak(client, code):
    client.post(f"/say/{code}", {"route": "child"})
    client.post(f"/say/{code}/1", {"answer": "2", "go": "next"})
    sent = {"answer": "It is dark by the gate", "drawing": file(drawn()), "go": "next"}
    client.post(f"/say/{code}/2", sent, content_type="multipart/form-data")
    client.post(f"/say/{code}/3", {"go": "skip"})
    return client.get(f"/say/{code}/card")


def test_from_choosing_a_worker_to_being_told_and_seeing_ones_own_drawing(client, code, work, cast, sign_in):
    card = speak(client, code)
    card.says("Choose how we tell you the answer")
    words = " ".join(one.get_text(strip=True) for one in card.select(".op-words__word"))
    page = client.get(f"/say/{code}/told")
    page.says(
        "I come back with my four words", "On a poster at Year 5 at Quay School", "Skip", "see your drawing"
    )
    assert "A notice on my own page here" not in str(page)
    assert not page.select("input[checked]"), "nothing is ticked for them"
    client.post(f"/say/{code}/told", {"means": "worker", "go": "keep"}, status=200).says(
        "Choose a worker from the list"
    )
    client.post(f"/say/{code}/told", {"means": "account", "go": "keep"}, status=200).says(
        "Choose from the list"
    )
    client.post(f"/say/{code}/told", {"means": "worker", "worker": cast("Pia").public_id, "go": "skip"})
    assert db.session.scalar(sa.select(ToldChoice.means)) is None, "skipping keeps nothing"
    pia = cast("Pia").public_id
    client.post(f"/say/{code}/told", {"means": "worker", "worker": pia, "drawing": "yes", "go": "keep"})
    said, media = (db.session.scalars(sa.select(one)).one() for one in (Feedback, SaidMedia))
    client.get(f"/comeback/made/{media.public_id}", status=303)
    assert client.response.location.endswith("/comeback")
    client.post("/comeback", {"words": words})
    assert client.get("/comeback/answer").select(f"img[src*='{media.public_id}']") == []
    client.get(f"/comeback/made/{media.public_id}", status=404)
    with work():
        decide(cast, said)
        decide(cast, media)
        theme = a_theme(cast, said, send=True)
    client.get("/comeback/answer").says("What you made")
    client.get(f"/comeback/made/{media.public_id}")
    assert client.response.headers["Cache-Control"] == "private, no-store"
    assert client.response.mimetype == "image/jpeg"
    client.get(f"/comeback/made/{media.public_id}", status=303, headers={"Sec-Fetch-Dest": "document"})
    assert client.response.location.endswith("/comeback/answer"), "alone it has no help and no way to leave"
    rhona, worker = sign_in("Rhona"), sign_in("Pia")
    pack = rhona.get(f"/answers/packs/{theme.public_id}")
    pack.says("To be told by their four words, a worker they named")
    for reader, page in ((rhona, pack), (worker, worker.get(f"/themes/{theme.public_id}"))):
        assert page.one(f"img[src='/said/{media.public_id}']")["alt"]
        reader.get(f"/said/{media.public_id}")
        assert reader.response.headers["Cache-Control"] == "private, no-store"
    with work():
        given = responses.answer(cast("Rhona"), theme, DID)
    worker.get("/").says("Somebody chose you to tell them")
    task = worker.get(f"/answers/{given.public_id}/to-tell")
    task.says("There are six new lamps.")
    assert "dark by the gate" not in str(task)
    rhona.get(f"/answers/{given.public_id}/to-tell", status=403)
    worker.post(f"/answers/{given.public_id}/to-tell")
    worker.get(f"/answers/{given.public_id}/to-tell", status=404)
    worker.get(f"/themes/{theme.public_id}").says("The worker they chose told them")
    client.post("/comeback/told", {"means": "words", "drawing": "no", "go": "keep"})
    assert db.session.scalar(sa.select(ToldChoice.means)) is None
    rhona.get(f"/said/{media.public_id}", status=404)
    client.get(f"/comeback/made/{media.public_id}")
    client.post("/comeback/take-back")
    client.get(f"/comeback/made/{media.public_id}", status=404)


def test_without_having_spoken_there_is_nothing_to_choose(client, code):
    client.get(f"/say/{code}/told", status=303)
    assert client.response.location.endswith("/card")
    client.get("/comeback/told", status=303)
    assert client.response.location.endswith("/comeback")
    client.get("/comeback/made/abcabcabcabc", status=404)
    client.get("/said/abcabcabcabc", status=303)
