"""Coming back with the four words to add, to correct and to take back."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from app.db import db
from models.saying import SaidMedia
from models.triage import SealedWords, TriageItem
from participation.rules.feedback import Route, Screen
from participation.rules.gate import Letting, Priority
from participation.rules.refusals import Refusal
from participation.rules.ways import Way
from participation.services import coming_back, feedback, feedback_media, gate, triage
from participation.services.released import ReleasedFeedback
from tests.attachments_made import drawn
from tests.voice_made import a_listening, decide, item_of, somebody_says
from tests.whole_made import KEY, said, voices


@pytest.fixture
def here(work, cast):
    with work():
        return a_listening(cast, ways=tuple(Way), statements=("I feel safe here",))


def come_back(client, work, cast, words="It is dark by the gate"):
    with work():
        one, back = somebody_says(a_listening(cast), words)
    client.post("/comeback", {"words": back})
    return one


def test_what_is_added_is_read_too_and_is_no_second_voice(client, work, cast):
    come_back(client, work, cast)
    form = {"words": "And he follows me home", "idempotency_key": KEY}
    for _ in range(2):
        client.post("/comeback/add", form, follow=True).says("We have what you added.")
    assert len(said()) == 2
    assert item_of(said()[1]).priority is Priority.HIGH
    assert voices() == 1
    client.post("/comeback/add", {"words": ""}, status=200).says("Write something, or go back.")
    page = client.post("/comeback/add", {"words": "a" * 100_000}, status=200)
    page.says("Your words are still here")
    assert len(page.one("textarea").get_text()) == 100_000


def test_a_correction_is_a_new_version_and_keeps_what_raised_the_first(client, work, cast, sign_in):
    one = come_back(client, work, cast, "He hits me")
    first = item_of(one)
    client.post("/comeback/correct", {"words": "It is fine"}, follow=True).says("We have your new words.")
    second = item_of(one)
    assert second.id != first.id
    client.post("/comeback/correct", {"words": "It is fine"}, follow=True).says("We have your new words.")
    assert item_of(one).id == second.id, "the same words sent twice are read once"
    assert second.priority is Priority.HIGH, "taking words out may itself be a sign"
    assert gate.texts_of(first, 1) == {"words": "He hits me"}, (
        "the first words stay, sealed, as they were said"
    )
    sign_in("Sam").post(f"/desk/{second.public_id}", status=200).says("It is fine", "an earlier version")


def test_what_the_desk_took_out_does_not_come_back_with_a_correction(client, work, cast):
    token = feedback.new_token()
    with work():
        draft = feedback.begin(a_listening(cast), Route.CHILD, token)
        feedback.keep_all(
            draft, {Screen.WORDS: "It is dark", Screen.MORE: "Mr Smithson of 12 Oak Road shouts"}
        )
        feedback.send(draft, token)
        words = " ".join(feedback.words_for(draft, token))
    (one,) = said()
    client.post("/comeback", {"words": words})
    with work():
        decide(cast, one, letting=Letting.RELEASE_CHANGED, changed={"more": "[name] shouts"})
    page = client.get("/comeback/answer")
    page.says("We took some words out", "You did nothing wrong.", "locked away")
    page.never_says("Smithson", "shouts")
    client.post("/comeback/correct", {"words": "It is very dark"})
    client.get("/comeback/answer").never_says("We took some words out")  # it waits again; nothing is out
    assert gate.texts_of(item_of(one), 1) == {"words": "It is very dark", "more": "[name] shouts"}


def test_what_the_desk_has_opened_is_said_to_be_read_and_not_decided(client, work, cast):
    one = come_back(client, work, cast)
    client.get("/comeback/answer").says("We have it, and it waits to be read.")
    with work():
        triage.open_item(cast("Sam"), item_of(one).public_id)
    page = client.get("/comeback/answer")
    page.says("Somebody whose job is to keep children safe has read it. They decide what happens next.")
    page.never_says("waits to be read", "Next we put it together")


def test_words_taken_out_of_what_was_added_are_told_too(client, work, cast):
    one = come_back(client, work, cast)
    with work():
        decide(cast, one)
        added = coming_back.add(one.public_id, "Jayden waits there", "k1")
    client.get("/comeback/answer").never_says("We took some words out")
    with work():
        decide(cast, added, letting=Letting.RELEASE_CHANGED, changed={"words": "[name] waits there"})
    page = client.get("/comeback/answer")
    page.says("We took some words out")
    page.never_says("Jayden")


def test_take_back_in_two_taps_before_and_after_release(client, work, cast, sign_in):
    one = come_back(client, work, cast)
    with work():
        decide(cast, one)
    assert ReleasedFeedback().count() == 1
    client.get("/comeback/take-back").says("You do not have to say why.")
    client.post("/comeback/take-back")
    client.post("/comeback/take-back")
    client.get("/comeback/answer").says("You took this back")
    assert ReleasedFeedback().count() == 0
    client.post("/comeback/add", {"words": "More"}, status=200).says("You have taken this back.")


def test_a_safeguarding_hold_stays_when_words_are_taken_back(client, work, cast, sign_in):
    one = come_back(client, work, cast, "He hits me")
    client.post("/comeback/take-back")
    item = item_of(one)
    sign_in("Sam").post(f"/desk/{item.public_id}", status=200).says("He hits me", "They have taken this back")
    with pytest.raises(Refusal, match="has taken it back"), work():
        decide(cast, one)
    with work():
        decide(cast, one, letting=Letting.KEEP)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SealedWords)) == 1


def test_a_drawing_is_found_by_nobody_until_it_is_let_through_or_once_it_is_taken_back(
    client, here, work, cast
):
    from participation.rules.refusals import NotFound
    from participation.services import taken_back

    client.post(
        f"/say/{here.code}/hall", {"drawing": (io.BytesIO(drawn()), "d.jpg"), "idempotency_key": KEY},
        content_type="multipart/form-data",
    )  # fmt: skip
    media = db.session.scalars(sa.select(SaidMedia)).one()
    with pytest.raises(NotFound):
        feedback_media.get_released(media.public_id)
    with work():
        for item in db.session.scalars(sa.select(TriageItem)):
            decide_item(cast, item)
    assert feedback_media.content_of(feedback_media.get_released(media.public_id))[:3] == b"\xff\xd8\xff"
    assert [one.reads_as for one in ReleasedFeedback().page()] == ["A drawing or spoken words"]
    with work():
        taken_back.take_back(said()[0].public_id)
    with pytest.raises(NotFound):
        feedback_media.get_released(media.public_id)


def decide_item(cast, item):
    from participation.rules.gate import Decision, Outcome
    from participation.services import triage

    decision = Decision(Outcome.NO_CONCERN, "An ordinary drawing.", "", Letting.RELEASE, {})
    triage.decide(cast("Sam"), item.public_id, decision, after=0)


@pytest.mark.parametrize("path", ["add", "correct", "take-back"])
def test_nobody_adds_to_what_they_have_not_come_back_to(client, path):
    client.get(f"/comeback/{path}", status=302)
    client.post(f"/comeback/{path}", {"words": "x"})
    assert client.location.endswith("/comeback")
