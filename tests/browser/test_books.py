"""A finance month end in a real browser: statement, compare, explain, a second person, close, a late entry refused."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards
from tests.browser.hands import follow, press
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above

GENERAL_LEDGER = """\
date,reference,description,came_in,paid_out
05/10/2026,J1,Opening money,£310.00,
21/10/2026,B1,Quay Wheels,,£45.00
"""


def test_a_month_end(open_page, axe, no_overflow, screenshot, work, at, tmp_path: Path):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"books-{name}")

    with at("2026-10-05 09:00"), work():
        pot = a_pot({"Millfield": 310_00})
        two_people_above(1_000_00)
    with at("2026-10-21 09:00"), work():
        shares = {area_id("Millfield"): Pence(90_00)}
        ledger_awards.commit_award(SYSTEM, award_id="one", pot_id=pot.id, shares=shares, reason="Agreed")
        ledger_awards.pay_award(
            SYSTEM, award_id="one", pot_id=pot.id, amount=Pence(54_00), reason="First half", key="1"
        )
    with at("2026-11-03 10:00"):
        farid = open_page("Farid", width=1280)
        farid.goto("/statement?since=2026-10-01&until=2026-10-31")
        expect(farid.get_by_role("heading", name="at the end of Saturday 31 October 2026")).to_be_visible()
        look(farid, "statement")

        _propose(farid, pot.public_id)
        expect(farid.get_by_text("you cannot confirm it yourself")).to_be_visible()
        farid.goto("/month-ends")
        farid.get_by_role("link", name="Close October 2026").click()
        press(farid, "Close October 2026")
        expect(farid.get_by_text("still waits for a second person").first).to_be_visible()
        look(farid, "close-refused")
        carol = open_page("Carol", width=320)
        carol.goto("/")
        follow(carol, "Add £1,500.00 to Wellbeing")
        look(carol, "second-person")
        press(carol, "Confirm it")
        expect(carol.get_by_text("You confirmed it, and it is done.")).to_be_visible()

        small = open_page("Farid", width=320)
        small.goto("/reconcile/new")
        look(small, "compare-small")
        box = small.get_by_label("Which pot or fund is the file about?").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
        _compare(farid, tmp_path)
        expect(farid.get_by_text("2 differences to explain")).to_be_visible()
        expect(farid.get_by_role("heading", name="Different amounts")).to_be_visible()
        look(farid, "compared")
        for why in ("The bank’s slip says £54; finance is asked to correct it", "Money that came in late"):
            farid.get_by_role("link", name="Explain line").first.click()
            farid.get_by_label("Why do they differ?").fill(why)
            look(farid, "explain")
            press(farid, "Keep the explanation")
        expect(farid.get_by_text("Every difference is explained")).to_be_visible()

        farid.goto("/month-ends/2026-10/close")
        look(farid, "close")
        press(farid, "Close October 2026")
        expect(farid.get_by_text("The books for October 2026 are closed.")).to_be_visible()
        look(farid, "months")
        _propose(farid, pot.public_id, amount="5")
        expect(
            farid.get_by_text("The books for October 2026 are closed. Leave the day empty").first
        ).to_be_visible()
        look(farid, "late")


def _propose(page: Page, pot: str, amount: str = "1,500") -> None:
    """Money that came in on 30 October, written later."""
    page.goto(f"/pots/{pot}/add")
    page.get_by_label("Millfield").fill(amount)
    page.get_by_label("Why is this money added?").fill("Health partnership")
    for part, typed in (("Day", "30"), ("Month", "10"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(typed)
    press(page, "Add the money")


def _compare(page: Page, folder: Path) -> None:
    """October of the pot against the council's ledger, where one payment is another sum and one is missing."""
    file = folder / "general-ledger.csv"
    file.write_text(GENERAL_LEDGER, encoding="utf-8-sig")
    page.goto("/reconcile/new")
    page.get_by_label("Which pot or fund is the file about?").select_option(
        label="Wellbeing, 2026/27 (Alderbrook South team)"
    )
    page.get_by_label("Which month?").select_option(label="October 2026")
    page.get_by_label("The file", exact=True).set_input_files(file)
    press(page, "Compare")
