"""From a counted vote to money paid, in a real browser: Noor decides, Mei signs, Farid pays, anybody reads."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.hands import follow, press
from tests.decisions_made import ELSE, WHY, a_counted_round, proposal
from tests.organisations_made import a_ready_organisation

Look = Callable[[Page, str], None]


def offered(carol: Page, look: Look) -> str:
    """Carol makes the offer, refused first while a check is missing; gives the award's address."""
    carol.goto("/awards")
    follow(carol, "Bike library")
    award = carol.url
    look(carol, "award-to-offer")
    follow(carol, "Make the offer")
    carol.get_by_label("Who is it made out to?").select_option(label="Quay Wheels CIC")
    carol.get_by_label("why this organisation?").fill("It is the company that the group is registered as.")
    carol.get_by_label("A grant").check()
    for day, year in (("ends_on", "2028"), ("report_by", "2028")):
        for part, typed in (("day", "1"), ("month", "3"), ("year", year)):
            carol.locator(f"[name={day}-{part}]").fill(typed)
    for place, what, amount in ((0, "When it starts", "100"), (1, "When ten bikes are mended", "250")):
        carol.locator(f"[name=instalments-{place}-what]").fill(what)
        carol.locator(f"[name=instalments-{place}-amount]").fill(amount)
    press(carol, "Make the offer")
    expect(carol.get_by_text("There is a problem")).to_be_visible()
    look(carol, "offer-refused")
    for checked in (
        "It happens in the team’s area",
        "Nothing is paid for yet",
        "no political party",
        "Prices or quotes",
    ):
        carol.get_by_label(checked).check()
    press(carol, "Make the offer")
    expect(carol.get_by_text("The offer is made")).to_be_visible()
    return award


def accepted(mei: Page, look: Look) -> None:
    """Mei accepts it on her phone."""
    mei.goto("/awards")
    look(mei, "awards")
    follow(mei, "Bike library")
    follow(mei, "Accept this award")
    look(mei, "accept")
    mei.get_by_label("Who signs?").fill("Hana Reed, Quay Wheels CIC")
    mei.get_by_label("I am 18 or over and I may sign for").check()
    press(mei, "Accept the award")


def paid(award: str, people: tuple[Page, Page, Page], look: Look, amount: str, what: str) -> None:
    """Mei asks, Carol approves, Farid releases."""
    mei, carol, farid = people
    mei.goto(award)
    follow(mei, "Ask for a payment")
    look(mei, f"ask-{amount[1:4]}")
    mei.get_by_label("What was done, or bought?").fill(what)
    press(mei, "Ask for it")
    expect(mei.get_by_text("The officer looks at it next.").first).to_be_visible()
    carol.goto(award)
    follow(carol, f"Look at this request for {amount}")
    look(carol, f"payment-{amount[1:4]}")
    press(carol, "Approve it")
    farid.goto(award)
    follow(farid, f"Look at this request for {amount}")
    press(farid, f"Release {amount}")


def reported(award: str, mei: Page, carol: Page, look: Look) -> None:
    """Mei sends the last report from her phone; Carol reads it and closes the award."""
    mei.goto(award)
    follow(mei, "Send a report")
    for day, typed in (("since", ("1", "9", "2026")), ("until", ("1", "10", "2026"))):
        for part, text in zip(("day", "month", "year"), typed, strict=True):
            mei.locator(f"[name={day}-{part}]").fill(text)
    counts = {
        "How many children": "24",
        "How many parents": "6",
        "How many people helped": "3",
        "How much was spent": "350",
    }
    for label, text in counts.items():
        mei.get_by_label(label).fill(text)
    mei.get_by_label("What did you learn").fill("Mend before you lend.")
    mei.get_by_label("Yes, it is all done").check()
    look(mei, "report")
    press(mei, "Send the report")
    carol.goto(award)
    follow(carol, "Read the report", exact=False)
    look(carol, "report-read")
    press(carol, "Sign this report off")
    press(carol, "Finish this award")
    expect(carol.get_by_text("The award is finished")).to_be_visible()
    look(carol, "award")
    mei.goto(award)
    look(mei, "award")


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

    with work():
        a_ready_organisation()
    carol, mei, farid = (
        open_page("Carol", width=1280),
        open_page("Mei", width=320),
        open_page("Farid", width=768),
    )
    award = offered(carol, look)
    accepted(mei, look)
    for amount, what, said in (
        ("£100.00", "Ten bikes came.", "Paid in part."),
        ("£250.00", "All ten ride.", "Paid in full."),
    ):
        paid(award, (mei, carol, farid), look, amount, what)
        expect(farid.get_by_text(said).first).to_be_visible()
    reported(award, mei, carol, look)
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
