"""The result explained in a real browser on a phone and a desk: each way of counting, each chamber; counted again."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest
from playwright.sync_api import expect

from commissioning.rules.counting.values import BallotKind, Rule
from tests.browser.keys import reach
from tests.services.test_results_kinds import counted  # noqa: F401 - the fixture that makes such a round


@pytest.mark.parametrize("width", [320, 1280])
def test_a_result_is_explained_compared_taken_away_and_counted_again(
    open_page, axe, no_overflow, screenshot, counted, tmp_path, width  # noqa: F811
):  # fmt: skip
    round_, outcome = counted(BallotKind.APPROVAL, rule=Rule.EQUAL_SHARES)
    page = open_page(width=width)
    here = f"/rounds/{round_.public_id}/result"

    def look(name):
        axe(page)
        no_overflow(page)
        screenshot(page, f"results-{name}")

    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_have_text("The result: Autumn ideas")
    page.get_by_role("link", name="Round by round").click()
    expect(page.get_by_role("heading", name="How it was counted, round by round")).to_be_in_viewport()
    expect(page.locator(".op-purses")).to_have_count(len(outcome["chosen"]["steps"]))
    for summary in page.get_by_text("Where its supporters’ money went").all():
        summary.click()
    page.get_by_text("The same as a table").click()
    look("shares")

    page.get_by_role("link", name="If it had been most votes first", exact=True).click()
    expect(page.get_by_text("This is not the result")).to_be_visible()
    look("other")
    page.get_by_role("link", name="Young advisors", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Young advisors: what they alone would have chosen"
    )
    look("chamber")
    page.get_by_role("link", name="The result (equal shares)").click()

    reach(page, "Download everything to count this vote again")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    bundle = tmp_path / taken.value.suggested_filename
    taken.value.save_as(bundle)
    with zipfile.ZipFile(bundle) as pack:
        pack.extractall(tmp_path)
    command = [sys.executable, "-I", tmp_path / bundle.stem / "recount.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Everything agrees. 11 ballots recounted.")


def test_the_switch_and_the_money_open_by_keyboard_alone(open_page, counted):  # noqa: F811
    round_, _ = counted(BallotKind.CUMULATIVE, rule=Rule.EQUAL_SHARES)
    page = open_page(width=320)
    page.goto(f"/rounds/{round_.public_id}/result")
    page.locator(".op-fate summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("were given").first).to_be_visible()
    page.locator(".op-switch a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is not the result")).to_be_visible()
