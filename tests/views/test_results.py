"""The result page: truthful for a full box, an empty one, a single vote and a draw."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.clock import now
from commissioning.rules import results as rules
from commissioning.rules.counting.values import Rule
from commissioning.services import proposals_withdrawing, results
from tests.proposals_made import actor
from tests.rounds_made import FIVE_BALLOTS, VOTERS, after_close, an_open_round, vote


@pytest.fixture
def finished(app, work):
    """Five votes, counted by equal shares; gives the round and Asha's receipt."""
    with work():
        round_ = an_open_round(rule=Rule.EQUAL_SHARES)
        codes = {name: vote(name, round_, *titles) for name, titles in FIVE_BALLOTS.items()}
    with clock.at(after_close(round_)), work():
        results.count_due(now())
    return round_, codes["Asha"]


def test_each_project_won_or_lost_and_why(client, finished):
    page = client.get(f"/rounds/{finished[0].public_id}/result")
    page.says("The result: Autumn ideas", "5 of 5", "Won", "Not chosen", "How it was counted, round by round")
    fates = page.select(".op-fate")
    assert len(fates) == 4
    assert all(len(fate.get_text(" ", strip=True)) > 40 for fate in fates)
    page.says("This vote is a recommendation. Director of Communities adopts it")


def test_the_other_rule_is_one_link_away(client, finished):
    page = client.get(f"/rounds/{finished[0].public_id}/result")
    link = page.one(".op-switch a:not([aria-current])")
    link_page = client.get(str(link["href"]))
    link_page.says("What the other count would have chosen", "This is not the result", "Would have won")


def test_another_way_that_takes_too_long_leaves_the_result_standing(client, work, monkeypatch):
    monkeypatch.setattr(rules, "COMPARED_RUNS", 0)
    with work():
        round_ = an_open_round()
        for name, titles in FIVE_BALLOTS.items():
            vote(name, round_, *titles)
    with clock.at(after_close(round_)):
        assert results.count_due(now()) == [round_.title]
    outcome = results.result_of(round_).outcome
    assert outcome["chosen"]["winners"]
    assert outcome["not_worked_out"] == [
        {"name": "Equal shares", "why": "It would take too many steps to count."}
    ]
    assert outcome["other"]["rule"] == "phragmen"
    page = client.get(f"/rounds/{round_.public_id}/result")
    page.says(
        "Not worked out: Equal shares. It would take too many steps to count. The result does not hang on it."
    )


def test_a_receipt_is_found_or_not(client, finished):
    round_, code = finished
    address = f"/rounds/{round_.public_id}/result"
    client.get(f"{address}?receipt={code[:5]}+{code[5:].lower()}").says("Your receipt is in the list")
    client.get(f"{address}?receipt=22222+22222").says("That receipt is not in the list")
    client.get(f"{address}?receipt=%3Cscript%3E").never_says("<script>alert")
    page = client.get(address)
    assert len(page.select(".op-receipts li")) == 5


def test_the_index_and_the_round_lead_to_the_result(client, finished):
    round_, _ = finished
    with clock.at(after_close(round_)):
        client.get("/rounds").says("Counted")
        client.get(f"/rounds/{round_.public_id}").says("See the result")


def test_there_is_no_result_before_the_count(client, work):
    with work():
        round_ = an_open_round()
    client.get(f"/rounds/{round_.public_id}/result", status=302)
    assert client.location.endswith(f"/rounds/{round_.public_id}")


def test_the_chair_can_count_after_close_and_nobody_else(sign_in, work):
    with work():
        round_ = an_open_round()
        vote("Asha", round_, "Film club")
    address = f"/rounds/{round_.public_id}"
    sign_in("Grace").post(f"{address}/count", status=409).says("once voting has closed")
    with clock.at(after_close(round_)):
        sign_in("Mei").post(f"{address}/count", status=403)
        sign_in("Erin").post(f"{address}/count", status=404)
        grace = sign_in("Grace")
        grace.get(address).says("Count now")
        grace.post(f"{address}/count", follow=True).says("The votes are counted")


def counted_page(client, work, *names, **changes):
    costs = changes.pop("costs", None)
    with work():
        round_ = an_open_round(costs, **changes)
        for name in names:
            vote(name, round_, *(costs or ("Film club",)))
    with clock.at(after_close(round_) + timedelta(hours=1)), work():
        results.count_due(now())
    return round_, client.get(f"/rounds/{round_.public_id}/result")


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_nobody_voted(client, work, rule):
    round_, page = counted_page(client, work, rule=rule)
    page.says("Nobody voted in this round, so nothing was chosen", "0 of 5", "No vote was cast")
    page.never_says("For its proposer", "Ask the people it is for")
    client.get(f"/rounds/{round_.public_id}/result?rule=other")


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_one_person_voted(client, work, rule):
    round_, page = counted_page(client, work, "Asha", rule=rule)
    page.says(
        "1 person voted, of 5 who could. With so few, what won would show what they chose. So nothing was chosen",
        "The money stays in the pot", "The receipt of the one vote counted",
    )  # fmt: skip
    page.never_says("1 vote<", "round by round", "says what won and why", "All 1 receipt")
    for more in ("?rule=other", "?rule=phragmen", "?votes=everyone"):
        other = client.get(f"/rounds/{round_.public_id}/result{more}")
        other.never_says("1 vote<", "This is not the result")
    client.get(f"/rounds/{round_.public_id}/result/bundle", status=409).never_says("Bike", "Film")


def test_a_vote_without_its_quorum_has_nothing_to_decide_and_one_way_of_counting(client, work):
    round_, page = counted_page(client, work, "Asha", "Mei", "Tomos", quorum=5)
    page.says("3 people voted, of 5 who could. At least 5 had to", "60%", "Nothing to decide", "Another vote")
    page.says("Choose 1 to 3 projects")
    page.never_says("This vote is a recommendation", "op-switch", "Not chosen this time", "says what won")
    client.get(f"/rounds/{round_.public_id}/result?rule=other").never_says("This is not the result")


def test_three_people_voted(client, work):
    _, page = counted_page(client, work, "Asha", "Mei", "Tomos")
    page.says("Numbers of votes are not shown", "3 people voted, of 5 who could", "projects won")
    page.never_says("3 votes<", "round by round")


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_all_drew(client, work, rule):
    costs = {"One": 60_000, "Two": 60_000, "Three": 60_000}
    _, page = counted_page(client, work, *VOTERS, rule=rule, costs=costs)
    page.says("It mattered here", "1 of 3 projects won")


def test_the_bundle_is_one_link_away_for_anybody(client, finished):
    address = f"/rounds/{finished[0].public_id}/result"
    page = client.get(address)
    link = str(page.one('a[href$="/bundle"]')["href"])
    answer = client.client.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert f"vote-{finished[0].public_id}.zip" in answer.headers["Content-Disposition"]
    page.says("The fingerprint of these ballots", results.result_of(finished[0]).outcome["fingerprint"])


def test_with_few_votes_the_page_says_why_there_is_no_bundle(client, work):
    round_, page = counted_page(client, work, "Asha", "Mei")
    page.says("Fewer than five people voted, so the ballots are not given out")
    assert not page.select('a[href$="/bundle"]')
    client.get(f"/rounds/{round_.public_id}/result/bundle", status=409).says("the ballots are not given out")


def test_there_is_no_bundle_before_the_count(client, work):
    with work():
        round_ = an_open_round()
    client.get(f"/rounds/{round_.public_id}/result/bundle", status=404)


def test_the_result_and_the_round_lead_to_every_idea_its_reader_may_open(client, sign_in, finished, work):
    round_ = finished[0]
    here = f"/rounds/{round_.public_id}"
    ids = {one.proposal_public_id: one.title for one in round_.projects}

    def links(who, page, within):
        found = who.get(page).select(f"{within} h3 a")
        return {link["href"]: link.get_text() for link in found}

    with clock.at(after_close(round_)):
        mei, erin = sign_in("Mei"), sign_in("Erin")
        whole = {f"/proposals/{one}": title for one, title in ids.items()}
        for who in (mei, erin):
            assert links(who, f"{here}/result", ".op-fate") == links(who, here, ".op-card") == whole
        for address in whole:
            erin.get(address)
        # Whoever is not signed in reads each on the round's page, in full.
        found = links(client, f"{here}/result", ".op-fate")
        assert found == {f"{here}#project-{one}": title for one, title in ids.items()}
        page = client.get(here)
        assert not page.select(".op-card h3 a")
        for one in round_.projects:
            card = page.one(f"#project-{one.proposal_public_id}").get_text(" ")
            assert all(
                words in card for words in (one.who_benefits, one.need, one.our_part, one.your_part) if words
            )
        won = results.result_of(round_).outcome["chosen"]["winners"][0]
        with work():
            proposals_withdrawing.withdraw(actor("Mei"), won)
        assert f"/proposals/{won}" in links(mei, f"{here}/result", ".op-fate")
        erin.get(f"/proposals/{won}", status=404)
        assert len(links(erin, here, ".op-card")) == len(ids) - 1
        assert f"{here}#project-{won}" in links(erin, f"{here}/result", ".op-fate")
