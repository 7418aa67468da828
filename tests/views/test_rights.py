"""Asking, answering, keeping and closing: the pages."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.unit_of_work import unit_of_work
from models.people import User
from participation.rules.people import Actor
from participation.rules.theme_checks import CheckView
from participation.rules.themes import Shanarri
from participation.rules.told import Means
from participation.services import coming_back, glass, retention, theme_checks, themes, told, triage
from tests.voice_made import a_drawing, a_listening, decide, item_of, somebody_says

ASK = {"ask": "see", "asker": "parent", "words": "What did my child say?", "reach": "Ring me."}


def names() -> set[str]:
    return set(db.session.scalars(sa.select(User.name)))


def test_anybody_asks_and_the_officer_answers(client, sign_in):
    client.get("/privacy").one('a[href="/privacy/ask"]')
    client.post("/privacy/ask", {**ASK, "reach": ""}, status=200).says("Write how we can answer you")
    client.post("/privacy/ask", ASK, follow=True).says("We have it. Your reference is", "We answer by")
    orla = sign_in("Orla")
    orla.get("/").says("One person waits for an answer about data")
    page = orla.get("/data-requests")
    page = orla.get(page.select(".op-table a")[0]["href"])
    page.says("The safeguarding desk reads it first", "Nobody has asked them yet")
    page.never_says("What did my child say?")
    address = page.select('form[action$="/decide"]')[0]["action"]
    yes = {"verdict": "granted", "answer": "Here is everything that we have."}
    orla.post(address, yes, status=200).says("Ask the young person first")


def test_coming_back_shows_what_is_kept_without_the_words(client, work, cast):
    with work():
        _, back = somebody_says(a_listening(cast), "It is dark by the gate", age="10-12")
    client.get("/comeback/about", 303)
    client.post("/comeback", {"words": back})
    client.get("/comeback/answer").one('a[href="/comeback/about"]')
    page = client.get("/comeback/about")
    page.says("10 to 12", "have opened it 0 times", "Ask to see it, change it or erase it", "0800 1111")
    page.never_says("It is dark by the gate")


def test_an_account_is_closed_by_its_owner_in_two_taps(sign_in, client):
    ben = sign_in("Ben")
    ben.get("/about-me").says("You sign in as ben@alderbrook.example", "Times you signed in")
    ben.get("/about-me/close").says("You cannot undo this.")
    ben.post("/about-me/close", {}, follow=True).says("Your account is closed.")
    client.post("/sign-in", {"name": "ben@alderbrook.example", "words": "a-quiet-acorn-grows"}, status=200)
    with unit_of_work():
        retention.run_due(now())
    assert names() & {"Ben", "Somebody who left"} == {"Somebody who left"}
    sign_in("Carol").post("/about-me/close", {}, status=409).says("You hold a seat or a post.")


@pytest.mark.parametrize("name", ["Orla", "Olu"])
def test_what_is_kept_and_erased_is_on_one_page(sign_in, name):
    page = sign_in(name).get("/retention")
    page.says(
        "Words that were referred, or an emergency", "25 years", "Nothing is held.", "Limitation Act 1980"
    )
    assert bool(page.select('form[action="/retention/hold"]')) is (name != "Olu")


def test_a_hold_is_placed_and_ended(sign_in, work, cast, at):
    with work():
        said, _ = somebody_says(a_listening(cast), "It is dark by the gate")
        public_id = said.public_id
    sam = sign_in("Sam")
    form = {
        "thing": "feedback", "thing_id": public_id, "reason": "A review asks for this.",
        "look_again_on-day": "1", "look_again_on-month": "6", "look_again_on-year": "2099",
    }  # fmt: skip
    sam.post("/retention/hold", {**form, "thing_id": "nothing"}, status=200).says("There is no such record.")
    page = sam.post("/retention/hold", form, follow=True)
    page.says("It is held.", "A review asks for this.")
    sign_in("Orla").get("/retention").never_says("A review asks for this.")
    end = page.select('a[href^="/retention/holds/"]')[0]["href"]
    sam.post(end, {"why": "The review is over."}, follow=True).says("The hold has ended.")


def test_what_is_kept_names_what_was_added_and_is_not_taken_back_twice(client, work, cast):
    with work():
        _, back = somebody_says(a_listening(cast), "It is dark by the gate")
    client.post("/comeback", {"words": back})
    client.get("/comeback/add")
    client.post("/comeback/add", {"words": "And by the pond"})
    page = client.get("/comeback/about")
    page.says("You added something 1 time", "Take it back now")
    page.never_says("And by the pond")
    client.post("/comeback/take-back")
    page = client.get("/comeback/about")
    page.says("You have taken it back")
    page.never_says("Take it back now")
    for say_more in ("/comeback/add", "/comeback/correct"):
        client.get(say_more, 303)


def test_with_four_words_one_asks_without_saying_who_one_is_and_reads_the_answer(client, work, cast, sign_in):
    with work():
        said, back = somebody_says(a_listening(cast), "It is dark by the gate")
        decide(cast, said)
    mine = {"ask": "erase", "asker": "themselves", "words": "Please erase it all.", "reach": ""}
    client.post("/privacy/ask", mine, status=200).says("Write how we can answer you")
    client.post("/comeback", {"words": back})
    client.get("/privacy/ask").says("You need not say who you are", "You can leave this empty")
    client.post("/privacy/ask", mine, follow=True).says(
        "We have it. We answer by", "What you asked for", "Have something erased"
    )
    orla = sign_in("Orla")
    page = orla.get(orla.get("/data-requests").select(".op-table a")[0]["href"])
    page.says("Yes, or part of it, starts the erasing", "They read your answer when they come back")
    answer = "Yes. We erase all of it within the hour."
    address = page.select('form[action$="/decide"]')[0]["action"]
    orla.post(address, {"verdict": "granted", "answer": answer})
    client.get("/comeback/about").says(answer, "You have taken it back")
    with unit_of_work():
        retention.run_due(now())
    client.get("/comeback/about", 303)
    client.get("/comeback").says("Welcome back")


def test_what_is_kept_names_everything_that_was_said_and_made_and_everybody_who_read_it(client, work, cast):
    with work():
        here = a_listening(cast)
        said, back = somebody_says(here, "")
        drawing = a_drawing(cast, said, released=False)
        told.choose(Actor.nobody(), said, Means.WORKER, cast("Pia").public_id)
        gathering = themes.make(cast("Pia"), themes.NewTheme("Swings", Shanarri.SAFE))
        decide(cast, said)
        themes.add(cast("Pia"), gathering, [said.public_id])
        triage.open_item(cast("Sam"), item_of(drawing).public_id)
        asked = glass.ask(
            cast("Ada"), item_of(drawing).public_id, "Nobody answers the telephone at the desk."
        )
        glass.answer(cast("Olu"), asked.public_id, yes=True)
        glass.read(cast("Ada"), asked.public_id)
    client.post("/comeback", {"words": back})
    page = client.get("/comeback/about")
    page.says(
        "Locked away: your drawing.",
        "A worker I choose tells me: Pia",
        "have opened it 1 time",
        "has opened it 1 time",
        "It is in no pack for anybody else.",
    )
    page.never_says("We keep no words of yours")
    with work():
        coming_back.add(said.public_id, "And by the pond", "k1")
        theme_checks.ask(cast("Pia"), gathering)
        theme_checks.give(
            cast("Asha"), theme_checks.get_to_check(cast("Asha"), gathering.public_id), CheckView.MEANT, ""
        )
        themes.send(cast("Pia"), gathering, cast("Rhona").public_id)
    page = client.get("/comeback/about")
    page.says(
        "Locked away: your words and your drawing.", "It is in a pack for somebody who can change things."
    )
    client.post("/comeback/take-back")
    page = client.get("/comeback/about")
    page.says("It is in no pack for anybody else.", "You have taken it back.")
