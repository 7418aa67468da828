"""An idea from a library card to the last check, with a photo and a quote, at 320 pixels and by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from commissioning.rules.reviews import Outcome
from commissioning.services import proposals_drafts as drafts
from tests import proposals_made as made
from tests.attachments_made import document, drawn
from tests.browser.keys import choose, choose_among, go, pick_file, write


def test_from_a_card_to_sending_in_with_a_photo_and_a_quote(
    open_page, axe, no_overflow, screenshot, tmp_path
):
    (tmp_path / "shed.png").write_bytes(drawn((80, 60), "PNG"))
    (tmp_path / "quote.pdf").write_bytes(document().content)
    asha = open_page("Asha", width=320)

    def check(name: str) -> None:
        axe(asha)
        no_overflow(asha)
        screenshot(asha, f"starting-{name}")

    asha.goto("/what-works")
    check("library")
    go(asha, "Holiday clubs with a meal", "Holiday clubs with a meal")
    check("card")
    go(asha, "Start an idea from this", "Propose an idea")
    write(asha, "What is your idea called?", "Summer lunches at the boat shed")
    choose(asha, "Alderbrook South team")
    go(asha, "Start", "Your idea and who it is for")
    check("idea")
    write(
        asha,
        "Why is it needed?",
        "In the holidays my friends on the quay skip lunch. Eleven of us told each other so.",
    )
    write(asha, "Who is it for?", "Children aged 8 to 14")
    write(asha, "Roughly how many people", "40")
    go(asha, "Save and continue", "Where, and what is there already")
    choose(asha, "Harbour & Quay")
    go(asha, "Save and continue", "What it costs")
    write(asha, "What is it for?", "A cook for six weeks")
    write(asha, "How much?", "1,200")
    go(asha, "Save and continue", "Our part and your part")
    write(asha, "Our part", "The council checks the kitchen and our helpers.")
    write(asha, "Your part", "We lay tables, wash up and knock on doors.")
    go(asha, "Save and continue", "The group behind it")
    write(asha, "Which group", "Quay Lunches")
    choose_among(asha, "Yes", "No, or not yet")
    write(asha, "If not, who would hold the money", "Quay School")
    go(asha, "Save and continue", "Check your answers")
    expect(asha.get_by_text("Put your own words in place of [say a hall")).to_be_visible()
    expect(asha.get_by_text("three quotes help, and you have none")).to_be_visible()
    check("check-gap")

    go(asha, "Put your own words in place of", "Where, and what is there already")
    write(asha, "What is there already", "The boat shed has a kitchen nobody uses in August.")
    go(asha, "Save and continue", "Check your answers")
    go(asha, "Add photos", "Photos")
    pick_file(asha, "Choose a photo", tmp_path / "shed.png")
    write(asha, "What does it show?", "The boat shed and its kitchen window")
    go(asha, "Add this photo", "Photos")
    expect(asha.get_by_text("Somebody whose job is safety looks at it first")).to_be_visible()
    check("photos")
    go(asha, "Check your answers", "Check your answers")
    go(asha, "Add quotes", "Quotes")
    choose(asha, "A cook for six weeks")
    write(asha, "Who gave it?", "Quay Kitchens")
    write(asha, "How much?", "1,150")
    pick_file(asha, "The quote itself", tmp_path / "quote.pdf")
    go(asha, "Add this quote", "Quotes")
    expect(asha.get_by_text("Quay Kitchens, £1,150.00")).to_be_visible()
    check("quotes")
    go(asha, "Check your answers", "Check your answers")
    check("check")
    go(asha, "Send it in", "Summer lunches at the boat shed")
    expect(asha.get_by_text("It is being read by someone whose job is to keep people safe")).to_be_visible()
    check("story")


def test_what_was_typed_is_there_after_the_tab_was_closed(open_page, work):
    with work():
        path = f"/proposals/{made.drafted('Asha').public_id}/edit/parts"
    tab = open_page("Asha", width=320)
    tab.goto(path)
    tab.get_by_label("Your part").fill("We open every Saturday, rain or shine.")
    expect(tab.get_by_text("Saved at")).to_be_visible()
    tab.close()
    again = tab.context.new_page()
    again.goto("/proposals/mine")
    again.get_by_role("link", name="Go on with it").first.click()
    again.goto(path)
    expect(again.get_by_label("Your part")).to_have_value("We open every Saturday, rain or shine.")


def test_two_versions_are_told_apart_in_words_on_a_phone(open_page, axe, no_overflow, screenshot, work):
    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say who checks them.")
        drafts.save(
            made.actor("Mei"), proposal.public_id, {"your_part": "We mend the bikes and Ray checks each one."}
        )
        drafts.submit(made.actor("Mei"), proposal.public_id)
        path = f"/proposals/{proposal.public_id}/compare"
    grace = open_page("Grace", width=320)
    grace.goto(path)
    expect(grace.get_by_text("Put in:").first).to_be_visible()
    axe(grace)
    no_overflow(grace)
    screenshot(grace, "proposals-compare")
