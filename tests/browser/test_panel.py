"""A panel reads, advises, and reads the answer: on a phone, by keyboard, with an adult beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.clock import now
from app.times import local_date
from commissioning.rules.packs import NewPack
from commissioning.services import packs
from tests.browser.hands import follow, press
from tests.co_design_made import desk_reads
from tests.decisions_made import ELSE, WHY, a_counted_round, proposal
from tests.proposals_made import actor

ANSWER = "You said the quay is too far. A minibus from Millfield is now part of it."
CAREFUL = "One part is about a road accident."


@pytest.fixture
def look(axe, no_overflow, screenshot) -> Callable[[Page, str], None]:
    """Every page met is checked by axe, fits the screen, and is kept as a picture."""

    def looked(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"panel-{name}")

    return looked


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
        )
        if named.startswith(name):
            return
    raise AssertionError(f"{name} was not reached by keyboard on {page.url}")


def enter(page: Page) -> None:
    """Press Enter on what has the focus, and be on the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_panel_reads_advises_and_reads_the_answer(open_page, look, work):
    with work():
        a_counted_round()
        reply_on = local_date(now()) + timedelta(days=7)
        words = {
            "asked": "Bikes to borrow at the quay.",
            "money": "It asks for £400 from our pot.",
            "careful": CAREFUL,
        }
        packs.write(actor("Carol"), proposal(), NewPack(**words, reply_on=reply_on))
        address = proposal().public_id
    asha = open_page("Asha", width=320)
    asha.goto("/")
    look(asha, "home")
    tab_to(asha, "What do you think of “Bike library”?")
    enter(asha)
    expect(asha.get_by_text(CAREFUL)).to_be_visible()
    look(asha, "pack")
    tab_to(asha, "Say what you think")
    enter(asha)
    look(asha, "own-view")
    tab_to(asha, "Yes, support it")
    for _ in range(3):
        asha.keyboard.press("ArrowDown")
    expect(asha.get_by_label("No, do not support it")).to_be_checked()
    tab_to(asha, "Why?")
    asha.keyboard.type("It is too far away for most of us.")
    tab_to(asha, "Send my advice")
    enter(asha)
    expect(asha.get_by_text("part of the decision")).to_be_visible()

    tomos = open_page("Tomos", width=320)
    tomos.goto(f"/proposals/{address}/pack")
    expect(tomos.get_by_text("You see what others think once you have said what you think.")).to_be_visible()
    tomos.get_by_text("Ask something").click()
    tomos.get_by_label("What do you want to know?").fill("Who mends them?")
    press(tomos, "Send my question")
    press(tomos, "Leave this one out")
    expect(tomos.get_by_text("You have left this one out.")).to_be_visible()
    with work():
        desk_reads()
    _the_officer_answers_and_noor_decides(open_page, look, address)

    asha.goto("/")
    tab_to(asha, "An answer came back: “Bike library”")
    enter(asha)
    expect(asha.get_by_text(ANSWER)).to_be_visible()
    look(asha, "answer")
    tab_to(asha, "Yes, it makes sense")
    asha.keyboard.press("Space")
    tab_to(asha, "Tell them")
    enter(asha)
    expect(asha.get_by_text("Thank you for saying so.")).to_be_visible()
    look(asha, "answers")


def _the_officer_answers_and_noor_decides(open_page, look, address: str) -> None:
    carol, noor = open_page("Carol", width=1280), open_page("Noor", width=1280)
    carol.goto("/")
    follow(carol, "A young advisor asks something")
    carol.get_by_label("Your answer").fill("Quay Wheels mends them on Saturdays.")
    look(carol, "question")
    press(carol, "Answer")
    noor.goto(f"/decide/{address}")
    noor.get_by_label("Adopt it").check()
    noor.get_by_label("Your reasons").fill(WHY)
    noor.get_by_label("What else did you think about?").fill(ELSE)
    noor.get_by_label("In part", exact=True).check()
    noor.get_by_label("Your answer to the young advisors").fill(ANSWER)
    press(noor, "Decide and publish")
    expect(noor.get_by_text("is in the register as")).to_be_visible()


def test_somebody_joins_with_a_card_and_their_worker_looks_after_who_supports_whom(open_page, look, work):
    pia, jade = open_page("Pia", width=1280), open_page(width=320)
    pia.goto("/panel")
    look(pia, "worker")
    follow(pia, "Invite somebody")
    look(pia, "invite")
    pia.get_by_label("Young advisor", exact=True).check()
    pia.get_by_label("What are they called?").fill("Jade")
    pia.get_by_label("13 to 15").check()
    typed = (local_date(now()) + timedelta(days=20)).strftime("%d %m %Y").split()
    for part, text in zip(("Day", "Month", "Year"), typed, strict=True):
        pia.get_by_label(part, exact=True).fill(text)
    pia.get_by_label("Leah", exact=True).check()
    press(pia, "Make the card")
    look(pia, "card")
    words = " ".join(pia.locator(".op-words__word").all_text_contents())
    jade.goto("/join")
    look(jade, "join")
    jade.get_by_label("Your four words").fill(words)
    press(jade, "Go on")
    look(jade, "invited")
    jade.get_by_label("Yes, I would like to").check()
    press(jade, "Send my answer")
    own = " ".join(jade.locator(".op-words__word").all_text_contents())
    look(jade, "joined")
    follow(jade, "Sign in")
    jade.get_by_label("name", exact=False).first.fill("jade")
    jade.locator("input[name=words]").fill(own)
    press(jade, "Sign in")
    jade.goto("/panel")
    look(jade, "member")
    follow(jade, "Read what changes and what stays")
    expect(
        jade.get_by_text("You can vote in rounds that are open to people aged 16 and over.")
    ).to_be_visible()
    look(jade, "you")
    pia.goto("/checks")
    look(pia, "checks")


def test_a_worker_asks_the_panel_anything_and_the_leader_answers_it(open_page, look, work):
    pia = open_page("Pia", width=1280)
    pia.goto("/panel")
    follow(pia, "Questions to the panel, and asking a new one")
    follow(pia, "Ask the panel something")
    pia.get_by_label("What is it about, in a few words?").fill("A room by the quay")
    pia.get_by_label("What is asked", exact=True).fill(
        "The reconfiguration of universal provision necessitates additional consideration."
    )
    pia.get_by_label("Noor").check()
    due = local_date(now()) + timedelta(days=8)
    for part, typed in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        pia.get_by_label(part, exact=True).fill(str(typed))
    press(pia, "Give it to the young advisors")
    expect(pia.get_by_role("link", name="This suits a reader of about")).to_be_visible()
    look(pia, "question-too-hard")
    pia.get_by_label("What is asked", exact=True).fill("We may open a room by the quay. It would be yours.")
    press(pia, "Give it to the young advisors")
    where = pia.url

    for name, words in (
        ("Asha", "It is warm there in the winter."),
        ("Tomos", "It must be open on Sundays."),
    ):
        phone = open_page(name, width=320)
        phone.goto("/")
        follow(phone, "What do you think about “A room by the quay”?")
        expect(
            phone.get_by_text("You see what others think once you have said what you think.")
        ).to_be_visible()
        phone.get_by_label("Yes, support it", exact=True).check()
        phone.get_by_label("Why?").fill(words)
        if name == "Asha":
            look(phone, "question")
        press(phone, "Send what I think")
        expect(phone.get_by_text("Thank you. Somebody reads it first")).to_be_visible()
    with work():
        desk_reads()
    noor = open_page("Noor", width=320)
    noor.goto(f"{where}/answer")
    expect(noor.get_by_text("It must be open on Sundays.")).to_be_visible()
    noor.get_by_label("Yes, I follow it").check()
    noor.get_by_label("Your answer").fill("You said yes, and that Sundays matter. So we rent it.")
    look(noor, "question-to-answer")
    press(noor, "Answer them")
    phone.goto(where)
    expect(phone.get_by_text("The decision follows their advice.")).to_be_visible()
    look(phone, "question-answered")
