"""A round in a real browser at 320 pixels: Grace opens it, Asha and Mei vote, and the result explains itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app import clock
from app.clock import now
from app.db import db
from commissioning.services import results
from models.rounds import Round
from tests.browser.hands import follow, press
from tests.money_made import a_pot
from tests.rounds_made import after_close, an_open_round, ideas, vote


@pytest.fixture
def look(axe, no_overflow, screenshot):
    """Check a page for barriers and sideways scrolling, and keep its picture."""

    def check(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"rounds-{name}")

    return check


def write_day(page: Page, legend: str, day) -> None:
    group = page.get_by_role("group", name=legend)
    for label, text in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(text))


def vote_on_a_phone(page: Page, address: str, titles: tuple[str, ...], look) -> str:
    page.goto(address)
    follow(page, "Vote in this round")
    for title in titles:
        page.get_by_label(title).check()
    expect(page.locator("[data-picks-line]")).to_contain_text(f"{len(titles)} of 3")
    look(page, "ballot")
    page.reload()
    expect(page.locator("input[name=picks]:checked")).to_have_count(len(titles))
    press(page, "Check my choices")
    expect(page.get_by_role("heading", level=1)).to_have_text("These are your choices")
    look(page, "check")
    press(page, "Cast my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is in")
    look(page, "receipt")
    return page.locator(".op-receipt__code").inner_text()


def test_from_setting_up_to_a_result_anyone_can_check(open_page, look, work):
    with work():
        a_pot({"": 200_000})
        ideas()
    grace = open_page("Grace", width=320)
    grace.goto("/rounds/new")
    look(grace, "form")
    grace.get_by_label("What is this round called?").fill("Winter ideas")
    grace.get_by_label("How much does this round decide on?").fill("1,000")
    write_day(grace, "The day voting opens", now() - timedelta(days=400))
    grace.get_by_label("The fewest projects").fill("1")
    grace.get_by_label("The most projects").fill("3")
    grace.get_by_label("Equal shares").check()
    press(grace, "Save and look it over")
    expect(grace.get_by_role("link", name="That day is past.")).to_be_visible()
    write_day(grace, "The day voting opens", now())
    grace.get_by_label("The time it opens").fill("00:00")
    press(grace, "Save and look it over")
    expect(grace.get_by_text("The round is set up")).to_be_visible()
    look(grace, "ready")
    address = grace.url
    follow(grace, "How people vote")
    grace.get_by_label("Show no numbers when fewer vote than").fill("5")  # five people vote here
    press(grace, "Save")
    follow(grace, "Open for voting")
    look(grace, "open")
    press(grace, "Open for voting")
    expect(grace.get_by_text("Nothing about this round can change from here")).to_be_visible()
    look(grace, "opened")

    asha = open_page("Asha", width=320)
    receipt = vote_on_a_phone(asha, address, ("Bike library", "Film club"), look)
    asha.goto(f"{address}/ballot")
    expect(asha.get_by_text("You have already voted")).to_be_visible()
    look(asha, "already")
    vote_on_a_phone(open_page("Mei", width=320), address, ("Boat days",), look)

    with work():
        round_ = db.session.query(Round).one()
        for name in ("Grace", "Cllr Idris", "Tomos"):
            vote(name, round_, "Film club", "Bike library")
    with clock.at(after_close(round_)), work():
        results.count_due(now())

    anyone = open_page(width=320)
    anyone.goto(f"{address}/result")
    expect(anyone.get_by_role("heading", level=1)).to_have_text("The result: Winter ideas")
    look(anyone, "result")
    follow(anyone, "If it had been most votes first")
    expect(anyone.get_by_text("This is not the result")).to_be_visible()
    look(anyone, "result-other")
    anyone.goto(f"{address}/result")
    anyone.get_by_label("Your receipt").fill(receipt)
    press(anyone, "Look for it")
    expect(anyone.get_by_text("Your receipt is in the list")).to_be_visible()
    look(anyone, "result-receipt")
    anyone.goto("/rounds")
    look(anyone, "index")


def test_a_vote_with_no_script_and_by_keyboard(open_page, work):
    with work():
        round_ = an_open_round()
        address = f"/rounds/{round_.public_id}/ballot"
    page = open_page("Tomos", width=320, script=False)
    page.goto(address)
    page.get_by_label("Film club").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Check my choices").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Change my choices").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Film club")).to_be_checked()
    page.get_by_role("button", name="Check my choices").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Cast my vote").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is in")


@pytest.mark.parametrize("width", [768, 1280])
def test_ballot_and_result_on_wider_screens(open_page, look, work, width):
    with work():
        round_ = an_open_round()
        vote("Grace", round_, "Film club")
    page = open_page("Mei", width=width)
    for name in ("ballot", ""):
        page.goto(f"/rounds/{round_.public_id}/{name}".rstrip("/"))
        look(page, name or "show")
    with clock.at(after_close(round_)), work():
        results.count_due(now())
    page.goto(f"/rounds/{round_.public_id}/result")
    look(page, "result-few")
