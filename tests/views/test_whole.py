"""Said with help, on paper and in a hall with no signal; and coming back to add, correct and take back."""

from __future__ import annotations

import io
import json

import pytest
import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.saying import HowSaid, SaidMedia
from models.triage import SealedWords, TriageItem
from participation.rules.feedback import Origin, Route, Screen
from participation.rules.gate import Letting, Priority, WordsKind
from participation.rules.refusals import Refusal
from participation.rules.support import Translator
from participation.rules.ways import Way
from participation.services import feedback, feedback_media, gate
from participation.services.how_said import is_counted
from participation.services.released import ReleasedFeedback
from tests.attachments_made import drawn
from tests.voice_made import a_listening, decide, item_of, somebody_says

KEY = "a-key-that-is-long-enough"


@pytest.fixture
def here(work, cast):
    with work():
        return a_listening(cast, ways=tuple(Way), statements=("I feel safe here",))


def voices():
    """How many spoke, whatever the desk has decided: on paper and online is once, and so is what was added."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Feedback).where(is_counted()))


def said():
    return db.session.scalars(sa.select(Feedback).order_by(Feedback.id)).all()


def help_(**more):
    return {"words": "me no like it there", "face": "2", "age": "6-9", "support": ["wrote_down"], **more}


def words_on(page):
    return " ".join(tag.get_text(strip=True) for tag in page.select(".op-words__word"))


def test_a_worker_writes_a_childs_words_down_and_the_note_waits_apart(sign_in, here):
    pia = sign_in("Pia")
    pia.get(f"/say/{here.code}/with-help").says(
        "Once it is sent nobody can change their words. You cannot either."
    )
    form = help_(note="He flinched when Sam came in.", support=["wrote_down", "aac"], idempotency_key=KEY)
    pia.post(f"/say/{here.code}/with-help", form)
    first = words_on(pia.get(pia.location))
    assert len(first.split()) == 4
    pia.post(f"/say/{here.code}/with-help", form)
    assert words_on(pia.get(pia.location)) == first, "a second sending is the first, and changes no word"
    items = {item.kind: item for item in db.session.scalars(sa.select(TriageItem))}
    assert set(items) == {WordsKind.FEEDBACK, WordsKind.HELPER_NOTE}
    assert gate.texts_of(items[WordsKind.FEEDBACK], 1) == {"words": "me no like it there"}
    assert gate.texts_of(items[WordsKind.HELPER_NOTE], 1) == {"note": "He flinched when Sam came in."}
    sign_in("Sam").get(f"/desk/{items[WordsKind.FEEDBACK].public_id}", status=404)  # the note names Sam
    joy = sign_in("Joy")
    page = joy.post(f"/desk/{items[WordsKind.FEEDBACK].public_id}", status=200)
    page.says("me no like it there", "Pia", "communication aid (AAC)", "A helper’s own note")
    page.never_says("flinched")


def test_other_words_in_a_form_that_was_sent_are_kept_on_the_page_until_it_is_said_whose_they_are(
    sign_in, here
):
    pia, where = sign_in("Pia"), f"/say/{here.code}/with-help"
    form = help_(idempotency_key=KEY, note="He was calm.")
    pia.post(where, form)
    first = words_on(pia.get(pia.location))
    more = {**form, "words": "I like it there now"}
    page = pia.post(where, more, status=200)
    page.says("You have sent this form already, with other words", "not sent yet", "Whose words are these?")
    assert page.one("textarea[name=words]").get_text() == "I like it there now"
    assert len(said()) == 1
    for change in (
        {"note": "He was calm. Then he cried."},
        {"face": "1"},
        {"drawing": (io.BytesIO(drawn()), "drawing.png")},
    ):
        pia.post(where, {**form, **change}, status=200).says("with other words")
    for _ in range(2):
        pia.post(where, {**more, "again": "same"})
        page = pia.get(pia.location)
        assert words_on(page) == first
        page.says("Added beside the first words")
    assert (len(said()), voices()) == (2, 1)
    for _ in range(2):
        pia.post(where, {**more, "words": "too loud for me", "again": "other"})
        second = words_on(pia.get(pia.location))
        assert second != first
        assert len(second.split()) == 4
    assert (len(said()), voices()) == (3, 2)
    items = db.session.scalars(sa.select(TriageItem).order_by(TriageItem.id)).all()
    assert gate.texts_of(items[0], 1) == {"words": "me no like it there"}, "no word was changed"
    assert not any(one.released_at for one in items)


def test_a_note_that_worries_raises_the_childs_words_too(sign_in, here):
    sign_in("Pia").post(f"/say/{here.code}/with-help", help_(note="There are bruises on both arms."))
    assert {item.priority for item in db.session.scalars(sa.select(TriageItem))} == {Priority.HIGH}


def test_help_is_always_said(client, here):
    client.post(f"/say/{here.code}/with-help", help_(support=[]), status=200).says("Say what help they had")
    assert said() == []


def test_hard_case_23_the_original_is_kept_and_the_translator_is_no_relative(sign_in, here, work, cast):
    pia = sign_in("Pia")
    polish = help_(
        words="Boję się tam chodzić", translation="I am scared to go there", support=["interpreter"]
    )
    page = pia.post(
        f"/say/{here.code}/with-help", {**polish, "language": "Polish", "translator": "family"}, status=200
    )
    page.says("A relative or friend cannot be the translator")
    assert "Boję się tam chodzić" in page.one("textarea[name=words]").get_text()
    pia.post(f"/say/{here.code}/with-help", {**polish, "language": "Polish", "translator": "interpreter"})
    [one] = said()
    how = db.session.get_one(HowSaid, one.id)
    assert (how.language, how.translator, how.origin) == ("Polish", Translator.INTERPRETER, Origin.HELPED)
    assert item_of(one).priority is Priority.HIGH, "the translation is screened as well"
    sign_in("Sam").post(f"/desk/{item_of(one).public_id}", status=200).says(
        "Boję się tam chodzić",
        "I am scared to go there",
        "In English, by somebody else",
        "a trained interpreter",
    )
    with work():
        decide(cast, one)
    [released] = ReleasedFeedback().page()
    assert (released.words, released.translation) == ("Boję się tam chodzić", "I am scared to go there")


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
        decide(cast, one, letting=Letting.RELEASE_CHANGED, changed={"more": "A neighbour shouts"})
    client.post("/comeback/correct", {"words": "It is very dark"})
    assert gate.texts_of(item_of(one), 1) == {"words": "It is very dark", "more": "A neighbour shouts"}


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
