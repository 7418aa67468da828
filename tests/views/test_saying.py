"""Ways to say it, as a child meets them with no script: faces to drawings, a shared tablet, and what the desk sees."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback, FeedbackDraft
from models.saying import SaidMedia
from models.triage import TriageItem
from participation.rules.gate import Priority, WordsKind
from participation.rules.people import AgeBand
from participation.rules.ways import Way
from tests.attachments_made import drawn
from tests.voice_made import a_listening

SOUND = b"\x1aE\xdf\xa3" + b"what a child said out loud" * 40


@pytest.fixture
def here(work, cast):
    """A listening that offers every way to children of every age."""
    with work():
        made = a_listening(cast, ways=tuple(Way), statements=("I feel safe at home", "I like the park"))
    return made.code


@pytest.fixture
def short(work, cast):
    """Three screens: a face, own words in any way, and age."""
    with work():
        made = a_listening(cast, ways=(Way.FACES, Way.WRITE, Way.SPEAK, Way.DRAW))
    return made.code


def file(content, name="file"):
    return io.BytesIO(content), name


def items():
    return {item.kind: item for item in db.session.scalars(sa.select(TriageItem))}


def test_hard_case_2_a_symbol_alone_from_a_six_year_old_at_a_shared_tablet_is_flagged(client, work, cast):
    with work():
        code = a_listening(cast, ways=(Way.SYMBOLS,), age_bands=(AgeBand.SIX_TO_NINE,)).code
    client.post(f"/say/{code}/tablet")
    client.post(f"/say/{code}/tablet/turn")
    client.post(f"/say/{code}/1", {"answer": ["unsafe"], "go": "next"})
    item = items()[WordsKind.FEEDBACK]
    assert item.priority is Priority.HIGH
    assert "picture_of_harm" in item.raised_by
    assert db.session.scalars(sa.select(Feedback.age_band)).one() is AgeBand.SIX_TO_NINE


def test_every_way_is_asked_and_read_back_before_it_is_sent(client, here, sign_in):
    client.post(f"/say/{here}", {"route": "child"})
    client.post(f"/say/{here}/1", {"answer": "10-12", "go": "next"})
    client.post(f"/say/{here}/2", {"answer": "2", "go": "next"})
    client.post(f"/say/{here}/3", {"safe": "1", "active": "3", "go": "next"})
    client.post(f"/say/{here}/4", {"answer": ["friends", "tired"], "go": "next"})
    client.get(f"/say/{here}/5").says(
        "Is this true for you?", "I feel safe at home", "I like the park", "Skip"
    )
    client.post(f"/say/{here}/5", {"s0": "partly", "s1": "yes", "go": "next"})
    page = client.get(f"/say/{here}/6")
    page.says(
        "I feel safe: Not good", "I play and do things: Good", "Friends, Tired", "I feel safe at home: Partly"
    )
    client.post(
        f"/say/{here}/6",
        {"answer": "It is noisy", "go": "next", "drawing": file(drawn()), "sound": file(SOUND)},
        content_type="multipart/form-data",
    )
    found = items()
    assert set(found) == {WordsKind.FEEDBACK, WordsKind.DRAWING, WordsKind.SOUND}
    assert {item.priority for item in found.values()} == {Priority.HIGH}, (
        "what raised the words raises the drawing"
    )
    sam = sign_in("Sam")
    opened = sam.post(f"/desk/{found[WordsKind.FEEDBACK].public_id}", status=200)
    opened.says(
        "I feel safe: Not good", "Friends, Tired", "It is noisy", "Also from the same person", "Spoken words"
    )
    assert sam.post(f"/desk/{found[WordsKind.DRAWING].public_id}", status=200).one("img.op-held-picture")
    heard = sam.post(f"/desk/{found[WordsKind.SOUND].public_id}", status=200).one("audio")
    assert heard["src"].startswith("data:audio/webm;base64,")


def test_a_young_child_is_asked_less(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    client.post(f"/say/{here}/1", {"answer": "0-5", "go": "next"})
    page = client.get(f"/say/{here}/4")
    page.says("Question 3 of 3", "Say it out loud", "Draw it")


def test_a_drawing_alone_is_enough_and_is_sealed(client, short):
    client.post(f"/say/{short}", {"route": "child"})
    client.post(f"/say/{short}/1", {"go": "skip"})
    client.post(
        f"/say/{short}/2", {"drawing": file(drawn()), "go": "next"}, content_type="multipart/form-data"
    )
    assert client.get(f"/say/{short}/3").one("img.op-way__drawing")["src"].startswith("data:image/jpeg")
    client.post(f"/say/{short}/3", {"go": "skip"})
    media = db.session.scalars(sa.select(SaidMedia)).one()
    assert media.feedback_id
    assert media.draft is None
    assert b"JFIF" not in media.sealed


@pytest.mark.parametrize(
    ("field", "content", "says"),
    [
        ("drawing", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "We could not read this picture."),
        ("drawing", b"%PDF-1.7 %%EOF", "Choose a photo of your drawing."),
        ("drawing", b"not a picture", "Choose a photo"),
        ("sound", b"<script>", "We could not hear anything in this."),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_kindly_and_the_words_stay(client, short, field, content, says):
    client.post(f"/say/{short}", {"route": "child"})
    page = client.post(
        f"/say/{short}/2", {"answer": "My words", "go": "next", field: file(content)}, status=200,
        content_type="multipart/form-data",
    )  # fmt: skip
    page.says(says)
    assert page.one("textarea").get_text(strip=True) == "My words"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SaidMedia)) == 0


def test_a_drawing_that_is_a_bomb_is_refused_before_it_is_unpacked(client, short):
    bomb = drawn((6000, 6000), "PNG", "1", optimize=True)
    client.post(f"/say/{short}", {"route": "child"})
    page = client.post(
        f"/say/{short}/2", {"answer": "My words", "go": "next", "drawing": file(bomb)}, status=200,
        content_type="multipart/form-data",
    )  # fmt: skip
    page.says("which is too large")
    assert page.one("textarea").get_text(strip=True) == "My words"


def test_a_drawing_can_be_thrown_away_before_it_is_sent(client, short):
    client.post(f"/say/{short}", {"route": "child"})
    client.post(
        f"/say/{short}/2", {"drawing": file(drawn()), "go": "next"}, content_type="multipart/form-data"
    )
    client.post(f"/say/{short}/2", {"no_drawing": "yes", "answer": "Words then", "go": "next"})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SaidMedia)) == 0


def test_a_shared_tablet_signs_the_worker_out_and_forgets_each_child(short, sign_in):
    pia = sign_in("Pia")
    pia.get(f"/say/{short}/tablet").says("you are signed out now")
    pia.post(f"/say/{short}/tablet")
    pia.get("/listenings", status=302)
    pia.post(f"/say/{short}/tablet/turn")
    pia.post(f"/say/{short}/1", {"answer": "1", "go": "next"})
    pia.post(f"/say/{short}/2", {"answer": "Half a thought about Zebedee", "go": "next"})
    pia.get(f"/say/{short}", status=302)
    pia.get(f"/say/{short}/tablet").says("Start my turn")
    for path in ("/1", "/2", "/3", "/card"):
        pia.get(f"/say/{short}{path}", status=302)
    pia.post(f"/say/{short}/tablet/turn")
    assert pia.get(f"/say/{short}/2").one("textarea").get_text(strip=True) == ""
    pia.get("/leave", status=303)
    assert pia.response.headers["Clear-Site-Data"] == '"cache"', "what waits to be sent on it stays"
    pia.get(f"/say/{short}/2", status=302)
    pia.get(f"/say/{short}/tablet").says("Start my turn")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 0


def test_the_tablet_put_away_holds_nothing(client, short):
    client.post(f"/say/{short}/tablet")
    client.post(f"/say/{short}/tablet/turn")
    client.post(f"/say/{short}/tablet/away")
    client.get(f"/say/{short}/1", status=302)
    client.get(f"/say/{short}/tablet").says("For the grown-up")


def test_old_drafts_take_their_drawings_with_them(client, short, work):
    from datetime import timedelta

    from app.clock import now
    from participation.services import feedback

    client.post(f"/say/{short}", {"route": "child"})
    client.post(
        f"/say/{short}/2", {"drawing": file(drawn()), "go": "next"}, content_type="multipart/form-data"
    )
    with work():
        feedback.clear_old_drafts(now() + timedelta(hours=25))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SaidMedia)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FeedbackDraft)) == 0


def test_skip_is_the_same_size_as_next(client, short):
    client.post(f"/say/{short}", {"route": "child"})
    for number in (1, 2, 3):
        group = client.get(f"/say/{short}/{number}").one(".op-same-size")
        assert [button["value"] for button in group.select("button")] == ["next", "skip"]


def test_a_worker_sets_up_every_way(sign_in):
    pia = sign_in("Pia")
    wanted = {
        "title": "The hall", "question": "How is the hall?", "who": ["children"], "area": "everywhere",
        "opens_on": "2026-11-01", "closes_on": "2027-06-01", "group": "Year 5", "age_bands": ["6-9", "10-12"],
        "ways": ["symbols", "statements"], "statements": "",
    }  # fmt: skip
    pia.post("/listenings/new", wanted, status=200).says("Write at least one I-statement")
    pia.post("/listenings/new", {**wanted, "statements": "I like it\n\n I am listened to "})
    pia.get(pia.location).says("Year 5", "6-9, 10-12", "Pictures to pick", "I like it; I am listened to")


def test_counting_begins_after_the_age_so_that_a_number_once_told_stays_true(client, work, cast):
    ways = (Way.FACES, Way.WHEEL, Way.SYMBOLS, Way.WRITE)
    with work():
        code = a_listening(cast, ways=ways).code
    client.post(f"/say/{code}", {"route": "child"})
    client.get(f"/say/{code}/1").never_says("Question 1")
    titles = []
    client.post(f"/say/{code}/1", {"answer": "6-9"})
    while not (here := client.location).endswith("card"):
        titles.append(client.get(here).one("h1").get_text())
        client.post(here, {"answer": "3"} if len(titles) == 1 else {"go": "skip"})
    assert titles == [f"Question {number} of {len(titles)}" for number in range(1, len(titles) + 1)]
    assert len(titles) > 1
