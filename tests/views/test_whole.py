"""Said on paper and in a hall with no signal."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from app.db import db
from models.saying import HowSaid
from models.triage import TriageItem
from participation.rules.ways import Way
from participation.services import gate
from participation.services.released import ReleasedFeedback
from tests.voice_made import a_listening, decide, item_of, somebody_says
from tests.whole_made import KEY, said, voices


@pytest.fixture
def here(work, cast):
    with work():
        return a_listening(cast, ways=tuple(Way), statements=("I feel safe here",))


def sheet_of(pia, here, number=1):
    return pia.get(f"/listenings/{here.public_id}/paper/sheets?first={number}&last={number}")


def test_paper_is_printed_typed_in_once_and_its_slip_leads_back(sign_in, client, here):
    pia = sign_in("Pia")
    pia.post(f"/listenings/{here.public_id}/paper", {"how_many": "61"}, status=200).says(
        "Print between 1 and 60"
    )
    pia.post(f"/listenings/{here.public_id}/paper", {"how_many": "2"})
    page = pia.get(pia.location)
    page.says("Sheet 1", "Sheet 2", "Tear this off and keep it.", "Childline", "Do not write your name")
    slip = page.select(".op-paper__slip strong")[1].get_text()
    enter = f"/listenings/{here.public_id}/paper/enter"
    pia.post(enter, {"sheet": "9", "words": "x"}, status=200).says("There is no sheet with this number.")
    pia.post(enter, {"sheet": "1", "words": "the gaet is brokn", "face": "2", "safe": "1"})
    again = pia.post(enter, {"sheet": "1", "words": "the gate is broken"}, status=200)
    again.says("Sheet 1 has been typed in already")
    assert len(said()) == 1
    assert gate.texts_of(item_of(said()[0]), 1)["words"] == "the gaet is brokn"
    client.post("/comeback", {"words": slip})
    client.get("/comeback/answer").says("We have it, and it waits to be read.")
    left = pia.get(f"/listenings/{here.public_id}/paper/sheets?first=1&last=2")
    left.says("Sheet 2")
    assert slip not in left.get_text(), "once typed in, its words are the child's alone"
    pia.get(f"/listenings/{here.public_id}/paper/sheets?first=1&last=1", status=404)


def test_paper_of_the_whole_place_asks_where_and_a_blank_sheet_is_spoken_of_to_the_typist(
    sign_in, client, work, cast
):
    with work():
        one, whole = a_listening(cast), a_listening(cast, area="")
    pia = sign_in("Pia")
    for here, asks in ((one, False), (whole, True)):
        pia.post(f"/listenings/{here.public_id}/paper", {"how_many": "1"})
        text = sheet_of(pia, here).get_text()
        assert ("Which part of Alderbrook is it about? ☐" in " ".join(text.split())) is asks
    page = pia.post(f"/listenings/{whole.public_id}/paper/enter", {"sheet": "1"}, status=200)
    page.says("Nothing of this sheet is typed in yet.")
    page.never_says("You have not told us anything yet")
    page = client.post(f"/say/{whole.code}/with-help", {"support": "read_out", "age": "6-9"}, status=200)
    page.says("Nothing is written down yet.")
    page.never_says("You have not told us anything yet")


def test_hard_case_22_paper_and_online_from_one_session_count_once_and_both_words_are_kept(
    sign_in, client, here, work, cast
):
    pia = sign_in("Pia")
    pia.post(f"/listenings/{here.public_id}/paper", {"how_many": "3"})
    enter = f"/listenings/{here.public_id}/paper/enter"
    sheet = db.session.scalar(sa.text("SELECT public_id FROM paper_sheets WHERE number = 1"))
    client.get(f"/say/{here.code}?sheet={sheet}")
    client.post(f"/say/{here.code}", {"route": "child"})
    client.post(f"/say/{here.code}/1", {"answer": "6-9", "go": "next"})
    client.post(f"/say/{here.code}/5", {"answer": "More swings", "go": "next"})
    pia.post(enter, {"sheet": "1", "words": "Some more swings pleese"})  # the same sheet
    with work():
        somebody_says(here, "The big slide is too hot in summer")
    pia.post(enter, {"sheet": "2", "words": "the BIG slide is too hot in summer!"})  # the same words
    pia.post(enter, {"sheet": "3", "words": "A bench to sit on"})  # somebody else
    assert len(said()) == 5
    assert voices() == 3
    with work():
        for one in said():
            decide(cast, one)
    words = {one.words for one in ReleasedFeedback().page()}
    assert words >= {"More swings", "Some more swings pleese", "The big slide is too hot in summer"}


def test_a_turn_kept_in_a_hall_is_sent_once_however_often_it_is_sent(client, here):
    page = client.get(f"/say/{here.code}/hall")
    import json

    token, words = json.loads(page.one("[data-hall]")["data-turns"])[0]
    turn = {"token": token, "later": "yes", "words": "In the hall it echoes", "symbols": ["loud"]}
    for _ in range(2):
        client.post(f"/say/{here.code}/hall", turn, status=200)
        assert client.response.get_json() == {"kept": True}
    assert len(said()) == 1
    client.post("/comeback", {"words": words})
    client.get("/comeback/answer").says("We have it")
    client.get(f"/say/{here.code}/hall/card", status=302)  # the tablet holds nobody's words


def test_words_sent_again_with_more_are_kept_beside_the_first_as_one_voice(client, here):
    token = json.loads(client.get(f"/say/{here.code}/hall").one("[data-hall]")["data-turns"])[0][0]
    turn = {"token": token, "later": "yes", "words": "In the hall it echoes", "face": "2"}
    for words in ("In the hall it echoes", "In the hall it echoes and I am scared", "In the hall it echoes"):
        for _ in range(2):
            client.post(f"/say/{here.code}/hall", {**turn, "words": words}, status=200)
    client.post(f"/say/{here.code}/hall", {**turn, "face": "1"}, status=200)
    first, more, other_face = said()
    db.session.rollback()
    texts = [
        gate.texts_of(item, 1)["words"]
        for item in db.session.scalars(sa.select(TriageItem).order_by(TriageItem.id))
    ]
    assert texts == [
        "In the hall it echoes",
        "In the hall it echoes and I am scared",
        "In the hall it echoes",
    ]
    voices = dict(db.session.execute(sa.select(HowSaid.feedback_id, HowSaid.same_as_id)).all())
    assert voices == {first.id: None, more.id: first.id, other_face.id: first.id}


def test_the_hall_works_with_no_script_and_says_what_is_wrong_to_the_script(client, here):
    client.post(f"/say/{here.code}/hall", {"words": "Hello from the hall", "idempotency_key": KEY})
    client.get(client.location).says("Keep these four words.")
    client.post(f"/say/{here.code}/hall", {"later": "yes"}, status=422)
    assert "not told us anything" in client.response.get_json()["problem"]
