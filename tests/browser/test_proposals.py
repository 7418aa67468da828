"""A young advisor's idea, from a first draft on a phone to the shortlist, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests import proposals_made as made
from tests.browser.hands import fill, follow, go_on, press
from tests.browser.keys import choose, choose_among, enter, write


def look(page: Page, axe, no_overflow, screenshot, name: str) -> None:
    axe(page)
    no_overflow(page)
    screenshot(page, f"proposals-{name}")


def test_asha_drafts_on_a_phone_and_carol_returns_it_once(open_page, axe, no_overflow, screenshot, work):
    def check(page: Page, name: str) -> None:
        look(page, axe, no_overflow, screenshot, name)

    asha = open_page("Asha", width=320)
    asha.goto("/proposals/new")
    check(asha, "start")
    fill(asha, {"What is your idea called?": "Bike library at the quay"})
    asha.get_by_label("Alderbrook South team").check()
    go_on(asha, "Start")

    check(asha, "part-idea")
    fill(asha, {"Why is it needed?": "Lots of us have no bike, and the bus costs more than we have."})
    expect(asha.get_by_text("Saved at")).to_be_visible()
    asha.goto("/proposals/mine")
    check(asha, "mine-draft")
    follow(asha, "Go on with it")
    check(asha, "tasks")
    follow(asha, "Your idea and who it is for")
    expect(asha.get_by_label("Why is it needed?")).to_have_value(
        "Lots of us have no bike, and the bus costs more than we have."
    )
    fill(asha, {"Who is it for?": "Children aged 8 to 14", "Roughly how many people": "60"})
    go_on(asha)

    check(asha, "part-place")
    asha.get_by_label("Harbour & Quay").check()
    fill(
        asha,
        {"What is there already": "The old boat shed is empty at weekends, and Ray next door mends bikes."},
    )
    go_on(asha)

    fill(asha, {"What is it for?": "Twenty second-hand bikes"})
    asha.get_by_label("How much?").first.fill("twelve hundred")
    go_on(asha)
    expect(asha.get_by_text("There is a problem")).to_be_visible()
    check(asha, "part-costs-problem")
    asha.get_by_label("How much?").first.fill("1,200")
    go_on(asha, "Save and add another line")
    asha.get_by_label("What is it for?").nth(1).fill("Helmets and locks")
    asha.get_by_label("How much?").nth(1).fill("300.50")
    check(asha, "part-costs")
    go_on(asha)

    fill(asha, {
        "Our part": "The council lends the boat shed and pays for the bikes.",
        "Your part": "We mend the bikes, keep the list and open every Saturday.",
    })  # fmt: skip
    check(asha, "part-parts")
    go_on(asha)

    fill(asha, {"Which group": "Quay Wheels"})
    asha.get_by_label("No, or not yet").check()
    check(asha, "part-group")
    go_on(asha)

    expect(asha.get_by_text("Name a sponsor who would hold the money for you")).to_be_visible()
    check(asha, "check-missing")
    follow(asha, "Name a sponsor")
    fill(asha, {"If not, who would hold the money": "Quay School"})
    go_on(asha)
    check(asha, "check")
    go_on(asha, "Send it in")
    expect(asha.get_by_text("It is being read by someone whose job is to keep people safe")).to_be_visible()
    check(asha, "story-being-read")
    path = asha.url.split("?")[0]

    with work():
        made.let_through(made.newest())

    carol = open_page("Carol", width=320)  # by keyboard alone from here
    carol.goto("/reviews")
    check(carol, "queue")
    enter(carol, "Bike library at the quay")
    check(carol, "review")
    for _ in carol.get_by_label("Yes", exact=True).all():
        choose(carol, "Yes")
    choose_among(carol, "Pass it", "Return it to be changed")
    enter(carol, "Send your decision")
    expect(carol.get_by_text("Say why, in words the proposer can act on").first).to_be_visible()
    check(carol, "review-problem")
    write(carol, "What should the proposer know?", "Please say who checks that the bikes are safe to ride.")
    enter(carol, "Send your decision")
    expect(carol.get_by_text("Returned. The proposer will see what to change.")).to_be_visible()
    check(carol, "queue-after")

    asha.goto(path)
    expect(asha.get_by_text("Please say who checks that the bikes are safe to ride.").first).to_be_visible()
    check(asha, "story-returned")
    follow(asha, "Change it and send it again")
    follow(asha, "Our part and your part")
    fill(
        asha,
        {"Your part": "We mend the bikes, and Ray from the bike shop checks each one before it goes out."},
    )
    go_on(asha)
    asha.goto(f"{path}/check")
    go_on(asha, "Send it in")
    expect(asha.get_by_text("You have sent it in")).to_be_visible()

    with work():
        made.let_through(made.newest())

    carol.goto("/reviews")
    enter(carol, "Bike library at the quay")
    for _ in carol.get_by_label("Yes", exact=True).all():
        choose(carol, "Yes")
    write(carol, "Can it be done?", "The boat shed is free on Saturdays.")
    write(carol, "Is the cost right?", "Two quotes were seen for the bikes.")
    write(carol, "What could go wrong, and what would help?", "Rain alone; the shed has a roof.")
    write(
        carol, "Who gains or loses out?", "Children without a bike gain most. Adapted bikes are on the list."
    )
    choose(carol, "Pass it")
    enter(carol, "Send your decision")
    expect(carol.get_by_text("Passed. It now waits for a vote.")).to_be_visible()

    asha.goto(path)
    expect(asha.get_by_text("Waiting for a vote").first).to_be_visible()
    check(asha, "story-passed")
    desk = open_page("Grace")
    desk.goto("/proposals")
    check(desk, "list")
    desk.goto(path)
    check(desk, "story")
    desk.goto(f"{path}/versions/2")
    expect(desk.get_by_text("Changed since version 1: your part.")).to_be_visible()
    check(desk, "version")


def test_a_proposal_is_written_with_no_script(open_page, work):
    with work():
        path = f"/proposals/{made.drafted().public_id}/edit/costs"
    mei = open_page("Mei", width=320, script=False)
    mei.goto(path)
    press(mei, "Take out line 2")
    go_on(mei, "Save and add another line")
    mei.get_by_label("What is it for?").nth(1).fill("A pump")
    mei.get_by_label("How much?").nth(1).fill("24.99")
    go_on(mei, "Save and add another line")
    expect(mei.get_by_text("£1,224.99")).to_be_visible()
