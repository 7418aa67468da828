"""Rounds' rules: half-open dates, who is old enough, what the readiness list says, the fair order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from commissioning.rules import rounds
from commissioning.rules import rounds_finer as finer
from commissioning.rules.pence import Pence
from commissioning.rules.rounds import Dates, Electorate, Phase
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

OPENS = datetime(2026, 11, 23, 9, tzinfo=UTC)
CLOSES = datetime(2026, 12, 7, 18, tzinfo=UTC)
DATES = Dates(OPENS, CLOSES)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - A_SECOND, Phase.COMING),
        (OPENS, Phase.OPEN),
        (CLOSES - A_SECOND, Phase.OPEN),
        (CLOSES, Phase.CLOSED),
        (CLOSES + timedelta(days=400), Phase.CLOSED),
    ],
)
def test_dates_are_half_open(now, expected):
    assert rounds.phase(DATES, frozen=True, counted=False, now=now) is expected


def test_only_freezing_and_counting_are_facts_of_their_own():
    assert rounds.phase(DATES, frozen=False, counted=False, now=OPENS) is Phase.BEING_SET_UP
    assert rounds.phase(DATES, frozen=True, counted=True, now=CLOSES) is Phase.COUNTED


def test_the_clocks_going_back_change_no_instant():
    """From 6pm London time to 6pm on the next day is 25 hours when the clocks go back between them."""
    before = datetime(2026, 10, 24, 17, tzinfo=UTC)  # 6pm BST
    after = datetime(2026, 10, 25, 18, tzinfo=UTC)  # 6pm GMT
    assert Dates(before, after).contain(before + timedelta(hours=24, minutes=59))
    assert not Dates(before, after).contain(before + timedelta(hours=25))


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [(-10, 0, "already be over"), (-10, 0.5, "at least an hour"), (5, 5.5, "at least an hour")],
)
def test_dates_nobody_could_vote_in_are_refused(opens, closes, says):
    dates = Dates(OPENS + timedelta(hours=opens), OPENS + timedelta(hours=closes))
    with pytest.raises(Refusal, match=says):
        rounds.check_dates(dates, OPENS)


def test_dates_that_leave_an_hour_are_fine():
    rounds.check_dates(Dates(OPENS - timedelta(days=3), OPENS + timedelta(hours=1)), OPENS)


@pytest.mark.parametrize(("least", "most", "projects"), [(0, 2, 4), (3, 2, 4), (1, 5, 4)])
def test_picks_nobody_could_keep_to_are_refused(least, most, projects):
    with pytest.raises(Refusal):
        rounds.check_picks(least, most, projects)
    rounds.check_picks(1, 4, 4)
    with pytest.raises(Refusal, match="There is 1 project in this round, so nobody could choose 2"):
        rounds.check_picks(1, 2, 1)


def test_a_round_asks_no_more_than_the_pot_has_free():
    rounds.check_amount(Pence(100), Pence(100))
    rounds.check_amount(Pence(60), Pence(100), Pence(40))
    for amount, left, promised in ((101, 100, 0), (61, 100, 40), (1, 100, 120), (0, 100, 0)):
        with pytest.raises(Refusal):
            rounds.check_amount(Pence(amount), Pence(left), Pence(promised))


@pytest.mark.parametrize(
    ("band", "floor", "enough"),
    [
        (AgeBand.THIRTEEN_TO_FIFTEEN, AgeBand.SIXTEEN_SEVENTEEN, False),
        (AgeBand.SIXTEEN_SEVENTEEN, AgeBand.SIXTEEN_SEVENTEEN, True),
        (AgeBand.ADULT, AgeBand.SIXTEEN_SEVENTEEN, True),
        (AgeBand.TEN_TO_TWELVE, AgeBand.THIRTEEN_TO_FIFTEEN, False),
        (AgeBand.UNDER_6, AgeBand.TEN_TO_TWELVE, False),
        (None, AgeBand.SIXTEEN_SEVENTEEN, True),
    ],
)
def test_the_age_floor(band, floor, enough):
    assert rounds.old_enough(band, floor) is enough


def test_age_floors_read_as_people_say_them():
    assert [rounds.floor_words(floor) for floor in rounds.FLOORS] == [
        "10 and over",
        "13 and over",
        "16 and over",
    ]


READY = {
    "projects": 3, "dearest": Pence(50), "amount": Pence(100), "voters": 5, "dates_fault": None, "picks_fault": None,
    "money_fault": None,
}  # fmt: skip


def test_everything_ready():
    assert all(line.done for line in rounds.readiness(**READY))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"projects": 1}, "Add projects"),
        ({"dearest": Pence(101)}, "The dearest costs £1.01"),
        ({"voters": 4}, "4 could vote now"),
        ({"dates_fault": "too late"}, "too late"),
        ({"picks_fault": "too many"}, "too many"),
        ({"money_fault": "too dear"}, "too dear"),
        ({"missing": ["Film club (being voted on)"]}, "Not to be voted on here: Film club (being voted on)"),
        ({"pot_fault": "“Boat days” asks £900.00, and this pot gives at most £500.00"}, "asks £900.00"),
        ({"quorum": 5_000}, "5 could vote now"),
    ],
)
def test_each_thing_that_is_not_ready_says_what_to_do(change, says):
    waiting = [line for line in rounds.readiness(**{**READY, **change}) if not line.done]
    assert len(waiting) == 1
    assert says in waiting[0].todo


def test_the_fair_order_is_the_same_all_day_and_every_project_leads_sometimes():
    ids = ["a", "b", "c", "d"]
    assert rounds.fair_order(ids, "r", date(2026, 11, 23)) == rounds.fair_order(
        ids[::-1], "r", date(2026, 11, 23)
    )
    leaders = {rounds.fair_order(ids, "r", date(2026, 11, 1) + timedelta(days=n))[0] for n in range(60)}
    assert leaders == set(ids)


@pytest.mark.parametrize("again", [("a", "b"), ("b", "a")])
def test_a_pair_is_named_once(again):
    finer.check_pairs([("a", "b"), ("b", "c")], "abc")
    with pytest.raises(Refusal, match="named twice") as refused:
        finer.check_pairs([("a", "b"), again], "abc")
    assert refused.value.field == "pairs"


def test_who_may_vote_is_said_with_the_areas_by_name():
    said = finer.electorate_said
    assert said(Electorate.EVERYONE, ["Millfield"]) == "Team members and young advisors"
    assert said(Electorate.RESIDENTS, ["Millfield"]).endswith("people who live in Millfield")
    assert said(Electorate.RESIDENTS, ["Millfield", "Quay", "Park"]).endswith(
        "live in Millfield, Quay and Park"
    )
    assert said(Electorate.RESIDENTS, []) == "Team members and young advisors", "no place without a name"
