"""Voice in a real browser: an old phone with no script, and the way to the answer, with axe at 320 pixels."""

from __future__ import annotations

import pytest

from tests.browser.hands import follow, press
from tests.voice_made import a_listening


@pytest.fixture
def here(work, cast):
    with work():
        made = a_listening(cast, more_question="What one thing would make it better?")
    return made.code


def say(page, code, axe, no_overflow):
    """A child says something; every page on the way is checked."""

    def check():
        axe(page)
        no_overflow(page)

    page.goto(f"/say/{code}")
    check()
    press(page, "Start")
    check()
    page.get_by_role("radio", name="Bad", exact=True).check()
    press(page, "Next")
    check()
    page.get_by_role("textbox").fill("It is dark by the gate, and Zebedeequux fell.")
    press(page, "Next")
    page.reload()
    press(page, "Skip")
    check()
    page.get_by_text("It is dark by the gate").wait_for()
    page.get_by_role("radio", name="10 to 12").check()
    press(page, "Send it")
    check()
    return " ".join(page.locator(".op-words__word").all_inner_texts())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_child_says_something_on_a_phone(open_page, here, axe, no_overflow, script):
    # axe needs script to look, so without script only the journey itself is walked
    page = open_page(width=320, script=script)
    words = say(page, here, axe if script else (lambda _: None), no_overflow if script else (lambda _: None))
    assert len(words.split()) == 4


def test_from_a_childs_words_to_the_answer(open_page, here, axe, no_overflow):
    words = say(open_page(width=320), here, axe, no_overflow)

    sam = open_page("Sam", width=320)
    sam.goto("/desk")
    axe(sam)
    no_overflow(sam)
    press(sam, "Open the next one")
    sam.get_by_text("It is dark by the gate, and Zebedeequux fell.").first.wait_for()
    axe(sam)
    no_overflow(sam)
    sam.get_by_role("radio", name="No concern").check()
    sam.get_by_role("textbox", name="Why?").fill("About the place. A friend's name is taken out.")
    sam.get_by_role("radio", name="Release them with words taken out").check()
    sam.get_by_role("textbox", name="The words to release instead").fill(
        "It is dark by the gate, and [name] fell."
    )
    press(sam, "Record this and go on")
    sam.get_by_role("heading", name="Nothing is waiting").wait_for()

    pia = open_page("Pia")
    pia.goto("/themes/new")
    axe(pia)
    pia.get_by_role("textbox", name="What do they say").fill("It is dark by the gate")
    pia.get_by_role("radio", name="Safe").check()
    pia.get_by_role("radio", name="Millfield").check()
    press(pia, "Make it")
    pia.get_by_role("checkbox", name="It is dark by the gate, and [name] fell.").check()
    axe(pia)
    press(pia, "Add what you ticked")
    pia.goto("/themes")
    axe(pia)
    follow(pia, "It is dark by the gate")
    axe(pia)
    press(pia, "Ask them")

    asha = open_page("Asha", width=320)
    asha.goto("/themes/checks")
    axe(asha)
    follow(asha, "It is dark by the gate")
    asha.get_by_text("It is dark by the gate, and [name] fell.").wait_for()
    axe(asha)
    no_overflow(asha)
    asha.get_by_role("radio", name="That is what we mean").check()
    press(asha, "Say it")

    pia.reload()
    axe(pia)
    pia.get_by_role("radio", name="Rhona").check()
    press(pia, "Send it to them")

    rhona = open_page("Rhona", width=320)
    rhona.goto("/answers/packs")
    axe(rhona)
    follow(rhona, "It is dark by the gate")
    press(rhona, "I have this, and it is mine to answer")
    axe(rhona)
    no_overflow(rhona)
    rhona.get_by_role("radio", name="We did").check()
    rhona.get_by_role("textbox", name="How can people see").fill("Go and look")
    rhona.get_by_role("textbox", name="Your answer").fill("A lamp was put up by the gate.")
    rhona.get_by_role("textbox", name="The same answer").fill("There is a new lamp by the gate.")
    rhona.get_by_role("radio", name="changed what happens").check()
    press(rhona, "Give this answer")

    child = open_page(width=320)
    child.goto("/comeback")
    axe(child)
    child.get_by_role("textbox").fill(words)
    press(child, "See what happened")
    child.get_by_text("There is a new lamp by the gate.").wait_for()
    axe(child)
    no_overflow(child)
    child.get_by_role("radio", name="A bit").check()
    press(child, "Tell us")
    child.get_by_text("You said: A bit.").wait_for()
    child.goto("/answers")
    axe(child)
    child.get_by_text("A lamp was put up by the gate.").wait_for()


def test_the_poster_leads_to_the_question(open_page, here, axe, no_overflow):
    page = open_page(width=320)
    page.goto("/say")
    axe(page)
    no_overflow(page)
    page.get_by_role("textbox").fill(here.replace("-", " ").upper())
    press(page, "Go")
    page.get_by_text("Millfield Park").first.wait_for()
    follow(page, "Get help")
