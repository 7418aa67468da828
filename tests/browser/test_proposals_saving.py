"""What is typed is saved as it goes, given back to its writer alone, and never written over another's."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from app.auth import revoke_sessions
from tests import conftest
from tests import proposals_made as made
from tests.browser.hands import fill, go_on, press
from tests.co_design_made import desk_reads, join


def test_a_lapsed_sign_in_loses_nothing_that_was_typed(open_page, work):
    with work():
        path = f"/proposals/{made.drafted('Asha').public_id}/edit/parts"
    asha = open_page("Asha", width=320)
    asha.goto(path)
    with work():
        revoke_sessions(conftest.person("Asha"))
    fill(asha, {"Your part": "We open every Saturday, rain or shine."})
    expect(asha.get_by_text("Not saved yet")).to_be_visible()
    go_on(asha)
    expect(asha.get_by_role("heading", name="Sign in")).to_be_visible()
    fill(asha, {"user name": "asha", "words": "maple river lantern otter"})
    press(asha, "Sign in")
    expect(asha.get_by_text("We put back what you had typed before")).to_be_visible()
    expect(asha.get_by_label("Your part")).to_have_value("We open every Saturday, rain or shine.")
    go_on(asha)
    expect(asha.get_by_role("heading", name="The group behind it")).to_be_visible()
    asha.goto(path)
    expect(asha.get_by_label("Your part")).to_have_value("We open every Saturday, rain or shine.")


def test_what_did_not_save_is_for_nobody_else_at_the_same_tablet(open_page, watch, work):
    """Asha goes, with words in the tab that nobody at the desk has read. Tomos, who writes it too, comes."""
    with work():
        draft = made.drafted("Asha")
        join(draft, "Asha", "Tomos")
        desk_reads()
        path = f"/proposals/{draft.public_id}/edit/idea"
    tablet = open_page(width=768)
    for way_out in ("signed out", "lapsed"):
        _sign_in(tablet, "asha")
        tablet.goto(path)
        tablet.route("**/draft?*", lambda route: route.abort())
        with watch.expecting("Failed to load resource"):
            fill(tablet, {"Who is it for?": "my carer shouts"})
            expect(tablet.get_by_text("Not saved yet")).to_be_visible()
        tablet.reload()  # the control: to herself it is given back
        expect(tablet.get_by_label("Who is it for?")).to_have_value("my carer shouts")
        if way_out == "signed out":
            press(tablet, "Sign out")
            assert tablet.evaluate("Object.keys(sessionStorage).length") == 0
        else:
            with work():
                revoke_sessions(conftest.person("Asha"))
        tablet.unroute("**/draft?*")
        _sign_in(tablet, "tomos", "pebble kite garden bread")
        tablet.goto(path)
        expect(tablet.get_by_label("Who is it for?")).to_have_value("Children aged 8 to 14")
        assert "carer" not in tablet.evaluate("JSON.stringify(sessionStorage)")
        press(tablet, "Sign out")


def _sign_in(page: Page, name: str, words: str = "maple river lantern otter") -> None:
    page.goto("/sign-in")
    fill(page, {"user name": name, "words": words})
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_closed_tab_loses_nothing_and_one_wrong_field_stops_no_other(open_page, work):
    with work():
        path = f"/proposals/{made.drafted('Asha').public_id}/edit/idea"
    asha = open_page("Asha", width=320)
    asha.goto(path)
    fill(asha, {"Why is it needed?": "Two of us share one bike.", "The youngest": "12", "The oldest": "8"})
    expect(asha.locator(".op-saved")).to_contain_text("The oldest cannot be younger than the youngest")
    fill(asha, {"Why is it needed?": "Three of us share one bike."})
    asha.goto("about:blank")  # before it has saved itself
    again = open_page("Asha", width=320)
    for _ in range(20):  # nobody hears when the server has it: the page that sent it is gone
        again.goto(path)
        if "Three" in again.get_by_label("Why is it needed?").input_value():
            break
    expect(again.get_by_label("Why is it needed?")).to_have_value("Three of us share one bike.")
    expect(again.get_by_label("The oldest")).to_have_value("")


def test_one_writer_with_two_windows_writes_over_nothing(open_page, axe, work):
    with work():
        path = f"/proposals/{made.drafted('Asha').public_id}/edit/parts"
    first, second = open_page("Asha", width=320), open_page("Asha", width=320)
    for page in (first, second):
        page.goto(path)
    for words in ("We open on Saturdays.", "We open on Saturdays and Sundays."):  # its own saves are no clash
        with first.expect_response(lambda answer: "/draft" in answer.url and answer.ok):
            fill(first, {"Your part": words})
        expect(first.locator(".op-saved")).to_contain_text("Saved at")
    fill(second, {"Your part": "We lend the lights."})
    go_on(second)
    expect(second.get_by_text("you, in another window").first).to_be_visible()
    expect(second.get_by_text("We open on Saturdays and Sundays.")).to_be_visible()
    expect(second.get_by_label("Your part")).to_have_value("We lend the lights.")
    axe(second)
    fill(first, {"Your part": "We open on Sundays."})
    go_on(first)
    expect(first.get_by_role("heading", name="The group behind it")).to_be_visible()
    go_on(second)
    expect(second.get_by_text("We open on Sundays.")).to_be_visible()
    go_on(second)
    expect(second.get_by_role("heading", name="The group behind it")).to_be_visible()
    first.goto(path)
    expect(first.get_by_label("Your part")).to_have_value("We lend the lights.")
