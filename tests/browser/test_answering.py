"""An officer's answer at 320 pixels and without script: "Noted" is refused, the child's words are checked."""

from __future__ import annotations

import pytest

from tests.browser.hands import follow, press
from tests.voice_made import a_listening, a_theme, decide, somebody_says

HARD = "Infrastructure considerations necessitate comprehensive municipal prioritisation of illumination expenditure."


@pytest.fixture
def pack(work, cast):
    with work():
        here = a_listening(cast)
        said = [somebody_says(here, f"It is dark by the gate {number}")[0] for number in range(2)]
        for one in said:
            decide(cast, one)
        return a_theme(cast, *said, title="Dark by the gate", send=True).public_id


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_officers_answer(open_page, pack, axe, no_overflow, script):
    page = open_page("Rhona", width=320, script=script)
    looks = [axe, no_overflow] if script else []

    def check():
        for look in looks:
            look(page)

    page.goto("/answers/packs")
    check()
    follow(page, "Dark by the gate")
    press(page, "I have this, and it is mine to answer")
    check()
    page.get_by_role("radio", name="We could not").check()
    page.get_by_role("textbox", name="Your answer").fill("Noted")
    page.get_by_role("textbox", name="The same answer").fill(HARD)
    if script:
        page.get_by_text("Write it for a ten-year-old").wait_for()
    press(page, "See how it reads")
    page.get_by_text("Write it for a ten-year-old").first.wait_for()
    check()
    page.get_by_role("radio", name="did not change it").check()
    press(page, "Give this answer")
    page.get_by_text("“Noted” is not an answer.").first.wait_for()
    check()
    page.get_by_role("textbox", name="Your answer").fill(
        "The path belongs to the railway, which will not light it."
    )
    page.get_by_role("textbox", name="The same answer").fill(
        "The path is not ours. We asked, and they said no."
    )
    page.get_by_role("button", name="Give this answer").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Answered. Everyone who spoke sees it").wait_for()
    check()
    page.goto("/answers/owed")
    page.get_by_text("Nothing is owed today").wait_for()
    check()
