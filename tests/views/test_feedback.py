"""Saying something and coming back: the pages, with no script."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.security import LARGEST_REQUEST
from models.feedback import Feedback
from participation.rules.feedback import LONGEST
from tests.voice_made import a_listening

SAFE = "People whose job is to keep children safe read this first. If you are in danger we cannot keep it to ourselves."


@pytest.fixture
def here(work, cast):
    with work():
        made = a_listening(cast)
    return made.code


def say(client, code, *answers):
    client.post(f"/say/{code}", {"route": "child"})
    for number, answer in enumerate(answers, 1):
        client.post(f"/say/{code}/{number}", {"answer": answer, "go": "next" if answer else "skip"})
    return client.get(f"/say/{code}/card")


def words_on(page):
    return [tag.get_text(strip=True) for tag in page.select(".op-words__word")]


def test_a_child_says_something_and_is_given_four_words(client, here):
    page = say(client, here, "4", "The swings squeak", "10-12")
    assert len(words_on(page)) == 4
    said = db.session.scalars(sa.select(Feedback)).one()
    assert (said.face, said.age_band, said.route) == (4, "10-12", "child")


@pytest.mark.parametrize("path", ["", "/1", "/2", "/3", "/card"])
def test_every_page_says_who_reads_and_whom_to_ring(client, here, path):
    client.get(f"/say/{here}").says(SAFE)
    client.post(f"/say/{here}", {"route": "child"})
    if path == "/card":
        say(client, here, "4", "The swings squeak", "10-12")
    page = client.get(f"/say/{here}{path}")
    page.says("999", "0800 1111", "01632 960 100")
    if path != "/card":
        page.says(SAFE)


def test_a_second_tap_gives_the_same_words_and_keeps_one(client, here):
    first = words_on(say(client, here, "4", "The swings squeak", "10-12"))
    client.post(f"/say/{here}/3", {"answer": "10-12", "go": "next"})
    assert words_on(client.get(f"/say/{here}/card")) == first
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 1


def test_a_reload_and_going_back_lose_nothing(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    client.post(f"/say/{here}/1", {"answer": "2", "go": "next"})
    client.post(f"/say/{here}/2", {"answer": "It is dark by the gate", "go": "next"})
    assert "It is dark by the gate" in client.get(f"/say/{here}/2").one("textarea").get_text()
    client.get(f"/say/{here}/3").says("It is dark by the gate", "Bad")
    client.get(f"/say/{here}").says("Carry on", "Start new")


def test_words_typed_after_the_draft_is_gone_are_kept(app, client, here):
    client.post(f"/say/{here}/2", {"answer": "It is dark by the gate", "go": "next", "route": "child"})
    assert "It is dark by the gate" in client.get(f"/say/{here}/2").one("textarea").get_text()


@pytest.mark.parametrize(
    ("finished", "says"),
    [(True, "You have sent this already, and we have it"), (False, "If you have pressed Send")],
)
def test_the_last_page_again_after_all_is_sent_frightens_nobody(client, here, finished, says):
    if finished:
        say(client, here, "4", "The swings squeak", "10-12")
        client.post(f"/say/{here}/finish")
    page = client.post(f"/say/{here}/3", {"answer": "10-12", "go": "next"}, follow=True)
    page.says(says, "Start")
    page.never_says("not told us anything", "There is a problem")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == finished


def test_skipping_everything_is_met_kindly(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    for number in (1, 2):
        client.post(f"/say/{here}/{number}", {"go": "skip"})
    client.post(f"/say/{here}/3", {"go": "skip"}, status=200).says("You have not told us anything yet.")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 0


def test_too_much_is_kept_in_the_box_with_a_kind_message(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    page = client.post(f"/say/{here}/2", {"answer": "a" * 100_000, "go": "next"}, status=200)
    page.says("Your words are still here")
    assert len(page.one("textarea").get_text()) == 100_000 > LONGEST


def test_a_parent_writes_and_sees_no_faces(client, here):
    client.post(f"/say/{here}", {"route": "parent"})
    page = client.get(f"/say/{here}/1")
    page.says("How is the park for you?")
    assert not page.select(".op-faces")
    client.get(f"/say/{here}/2").says("How old is your child?")


def test_the_next_child_on_the_tablet_starts_clean(client, here):
    words = words_on(say(client, here, "4", "The swings squeak", "10-12"))
    client.post(f"/say/{here}/finish")
    page = client.get(f"/say/{here}/card", status=302)
    page.never_says(" ".join(words))  # one alone may be in the listing's own address


def test_titles_and_addresses_say_nothing_of_what_it_is_about(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    for path in ("", "/1", "/2", "/3"):
        title = client.get(f"/say/{here}{path}").title.get_text()
        assert "park" not in title.lower()


def test_a_closed_listening_says_so_and_offers_another(client, work, cast, here):
    with work():
        closed = a_listening(cast, closes_at=now() + timedelta(hours=1), title="The old pool")
        closed.closes_at = now() - timedelta(minutes=1)
        code = closed.code
    page = client.get(f"/say/{code}")
    page.says("This one has finished", "Millfield Park", "0800 1111")
    client.post(f"/say/{code}", {"route": "child"}, status=409).says("This listening has closed.")


def test_nobody_on_duty_is_said_and_it_is_kept(client, work, cast, here, at):
    from models.people import User

    with work():
        for user in db.session.scalars(sa.select(User).where(User.name.in_(("Sam", "Joy")))):
            user.is_active = False
    client.get(f"/say/{here}").says(
        "Nobody is here to read just now.", "We keep what you say until somebody is back."
    )
    say(client, here, "1", "he hits me", "6-9")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 1


def test_at_night_the_page_says_when_somebody_will_be_back(client, work, cast, at):
    with at("2026-11-21 20:00"):
        with work():
            code = a_listening(cast).code
        for path in ("", "/tablet", "/with-help"):
            client.get(f"/say/{code}{path}").says(
                "Nobody is here to read just now.", "Monday 23 November 2026"
            )
        client.get(f"/say/{code}/hall").says("Nobody reads at night or at the weekend.")
        client.post(f"/say/{code}/tablet")
        client.get(f"/say/{code}/tablet").says("Start my turn", "Nobody is here to read just now.")


def test_the_words_are_not_in_the_database(client, here):
    words = " ".join(words_on(say(client, here, "4", "The swings squeak", "10-12")))
    dump = " ".join(
        str(row)
        for table in ("feedback", "feedback_drafts", "submissions", "audit_events", "triage_items")
        for row in db.session.execute(sa.text(f"SELECT * FROM {table}"))
    )
    assert words not in dump
    assert "squeak" not in dump


@pytest.mark.parametrize("path", ["/say/no-such", "/say/no-such/tablet", "/comeback/nothing"])
def test_a_wrong_address_on_a_poster_is_still_a_childs_page(client, path):
    page = client.get(path, 404)
    page.says("Leave now", "0800 1111", "Come back for your answer")
    page.never_says("sign in")


def test_too_big_a_picture_is_met_kindly(client, here):
    client.post(f"/say/{here}", {"route": "child"})
    page = client.post(f"/say/{here}/2", {"answer": "a" * (LARGEST_REQUEST + 1)}, status=413)
    page.says("too big for us", "Leave now", "0800 1111")
    page.never_says("megabytes")


@pytest.mark.parametrize("path", ["/privacy", "/privacy/ask", "/answers", "/heard"])
def test_what_a_childs_page_leads_to_can_be_left_fast(client, path):
    client.get(path).one('a[href="/leave"]')
