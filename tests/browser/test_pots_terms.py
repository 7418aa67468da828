"""A pot in a real browser: Farid sets its rules and shares its money by formula; a resident follows it on a phone."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from app.db import db
from commissioning.rules.allocation import FigureKind
from commissioning.services import area_figures
from models.places import Area
from tests.money_made import SYSTEM, a_pot, area_id

FIGURES = {"Harbour & Quay": (11_870, 1_955), "Millfield": (9_412, 2_310), "Northgate Park": (8_036, 640)}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_money_shared_by_formula_is_followed_from_the_fund_to_each_area(
    open_page, axe, no_overflow, screenshot, work
):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"pot-rules-{name}")

    farid = open_page("Farid", width=1280)
    with work():
        pot = a_pot({}, name="Ward alliance").public_id
        for area, (people, need) in FIGURES.items():
            row = db.session.get_one(Area, area_id(area))
            values = {FigureKind.POPULATION: people, FigureKind.DEPRIVATION: need}
            area_figures.record(
                SYSTEM, row, values, source="Estimates made up for a test", as_of=date(2025, 6, 30)
            )
    farid.goto(f"/pots/{pot}/rules")
    farid.get_by_label("The youngest it is for").fill("8")
    farid.get_by_label("The oldest it is for").fill("17")
    farid.get_by_label("How much of the money needs match, in percent?").fill("50")
    press(farid, "Set the rules")
    farid.get_by_role("link", name="Share a sum by formula").click()
    farid.get_by_label("How much is there to share?").fill("28,139.94")
    farid.get_by_label("Half by population, half by deprivation").check()
    farid.get_by_label("The least each area gets").fill("6000")
    press(farid, "Work it out")
    expect(farid.get_by_role("heading", name="How it would be shared")).to_be_visible()
    look(farid, "working")
    farid.get_by_label("Why is this money added?").fill("The year’s money")
    press(farid, "Add £28,139.94 to the pot")
    farid.get_by_role("link", name="Open this pot").click()
    farid.get_by_label("Open it").check()
    press(farid, "Do this")
    expect(farid.get_by_text("Open. Money can be promised and paid.")).to_be_visible()

    resident = open_page(width=320)
    resident.goto(f"/money/{pot}")
    expect(resident.get_by_text("It is only for ages 8 to 17.")).to_be_visible()
    expect(resident.locator(".op-river__row").first).to_be_visible()
    resident.get_by_text("The same picture as a table").click()
    expect(resident.get_by_role("table", name="Where every pound is, row by row")).to_be_visible()
    resident.get_by_text("half by population, half by deprivation").first.click()
    expect(resident.get_by_text("Estimates made up for a test").first).to_be_visible()
    look(resident, "story")
    resident.locator(".op-river a").first.click()
    expect(resident.get_by_role("heading", name="By area")).to_be_in_viewport()

    lead = open_page("Farid", width=320)
    lead.goto("/pots")
    look(lead, "finance-phone")
