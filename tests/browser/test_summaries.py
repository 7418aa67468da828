"""An account given, in a real browser: the clerk and an officer publish it, a child reads it, the auditor checks it."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from app.unit_of_work import unit_of_work
from governance.services import sources
from tests import summaries_made as made
from tests.browser.hands import follow, press


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))


@pytest.fixture
def look(axe, no_overflow, screenshot):
    def check(page, name):
        axe(page)
        no_overflow(page)
        screenshot(page, f"summaries-{name}")

    return check


def test_a_summary_goes_from_the_cut_to_everybodys_eyes(open_page, cast, look, axe):
    """The clerk, the checker, two young advisors, the approver and everybody else, each on their own page."""
    summary = made.just_cut(cast)
    with unit_of_work():
        made.write_down_meeting(cast, date(2026, 9, 29))
    kwame = open_page("Kwame")
    kwame.goto("/summaries")
    follow(kwame, "21 June to 21 September 2026")
    press(kwame, "Start the draft")
    kwame.get_by_label("A few words of your own").fill("Everyone in the hall had something to say.")
    kwame.get_by_label("The same in plain words, above").fill("Everyone had something to say.")
    press(kwame, "Save the introduction")
    kwame.get_by_label("Where it stands").select_option("equality")
    kwame.get_by_label("The note (optional)", exact=True).fill("Northgate Park missed out. We go there next.")
    kwame.get_by_label("The same in plain words for children").fill("Next we go to Northgate Park.")
    press(kwame, "Save the note")
    look(kwame, "desk")
    press(kwame, "Send to the disclosure check")
    pia = open_page("Pia")
    pia.goto(kwame.url)
    press(pia, "Nobody can be picked out: pass it on")
    for name, width in (("Asha", 320), ("Tomos", 1280)):
        advisor = open_page(name, width=width)
        advisor.goto(f"/summaries/{summary.public_id}/sign-off")
        advisor.get_by_label("It is right. I am happy for it to go out").check()
        if name == "Asha":
            look(advisor, "sign-off")
        press(advisor, "Send it")
    kwame.reload()
    press(kwame, "Send for approval")
    noor = open_page("Noor")
    noor.goto(kwame.url)
    press(noor, "Approve both versions")
    kwame.reload()
    kwame.get_by_label("Tuesday 29 September 2026").check()
    press(kwame, "It was presented there")
    kwame.get_by_label("How the minute is found").fill("Minute 14")
    axe(kwame)
    press(kwame, "It is minuted")
    press(kwame, "Publish both versions now")
    expect(kwame.get_by_text("Nothing can change them now")).to_be_visible()
    anybody = open_page(width=320)
    anybody.goto("/summaries")
    look(anybody, "list")
    follow(anybody, "21 June to 21 September 2026")
    look(anybody, "full")
    follow(anybody, "The version for children")
    expect(anybody.get_by_role("heading", level=2).first).to_have_text(
        "First: a promise we have not kept yet"
    )
    look(anybody, "children")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_auditor_looks_and_verifies(open_page, cast, look, script):
    made.published(cast)
    olu = open_page("Olu", width=320, script=script)
    olu.goto("/audit")
    olu.get_by_label("What happened").fill("summary")
    press(olu, "Show these")
    expect(olu.get_by_text("Summary published").first).to_be_visible()
    press(olu, "Verify the ledger and the chain")
    expect(olu.get_by_role("heading", name="Both held when last verified")).to_be_visible()
    if script:
        look(olu, "audit")


def test_the_clerk_sets_a_schedule_on_a_phone(open_page, look, at):
    with at("2026-11-24 12:00"):
        kwame = open_page("Kwame", width=320)
        kwame.goto(f"/bodies/{made.committee().public_id}")
        follow(kwame, "Set its schedule")
        press(kwame, "Set the schedule")
        expect(kwame.get_by_role("heading", name="There is a problem")).to_be_visible()
        look(kwame, "schedule-refused")
        kwame.get_by_label("Every three months").check()
        day = kwame.get_by_role("group", name="First day")
        for label, text in (("Day", "1"), ("Month", "3"), ("Year", "2027")):
            day.get_by_label(label).fill(text)
        press(kwame, "Set the schedule")
        expect(kwame.get_by_text("Every three months")).to_be_visible()
        look(kwame, "body")
