"""What a ballot may hold, and each refusal by name."""

from __future__ import annotations

import pytest

from commissioning.rules import ballots
from commissioning.rules.ballots import Limits
from commissioning.rules.rounds import Phase
from participation.rules.refusals import Refusal

ON_BALLOT = {"p1": "Film club", "p2": "Boat days", "p3": "Garden", "p4": "Kitchen"}
NONE: frozenset[str] = frozenset()
LIMITS = Limits(2, 3)


def check(*picks, interests=NONE, limits=LIMITS):
    return ballots.check_choice(picks, ON_BALLOT, interests, limits)


def test_a_good_choice_is_kept_sorted_and_once_each():
    assert check("p3", "p1") == ("p1", "p3")
    assert check("p3", "p1", "p3") == ("p1", "p3")


@pytest.mark.parametrize(
    ("picks", "says"),
    [
        ((), "Choose at least 2 projects. You have chosen 0"),
        (("p1",), "You have chosen 1"),
        (("p1", "p1"), "You have chosen 1"),
        (("p1", "p2", "p3", "p4"), "Choose up to 3 projects. You have chosen 4: take away 1"),
        (("p1", "p9"), "not in this round"),
        (("p1", ""), "not in this round"),
    ],
)
def test_each_bad_choice_has_its_own_words(picks, says):
    with pytest.raises(Refusal) as refused:
        check(*picks)
    assert says in refused.value.reason
    assert refused.value.field == "picks"


def test_a_project_one_has_an_interest_in_cannot_be_picked():
    with pytest.raises(Refusal, match="declared an interest in Boat days"):
        check("p1", "p2", interests=frozenset({"p2"}))
    assert check("p1", "p3", interests=frozenset({"p2"})) == ("p1", "p3")


def test_with_interests_in_nearly_everything_the_least_comes_down():
    """Somebody who may pick only one project is not shut out by a rule that asks for two."""
    assert check("p1", interests=frozenset({"p2", "p3", "p4"})) == ("p1",)


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        (Phase.BEING_SET_UP, "still being set up"),
        (Phase.COMING, "It opens on Monday"),
        (Phase.CLOSED, "It closed on Friday"),
        (Phase.COUNTED, "It closed on Friday"),
    ],
)
def test_outside_the_dates_it_says_when(phase, says):
    with pytest.raises(Refusal, match=says):
        ballots.refuse_unless_open(phase, "Monday", "Friday")
    ballots.refuse_unless_open(Phase.OPEN, "Monday", "Friday")


def test_off_the_roll_says_why():
    with pytest.raises(Refusal, match=r"not on the list of voters for this round\. Too young"):
        ballots.refuse_unless_on_roll(False, "Too young.")
    ballots.refuse_unless_on_roll(True, "")


def test_receipts():
    code = ballots.receipt_code(b"\x01" * 32)
    assert code == ballots.receipt_code(b"\x01" * 32)
    assert code != ballots.receipt_code(b"\x02" * 32)
    assert len(code) == 10
    assert set(code) <= set(ballots.RECEIPT_LETTERS)
    assert ballots.tidy_receipt(f" {ballots.spaced(code).lower()} ") == code
