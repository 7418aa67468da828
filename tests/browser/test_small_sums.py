"""A worker's small sum on a phone from ask to receipt, and what the manager, the finance lead and the family see."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.attachments_made import drawn
from tests.browser.hands import follow, press
from tests.small_sums_made import an_office_pot


def test_a_small_sum_from_ask_to_receipt(open_page, axe, no_overflow, screenshot, work, at, tmp_path: Path):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"small-sums-{name}")

    with at("2026-11-23 10:00"):
        with work():
            an_office_pot()
        nia = open_page("Nia", width=320)
        nia.goto("/small-sums")
        look(nia, "empty")
        follow(nia, "Ask for a small sum")
        _ask(nia, "Repair of a washing machine", "120.00", "So that Jayden has clean clothes")
        expect(nia.get_by_text("“Jayden” looks like a name").first).to_be_visible()
        look(nia, "name")
        nia.get_by_label("What will it make possible?").fill("So that the child has clean clothes")
        press(nia, "Ask")
        expect(nia.get_by_text("It waits for a manager.").first).to_be_visible()
        look(nia, "waits")
        where = nia.url

        hugh = open_page("Hugh", width=320)
        hugh.goto("/")
        follow(hugh, "Answer: Repair of a washing machine")
        hugh.get_by_label("Yes, buy it").check()
        look(hugh, "decide")
        press(hugh, "Send your answer")
        look(hugh, "manager")

        nia.goto(where)
        follow(nia, "I have bought it")
        nia.get_by_label("What did it cost?").fill("99.50")
        receipt = tmp_path / "receipt.jpg"
        receipt.write_bytes(drawn((900, 1600)))
        nia.get_by_label("Photo of the receipt").set_input_files(receipt)
        nia.get_by_label("What does it show?").fill("Receipt of the repair")
        look(nia, "buying")
        press(nia, "Send the receipt")
        expect(nia.get_by_text("£20.50")).to_be_visible()
        expect(nia.get_by_alt_text("Receipt of the repair")).to_be_visible()
        look(nia, "bought")

        follow(nia, "Hand the family your phone")
        nia.get_by_label("Partly").check()
        nia.get_by_label("Do you want to say more?").fill("It is quieter now")
        look(nia, "family")
        press(nia, "Send it")
        expect(nia.get_by_role("heading", name="Thank you")).to_be_visible()
        look(nia, "thanks")

        farid = open_page("Farid", width=1280)
        farid.goto(where)
        press(farid, "The receipt is right")
        look(farid, "finance")
        follow(farid, "Set the limits")
        look(farid, "limits")


def _ask(page: Page, item: str, cost: str, goal: str) -> None:
    page.get_by_label("What do you want to buy?").fill(item)
    page.get_by_label("What does it cost?").fill(cost)
    page.get_by_label("What will it make possible?").fill(goal)
    page.get_by_label("A warm, clean home that works").check()
    page.get_by_label("Nurtured").check()
    press(page, "Ask")
