"""The result page of points in two chambers: all together, each alone, and neither apart where one is small."""

from __future__ import annotations

import pytest

from commissioning.rules.counting.values import BallotKind, Rule
from tests.services.test_results_kinds import YOUNG, counted  # noqa: F401 - the fixture that makes such a round


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_points_in_two_chambers(client, counted, rule):  # noqa: F811
    round_, _ = counted(BallotKind.CUMULATIVE, rule=rule)
    address = f"/rounds/{round_.public_id}/result"
    page = client.get(address)
    page.says(
        "47 points from 9 people",
        "Young advisors: 5 of",
        "Alone, they would have chosen",
        "Give out 10 points among 1 to 2 projects",
    )
    alone = client.get(f"{address}?votes=young_advisors")
    alone.says(
        "Young advisors: what they alone would have chosen",
        "This is not the result",
        "15 points from 5 people",
    )
    alone.never_says("What other ways of counting", "For its proposer")
    assert alone.one('.op-whose [aria-current="page"]').get_text() == "Young advisors"


def test_a_small_chamber_is_not_shown_apart(client, counted):  # noqa: F811
    round_, _ = counted(BallotKind.APPROVAL, young=YOUNG[:4])
    address = f"/rounds/{round_.public_id}/result"
    client.get(address).says("So they are not shown apart")
    page = client.get(f"{address}?votes=young_advisors")
    page.says("The result: Autumn ideas")
    assert not page.select(".op-whose")
