"""The lead’s day in a real browser: from an alarm nobody answered to words released, by keyboard, and two people."""

from __future__ import annotations

import pytest

from participation.rules.gate import Letting, Outcome
from participation.services import escalation
from tests.browser.hands import follow, press
from tests.voice_made import a_listening, decide, item_of, somebody_says

SAID = "My friend Zebedee hits me by the gate"


@pytest.fixture
def alarm(work, cast, at):
    """Said at nine, unread at ten: the deputy has been called. Something else was referred yesterday."""
    with at("2026-11-23 09:00"), work():
        here = a_listening(cast)
        before, _ = somebody_says(here, "He locks us in")
        decide(cast, before, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
    with at("2026-11-24 09:00"), work():
        made, _ = somebody_says(here, SAID)
    with at("2026-11-24 10:01"), work():
        escalation.escalate_due()
    return made


@pytest.mark.parametrize("width", [320, 1280])
def test_the_leads_day_from_alarm_to_release(work, open_page, alarm, at, axe, no_overflow, width):
    with at("2026-11-24 10:05"):
        sam = open_page("Sam", width=width)

        def check():
            axe(sam)
            no_overflow(sam)

        sam.goto("/")
        sam.get_by_text("words wait to be read").first.wait_for()
        follow(sam, "One person’s words wait to be read")
        sam.get_by_role("heading", name="One thing that may be urgent is past the time").wait_for()
        check()
        press(sam, "Open the next one")
        sam.get_by_text("Called the deputy").wait_for()
        check()
        sam.keyboard.press("Alt+Digit4")
        sam.get_by_role("textbox", name="What is done for the child it was done to?").fill(
            "Seen with her mother."
        )
        sam.get_by_role("textbox", name="What is done for the child who did it?").fill(
            "His teacher talks to him."
        )
        sam.get_by_role("textbox", name="Why?").fill("Two eight-year-olds; both families told.")
        sam.get_by_role("radio", name="Release them with words taken out").check()
        press(sam, "Take these out for me")
        released = sam.get_by_role("textbox", name="The words to release instead")
        assert released.input_value() == "My friend [a name] hits me by the gate"
        check()
        sam.get_by_role("textbox", name="Why?").focus()
        sam.keyboard.press("Control+Enter")
        sam.get_by_role("heading", name="Nothing is waiting").wait_for()
        follow(sam, "Referred, FD-1")
        check()
        sam.get_by_role("radio", name="They told us what they will do").check()
        for part, value in (("Day", "24"), ("Month", "11"), ("Year", "2026")):
            sam.get_by_role("textbox", name=part).fill(value)
        press(sam, "Write it down")
        sam.get_by_role("heading", name="They told us what they will do").wait_for()
        with work():
            assert item_of(alarm).released_version == 2


def test_the_rota_and_the_glass_take_two_people(open_page, alarm, at, axe, no_overflow):
    with at("2026-11-24 10:05"):
        sam, ada, orla = (
            open_page("Sam", width=320),
            open_page("Ada", width=320),
            open_page("Orla", width=320),
        )
        sam.goto("/desk/rota")
        axe(sam)
        no_overflow(sam)
        ada.goto("/break-glass")
        ada.get_by_role("textbox", name="The item’s number").fill(item_of(alarm).public_id)
        ada.get_by_role("textbox", name="Why must you read it").fill(
            "Nobody at the desk answers the telephone."
        )
        press(ada, "Ask")
        ada.get_by_text("Waits for a second person").wait_for()
        axe(ada)
        no_overflow(ada)
        orla.goto("/glass")
        axe(orla)
        no_overflow(orla)
        press(orla, "Yes, open it for half an hour for Ada")
        ada.goto("/break-glass")
        press(ada, f"Open and read item {item_of(alarm).public_id}")
        ada.get_by_text(SAID).wait_for()
        axe(ada)
        no_overflow(ada)
