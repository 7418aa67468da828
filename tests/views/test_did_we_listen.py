"""Coming back with the four words: the answer, and whether we listened, said anew as often as they like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from models.feedback import FeltListened, FeltSaid
from participation.rules.responses import AnswerKind, Draft
from participation.services import responses
from tests.voice_made import a_listening, a_theme, decide, somebody_says


@pytest.fixture
def here(work, cast):
    with work():
        made = a_listening(cast)
    return made.code


def test_coming_back_shows_the_answer_and_asks_did_we_listen(client, work, cast, at):
    with work():
        said, back = somebody_says(a_listening(cast), "It is dark by the gate")
    client.post("/comeback", {"words": back})
    client.get("/comeback/answer").says("We have it, and it waits to be read.")
    with work():
        decide(cast, said)
        theme = a_theme(cast, said, send=True)
    client.get("/comeback/answer").says("The person who can change it has it now.")
    with work():
        draft = Draft(
            AnswerKind.WE_DID,
            "Six new lamps were put up.",
            "There are six new lamps by the gate.",
            "Go and look",
        )
        responses.answer(cast("Rhona"), theme, draft)
    page = client.get("/comeback/answer")
    page.says("There are six new lamps by the gate.", "Did we listen?")
    page.never_says("It is dark by the gate")
    client.post("/comeback/answer", {"felt": "a_bit"})
    page = client.get("/comeback/answer")
    page.says("You said: A bit.", "Did you change your mind?")
    client.post("/comeback/answer", {"felt": "no"})  # the page as it was before: what stands is told
    page = client.get("/comeback/answer")
    page.says("You told us before: A bit. You can change it below.", "You said: A bit.")
    client.post("/comeback/answer", {"felt": "no", "after": page.one("input[name=after]")["value"]})
    client.get("/comeback/answer").says("You said: No.")
    with clock.at(now() + timedelta(days=3)):
        with work():
            responses.answer(cast("Rhona"), theme, replace(draft, words="Two more lamps were put up there."))
        page = client.get("/comeback/answer")
        page.says("There is a new answer", "Before, you said: No.")
        client.post("/comeback/answer", {"felt": "yes", "after": page.one("input[name=after]")["value"]})
        page = client.get("/comeback/answer")
        page.says("You said: Yes.")
        page.never_says("There is a new answer")
    kept = sa.select(FeltSaid.number, FeltSaid.felt).order_by(FeltSaid.number)
    assert [tuple(row) for row in db.session.execute(kept)] == [(1, "a_bit"), (2, "no"), (3, "yes")]
    assert db.session.scalars(sa.select(FeltListened.felt)).all() == ["yes"]  # the newest, counted once
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(FeltSaid).values(felt="yes"))


def test_wrong_words_are_met_kindly(client, work, cast, here):
    client.post("/comeback", {"words": "apple kite"}, status=200).says("There are 4 words on your card.")
    client.post("/comeback", {"words": "zzz kite apple moon"}, status=200).says(
        "We do not know the word “zzz”."
    )
    client.post("/comeback", {"words": "apple kite moon otter"}, status=200).says(
        "We did not find those words together."
    )
    for _ in range(3):
        client.post("/comeback", {"words": "apple kite moon otter"}, status=200)
    said, back = None, None
    with work():
        said, back = somebody_says(a_listening(cast), "Hello")
    client.post("/comeback", {"words": f"  {back.upper().replace(' ', '-')} "}, status=303)
    assert said is not None
