"""From a counted vote to money paid, in a real browser: Noor decides, Mei signs, Farid pays, anybody reads."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.hands import follow, press
from tests.decisions_made import ELSE, WHY, a_counted_round, proposal


def test_an_award_from_decision_to_final_payment(open_page, axe, no_overflow, screenshot, work):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"decisions-{name}")

    with work():
        a_counted_round()
    noor = open_page("Noor", width=1280)
    noor.goto("/decide")
    look(noor, "waiting")
    follow(noor, "Bike library")
    press(noor, "Decide and publish")
    expect(noor.get_by_text("There is a problem")).to_be_visible()
    look(noor, "refused")
    noor.get_by_label("Change it:").check()
    noor.get_by_label("The whole team").fill("350")
    noor.get_by_label("Are there conditions?").fill("Helmets first.")
    noor.get_by_label("Your reasons").fill(WHY)
    noor.get_by_label("What else did you think about?").fill(ELSE)
    press(noor, "Decide and publish")
    expect(noor.get_by_text("is in the register as")).to_be_visible()
    look(noor, "decision")

    mei = open_page("Mei", width=320)
    mei.goto("/awards")
    look(mei, "awards")
    follow(mei, "Bike library")
    follow(mei, "Accept this award")
    look(mei, "accept")
    mei.get_by_label("Who signs?").fill("Hana Reed, Quay Wheels CIC")
    press(mei, "Accept the award")

    farid = open_page("Farid", width=768)
    farid.goto(mei.url)
    for amount, what, said in (("100", "Twenty bikes", "Paid in part."), ("250", "Helmets", "Paid in full.")):
        follow(farid, "Pay", exact=True)
        look(farid, f"pay-{amount}")
        farid.get_by_label("How much to pay now").fill(amount)
        farid.get_by_label("What is this payment for?").fill(what)
        press(farid, "Pay")
        expect(farid.get_by_text(said).first).to_be_visible()
    look(farid, "award")

    anybody = open_page(width=320)
    anybody.goto("/decisions")
    look(anybody, "register")
    anybody.get_by_label("Search").fill("bike")
    press(anybody, "Show these")
    follow(anybody, "Bike library")
    expect(anybody.get_by_text("Helmets first.")).to_be_visible()
    look(anybody, "one")


def test_mei_declares_an_interest_on_a_phone(open_page, axe, no_overflow, screenshot, work):
    with work():
        a_counted_round()
        where = f"/proposals/{proposal().public_id}/interest"
    mei = open_page("Mei", width=320, script=False)
    mei.goto(where)
    mei.get_by_label("I am part of the group that asks for the money").check()
    press(mei, "Declare it")
    expect(mei.get_by_text("Your interest is on record")).to_be_visible()


def test_interest_pages_are_accessible(open_page, axe, no_overflow, screenshot, work):
    with work():
        a_counted_round()
        where = f"/proposals/{proposal().public_id}/interest"
    mei = open_page("Mei", width=320)
    mei.goto(where)
    axe(mei)
    no_overflow(mei)
    screenshot(mei, "decisions-interest")
