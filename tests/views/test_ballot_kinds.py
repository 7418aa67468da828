"""Points and rankings as pages, and changing a vote with an account."""

from __future__ import annotations

import pytest

from app.db import db
from commissioning.rules.counting.values import BallotKind
from models.ballots import Ballot
from tests.rounds_made import an_open_round, picks

KEY = "a-form-key-of-this-test"


def numbers(round_, **by_title):
    """The fields of a ballot: Film_club="7" is seven points for it, or seventh place."""
    return {f"n-{picks(round_, title.replace('_', ' '))[0]}": number for title, number in by_title.items()}


@pytest.fixture
def points(app, work):
    with work():
        return an_open_round(kind=BallotKind.CUMULATIVE, points_each=10)


@pytest.fixture
def ranks(app, work):
    with work():
        return an_open_round(kind=BallotKind.ORDINAL)


def test_points_are_given_read_back_and_cast(sign_in, points):
    asha, address = sign_in("Asha"), f"/rounds/{points.public_id}"
    asha.get(f"{address}/ballot").says(
        "Give out 10 points among 1 to 3 projects", "Points for Film club", "0 of 10"
    )
    data = {**numbers(points, Film_club="7", Boat_days="3", Quiet_garden=""), "idempotency_key": KEY}
    page = asha.post(f"{address}/ballot", data, status=200)
    page.says("Film club", ": 7 points", "Boat days", ": 3 points", "You chose 2 projects")
    page = asha.post(f"{address}/ballot/change", data, status=200)
    assert sorted(box["value"] for box in page.select(".op-pick__number") if box["value"]) == ["3", "7"]
    page.says("10 of 10", "They cost £1,200.00 of £1,000.00")
    asha.post(f"{address}/vote", data, follow=True).says("Your vote is in")
    assert db.session.query(Ballot).one().picks == sorted(
        [[*picks(points, "Film club"), 7], [*picks(points, "Boat days"), 3]]
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"Film_club": "7"}, "You have 3 of your 10 points left"),
        ({"Film_club": "11"}, "take 1 back"),
        ({"Film_club": "-1", "Boat_days": "11"}, "Write whole numbers"),
        ({"Film_club": "٧"}, "Write whole numbers"),
        ({"Film_club": "<script>alert(1)</script>"}, "Write whole numbers"),
        ({"Film_club": "1e1"}, "Write whole numbers"),
        ({"Film_club": "4", "Boat_days": "2", "Quiet_garden": "2", "Bike_library": "2"}, "take away 1"),
    ],
)
@pytest.mark.parametrize("step", ["ballot", "vote"])
def test_bad_points_are_refused_and_kept_on_the_page(sign_in, points, given, says, step):
    data = {**numbers(points, **given), "idempotency_key": KEY}
    page = sign_in("Asha").post(f"/rounds/{points.public_id}/{step}", data, status=200)
    page.says("There is a problem", says)
    page.never_says("<script>alert")
    assert len([box for box in page.select(".op-pick__number") if box["value"]]) == len(given)
    assert db.session.query(Ballot).count() == 0


def test_a_ranking_is_read_back_in_order_and_cast(sign_in, ranks):
    asha, address = sign_in("Asha"), f"/rounds/{ranks.public_id}"
    asha.get(f"{address}/ballot").says(
        "Put 1 to 3 projects in order", "Place of Film club", "Not chosen", "3rd"
    )
    data = {**numbers(ranks, Film_club="2", Boat_days="1"), "idempotency_key": KEY}
    page = asha.post(f"{address}/ballot", data, status=200)
    assert [line.strong.text for line in page.select(".op-read-back li")] == ["Boat days", "Film club"]
    for bad, says in (
        ("1", "1st place to both"),
        ("3", "Nothing has 2nd place yet"),
        ("9", "Nothing has 2nd place"),
    ):
        data_bad = {**data, **numbers(ranks, Film_club=bad)}
        asha.post(f"{address}/vote", data_bad, status=200).says("There is a problem", says)
    asha.post(f"{address}/vote", data, follow=True).says("Your vote is in")
    assert db.session.query(Ballot).one().picks == picks(ranks, "Boat days", "Film club")


def test_a_vote_is_changed_and_the_receipt_stays(sign_in, ranks):
    asha, address = sign_in("Asha"), f"/rounds/{ranks.public_id}"
    first = asha.post(
        f"{address}/vote", {**numbers(ranks, Film_club="1"), "idempotency_key": KEY}, follow=True
    )
    first.says("Your change code", "Changed your mind?")
    page = asha.get(f"{address}/vote/change")
    page.says("Change your vote")
    assert page.one("input[name=change_code]")["value"] == ""  # it was shown once, and is kept nowhere
    change_code = first.one(".op-change-code__code").get_text(strip=True)
    assert not page.select("option[selected]")
    data = {**numbers(ranks, Boat_days="1"), "change_code": change_code}
    asha.post(f"{address}/vote/change", data, status=200).says(
        "These are your choices", "Boat days", "Change my vote"
    )
    asha.post(f"{address}/vote/change/again", data, status=200).says("Change your vote")
    for bad, says in (
        ({"change_code": "BCDFGHJKMN"}, "does not belong"),
        ({"change_code": ""}, "Type the change code"),
    ):
        asha.post(f"{address}/vote/change/cast", {**data, **bad}, status=200).says("There is a problem", says)
    after = asha.post(f"{address}/vote/change/cast", data, follow=True)
    after.says("Your vote is changed. Only the new one counts.")
    assert after.one(".op-receipt__code").text == first.one(".op-receipt__code").text
    assert db.session.query(Ballot).count() == 2
    other = sign_in("Asha").get(f"{address}/vote/change")
    assert other.one("input[name=change_code]")["value"] == ""  # another browser does not know it
    sign_in("Mei").get(f"{address}/vote/change").says("You have not voted in this round yet")
