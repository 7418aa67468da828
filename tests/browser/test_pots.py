"""The money in a real browser: Farid makes, imports and opens pots; a resident reads where every pound is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from commissioning.rules.pots_csv import EXAMPLE
from tests.browser.hands import follow, press


def test_farid_imports_a_year_and_residents_see_it(open_page, axe, no_overflow, screenshot, tmp_path: Path):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"pots-{name}")

    farid = open_page("Farid", width=1280)
    farid.goto("/pots")
    look(farid, "empty")
    follow(farid, "Import opening balances")
    look(farid, "import")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(EXAMPLE.replace("Harbour & Quay", "Atlantis"), encoding="utf-8")
    farid.get_by_label("Your file").set_input_files(wrong)
    press(farid, "Import")
    expect(farid.get_by_text("Row 3: there is no area called Atlantis")).to_be_visible()
    look(farid, "import-refused")
    right = tmp_path / "right.csv"
    right.write_text(EXAMPLE, encoding="utf-8-sig")
    farid.get_by_label("Your file").set_input_files(right)
    press(farid, "Import")
    expect(farid.get_by_text("2 balances are imported, £22,250.50 in all.")).to_be_visible()
    look(farid, "home")
    follow(farid, "Wellbeing, 2026/27")
    look(farid, "inside")
    follow(farid, "Add money")
    farid.get_by_label("Millfield").fill("a thousand")
    farid.get_by_label("Why is this money added?").fill("Winter warmth")
    press(farid, "Add the money")
    expect(farid.get_by_text("There is a problem")).to_be_visible()
    expect(farid.get_by_label("Millfield")).to_have_value("a thousand")
    look(farid, "add-refused")
    farid.get_by_label("Millfield").fill("1,000")
    press(farid, "Add the money")
    expect(farid.get_by_text("The money is in the pot.")).to_be_visible()
    follow(farid, "The whole statement")
    look(farid, "statement")

    resident = open_page(width=320)
    resident.goto("/money")
    look(resident, "public")
    follow(resident, "Wellbeing", exact=True)
    expect(resident.get_by_role("heading", name="Where every pound is")).to_be_visible()
    expect(resident.get_by_text("their vote is a recommendation")).to_be_visible()
    _names_stand_clear(resident)
    look(resident, "story")


def _names_stand_clear(page: Page) -> None:
    """No row's name of the pot picture lies on a band or a ribbon."""
    overlaps = page.evaluate(
        """() => {
            const box = (one) => one.getBoundingClientRect();
            const drawn = [...document.querySelectorAll(".op-river__row, .op-river__ribbons")].map(box);
            const names = [...document.querySelectorAll(".op-river__name")].map(box);
            if (names.length < 2) return ["no picture"];
            return names.filter((n) => drawn.some((d) => n.top < d.bottom && d.top < n.bottom)).map((n) => n.top);
        }"""
    )
    assert overlaps == []


def test_the_money_can_be_read_with_no_script_at_any_width(page: Page, axe, no_overflow):
    page.goto("/money")
    axe(page)
    no_overflow(page)
