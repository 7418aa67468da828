"""Voting at 320 pixels: by printed code, at a shared tablet, with points and in order, much of it by keyboard."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from playwright.sync_api import Locator, Page, expect

from app.db import db
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.polling import Way
from models.ballots import Ballot
from models.proposals import Proposal
from models.rounds import Round
from tests.browser.hands import follow
from tests.browser.hands import press as go
from tests.browser.keys import enter
from tests.polling_made import a_polling_round, another_round, in_box
from tests.proposals_made import drafted
from tests.rounds_made import an_open_round

MOST_TABS = 120


@pytest.fixture
def look(axe, no_overflow, screenshot):
    """Check a page for barriers and sideways scrolling, and keep its picture."""

    def check(page: Page, name: str) -> None:
        axe(page)
        no_overflow(page)
        screenshot(page, f"voting-{name}")

    return check


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} was not reached in {MOST_TABS} presses of Tab")


def press(page: Page, name: str, *, goes: bool = True) -> None:
    """Reach a button by keyboard and press it; `goes`: wait for the page it leads to."""
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    with page.expect_navigation() if goes else nullcontext():
        page.keyboard.press("Enter")


def box() -> tuple[int, int, int]:
    """What is in the box now (the test's own view of the database is of an earlier moment)."""
    db.session.rollback()
    return in_box(db.session.query(Round).order_by(Round.id).first())


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_vote_by_printed_code_with_a_flat_battery_and_no_mouse(open_page, look, work):
    with work():
        _, sheets = a_polling_round()
    code = sheets[Way.CODES].codes[0]
    phone = open_page(width=320)
    phone.goto(f"/vote#{code}")
    expect(phone.get_by_label("The code on your card")).to_have_value(code)
    assert "#" not in phone.url
    look(phone, "code")
    press(phone, "Go on")
    tab_to(phone, phone.get_by_label("Film club"))
    phone.keyboard.press("Space")
    expect(phone.locator("[data-picks-line]")).to_contain_text(
        "1 of 3 picks used. They cost £300.00 of £1,000.00, £700.00 left"
    )
    look(phone, "code-ballot")
    phone.goto("about:blank")
    phone.goto("/vote")
    phone.get_by_label("The code on your card").fill(code)
    press(phone, "Go on")
    expect(phone.get_by_label("Film club")).to_be_checked()
    press(phone, "Check my choices")
    look(phone, "code-check")
    press(phone, "Cast my vote")
    heading(phone, "Your vote is in")
    look(phone, "code-done")
    assert phone.evaluate("Object.keys(localStorage).filter(key => key.startsWith('op-picks-')).length") == 0
    assert box() == (1, 1, 1)
    phone.goto("/vote")
    phone.get_by_label("The code on your card").fill(code)
    press(phone, "Go on")
    heading(phone, "This code has been used")
    look(phone, "code-used")


def test_a_shared_tablet_shows_the_next_child_nothing(open_page, look, work):
    with work():
        round_, _ = a_polling_round(kind=BallotKind.CUMULATIVE, points_each=5)
    tablet = open_page("Pia", width=320)
    tablet.goto(f"/rounds/{round_.public_id}/places")
    look(tablet, "places")
    enter(tablet, "Set this device out for Millfield Primary")
    heading(tablet, "Your turn to vote")
    look(tablet, "tablet")
    press(tablet, "Start my turn")
    tab_to(tablet, tablet.get_by_role("button", name="One point more for Film club"))
    for _ in range(6):
        tablet.keyboard.press("Enter")
    expect(tablet.locator("[data-picks-line]")).to_contain_text("5 of 5 points given, 0 left")
    look(tablet, "tablet-points")
    press(tablet, "Check my choices")
    press(tablet, "Cast my vote")
    heading(tablet, "Your vote is in")
    look(tablet, "tablet-done")
    enter(tablet, "I am finished")
    heading(tablet, "Your turn to vote")
    tablet.go_back()
    tablet.go_back()
    for seen in (tablet.content(), tablet.reload() and tablet.content()):
        assert "Your receipt" not in seen
        assert "Film club: 5" not in seen
    tablet.goto("/tablet")
    press(tablet, "Start my turn")
    assert (
        tablet.locator(".op-pick__number").evaluate_all("boxes => boxes.map(box => box.value).join('')") == ""
    )
    assert tablet.evaluate("Object.keys(localStorage).filter(key => key.startsWith('op-picks-')).length") == 0
    assert box() == (1, 1, 1)


def test_hard_case_30_propose_rank_and_keep_a_receipt_without_a_mouse(open_page, look, work):
    """Screen-reader and keyboard users at 320 pixels: an idea sent in, a ranking cast after the line went dead."""
    with work():
        idea = drafted("Asha", title="A quiet room").public_id
        round_ = an_open_round(kind=BallotKind.ORDINAL)
    phone = open_page("Asha", width=320)
    phone.goto(f"/proposals/{idea}/check")
    press(phone, "Send it in")
    expect(phone.locator(".govuk-notification-banner, .op-notice").first).to_be_visible()
    db.session.rollback()
    assert db.session.query(Proposal.state).filter_by(public_id=idea).scalar() != "draft"
    phone.goto(f"/rounds/{round_.public_id}/ballot")
    press(phone, "One project at a time", goes=False)
    expect(phone.get_by_text("Project 1 of 4")).to_be_visible()
    expect(phone.locator(".op-pick:visible select")).to_be_in_viewport()
    for place in ("1", "2"):
        shown = phone.locator(".op-pick:visible select")
        tab_to(phone, shown)
        phone.keyboard.press(place)
        press(phone, "Next project", goes=False)
    look(phone, "ranking-one")
    expect(phone.locator("[data-picks-line]")).to_contain_text("2 of 3 in order: 1st ")
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(f"/rounds/{round_.public_id}/ballot")
    phone.context.set_offline(False)
    phone.goto(f"/rounds/{round_.public_id}/ballot")
    press(phone, "Show the whole list", goes=False)
    expect(phone.locator("[data-picks-line]")).to_contain_text("2 of 3 in order: 1st ")
    look(phone, "ranking")
    press(phone, "Check my choices")
    heading(phone, "These are your choices")
    look(phone, "ranking-check")
    press(phone, "Cast my vote")
    heading(phone, "Your vote is in")
    expect(phone.locator(".op-receipt__code")).to_be_visible()
    look(phone, "ranking-receipt")
    db.session.rollback()
    assert len(db.session.query(Ballot).one().picks) == 2
    tab_to(phone, phone.get_by_role("link", name="Change my vote"))
    phone.keyboard.press("Enter")
    heading(phone, "Change your vote: Autumn ideas")
    look(phone, "change")


def test_a_chair_sets_up_points_chambers_and_codes_on_a_phone(open_page, look, work):
    with work():
        first, sheets = a_polling_round()
        new = another_round(first)
    grace = open_page("Grace", width=320)
    grace.goto(f"/rounds/{new.public_id}")
    look(grace, "set-up")
    follow(grace, "How people vote")
    grace.get_by_label("Give out points").check()
    grace.get_by_label("How many points has each person?").fill("10")
    look(grace, "set-up-rules")
    go(grace, "Save")
    expect(grace.get_by_text("Give out 10 points")).to_be_visible()
    follow(grace, "Votes without an account")
    grace.get_by_label("Printed codes").check()
    grace.get_by_label("Which school or group is it for?").fill("Year 6 at Millfield Primary")
    grace.get_by_label("How many people?").fill("4")
    look(grace, "set-up-places")
    go(grace, "Make them and show the sheet")
    heading(grace, "Year 6 at Millfield Primary")
    expect(grace.locator(".op-slip")).to_have_count(4)
    look(grace, "sheet")
    grace.goto(f"/rounds/{first.public_id}/papers")
    grace.get_by_label("The number at the top of the paper").fill(sheets[Way.PAPER].codes[0])
    grace.get_by_label("Film club").check()
    look(grace, "papers")
    go(grace, "Keep what I read")
    expect(grace.get_by_text("Typed once")).to_be_visible()
    look(grace, "papers-waiting")


def test_back_from_a_vote_lands_on_a_page_that_says_it_is_in(open_page, look, work):
    """A form's answer cannot be gone back to: what stands in the history instead is the ballot's own address."""
    with work():
        round_, sheets = a_polling_round()
    phone = open_page("Asha", width=320)
    phone.goto(f"/rounds/{round_.public_id}/ballot")
    phone.get_by_label("Film club").check()
    go(phone, "Check my choices")
    go(phone, "Change my choices")
    expect(phone.get_by_label("Film club")).to_be_checked()
    go(phone, "Check my choices")
    go(phone, "Cast my vote")
    heading(phone, "Your vote is in")
    for _ in range(4):
        phone.go_back()
        heading(phone, "You have voted")
        expect(phone.get_by_text("your vote is in")).to_be_visible()
    follow(phone, "Your receipt")
    expect(phone.locator(".op-receipt__code")).to_be_visible()
    look(phone, "receipt-again")
    phone.goto("/vote")
    phone.get_by_label("The code on your card").fill(sheets[Way.CODES].codes[0])
    go(phone, "Go on")
    phone.get_by_label("Film club").check()
    go(phone, "Check my choices")
    go(phone, "Cast my vote")
    heading(phone, "Your vote is in")
    for _ in range(2):
        phone.go_back()
        expect(phone.get_by_label("The code on your card")).to_be_visible()
    assert box() == (2, 2, 2)
