"""Written down for somebody by a helper: word for word, once, with the helper's note apart."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from app.db import db
from models.saying import HowSaid
from models.triage import TriageItem
from participation.rules.feedback import Origin
from participation.rules.gate import Priority, WordsKind
from participation.rules.support import Translator
from participation.rules.ways import Way
from participation.services import gate
from participation.services.released import ReleasedFeedback
from tests.attachments_made import drawn
from tests.voice_made import a_listening, decide, item_of
from tests.whole_made import KEY, said, voices, words_on


@pytest.fixture
def here(work, cast):
    with work():
        return a_listening(cast, ways=tuple(Way), statements=("I feel safe here",))


def help_(**more):
    return {"words": "me no like it there", "face": "2", "age": "6-9", "support": ["wrote_down"], **more}


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


def test_words_are_taken_out_of_a_translation_that_came_with_them(sign_in, here):
    """By the one decision that lets them go, and again once they are out."""
    polish = help_(
        words="Boję się tam", translation="I fear Zebedee by the old gate", support=["interpreter"]
    )
    sign_in("Pia").post(
        f"/say/{here.code}/with-help", {**polish, "language": "Polish", "translator": "interpreter"}
    )
    sam, number = sign_in("Sam"), item_of(said()[0]).public_id
    page = sam.post(f"/desk/{number}", status=200)
    assert page.one("form#decision textarea[name=translation]").get_text() == "I fear Zebedee by the old gate"
    answer = {
        "after": "0",
        "outcome": "no_concern",
        "rationale": "Two friends; talked through.",
        "words": "Boję się tam",
    }
    asked = {**answer, "go": "suggest", "letting": "keep", "translation": "I fear Zebedee by the old gate"}
    page = sam.post(f"/desk/{number}/decision", asked, status=200)
    cut = page.one("form#decision textarea[name=translation]").get_text()
    assert cut == "I fear [a name] by the old gate"
    sam.post(f"/desk/{number}/decision", {**answer, "letting": "release_changed", "translation": cut})
    [released] = ReleasedFeedback().page()
    assert (released.words, released.translation) == ("Boję się tam", cut)
    wish = {
        "after": "1",
        "words": "Boję się tam",
        "why": "It shows which gate.",
        "translation": "I fear [a name]",
    }
    sam.post(f"/desk/{number}/take-out", wish)
    [released] = ReleasedFeedback().page()
    assert (released.words, released.translation) == ("Boję się tam", "I fear [a name]")
