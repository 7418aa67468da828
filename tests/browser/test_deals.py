"""A class makes a Deal with its school and checks in: the school's lead, a worker, and somebody with a phone."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.hands import follow, press

CLASS = "Year 6, Harbour Academy"


def test_a_class_makes_and_checks_in_a_deal(open_page, axe, no_overflow, screenshot, at):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"deals-{name}")

    with at("2026-11-23 10:00"):
        bethan = open_page("Bethan", width=1280)
        bethan.goto("/deals/new")
        bethan.get_by_label("What is this Deal called?").fill("Our year’s Deal")
        bethan.get_by_label("Who is it for").fill("Year 6 said break is too loud.")
        bethan.get_by_label("The whole borough").check()
        bethan.get_by_label("It is for one school").check()
        bethan.get_by_label("Which school?").select_option(label="Harbour Academy")
        bethan.get_by_label("Start from three pairs for a school").check()
        look(bethan, "new")
        press(bethan, "Start the Deal")
        where = bethan.url
        follow(bethan, "Say it for all of them")
        look(bethan, "owners")
        bethan.get_by_label("Who answers for it").fill("Head teacher")
        bethan.get_by_label("Or how often").select_option(label="Once a school term")
        press(bethan, "Save for each of them")
        press(bethan, "Ask both sides to agree")
        press(bethan, "Agree for our side")
        expect(bethan.get_by_text("You agreed for our side.")).to_be_visible()
        look(bethan, "drafted")

        pia = open_page("Pia", width=320)
        pia.goto(f"{where}/class")
        follow(pia, "The class agrees: count hands")
        pia.get_by_label("Which class or group?").fill(CLASS)
        pia.get_by_label("How many said yes?").fill("11")
        pia.get_by_label("How many were there?").fill("22")
        press(pia, "The class agreed")
        expect(pia.get_by_text("Not more than half said yes.").first).to_be_visible()
        pia.get_by_label("How many said yes?").fill("20")
        look(pia, "hands")
        press(pia, "The class agreed")
        expect(pia.get_by_text("Both sides have agreed.")).to_be_visible()

        bethan.goto(where)
        for part, typed in (("Day", "1"), ("Month", "6"), ("Year", "2027")):
            bethan.get_by_label(part, exact=True).fill(typed)
        press(bethan, "Begin the Deal")
        follow(bethan, "A page for a classroom wall")
        follow(bethan, "The class chooses a part")
        bethan.get_by_label("Which class or group?").fill(CLASS)
        bethan.get_by_label("Use it kindly").check()
        press(bethan, "Keep it")
        expect(bethan.get_by_text("chose to work on this.")).to_be_visible()
        follow(bethan, "Count faces")
        bethan.get_by_label("Which class or group?").fill(CLASS)
        bethan.get_by_label("Our part: what the council and partners promised").check()
        for face, count in (("OK", "3"), ("Good", "9"), ("Very good", "8")):
            bethan.get_by_label(face, exact=True).fill(count)
        look(bethan, "faces")
        press(bethan, "Keep the count")
        look(bethan, "wall")

        anyone = open_page(width=320)
        anyone.goto(f"{where}/class")
        expect(anyone.get_by_text(f"{CLASS}, 20 faces:")).to_be_visible()
        expect(anyone.get_by_role("link", name="Count faces")).to_have_count(0)
        look(anyone, "wall-phone")
        anyone.goto(where)
        expect(anyone.get_by_text("20 of 22 hands up, for your part")).to_be_visible()
        look(anyone, "deal-phone")


def test_the_poster_of_six_pairs_is_one_sheet_of_paper_and_a_draft_says_so(open_page, axe, no_overflow):
    page = open_page("Pia", width=320)
    page.goto("/deals/new")
    page.get_by_label("What is this Deal called?").fill("The Deal of everyone who lives by the quay")
    page.get_by_label("Who is it for").fill(
        "Made with children and young people in our schools and clubs. " * 3
    )
    page.get_by_label("The whole borough").check()
    page.get_by_label("Yes, for everyone there").check()
    page.get_by_label("Start from the six pairs").check()
    press(page, "Start the Deal")
    follow(page, "A poster to print")
    expect(page.get_by_text("A draft to talk about: not agreed yet")).to_be_visible()
    axe(page)
    no_overflow(page)
    sheets = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    told = " ".join(sheets[0].extract_text().split())
    assert "Make sure we listen to you" in told, "the sixth pair is on it"
    assert "See how each promise is going" in told
