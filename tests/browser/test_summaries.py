"""An account given, in a real browser: the clerk and an officer publish it, a child reads it, the auditor checks it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app import clock
from app.times import day, local_date
from app.unit_of_work import unit_of_work
from governance.services import sources
from governance.services.summaries_versions import take_back_due
from participation.rules.facts import Fact, Quote, Section
from tests import summaries_made as made
from tests.browser.hands import follow, press
from tests.voice_made import a_listening, decide, somebody_says


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
    expect(noor.get_by_text("Approved.").first).to_be_visible()
    with unit_of_work():  # a summary is presented at a meeting held after it was approved
        made.write_down_meeting(cast, local_date(clock.now()))
    kwame.reload()
    kwame.get_by_label(day(local_date(clock.now()))).check()
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


WORDS = "It is too dark to walk home past the quay"


def test_somebody_who_is_quoted_takes_it_back_and_the_next_reader_finds_a_new_version(
    open_page, cast, look, monkeypatch
):
    """The person with their four words, a reader before and after, the one who kept the old address, and the clerk."""
    with unit_of_work():
        said, four_words = somebody_says(a_listening(cast), WORDS)
        decide(cast, said)
    quoted = Fact(
        Section.THEMES, "theme:q", f"Dark paths (12 people). “{WORDS}”", f"Dark paths. “{WORDS}”", {"people": 12},
        quotes=(Quote(said.public_id, WORDS),),
    )  # fmt: skip
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, quoted])
    old = f"/summaries/{made.published(cast).public_id}"
    reader = open_page(width=320)
    reader.goto(f"{old}/for-children")
    expect(reader.get_by_text(WORDS)).to_be_visible()
    person = open_page(width=320)
    person.goto("/say")
    follow(person, "Come back for your answer")
    person.get_by_label("Type the four words").fill(four_words)
    press(person, "See what happened")
    follow(person, "Take it back")
    look(person, "taking-back")
    press(person, "Take it back")
    expect(person.get_by_text("You have taken it back.")).to_be_visible()
    with unit_of_work():
        assert take_back_due(clock.now()) == "Made 1 new versions."
    reader.reload()
    assert old not in reader.url, "the old address leads to the version that stands"
    expect(reader.get_by_text("Somebody took back words that were here")).to_be_visible()
    expect(reader.get_by_text(WORDS)).to_have_count(0)
    look(reader, "taken-back-for-children")
    follow(reader, "the long version")
    expect(reader.get_by_text("The person who said them has taken them back")).to_be_visible()
    follow(reader, "What changed, word by word")
    look(reader, "taken-back-versions")
    expect(reader.get_by_text(WORDS)).to_have_count(0)
    kwame = open_page("Kwame")
    kwame.goto("/summaries")
    look(kwame, "taken-back-clerk")
    expect(kwame.locator(f'a[href^="{old}"]')).to_have_count(0)


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
