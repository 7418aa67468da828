"""What the page of a result says of what came after the count: withdrawn, turned down, decided, audited."""

from __future__ import annotations

import pytest

from app import clock
from app.clock import now
from commissioning.rules.counting.values import Rule
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.services import proposals_withdrawing, results
from commissioning.services.decisions import decide
from tests.decisions_made import a_case, a_counted_round, verdict
from tests.proposals_made import actor
from tests.rounds_made import FIVE_BALLOTS, after_close, an_open_round, vote


@pytest.fixture
def finished(app, work):
    """Five votes, counted by equal shares; gives the round and Asha's receipt."""
    with work():
        round_ = an_open_round(rule=Rule.EQUAL_SHARES)
        codes = {name: vote(name, round_, *titles) for name, titles in FIVE_BALLOTS.items()}
    with clock.at(after_close(round_)), work():
        results.count_due(now())
    return round_, codes["Asha"]


def test_a_decision_stands_beside_the_result_and_changes_nothing_in_it(client, app, work):
    with work():
        round_ = a_counted_round()
    before = results.result_of(round_).outcome
    address = f"/rounds/{round_.public_id}/result"
    client.get(address).never_says("Read why")
    with work():
        case = a_case("Bike library")
        decision = decide(actor("Noor"), case, verdict(case, Outcome.REJECTED, 0))
    page = client.get(address)
    (fate,) = [one for one in page.select(".op-fate") if "Bike library" in one.get_text()]
    assert "Won" in fate.get_text()
    assert "not adopted" in fate.get_text()
    assert fate.select_one(f'a[href="/decisions/{decision.number}"]')
    page.says("The result itself never changes")
    client.get(f"{address}?rule=other").never_says("Read why")
    assert results.result_of(round_).outcome == before


def test_the_auditor_says_why_and_takes_ballots_nobody_else_gets(app, work, client, sign_in):
    with work():
        round_ = an_open_round(smallest=10)
        for name in ("Grace", "Mei", "Asha"):
            vote(name, round_, "Bike library")
    with clock.at(after_close(round_)), work():
        results.count_due(now())
    here = f"/rounds/{round_.public_id}/result"
    client.get(f"{here}/bundle", status=409).says("The auditor can recount them")
    assert not sign_in("Carol").get(here).select('a[href$="/recount"]')
    olu = sign_in("Olu")
    assert olu.get(here).one('a[href$="/recount"]')
    olu.get(f"{here}/bundle", status=302)
    assert olu.location.endswith(f"{here}/recount")
    olu.get(f"{here}/recount").says("Count this vote again", "First say why")
    olu.post(f"{here}/recount", {"why": "x"}, status=200).says("Say in a sentence why")
    olu.post(f"{here}/recount", {"why": "A voter asked whether their vote was counted."}, follow=True).says(
        "The ballots can be taken until"
    )
    olu.get(f"{here}/bundle")
    assert olu.response.data[:2] == b"PK"


def test_what_won_and_was_withdrawn_since_is_said(client, finished, work):
    round_ = finished[0]
    won = results.result_of(round_).outcome["chosen"]["projects"][0]
    with work():
        proposals_withdrawing.withdraw(actor("Mei"), won["id"])
    page = client.get(f"/rounds/{round_.public_id}/result")
    page.says(f"{won['title']} won, and was withdrawn afterwards by those who wrote it", "1 withdrawn since")
    page.says(
        f"Of it, {Pence(won['cost'])} was for what was withdrawn since", "each project that was not withdrawn"
    )
    client.get("/rounds").says("1 withdrawn since.")


def test_when_all_that_won_was_withdrawn_nothing_is_promised_to_anybody(client, finished, work):
    here = f"/rounds/{finished[0].public_id}/result"
    client.get(here).says("The money is promised to each project, and each says how it is going")
    for one in results.result_of(finished[0]).outcome["chosen"]["winners"]:
        with work():
            proposals_withdrawing.withdraw(actor("Mei"), one)
    page = client.get(here)
    page.says("Nothing to adopt", "Nothing to pay for", "its money is promised to nobody")
    page.never_says("The money is promised to", "This vote is a recommendation")


def test_what_won_and_was_turned_down_or_cut_is_said_and_its_money_stays(client, work):
    with work():
        round_ = a_counted_round()
    here = f"/rounds/{round_.public_id}/result"
    with work():
        case = a_case("Bike library")
        decide(actor("Noor"), case, verdict(case, Outcome.REJECTED, 0))
    page = client.get(here)
    page.says(
        "Bike library won, and was not adopted in the end. The £400.00 for it stays in the pot as well.",
        "1 not adopted since", "Of it, £400.00 was for what was not adopted since, and stays in the pot.",
        "The money is promised to each project that is adopted",
    )  # fmt: skip
    client.get(f"{here}?rule=other").never_says("not adopted in the end", "stays in the pot.")
    with work():
        case = a_case("Quiet garden")
        decide(
            actor("Noor"), case, verdict(case, Outcome.VARIED, 45_000, conditions="Once the gate is mended.")
        )
    client.get(here).says(
        "Quiet garden won, and was adopted with £450.00 instead of £600.00. The other £150.00 stays in the pot",
        "adopted with changes, with £450.00 of £600.00",
        "The decision gave £150.00 less, which stays in the pot.", "1 not adopted, 1 adopted with less since",
    )  # fmt: skip


def test_what_was_adopted_though_the_vote_did_not_choose_it_is_said_where_the_money_is(client, work):
    with work():
        round_ = a_counted_round()
        case = a_case("Film club")
        decide(actor("Noor"), case, verdict(case, Outcome.ADOPTED, 30_000))
    page = client.get(f"/rounds/{round_.public_id}/result")
    page.says(
        "Film club was not chosen, and was adopted all the same. £300.00 is promised to it.",
        "£300.00 is promised from the pot to what was adopted though the vote did not choose it",
    )
    page.never_says("It stays in the pot")


def test_when_all_that_won_was_turned_down_nothing_is_promised_to_anybody(client, work):
    with work():
        round_ = a_counted_round()
        for title in ("Bike library", "Quiet garden"):
            case = a_case(title)
            decide(actor("Noor"), case, verdict(case, Outcome.REJECTED, 0))
    page = client.get(f"/rounds/{round_.public_id}/result")
    page.says("Nothing to pay for", "What won was not adopted, so its money is promised to nobody")
    page.never_says("The money is promised to")
