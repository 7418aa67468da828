"""Step 4, decide and award: a named person decides with reasons, and the money moves in the same moment."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from commissioning.services import ledger_check
from tests.browser.steps_2_propose import BIKES, FILMS, GARDEN, KITCHEN, ROOF
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, headed, press, reads, write_day
from tests.organisations_made import a_ready_organisation

WHY = "It reaches many children for the money, and the vote was clear."
LESS = "The beds can be built for £7,000; the quotes in the proposal are high."
NOT_NOW = "The school next door begins the same club in October, so this would be a second one."
ELSE = "A smaller grant was considered, and waiting until the spring."
HUNSLET = "From Hunslet & Riverside"
KITCHENS = "Mei’s community kitchen"


def decide(walk: Walk) -> None:
    """Noor adopts two, varies one, rejects one, and is refused one that does not fit."""
    with walk.at("2026-09-28 10:00"):
        noor = walk.desk("Noor")
        noor.goto("/")
        walk.look(noor, "home-decision-maker")
        noor.goto("/decide")
        reads(noor, KITCHEN, BIKES, FILMS, GARDEN, ROOF)
        walk.look(noor, "decide")
        _too_much(walk, noor)
        _decision(walk, noor, KITCHEN, "Adopt it", WHY)
        _decision(walk, noor, BIKES, "Adopt it", WHY)
        _decision(walk, noor, GARDEN, "Change it", LESS, amount=("From Middleton Park", "7,000"))
        _decision(walk, noor, FILMS, "Turn it down", NOT_NOW)
        _the_register(walk)
        _what_proposers_see(walk)
    with walk.at("2026-09-30 10:00"):
        _promised_then_paid(walk)
    with walk.work():
        assert ledger_check.faults() == []


def _too_much(walk: Walk, noor: Page) -> None:
    """£31,000 does not fit in a ward that has £29,720.06: refused in words, nothing written, what was typed kept."""
    follow(noor, ROOF)
    _write(noor, "Adopt it", WHY)
    press(noor, "Decide and publish")
    reads(
        noor,
        "There is a problem",
        "The pot has £29,720.06 left in Hunslet & Riverside and this asks £31,000.00",
    )
    expect(noor.locator(".govuk-form-group--error")).to_contain_text(HUNSLET)
    walk.look(noor, "decide-too-much")
    assert noor.get_by_label("Your reasons").input_value() == WHY


def _decision(
    walk: Walk, noor: Page, title: str, outcome: str, reasons: str, amount: tuple[str, str] | None = None
) -> None:
    noor.goto("/decide")
    follow(noor, title)
    headed(noor, title)
    if title == FILMS:
        reads(noor, "Grace has family or a close friend in it")
        walk.look(noor, "decide-interest")
    walk.look(noor, "decide-one")
    if amount:
        fill(noor, {amount[0]: amount[1]})
    _write(noor, outcome, reasons)
    press(noor, "Decide and publish")
    reads(noor, "Your decision is in the register as D-2026-", reasons)
    walk.look(noor, "decision")


def _write(noor: Page, outcome: str, reasons: str) -> None:
    """What the committee decided that morning, and the minute that says so."""
    noor.get_by_label(outcome).check()
    write_day(noor, "When was the meeting?", date(2026, 9, 28))
    carried = outcome != "Turn it down"
    hands = {"votes_for": "5", "against": "1"} if carried else {"votes_for": "1", "against": "5"}
    for name, typed in ({"minute": "31/26", "present": "6", "abstained": "0"} | hands).items():
        noor.locator(f"[name={name}]").fill(typed)
    fill(noor, {"Your reasons": reasons, "What else did you think about?": ELSE})


def _the_register(walk: Walk) -> None:
    anyone = walk.phone()
    anyone.goto("/decisions")
    reads(anyone, KITCHEN, BIKES, GARDEN, FILMS, "£7,000.00 awarded of £9,000.00 asked", "Not adopted")
    walk.look(anyone, "decisions")
    follow(anyone, FILMS)
    reads(anyone, NOT_NOW, "Grace has family or a close friend in it, and took no part", ELSE)
    walk.look(anyone, "decision-public")


def _what_proposers_see(walk: Walk) -> None:
    asha = walk.phone("Asha")
    asha.goto(walk.made[BIKES])
    reads(asha, "Decided")
    walk.look(asha, "idea-decided")


def _promised_then_paid(walk: Walk) -> None:
    """£14,500.50 is promised at once; what Carol offers and Mei accepts for her kitchen is paid by two people."""
    mei, farid, carol = walk.desk("Mei"), walk.desk("Farid"), walk.desk("Carol")
    with walk.work():
        a_ready_organisation(KITCHENS)
    carol.goto("/awards")
    follow(carol, KITCHEN)
    follow(carol, "Make the offer")
    carol.get_by_label("Who is it made out to?").select_option(label=KITCHENS)
    carol.get_by_label("A grant").check()
    for name in ("ends_on", "report_by"):
        for part, typed in (("day", "31"), ("month", "3"), ("year", "2027")):
            carol.locator(f"[name={name}-{part}]").fill(typed)
    for box in carol.locator("[name=checked]").all():
        box.check()
    walk.look(carol, "award-offer")
    press(carol, "Make the offer")
    reads(carol, "The offer is made")
    farid.goto(walk.made["Wellbeing pot"])
    reads(farid, "£14,500.50", "£91,939.21")
    walk.look(farid, "pot-promised")
    mei.goto("/awards")
    walk.look(mei, "awards")
    follow(mei, KITCHEN)
    walk.look(mei, "award-offered")
    award = mei.url
    follow(mei, "Accept this award")
    walk.look(mei, "award-accept")
    fill(mei, {"Who signs?": "Mei Lin, Mei’s community kitchen"})
    mei.get_by_label("I am 18 or over and I may sign for").check()
    press(mei, "Accept the award")
    reads(mei, "The award is accepted")
    follow(mei, "Ask for a payment")
    fill(
        mei, {"How much do you ask for?": "2,500", "What was done, or bought?": "The first ten weeks of food"}
    )
    walk.look(mei, "award-ask")
    press(mei, "Ask for it")
    reads(mei, "You have asked for the payment")
    carol.goto(award)
    follow(carol, "Look at this request", exact=False)
    walk.look(carol, "award-payment")
    press(carol, "Approve it")
    reads(carol, "The payment is approved")
    farid.goto(award)
    follow(farid, "Look at this request", exact=False)
    press(farid, "Release £2,500.00")
    reads(farid, "£2,500.00 is paid.", "£3,500.00")
    walk.look(farid, "award-paid")
    anyone = walk.phone()
    anyone.goto(walk.made["Wellbeing pot"].replace("/pots/", "/money/"))
    reads(anyone, "£2,500.00", "£12,000.50", "£91,939.21", COMMITTEE)
    walk.look(anyone, "money-pot-awards")
