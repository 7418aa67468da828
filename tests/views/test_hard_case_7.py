"""Hard case 7: a tie, no votes at all, and a single vote, each told plainly on the result page."""

from __future__ import annotations

import pytest

from app import clock
from app.clock import now
from commissioning.rules.counting.values import Rule
from commissioning.services import results
from tests.rounds_made import VOTERS, after_close, an_open_round, vote

BOTH = pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])


@pytest.fixture
def page_of(client, work):
    """The result page of a round these people voted in, for these titles."""

    def show(names, titles, costs, rule):
        with work():
            round_ = an_open_round(costs, rule=rule, most=2)
            for name in names:
                vote(name, round_, *titles)
        with clock.at(after_close(round_)), work():
            results.count_due(now())
        return round_, client.get(f"/rounds/{round_.public_id}/result")

    return show


@BOTH
def test_hard_case_7_a_tie_goes_by_the_lot_drawn_before_and_the_page_says_who_had_luck(page_of, rule):
    costs = {"Skate ramp": 60_000, "Reading hut": 60_000}
    round_, page = page_of(VOTERS, costs, costs, rule)
    titles = {one.proposal_public_id: one.title for one in round_.projects}
    first, second = (titles[one] for one in round_.tie_order)
    page.says(f"the lot settled it: {first} won", f"{second} might have won instead", round_.tie_seed)


@BOTH
def test_hard_case_7_nobody_voted_so_nothing_won_and_nothing_is_blamed(page_of, rule):
    costs = {"Skate ramp": 60_000, "Reading hut": 60_000}
    _, page = page_of((), (), costs, rule)
    page.says("Nobody voted in this round, so nothing was chosen", "No vote was cast")
    page.never_says("There was a draw", "might have won instead", "round by round")


@BOTH
def test_hard_case_7_one_voter_and_no_number_or_reason_tells_what_else_they_chose(page_of, rule):
    costs = {"Skate ramp": 60_000, "Reading hut": 90_000, "Quiet room": 90_000}
    _, page = page_of(["Asha"], ["Skate ramp", "Reading hut"], costs, rule)
    page.says("1 person voted, of 5 who could", "Fewer than five people voted")
    page.never_says("won by")
    assert not page.select(".op-fate--won"), "what won would be what the one person chose"
    fates = page.select(".op-fate:not(.op-fate--won)")
    words = {
        " ".join(p.get_text(" ", strip=True) for p in fate.select("p:not(.op-fate__figures)"))
        for fate in fates
    }
    assert (len(fates), len(words)) == (3, 1)
