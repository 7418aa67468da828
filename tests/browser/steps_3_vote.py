"""Step 3, vote: a round set up and frozen, votes cast on phones, a count that explains itself."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from app.clock import now
from app.db import db
from app.scheduler.jobs import JOBS
from app.scheduler.running import Outcome, run_by_hand
from models.rounds import Round
from tests.browser.steps_2_propose import BIKES, FILMS, GARDEN, KITCHEN, ROOF
from tests.browser.steps_place import the_team
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, headed, press, reads, text_of, write_day
from tests.rounds_made import vote

ROUND = "Autumn ideas for Inner South"
ON_PHONES = {"Mei": (KITCHEN, ROOF), "Grace": (ROOF, GARDEN), "Asha": (BIKES, FILMS)}
BY_SERVICE = {
    "Cllr Idris": (ROOF, FILMS), "Tomos": (BIKES, FILMS), "Lena": (ROOF, GARDEN), "Marek": (KITCHEN, BIKES),
    "Yusra": (KITCHEN, FILMS), "Hal": (ROOF, BIKES), "Bea": (KITCHEN, ROOF),
}  # fmt: skip


def run_jobs() -> list[Outcome]:
    """Everything that is due now, as `flask jobs run --now` does it; a job that fails fails the test."""
    outcomes = [run_by_hand(name, job, now()) for name, job in JOBS.items()]
    assert not [outcome for outcome in outcomes if outcome.failed], outcomes
    return outcomes


def vote_on_it(walk: Walk) -> None:
    """From an empty form to a result anyone can check."""
    with walk.at("2026-09-10 10:00"):
        _an_interest(walk)
        _set_up_and_open(walk)
    with walk.at("2026-09-14 18:00"):
        for name, titles in ON_PHONES.items():
            walk.made[f"{name}’s receipt"] = _on_a_phone(walk, name, titles)
        with walk.work():
            round_ = db.session.query(Round).filter_by(title=ROUND).one()
            for name, titles in BY_SERVICE.items():
                vote(name, round_, *titles)
    with walk.at("2026-09-25 18:01"):
        run_jobs()
        _the_result(walk)


def _an_interest(walk: Walk) -> None:
    """Grace’s sister runs the film club, and Grace says so: she then has no vote for it."""
    grace = walk.phone("Grace")
    grace.goto("/proposals")
    walk.look(grace, "proposals")
    follow(grace, FILMS)
    walk.look(grace, "idea-somebody-elses")
    follow(grace, "Declare an interest")
    walk.look(grace, "interest")
    grace.get_by_label("Someone in my family").check()
    press(grace, "Declare it")
    reads(grace, "Your interest is on record")
    walk.look(grace, "interest-declared")


def _set_up_and_open(walk: Walk) -> None:
    grace = walk.desk("Grace")
    grace.goto("/")
    walk.look(grace, "home-chair")
    grace.goto("/rounds")
    walk.look(grace, "rounds-empty")
    grace.goto("/rounds/new")
    walk.look(grace, "round-team")
    follow(grace, COMMITTEE)
    walk.look(grace, "round-new")
    fill(grace, {"What is this round called?": ROUND, "How much does this round decide on?": "40,000"})
    grace.get_by_label("Wellbeing").check()
    write_day(grace, "The day voting closes", date(2026, 9, 25))
    fill(grace, {"The most projects": "3"})
    grace.get_by_label("Equal shares").check()
    press(grace, "Save and look it over")
    reads(grace, "The round is set up", "Is it ready?")
    walk.look(grace, "round-ready")
    walk.made["round"] = grace.url
    follow(grace, "Open for voting")
    walk.look(grace, "round-open")
    press(grace, "Open for voting")
    reads(grace, "Nothing about this round can change from here")
    walk.look(grace, "round-opened")
    grace.goto(f"{walk.made['round']}/edit")
    reads(grace, "This round can no longer be changed")
    walk.look(grace, "round-frozen")


def _on_a_phone(walk: Walk, name: str, titles: tuple[str, ...]) -> str:
    phone = walk.phone(name)
    phone.goto("/")
    walk.look(phone, f"home-{name.lower()}-voting")
    phone.goto(walk.made["round"])
    walk.look(phone, "round-voting")
    follow(phone, "Vote in this round")
    if name == "Grace":
        reads(phone, f"You cannot vote for: {FILMS}")
        walk.look(phone, "ballot-interest")
    for title in titles:
        phone.get_by_label(title).check()
    walk.look(phone, "ballot")
    press(phone, "Check my choices")
    headed(phone, "These are your choices")
    reads(phone, *titles)
    walk.look(phone, "ballot-check")
    press(phone, "Cast my vote")
    headed(phone, "Your vote is in")
    walk.look(phone, "receipt")
    return phone.locator(".op-receipt__code").inner_text()


def _the_result(walk: Walk) -> None:
    anyone = walk.phone()
    anyone.goto("/")
    walk.look(anyone, "front")
    anyone.goto(f"{walk.made['round']}/result")
    reads(anyone, "10 of 10", "4 of 5 projects won", ROOF, "Not chosen")
    assert_explained(anyone)
    walk.look(anyone, "result")
    follow(anyone, "If it had been most votes first")
    reads(anyone, "This is not the result", "Would have won")
    walk.look(anyone, "result-other")
    for receipt, found in ((walk.made["Asha’s receipt"], True), ("AAAAA AAAAA", False)):
        anyone.goto(f"{walk.made['round']}/result")
        fill(anyone, {"Your receipt": receipt})
        press(anyone, "Look for it")
        reads(anyone, "Your receipt is in the list" if found else "That receipt is not in the list")
    walk.look(anyone, "result-receipt")


def assert_explained(page: Page) -> None:
    """Every project, won or lost, says why in a sentence."""
    whys = page.locator(".op-fate > p:not([class])").all_inner_texts()
    assert len(whys) == 5
    assert all(len(why) > 20 for why in whys), whys
    expect(page.get_by_text("What other ways of counting would have done")).to_be_visible()
    assert "secret" not in text_of(page).lower()
    assert the_team().name in text_of(page)
