"""Saying it, as people do: a six-year-old at a shared tablet, by keyboard alone, a parent, a helper, a hall offline."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.db import db
from models.feedback import Feedback
from models.saying import SaidMedia
from models.triage import TriageItem
from participation.rules.gate import Priority
from participation.rules.people import AgeBand
from participation.rules.ways import Way
from tests.browser.hands import follow, press
from tests.voice_made import a_listening


@pytest.fixture
def here(work, cast):
    with work():
        made = a_listening(
            cast, ways=(Way.FACES, Way.SYMBOLS, Way.WRITE, Way.DRAW), age_bands=(AgeBand.SIX_TO_NINE,)
        )
    return made.code


def many(what):
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(what))


def test_a_six_year_old_says_unsafe_with_pictures_at_a_shared_tablet(open_page, here, axe, no_overflow):
    tablet = open_page("Pia", width=320)
    tablet.goto(f"/say/{here}/tablet")
    axe(tablet)
    press(tablet, "Set out this tablet")
    axe(tablet)
    no_overflow(tablet)
    press(tablet, "Start my turn")
    tablet.get_by_role("radio", name="Very bad").check()
    press(tablet, "Next")
    tablet.get_by_role("checkbox", name="Not safe").check()
    axe(tablet)
    no_overflow(tablet)
    press(tablet, "Next")
    axe(tablet)
    press(tablet, "Skip this and send")
    words = tablet.locator(".op-words__word").all_inner_texts()
    assert len(words) == 4
    follow(tablet, "I have written them down")
    expect(tablet.get_by_role("button", name="Start my turn")).to_be_visible()
    tablet.go_back()
    expect(tablet.get_by_role("button", name="Start my turn")).to_be_visible()
    for word in words:
        expect(tablet.get_by_text(word, exact=True)).to_have_count(0)
    db.session.rollback()
    item = db.session.scalars(sa.select(TriageItem)).one()
    assert item.priority is Priority.HIGH
    assert {"picture_of_harm", "young_and_saddest"} <= set(item.raised_by)


def test_a_drawing_made_on_the_page_is_sent(open_page, here, axe, no_overflow):
    child = open_page(width=320)
    child.goto(f"/say/{here}/3")
    press(child, "Start")
    press(child, "Skip")
    press(child, "Skip")
    child.locator("summary", has_text="Draw it").click()
    sheet = child.locator("canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    child.get_by_role("button", name="Red").click()
    child.mouse.move(box["x"] + 20, box["y"] + 20)
    child.mouse.down()
    child.mouse.move(box["x"] + 120, box["y"] + 90, steps=4)
    child.mouse.up()
    axe(child)
    no_overflow(child)
    child.wait_for_function("document.querySelector('[data-draw] input[type=file]').files.length === 1")
    press(child, "Send it")
    assert many(SaidMedia) == 1


def test_a_fourteen_year_old_says_it_and_comes_back_by_keyboard_alone(
    open_page, work, cast, axe, no_overflow
):
    with work():
        code = a_listening(cast, ways=(Way.WHEEL, Way.WRITE), age_bands=(AgeBand.THIRTEEN_TO_FIFTEEN,)).code
    page = open_page(width=320)
    page.goto(f"/say/{code}")
    enter(page, "Start")
    page.get_by_role("radio", name="Not good").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Not good").first).to_be_checked()
    axe(page)
    no_overflow(page)
    enter(page, "Next")
    page.get_by_role("textbox").focus()
    page.keyboard.type("The corridor by the gym is not OK")
    enter(page, "Send it")
    words = " ".join(page.locator(".op-words__word").all_inner_texts())
    page.goto("/comeback")
    page.get_by_role("textbox").focus()
    page.keyboard.type(words)
    enter(page, "See what happened")
    axe(page)
    no_overflow(page)
    page.get_by_role("link", name="Add something").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    axe(page)
    page.get_by_role("textbox").focus()
    page.keyboard.type("It is worse on Fridays")
    enter(page, "Send it")
    expect(page.get_by_text("We have what you added.")).to_be_visible()
    page.goto("/comeback/told")
    axe(page)
    no_overflow(page)
    page.get_by_role("radio", name="A worker I choose tells me").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Pia").focus()
    page.keyboard.press("Space")
    axe(page)
    enter(page, "Keep this")
    expect(page.get_by_text("We have kept that.")).to_be_visible()
    page.goto("/comeback/take-back")
    axe(page)
    no_overflow(page)


def enter(page, button):
    """Go to a button and press Enter, without a mouse."""
    page.get_by_role("button", name=button, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_parent_says_it_on_an_old_phone_with_no_script(open_page, here):
    page = open_page(width=320, script=False)
    page.goto(f"/say/{here}")
    press(page, "I am a parent or carer")
    page.get_by_role("textbox").fill("She dreads the gate in the dark")
    press(page, "Next")
    page.get_by_role("radio", name="6 to 9").check()
    press(page, "Send it")
    expect(page.locator(".op-words__word")).to_have_count(4)


def test_a_worker_writes_for_a_child(open_page, here, axe, no_overflow):
    pia = open_page("Pia", width=320)
    pia.goto(f"/say/{here}/with-help")
    axe(pia)
    no_overflow(pia)
    press(pia, "Send it")
    axe(pia)
    pia.get_by_role("textbox", name="Their own words").fill("no like big kids")
    pia.get_by_role("checkbox", name="I wrote down what they said").check()
    pia.get_by_role("textbox", name="Your own note").fill("He was calm and sure.")
    press(pia, "Send it")
    axe(pia)
    expect(pia.locator(".op-words__word")).to_have_count(4)


def test_hard_case_30_a_hall_with_no_signal_keeps_turns_and_sends_them_once(
    open_page, watch, here, axe, no_overflow
):
    tablet = open_page(width=320, offline=True)
    tablet.goto(f"/say/{here}/hall")
    axe(tablet)
    no_overflow(tablet)
    tablet.wait_for_function(
        "caches.open('our-part-hall').then((shelf) => shelf.keys()).then((kept) => kept.length > 5)"
    )
    tablet.reload()
    with watch.expecting("ERR_"):
        tablet.context.set_offline(True)
        tablet.reload()
        tablet.get_by_role("textbox", name="Tell us more").fill("It echoes in here")
        tablet.get_by_role("checkbox", name="Too loud").check()
        tablet.get_by_role("button", name="Send it").click()
        expect(tablet.get_by_role("button", name="Next person")).to_be_visible()
        words = tablet.locator(".op-words__word").all_inner_texts()
        assert all(words)
        kept = tablet.evaluate(
            "new Promise((done) => { const asked = indexedDB.open('our-part-hall'); asked.onsuccess = () => {"
            " const all = asked.result.transaction('waits').objectStore('waits').getAll();"
            " all.onsuccess = () => done(new TextDecoder().decode(all.result[0].locked.sealed)); }; })"
        )
        assert "echoes" not in kept
        assert many(Feedback) == 0
        tablet.get_by_role("button", name="Next person").click()
        expect(tablet.get_by_text("1 turn waits on this tablet to be sent.")).to_be_visible()
        with tablet.expect_event("requestfailed"):  # the next child leaves fast; nobody's word goes with it
            tablet.get_by_role("link", name="Leave now").click()
    tablet.context.set_offline(False)
    with tablet.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        tablet.goto(f"/say/{here}/hall")
    expect(tablet.get_by_text("1 turn waits on this tablet to be sent.")).to_have_count(0)
    tablet.reload()
    assert many(Feedback) == 1
    back = open_page(width=320)
    back.goto("/comeback")
    back.get_by_role("textbox").fill(" ".join(words))
    press(back, "See what happened")
    expect(back.get_by_text("We have it, and it waits to be read.")).to_be_visible()
