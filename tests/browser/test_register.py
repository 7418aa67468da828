"""The register of decisions and people's notices, in a real browser: a call-in from first look to last word."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from app.clock import now
from app.times import local_date
from commissioning.rules.call_in import KeyRule
from commissioning.rules.pence import Pence
from commissioning.services import key_decisions
from commissioning.services.decisions import decide
from tests.decisions_made import a_case, a_counted_round, verdict
from tests.proposals_made import actor

WHY = "Ten families in Millfield told me that nobody asked them about this."
ANSWER = "The families were asked in May, and what they said is in the officer’s check."


def test_a_decision_is_found_called_in_and_looked_at_again(work, open_page, axe, no_overflow):
    with work():
        a_counted_round()
        key_decisions.set_rule(actor("Kwame"), KeyRule(local_date(now()), Pence(300_00), 0, 5, 1))
        case = a_case()
        number = decide(actor("Noor"), case, verdict(case)).number

    phone = open_page(width=320)
    phone.goto("/decisions")
    phone.get_by_label("Search").fill("bike")
    phone.get_by_role("button", name="Show these").click()
    expect(phone.get_by_text("Can still be called in")).to_be_visible()
    axe(phone)
    no_overflow(phone)
    phone.get_by_role("link", name="Bike library").click()
    expect(phone.get_by_role("heading", name="A key decision: not carried out yet")).to_be_visible()
    axe(phone)
    no_overflow(phone)

    councillor = open_page("Cllr Idris")
    councillor.goto(f"/decisions/{number}")
    councillor.get_by_role("link", name="Call it in").click()
    councillor.get_by_role("button", name="Call it in").click()
    expect(councillor.get_by_role("link", name="Say why it should be looked at again")).to_be_visible()
    councillor.get_by_label("Why should it be looked at again?").fill(WHY)
    axe(councillor)
    councillor.get_by_role("button", name="Call it in").click()
    expect(councillor.get_by_text("You have called it in")).to_be_visible()

    noor = open_page("Noor", width=320)
    noor.goto("/")
    noor.get_by_role("link", name="Notices").click()
    axe(noor)
    no_overflow(noor)
    noor.get_by_role("link", name=f"{number} is called in").click()
    noor.get_by_role("button", name="Go to it").click()
    noor.get_by_role("link", name="Look at it again").click()
    noor.get_by_label("It stands as it was decided").check()
    noor.get_by_label("Why?").fill(ANSWER)
    axe(noor)
    noor.get_by_role("button", name="Write it in the register").click()
    expect(noor.get_by_role("heading", name="Looked at again")).to_be_visible()
    no_overflow(noor)

    noor.goto("/notices/settings")
    noor.get_by_label("Decisions, and decisions asked to be looked at again").select_option("daily")
    noor.get_by_role("button", name="Keep this choice").click()
    expect(noor.get_by_text("Your choice is kept.")).to_be_visible()
    axe(noor)
    no_overflow(noor)


def test_a_clerk_writes_down_an_election_and_plans_a_meeting_on_a_phone(open_page, axe, no_overflow):
    kwame, soon = open_page("Kwame", width=320), local_date(now()) + timedelta(days=30)
    kwame.goto("/before-elections")
    kwame.get_by_label("Which election is it?").fill("Local elections")
    groups = [
        kwame.get_by_role("group", name=name) for name in ("First day of the quiet time", "Day of the vote")
    ]
    for group, day in zip(groups, (soon - timedelta(days=30), soon), strict=True):
        for part, typed in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(typed))
    axe(kwame)
    kwame.get_by_role("button", name="Write it down").click()
    expect(kwame.get_by_text("What it holds waits by itself.")).to_be_visible()
    no_overflow(kwame)
    kwame.goto("/decisions")
    expect(kwame.get_by_role("heading", name="An election is near")).to_be_visible()
    kwame.get_by_text("What waits before an election").first.click()
    kwame.get_by_role("link", name="End it early").click()
    axe(kwame)

    kwame.goto("/bodies")
    kwame.get_by_role("link", name="Alderbrook South Community Committee").click()
    kwame.get_by_role("link", name="Plan a meeting").click()
    for part, typed in (("Day", soon.day), ("Month", soon.month), ("Year", soon.year)):
        kwame.get_by_label(part, exact=True).fill(str(typed))
    kwame.get_by_label("Where").fill("Quayside Library")
    axe(kwame)
    kwame.get_by_role("button", name="Plan it").click()
    expect(kwame.get_by_text("Quayside Library")).to_be_visible()
    kwame.get_by_role("link", name="Change the meeting on").click()
    kwame.get_by_role("link", name="Call it off").click()
    kwame.get_by_label("Why is it off?").fill("The library is flooded.")
    kwame.get_by_role("button", name="Call it off").click()
    expect(kwame.get_by_text("Called off. The library is flooded.")).to_be_visible()
    axe(kwame)
    no_overflow(kwame)
