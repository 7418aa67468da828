"""Step 7, account: on the day set, the facts are frozen, both versions drafted, approved and published for good."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page
from sqlalchemy.exc import DBAPIError

from app.db import db
from models.summaries import Summary
from tests.browser.steps_2_propose import BIKES, FILMS, GARDEN, KITCHEN
from tests.browser.steps_3_vote import run_jobs
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, press, reads, text_of, write_day

OPENING = "This autumn we listened in each ward, and shared out money for the first time."
OPENING_FOR_CHILDREN = "This autumn we listened to you."
FACTS = (
    KITCHEN,
    BIKES,
    GARDEN,
    FILMS,
    "The lights by the beck are broken",
    "Help to keep where you live clean and tidy",
)
CHANGES = (
    "UPDATE summaries SET introduction = 'Something kinder'",
    "UPDATE summaries SET officer = '{}'",
    "UPDATE summaries SET state = 'drafted'",
    "DELETE FROM summaries",
)


def set_a_schedule(walk: Walk) -> None:
    """Kwame says, weeks ahead, when the committee gives its account, and writes down a meeting."""
    with walk.at("2026-09-01 14:00"):
        kwame = walk.desk("Kwame")
        kwame.goto("/")
        walk.look(kwame, "home-clerk")
        kwame.goto("/bodies")
        walk.look(kwame, "bodies")
        follow(kwame, COMMITTEE)
        walk.made["body"] = kwame.url
        follow(kwame, "Set its schedule")
        walk.look(kwame, "schedule")
        kwame.get_by_label("Every three months").check()
        write_day(kwame, "First day", date(2026, 11, 2))
        press(kwame, "Set the schedule")
        reads(kwame, "The schedule is set.", "Monday 2 November 2026 at 6pm")
        walk.look(kwame, "body")
    with walk.at("2026-09-29 10:00"):
        kwame = walk.desk("Kwame")
        kwame.goto(walk.made["body"])
        follow(kwame, "Write down a meeting")
        write_day(kwame, "The day it was held", date(2026, 9, 28))
        for name in ("Grace", "Cllr Idris", "Asha", "Lena"):
            kwame.get_by_label(name, exact=True).check()
        fill(kwame, {"When it began": "18:00", "Where it was": "Town hall", "How many sent apologies": "2"})
        walk.look(kwame, "meeting")
        press(kwame, "Write it down")
        reads(kwame, "The meeting is written down.")


def give_the_account(walk: Walk) -> None:
    """Nobody remembers; the job does. Many hands make sure of it, and it is never changed again."""
    with walk.at("2026-11-02 17:59"):
        run_jobs()
        assert not db.session.query(Summary).count()
    with walk.at("2026-11-02 18:00"):
        run_jobs()
    with walk.at("2026-11-03 09:30"):
        kwame = walk.desk("Kwame")
        _kwame_sends(walk, kwame)
        _nobody_can_be_picked_out(walk)
        _young_advisors_sign(walk)
        kwame.reload()
        press(kwame, "Send for approval")
        _carol_approves(walk)
    with walk.at("2026-11-05 09:30"):
        kwame = walk.desk("Kwame")
        _kwame_presents(walk, kwame)
        press(kwame, "Publish both versions now")
        _both_versions(walk)
    _the_database_refuses(walk)


def _kwame_sends(walk: Walk, kwame: Page) -> None:
    kwame.goto("/")
    walk.look(kwame, "home-clerk-due")
    kwame.goto("/summaries")
    walk.look(kwame, "summaries-making")
    kwame.locator(".op-desk__waiting a").first.click()
    reads(kwame, "Start the draft")
    press(kwame, "Start the draft")
    walk.look(kwame, "summary-draft")
    walk.made["draft"] = kwame.url
    fill(kwame, {"A few words of your own": OPENING, "The same in plain words": OPENING_FOR_CHILDREN})
    press(kwame, "Save the introduction")
    kwame.get_by_label("Where it stands").select_option("equality")
    kwame.get_by_label("The note (optional)", exact=True).fill(
        "Each ward had something. Adapted bikes are on the list."
    )
    fill(kwame, {"The same in plain words for children": "Each part of town got something."})
    press(kwame, "Save the note")
    press(kwame, "Send to the disclosure check")


def _nobody_can_be_picked_out(walk: Walk) -> None:
    pia = walk.desk("Pia")
    pia.goto(walk.made["draft"])
    walk.look(pia, "summary-to-check")
    press(pia, "Nobody can be picked out: pass it on")


def _young_advisors_sign(walk: Walk) -> None:
    for name in ("Asha", "Tomos"):
        advisor = walk.phone(name)
        advisor.goto(walk.made["draft"].replace("/draft", "/sign-off"))
        walk.look(advisor, "summary-sign-off")
        advisor.get_by_label("It is right. I am happy for it to go out").check()
        press(advisor, "Send it")


def _carol_approves(walk: Walk) -> None:
    carol = walk.desk("Carol")
    carol.goto("/")
    walk.look(carol, "home-officer")
    carol.goto(walk.made["draft"])
    walk.look(carol, "summary-to-approve")
    press(carol, "Approve both versions")
    reads(carol, "Approved")


def _kwame_presents(walk: Walk, kwame: Page) -> None:
    kwame.goto(walk.made["body"])
    follow(kwame, "Write down a meeting")
    write_day(kwame, "The day it was held", date(2026, 11, 4))
    for name in ("Grace", "Cllr Idris", "Asha", "Lena"):
        kwame.get_by_label(name, exact=True).check()
    fill(kwame, {"When it began": "18:00", "Where it was": "Town hall", "How many sent apologies": "2"})
    press(kwame, "Write it down")
    kwame.goto(walk.made["draft"])
    kwame.get_by_label("Wednesday 4 November 2026").check()
    press(kwame, "It was presented there")
    kwame.get_by_label("How the minute is found").fill("Minute 31")
    press(kwame, "It is minuted")
    walk.look(kwame, "summary-minuted")


def _both_versions(walk: Walk) -> None:
    anyone = walk.phone()
    anyone.goto("/summaries")
    walk.look(anyone, "summaries")
    anyone.locator(".op-card a, main a").filter(has_text="2026").first.click()
    reads(anyone, OPENING)
    walk.made["summary"] = anyone.url
    told = text_of(anyone)
    walk.look(anyone, "summary")
    follow(anyone, "The version for children")
    reads(anyone, OPENING_FOR_CHILDREN)
    walk.look(anyone, "summary-for-children")
    told_to_children = text_of(anyone)
    assert told.index("clean and tidy” – kept") < told.index("clean and tidy” – under way")
    for fact in FACTS:
        assert fact in told, f"{fact!r} is not in: {told}"
        assert fact in told_to_children, f"{fact!r} is not in: {told_to_children}"


def _the_database_refuses(walk: Walk) -> None:
    for change in CHANGES:
        with pytest.raises(DBAPIError, match=r"(?i)publish|never deleted"), walk.work():
            db.session.execute(sa.text(change))
