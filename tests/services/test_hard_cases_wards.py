"""The hard cases of money split between wards: one declines, and the other stands alone."""

from __future__ import annotations

import pytest

from commissioning.rules.awards import AwardState
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.services import awards, ledger_check, minutes, offers, payments, pots
from commissioning.services.decisions import decide
from commissioning.services.offers import Instalment
from participation.rules.refusals import Refusal
from tests.adopted_made import adopt
from tests.decisions_made import offer_it, verdict
from tests.leeds_made import award_of, case_of, waiting
from tests.money_made import area_id
from tests.proposals_made import actor


def test_hard_case_11_one_of_two_wards_declines_and_the_other_stands_alone(app, work):
    with work():
        pot = waiting(
            {"Monday Club": 4_482_00}, pot={"Millfield": 9_000_00, "Harbour & Quay": 9_000_00},
            wards=("Millfield", "Harbour & Quay"),
        )  # fmt: skip
        here, there = area_id("Millfield"), area_id("Harbour & Quay")
        case = case_of("Monday Club")
        assert case.suggestion == {here: 2_241_00, there: 2_241_00}
        no = {there: "Its members want to see a year of it first"}
        with pytest.raises(Refusal, match="Harbour & Quay declined, so nothing can come"):
            decide(actor("Noor"), case, verdict(case, declined=no))
        alone = {here: Pence(2_241_00), there: Pence(0)}
        decision = decide(actor("Noor"), case, verdict(case, Outcome.VARIED, declined=no, shares=alone))
        award = award_of(decision)
        offer_it(award)
        awards.accept(actor("Mei"), award, signed_by="Hana Reed")
        awards.pay(actor("Farid"), award, Pence(2_241_00), reason="All of it", key="1")
    assert (award.amount_pence, award.state) == (2_241_00, AwardState.PAID)
    standing = pots.standing_of(pot.id)
    assert (standing.left_in(here), standing.left_in(there)) == (6_759_00, 9_000_00)
    said = {
        one.area.name: (one.asked_pence, one.agreed_pence, one.why) for one in minutes.beside(decision).areas
    }
    assert said["Harbour & Quay"] == (2_241_00, 0, "Its members want to see a year of it first")
    assert said["Millfield"] == (2_241_00, 2_241_00, "")
    assert ledger_check.faults() == []


def test_a_ward_may_still_decline_before_anybody_signs_and_not_after(app, work):
    with work():
        pot = waiting(
            {"Monday Club": 4_482_00}, pot={"Millfield": 9_000_00, "Harbour & Quay": 9_000_00},
            wards=("Millfield", "Harbour & Quay"),
        )  # fmt: skip
        award, there = award_of(adopt("Monday Club")), area_id("Harbour & Quay")
        awards.decline_share(actor("Carol"), award, there, "Its members changed their minds")
        assert award.amount_pence == 2_241_00
        with pytest.raises(Refusal, match="has no share"):
            awards.decline_share(actor("Carol"), award, there, "And once more, to be sure")
        with pytest.raises(Refusal, match="Decline the whole award"):
            awards.decline_share(actor("Carol"), award, area_id("Millfield"), "Its members too, in the end")
        offer_it(award)
        awards.accept(actor("Mei"), award, signed_by="Hana Reed")
        with pytest.raises(Refusal, match="is signed"):
            awards.decline_share(actor("Carol"), award, area_id("Millfield"), "Too late for this one")
    assert pots.standing_of(pot.id).left_in(there) == 9_000_00
    assert ledger_check.faults() == []


def test_a_ward_that_declines_after_the_offer_lowers_the_terms_with_it(app, work):
    """What is signed is what stands: the instalments come to the smaller award, and all of it can be paid."""
    with work():
        waiting(
            {"Monday Club": 4_482_01}, pot={"Millfield": 9_000_00, "Harbour & Quay": 9_000_00},
            wards=("Millfield", "Harbour & Quay"),
        )  # fmt: skip
        award, there = award_of(adopt("Monday Club")), area_id("Harbour & Quay")
        halves = [Instalment("When it starts", Pence(4_000_00)), Instalment("At the end", Pence(482_01))]
        offer_it(award, instalments=halves)
        awards.decline_share(actor("Carol"), award, there, "Its members changed their minds")
        assert offers.waiting(offers.versions_of(award)) is None
        awards.accept(actor("Mei"), award, signed_by="Hana Reed")
    terms = offers.in_force(offers.versions_of(award))
    assert terms.sides == {True, False}
    assert terms.amount_pence == award.amount_pence == sum(pence for _, pence, _ in terms.parts)
    assert [what for what, _, _ in terms.parts] == ["When it starts", "At the end"]
    with work():
        for place, (what, pence, _) in enumerate(terms.parts):
            payments.ask(
                actor("Mei"), award, pence, what=what, words="It is done, as agreed.", instalment=place
            )
