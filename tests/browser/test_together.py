"""A young group from an idea to sending it in, on a phone and by keyboard alone; then its check and their advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from app.clock import now
from commissioning.rules.advice import View
from commissioning.rules.reviews import Check
from commissioning.services import advice, proposals_drafts
from tests.browser.hands import follow, press
from tests.browser.keys import choose, enter, pick_from, write
from tests.co_design_made import desk_reads, join, talked_about
from tests.decisions_made import ELSE, WHY, a_counted_round, proposal
from tests.proposals_made import actor, drafted

TITLE = "Bike library at the quay"
NEEDED = "The bus is dear, and two families share one bike."
BETTER = "Children aged 8 to 14, and their little brothers and sisters"


@pytest.fixture
def look(axe, no_overflow, screenshot) -> Callable[[Page, str], None]:
    """Every page met is checked by axe, fits the screen, and is kept as a picture."""

    def looked(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"together-{name}")

    return looked


def test_a_young_group_from_idea_through_co_design_to_sending_it_in(open_page, look, work):
    with work():
        drafted("Asha")
    asha, tomos = open_page("Asha", width=320), open_page("Tomos", width=320)
    asha.goto("/proposals/mine")
    enter(asha, "Go on with it")
    look(asha, "tasks")
    enter(asha, "Ask somebody to write it with you")
    look(asha, "people")
    pick_from(asha, "Somebody on your team", "Tomos")
    enter(asha, "Ask them")
    expect(asha.get_by_text("They have been asked.")).to_be_visible()

    tomos.goto("/")
    enter(tomos, "Asha asks you to help write an idea")
    look(tomos, "invitation")
    choose(tomos, "Yes")
    enter(tomos, "Answer")
    expect(tomos.get_by_text("You are writing it together now.")).to_be_visible()
    expect(tomos.get_by_text("Asha changed this, and it is being read first").first).to_be_visible()
    with work():
        desk_reads()
    tomos.reload()
    enter(tomos, "Your idea and who it is for")
    asha.goto(tomos.url)
    write(tomos, "Who is it for?", "Children aged 8 to 14, and parents")
    enter(tomos, "Save and continue")
    write(asha, "Who is it for?", "Only us")
    enter(asha, "Save and continue")
    expect(asha.get_by_text("Tomos changed this part").first).to_be_visible()
    expect(asha.get_by_text("Only us")).to_be_visible()
    look(asha, "changed-meanwhile")
    with work():
        desk_reads()

    asha.goto("/proposals/mine")
    enter(asha, "Go on with it")
    enter(asha, "Let others help shape it")
    look(asha, "open")
    enter(asha, "Open it")
    expect(asha.get_by_text("It is open.")).to_be_visible()
    address = asha.url
    with work():
        desk_reads()
    _mei_suggests_and_ben_asks(open_page, look, work, address)
    _they_answer_and_send_it_in(open_page, look, work, address)


def _mei_suggests_and_ben_asks(open_page, look, work, address: str) -> None:
    mei, ben, pia = open_page("Mei", width=320), open_page("Ben", width=320), open_page("Pia", width=768)
    mei.goto(address)
    enter(mei, "I support this")
    expect(mei.get_by_text("You support this idea.")).to_be_visible()
    enter(mei, "Who it is for")
    look(mei, "suggest")
    write(mei, "Change the words", BETTER)
    enter(mei, "Suggest it")
    expect(mei.get_by_text("Waiting for an answer")).to_be_visible()

    ben.goto(f"{address}/talk")
    choose(ben, "A question")
    write(ben, "What do you want to say?", "Is it free?")
    look(ben, "talk")
    enter(ben, "Send it")
    expect(ben.get_by_text("Somebody reads it before it shows.").first).to_be_visible()
    pia.goto("/moderate")
    expect(pia.get_by_text("Nothing waits")).to_be_visible()
    with work():
        desk_reads()
    pia.goto("/")
    enter(pia, "1 comment waits to be read before showing")
    look(pia, "moderate")
    enter(pia, f"Question about “{TITLE}”")
    look(pia, "moderate-one")
    choose(pia, "Show it")
    enter(pia, "Decide")
    expect(pia.get_by_text("Nothing waits")).to_be_visible()
    ben.reload()
    expect(ben.get_by_text("Is it free?")).to_be_visible()


def _what_asha_changes_is_shown_and_read_first(open_page, look, work, address: str) -> None:
    """Until the desk has read it, Mei goes on reading what she had."""
    asha, mei = open_page("Asha", width=320), open_page("Mei", width=320)
    asha.goto(address)
    enter(asha, "Change it, or send it in")
    enter(asha, "Your idea and who it is for")
    write(asha, "Why is it needed?", NEEDED)
    enter(asha, "Save and continue")
    asha.goto(f"{address}/edit")
    enter(asha, "Show others what you have changed")
    look(asha, "show-changes")
    enter(asha, "Show the changes")
    expect(asha.get_by_text("Until then others go on reading version 2.").first).to_be_visible()
    mei.goto(address)
    expect(mei.get_by_text("Until then you see version 2")).to_be_visible()
    expect(mei.get_by_text(NEEDED)).to_be_hidden()
    look(mei, "newer-words-wait")
    with work():
        desk_reads()
    mei.reload()
    expect(mei.get_by_text(NEEDED)).to_be_visible()


def _they_answer_and_send_it_in(open_page, look, work, address: str) -> None:
    asha = open_page("Asha", width=320)
    asha.goto("/")
    look(asha, "home")
    enter(asha, "Somebody suggests a change")
    expect(asha.get_by_role("heading", name="A suggested change")).to_be_visible()
    look(asha, "suggestion")
    choose(asha, "Take it up")
    enter(asha, "Answer")
    expect(asha.get_by_text(BETTER).first).to_be_visible()
    expect(asha.get_by_text("Version 2 has words Mei suggested.")).to_be_visible()
    look(asha, "idea")
    _what_asha_changes_is_shown_and_read_first(open_page, look, work, address)
    asha.goto(address)
    enter(asha, "Change it, or send it in")
    enter(asha, "Check your answers")
    expect(asha.get_by_role("heading", name="Check your answers")).to_be_visible()
    enter(asha, "Send it in")
    expect(asha.get_by_text("You have sent it in.")).to_be_visible()
    asha.goto(address)
    expect(asha.get_by_text("Being checked").first).to_be_visible()
    carol = open_page("Carol", width=320)
    carol.goto("/reviews")
    enter(carol, TITLE)
    choose(carol, "Carol")
    enter(carol, "Name them")
    expect(carol.get_by_text("Carol is named to check this.")).to_be_visible()
    look(carol, "review")
    for _ in range(len(list(Check))):
        choose(carol, "Yes")
    write(carol, "Can it be done?", "The boat shed is free on Saturdays.")
    write(carol, "Is the cost right?", "Two quotes were seen for the bikes.")
    write(carol, "What could go wrong, and what would help?", "Rain alone; the shed has a roof.")
    write(carol, "Who gains or loses out?", "Families with least gain most; nobody loses.")
    choose(carol, "Pass it")
    enter(carol, "Send your decision")
    carol.goto(address)
    expect(carol.get_by_text("Waiting for a vote").first).to_be_visible()


def test_two_ideas_become_one_and_a_no_needs_no_reason(open_page, look, work):
    with work():
        one = talked_about("Mei")
        other = drafted("Grace", title="Scooter shed")
        join(other, "Grace", "Cllr Idris")
        proposals_drafts.open_up(actor("Grace"), other.public_id)
        address = f"/proposals/{one.public_id}"
    mei = open_page("Mei", width=320)
    mei.goto(address)
    follow(mei, "Join with another idea")
    mei.get_by_label("Scooter shed").check()
    look(mei, "join")
    press(mei, "Ask everybody")
    for name in ("Grace", "Cllr Idris"):
        person = open_page(name, width=320)
        person.goto("/")
        follow(person, "Could two ideas become one?")
        person.get_by_label("Yes", exact=True).check()
        look(person, f"merge-{name.split()[0].lower()}")
        press(person, "Answer")
    expect(person.get_by_text("Two ideas became this one")).to_be_visible()
    look(person, "joined")
    person.goto(address)
    expect(person.get_by_text("This idea was joined to another")).to_be_visible()


def test_advice_is_given_and_a_decision_against_it_must_answer_it(open_page, look, work):
    with work():
        with clock.at(now() - timedelta(days=2)):
            a_counted_round()
            advice.give(actor("Tomos"), proposal(), View.SUPPORT, "My brother would like it.")
        desk_reads()
        address = proposal().public_id
    asha = open_page("Asha", width=320)
    asha.goto(f"/proposals/{address}/advice")
    look(asha, "advice")
    press(asha, "Send my advice")
    expect(asha.get_by_text("There is a problem")).to_be_visible()
    look(asha, "advice-refused")
    asha.get_by_label("No, do not support it").check()
    asha.get_by_label("Why?").fill("It is too far away for most of us.")
    press(asha, "Send my advice")
    expect(asha.get_by_text("part of the decision")).to_be_visible()
    with work():
        desk_reads()
    noor = open_page("Noor", width=1280)
    noor.goto(f"/decide/{address}")
    expect(noor.get_by_text("It is too far away for most of us.")).to_be_visible()
    look(noor, "decide")
    noor.get_by_label("Adopt it").check()
    noor.get_by_label("Your reasons").fill(WHY)
    noor.get_by_label("What else did you think about?").fill(ELSE)
    press(noor, "Decide and publish")
    expect(noor.get_by_text("Tell them why").first).to_be_visible()
    look(noor, "decide-refused")
    noor.get_by_label("In part", exact=True).check()
    noor.get_by_label("Your answer to the young advisors").fill("A minibus from Millfield is now part of it.")
    press(noor, "Decide and publish")
    expect(noor.get_by_text("is in the register as")).to_be_visible()
    expect(noor.get_by_text("A minibus from Millfield is now part of it.")).to_be_visible()
    look(noor, "decided")
