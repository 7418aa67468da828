"""Step 5, a Deal: our part and your part from the six starting pairs, agreed by both sides and lived."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from participation.rules.deals import STARTING_PAIRS
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, press, reads, sam_lets_through, write_day

DEAL = "The Inner South Deal"
ASHAS = "We picked litter by the beck on Saturday, eleven of us."
COUNCILS = "The bins by the beck are emptied twice a week since Monday."


def make_a_deal(walk: Walk) -> None:
    """Pia starts it, both sides agree and it begins; then each side says how its own part goes."""
    with walk.at("2026-10-01 10:00"):
        pia = walk.desk("Pia")
        _pia_starts(walk, pia)
        _answers_for(walk, walk.desk("Rhona"))
        for person in (walk.phone("Asha"), walk.desk("Rhona")):
            _agrees(walk, person)
        pia.goto(walk.made["deal"])
        write_day(pia, "When will you look at it together again?", date(2027, 1, 8))
        press(pia, "Begin the Deal")
        reads(pia, "The Deal has begun.")
        walk.look(pia, "deal-begun")
    with walk.at("2026-10-05 16:00"):
        _checks_in(walk, walk.desk("Rhona"), "Kept", COUNCILS)
        _checks_in(walk, walk.phone("Asha"), "Under way", ASHAS)
        sam_lets_through(walk, ASHAS, "Their own litter pick; it names nobody.")
        _the_wall(walk)


def _pia_starts(walk: Walk, pia: Page) -> None:
    pia.goto("/")
    walk.look(pia, "home-worker")
    pia.goto("/deals/new")
    walk.look(pia, "deal-new")
    fill(pia, {"What is this Deal called?": DEAL,
               "Who is it for": "Young people and families of the three wards, who talked of litter."})  # fmt: skip
    pia.get_by_label(COMMITTEE).check()
    pia.get_by_label("Start from the six pairs").check()
    press(pia, "Start the Deal")
    for ours, yours in STARTING_PAIRS:
        reads(pia, ours.format(place="Alderbrook"), yours)
    walk.look(pia, "deal-listening")
    press(pia, "Ask both sides to agree")
    reads(pia, "Both sides are now asked to agree.")
    walk.look(pia, "deal-drafted")
    walk.made["deal"] = pia.url


def _answers_for(walk: Walk, rhona: Page) -> None:
    """Our side names who answers for its six promises, before anybody agrees them."""
    rhona.goto(walk.made["deal"])
    follow(rhona, "Say it for all of them")
    walk.look(rhona, "deal-owners")
    fill(rhona, {"Who answers for it": "Head of parks"})
    rhona.get_by_label("Or how often").select_option(label="Every month")
    press(rhona, "Save for each of them")
    reads(rhona, "Both sides need to agree these words")


def _agrees(walk: Walk, person: Page) -> None:
    person.goto("/")
    reads(person, DEAL)
    walk.look(person, "home-responder" if walk.is_desk(person) else "home-advisor-deal")
    follow(person, DEAL)
    walk.look(person, "deal-to-agree")
    press(person, "Agree for our side" if walk.is_desk(person) else "Agree for your side")
    reads(person, "Both sides have agreed" if walk.is_desk(person) else "You agreed for your side")


def _checks_in(walk: Walk, person: Page, progress: str, words: str) -> None:
    person.goto(walk.made["deal"])
    follow(person, "Check in on pair 3")
    walk.look(person, f"deal-check-in-{'ours' if walk.is_desk(person) else 'yours'}")
    person.get_by_label(progress, exact=True).check()
    fill(person, {"What happened?": words})
    press(person, "Save")
    reads(person, "Your check-in is kept")
    if words == ASHAS:
        reads(person, "Your words are being read")
        for other in (walk.desk("Rhona"), walk.phone()):
            other.goto(walk.made["deal"])
            reads(other, COUNCILS)
            assert not other.get_by_text(ASHAS).count()


def _the_wall(walk: Walk) -> None:
    anyone = walk.phone()
    anyone.goto("/deals")
    walk.look(anyone, "deals")
    follow(anyone, DEAL)
    reads(anyone, COUNCILS, ASHAS, "A young advisor for your part")
    assert "Asha" not in anyone.locator("main").inner_text()
    walk.look(anyone, "deal-wall")
    anyone.goto(f"{walk.made['deal']}/poster")
    walk.look(anyone, "deal-poster")
