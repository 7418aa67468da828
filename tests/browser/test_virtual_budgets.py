"""A partner's line in a real browser: Una pledges, cuts below what is promised, and a resident reads it on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from app.demo.people import COUNCIL
from tests.browser.hands import follow, press
from tests.virtual_made import a_shortfall, proposed, started


def test_una_pledges_and_cuts_and_a_resident_reads_it(open_page, axe, no_overflow, screenshot, work, at):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"virtual-{name}")

    with at("2026-09-25 10:00"):
        with work():
            asked = proposed("Warm homes")
            runs = started(notice_days=0)
            a_shortfall(runs)
        una = open_page("Una", width=320)
        una.goto("/virtual-budgets")
        look(una, "list")
        follow(una, "Warm homes")
        look(una, "asked")
        follow(una, "Pledge", exact=True)
        una.get_by_label("A percentage of our yearly budget").check()
        una.get_by_role("textbox", name="Our yearly budget").fill("lots")
        una.get_by_role("textbox", name="Percentage").fill("2.5")
        una.get_by_label("Who answers for this line?").fill("Finance director")
        una.get_by_label("Who reports on it in law?").fill("The trust")
        una.get_by_label("Who gains from it?").fill("Schools")
        press(una, "Pledge")
        expect(una.get_by_text("There is a problem")).to_be_visible()
        look(una, "pledge-refused")
        una.get_by_role("textbox", name="Our yearly budget").fill("2,000,000")
        press(una, "Pledge")
        expect(una.get_by_text("2.5 % of £2,000,000.00 a year")).to_be_visible()

        una.goto(f"/virtual-budgets/{runs.public_id}")
        follow(una, "Change your line")
        una.get_by_label("2026/27").check()
        una.get_by_label("How much do you pledge for that year now?").fill("1,000")
        una.get_by_label("Why?").fill("A grant ended")
        press(una, "Give notice")
        expect(una.get_by_text("promised or paid already").first).to_be_visible()
        look(una, "cut-refused")

        resident = open_page(width=320)
        resident.goto(f"/virtual-budgets/{runs.public_id}")
        expect(resident.get_by_text("is not covered in 2026/27")).to_be_visible()
        expect(resident.get_by_role("heading", name=COUNCIL)).to_be_visible()
        look(resident, "public")
        desk = open_page("Carol", width=1280)
        desk.goto(f"/virtual-budgets/{runs.public_id}")
        look(desk, "officer")
        desk.goto(f"/virtual-budgets/{asked.public_id}")
        follow(desk, "Ask a partner")
        look(desk, "ask")
