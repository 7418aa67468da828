"""Pages of bodies: open to everyone, without the names of children; the clerk sets when they give their account."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app import clock
from tests import summaries_made as made
from tests.proposals_made import actor

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GOOD = {
    "rhythm": "monthly", "first_on-day": "1", "first_on-month": "12", "first_on-year": "2026", "at": "18:00",
    "working_days": "yes",
}  # fmt: skip


@pytest.fixture
def path(app) -> str:
    return f"/bodies/{made.committee().public_id}"


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


def test_everyone_sees_the_body_but_not_the_names_of_children(client, sign_in, path):
    client.get("/bodies").says("Alderbrook South Community Committee", "5 members", "No account is scheduled")
    page = client.get(path)
    page.says("Grace", "Cllr Idris", "And 2 young advisors", "It needs 3 of its 5 members")
    page.never_says("Asha", "Tomos")
    sign_in("Kwame").get(path).says("Asha")


def test_the_clerk_sets_the_schedule(client, sign_in, path):
    kwame = sign_in("Kwame")
    kwame.get("/").says("Set when Alderbrook South Community Committee gives its account")
    kwame.get(f"{path}/schedule").says("How often", "First day")
    kwame.post(f"{path}/schedule", GOOD, follow=True).says(
        "The schedule is set", "Tuesday 1 December 2026 at 6pm, in 7 days"
    )
    client.get(path).says("Every month")
    kwame.get("/").never_says("Set when Alderbrook South Community Committee gives its account")
    kwame.get(f"{path}/schedule").says("How often")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"first_on-day": "1", "first_on-month": "11"}, "The first day has passed"),
        ({"last_on-day": "30", "last_on-month": "11", "last_on-year": "2026"}, "would never come round"),
        ({"first_on-day": "31", "first_on-month": "2"}, "real date"),
        ({"at": "25:00"}, "Write a time"),
        ({"at": ""}, "Write a time"),
        ({"rhythm": "hourly"}, "Choose from the list"),
        ({"rhythm": ""}, "Choose how often"),
    ],
)
def test_a_schedule_that_cannot_work_says_why_and_keeps_what_was_typed(sign_in, path, change, says):
    kwame = sign_in("Kwame")
    kwame.post(f"{path}/schedule", {**GOOD, **change}, status=200).says(says)
    kwame.get(path).says("It has no schedule yet")


def test_the_clerk_writes_down_a_meeting(sign_in, path):
    kwame = sign_in("Kwame")
    here = [str(box["value"]) for box in kwame.get(f"{path}/meeting").select("input[name=present]")][:4]
    day = {"held_on-day": "23", "held_on-month": "11", "held_on-year": "2026"}
    page = kwame.post(f"{path}/meeting", {**day, "present": here}, status=200)
    page.says("Write when it began, like 18:00", "Write where it was")
    day |= {"at": "18:30", "place": "Town hall"}
    kwame.post(f"{path}/meeting", {**day, "present": here, "apologies": "1"}, follow=True).says(
        "The meeting is written down", "Monday 23 November 2026 at 6:30pm", "Town hall"
    )
    kwame.post(f"{path}/meeting", {**day, "present": here}, status=200).says("written down already")
    kwame.post(f"{path}/meeting", {**day, "held_on-day": "25"}, status=200).says("has not come yet")
    kwame.post(f"{path}/meeting", {**day, "held_on-day": "20", "present": ["nobody"]}, status=200)


def test_only_the_clerk_may(client, sign_in, path):
    client.get(f"{path}/schedule", status=302)
    sign_in("Grace").get(f"{path}/schedule", status=403)
    sign_in("Carol").post(f"{path}/meeting", {}, status=403)
    client.get("/bodies/nothing", status=404)


def test_a_body_of_the_whole_council_is_given_its_members_and_then_its_days(client, sign_in, work):
    kwame = sign_in("Kwame")
    sent = {"name": "Children’s Board", "team": "council", "quorum": "2"}
    page = kwame.post("/bodies/new", sent, follow=True)
    page.says("Next, give people their seats on it", "Nobody sits on it yet")
    board = (
        page.one("main form")["action"].removesuffix("/seats") if page.one("main form").get("action") else ""
    )
    board = board or kwame.get("/bodies").find("a", string="Children’s Board")["href"]
    kwame.get("/").says("Give people their seats on Children’s Board")
    held = {"held_on-day": "23", "held_on-month": "11", "held_on-year": "2026", "apologies": "0",
            "at": "18:00", "place": "Town hall"}  # fmt: skip
    kwame.post(f"{board}/meeting", held, status=200).says("Nobody sits on this body yet")
    for who, seat, why in (
        ("nobody@alderbrook.example", "officer", "Nobody signs in with that"),
        ("asha", "officer", "sits on a body as a young advisor"),
        ("rhona@alderbrook.example", "young", "That seat is for a young person"),
        ("rhona@alderbrook.example", "", "Choose the seat they fill"),
    ):
        kwame.post(f"{board}/seats", {"signs_in_as": who, "seat": seat}, status=200).says(why)
    rhona = sign_in("Rhona")
    for who, seat in (
        ("rhona@alderbrook.example", "officer"),
        ("ASHA", "young"),
        ("ben@alderbrook.example", "third_sector"),
    ):
        kwame.post(f"{board}/seats", {"signs_in_as": who, "seat": seat}, follow=True).says(
            "They sit on it from today"
        )
    kwame.post(f"{board}/seats", {"signs_in_as": "asha", "seat": "young"}, status=200).says(
        "sit on this body already"
    )
    kwame.get("/").says("Set when Children’s Board gives its account")
    kwame.post(f"{board}/schedule", GOOD, follow=True).says("The schedule is set")
    page = client.get(board)
    page.says("Rhona", "And 1 young advisor", "It needs 2 of its 3 members")
    page.never_says("Asha")
    # A seat on a body is a vote at its meetings and nothing else: what Ben says still waits to be read first.
    with work():
        assert not actor("Ben").speaks_officially
        rhonas = actor("Rhona").public_id
    rhona.post(f"{board}/seats/{rhonas}/end", status=403)
    kwame.post(f"{board}/seats/{rhonas}/end", follow=True).says("That seat has ended")
    client.get(board).never_says("Rhona")
    kwame.post(f"{board}/seats/{rhonas}/end", status=404)
    kwame.post(
        f"{board}/seats", {"signs_in_as": "rhona@alderbrook.example", "seat": "elected"}, follow=True
    ).says("Rhona", "Councillor")
