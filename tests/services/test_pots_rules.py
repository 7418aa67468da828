"""Pots' rules at work: closing days, ring-fences, match, carry-forward and sharing by formula, on real books."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.db import db
from commissioning.rules.allocation import FigureKind, Formula, Working
from commissioning.rules.ledger import EntryKind
from commissioning.rules.match import MatchKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState
from commissioning.rules.pots_terms import Applicants, CarryRule
from commissioning.rules.rounds import Dates
from commissioning.services import (
    allocations,
    area_figures,
    awards,
    decisions,
    ledger_awards,
    ledger_check,
    match,
    pots,
    pots_making,
    pots_terms,
    results,
    rounds,
    two_people,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services.pots_import import import_file
from commissioning.services.pots_terms import NewTerms
from models.awards import Award
from models.ledger import LedgerEntry
from models.places import Area
from models.pots import Pot
from models.pots_terms import AreaFigure, MatchOffer
from participation.rules.refusals import Refusal
from tests.decisions_made import a_case, adopted, proposal, verdict
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above
from tests.proposals_made import actor, drafted
from tests.rounds_made import a_plan, after_close, ideas, vote

HALF = NewTerms(
    match_percent=50, hour=Pence(12_50), hour_source="A made-up rate for tests", carry=CarryRule.MERGE
)
K = FigureKind


def set_terms(pot: Pot, new: NewTerms) -> None:
    pots_terms.set_terms(actor("Farid"), pot, new, reason="Agreed with the team")


def counted(pot: Pot, costs: dict[str, int]) -> None:
    """Everybody chooses everything, and the round is counted."""
    plan = a_plan(ideas(costs), amount=Pence(sum(costs.values())), most=len(costs))
    round_ = rounds.set_up(actor("Grace"), pot, plan)
    rounds.open_voting(actor("Grace"), round_)
    for name in ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"):
        vote(name, round_, *costs)
    with clock.at(after_close(round_)):
        results.count_round(actor("Grace"), round_)


def award_of(title: str) -> Award:
    return db.session.scalars(sa.select(Award).where(Award.title == title)).one()


def test_hard_case_15_year_end_keeps_the_half_match_rule_with_match_shown_by_volunteer_hours(app, work):
    """Barnsley Central: £10,718 is carried forward, joins £10,000, and half of the £20,718 needs match again."""
    with work():
        pot = a_pot({"": 24_718_00}, name="Ward alliance")
        set_terms(pot, HALF)
        counted(pot, {"Bike library": 9_000_00, "Quiet garden": 5_000_00})
        adopted("Bike library")  # takes £9,000 of the £12,359 that needs no match
    with (
        pytest.raises(
            Refusal, match=r"Half of this pot needs match. £3,359.00 is left .* worth £1,641.00 more"
        ),
        work(),
    ):
        adopted("Quiet garden")
    with work():
        hours = match.Brought(MatchKind.HOURS, "Digging and planting", minutes=132 * 60)
        offered = match.offer(actor("Carol"), pot, proposal("Quiet garden").public_id, hours)
        assert offered.value_pence == 1_650_00
        adopted("Quiet garden")
        garden = award_of("Quiet garden")
        awards.accept(actor("Mei"), garden, signed_by="Mei Lin")
        match.show(
            actor("Carol"), pot, offered.public_id, minutes=100 * 60, came_on=date(2026, 11, 1), evidence="Sheets"
        )  # fmt: skip
    with pytest.raises(Refusal, match=r"£400\.00 is still to come"), work():
        awards.pay(actor("Farid"), garden, Pence(5_000_00), reason="All of it", key="a")
    with work():
        match.show(
            actor("Carol"), pot, offered.public_id, minutes=32 * 60, came_on=date(2026, 11, 2), evidence="Sheets"
        )  # fmt: skip
        awards.pay(actor("Farid"), garden, Pence(5_000_00), reason="All of it", key="b")
        standing = match.standing_of(pot, 50)
        assert (standing.offered, standing.shown, standing.still_to_show) == (1_650_00, 1_650_00, 0)
        pots.change(actor("Farid"), pot, PotAction.WIND_DOWN, reason="The year ends")
        pots.change(actor("Farid"), pot, PotAction.CLOSE, reason="The last claims are in")
    with pytest.raises(Refusal, match="This pot’s rule says otherwise"), work():
        pots.change(actor("Farid"), pot, PotAction.RETURN, reason="No")
    with work():
        after = pots_making.renew(actor("Farid"), pot)
        set_terms(after, NewTerms(match_percent=0))
    with pytest.raises(Refusal, match="differs in how much of it needs match"), work():
        pots.change(actor("Farid"), pot, PotAction.CARRY_FORWARD, reason="To next year")
    with work():
        set_terms(after, HALF)
        pots.add_money(actor("Farid"), after, {None: Pence(10_000_00)}, reason="The new year", key="new")
        pots.change(actor("Farid"), pot, PotAction.CARRY_FORWARD, reason="To next year")
    assert pots.standing_of(after.id).in_ == 20_718_00
    assert (after.financial_year, pot.state) == ("2027/28", PotState.CARRIED_FORWARD)
    carried = match.standing_of(after, pots_terms.terms_of(after).match_percent)
    assert (carried.percent, carried.free, carried.needing) == (50, 10_359_00, 10_359_00)
    assert ledger_check.faults() == []


def test_the_barnsley_carry_forwards_come_out_as_printed(app, work):
    rows = [("Central", 10_718), ("Old Town", 8_664), ("Darton West", 6_011)]
    file = "team,pot,area,amount,decision_route,financial_year\n" + "".join(
        f"Barnsley ward alliances,Ward alliance fund,{ward},{left},committee,2025/26\n" for ward, left in rows
    )
    with work():
        (pot, _), *_ = import_file(SYSTEM, file.encode(), make_places=True).pots
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="The year is over")
        after = pots_making.renew(SYSTEM, pot)
        central = area_id("Central")
        pots.add_money(SYSTEM, after, {central: Pence(10_000_00)}, reason="The new year’s sum", key="new")
        pots.change(SYSTEM, pot, PotAction.CARRY_FORWARD, reason="Kept by each ward alliance")
    left = {area.area: area.left for area in pots.standing_of(after.id).areas}
    assert left == {"Central": 20_718_00, "Old Town": 8_664_00, "Darton West": 6_011_00}
    assert sum(left.values()) == pots.standing_of(after.id).left
    assert ledger_check.faults() == []


def test_the_leeds_injections_come_in_on_top_of_the_levys_balances(app, work):
    """Inner South's report A: the Levy's £313,621.41 includes what builders paid in that year, ward by ward."""
    injections = {
        "Beeston & Holbeck": 1_270_27,
        "Hunslet & Riverside": 154_910_75,
        "Middleton Park": 75_690_92,
    }
    after = {"Beeston & Holbeck": 50_293_47, "Hunslet & Riverside": 186_735_76, "Middleton Park": 76_592_18}
    file = "team,pot,area,amount,decision_route,financial_year\n" + "".join(
        f'Inner South,CIL,{ward},"{Pence(after[ward] - more)}",committee,2024/25\n'
        for ward, more in injections.items()
    )
    with work():
        (pot, _), *_ = import_file(SYSTEM, file.encode(), make_places=True).pots
        shares = {area_id(ward): Pence(more) for ward, more in injections.items()}
        pots.add_money(SYSTEM, pot, shares, reason="The Levy’s receipts of the year", key="cil")
    standing = pots.standing_of(pot.id)
    assert {area.area: area.in_ for area in standing.areas} == after
    assert standing.in_ == 313_621_41
    entry = db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.kind == EntryKind.ALLOCATE)).one()
    assert sum(line.amount_pence for line in entry.lines) == 231_871_94


def test_a_pot_past_its_closing_day_promises_nothing_and_a_later_day_opens_it_again(app, work, at):
    with at("2026-11-24 12:00"), work():
        pot = a_pot({"": 1_000_00})
    late = {"award_id": "late", "pot_id": pot.id, "shares": {None: Pence(1)}, "reason": "x"}
    with at("2027-04-01 00:00"), work():
        assert pots.open_pots_for(pot.team_id) == []
        with pytest.raises(Refusal, match="Its closing day was 1 April 2027"):
            ledger_awards.commit_award(SYSTEM, **late)
        set_terms(pot, NewTerms(closes_on=date(2027, 7, 1)))
        assert pots.open_pots_for(pot.team_id) == [pot]
        ledger_awards.commit_award(SYSTEM, **late)
    with pytest.raises(Refusal, match="Say why the rules change"), work():
        pots_terms.set_terms(actor("Farid"), pot, NewTerms())


def test_a_pledge_is_confirmed_and_then_opened_and_each_wrong_step_is_refused(app, work):
    farid = actor("Farid")
    with work():
        pot = a_pot({}, name="Health board")
        with pytest.raises(Refusal, match="Write how much is pledged"):
            pots.change(farid, pot, PotAction.PLEDGE, reason="They wrote to us")
        set_terms(pot, NewTerms(pledged=Pence(5_000_00), pledged_by="The health board"))
        pots.change(farid, pot, PotAction.PLEDGE, reason="They wrote to us")
        with pytest.raises(
            Refusal, match=r"is pledged, so it cannot be opened now\. What can be done now: confirm"
        ):
            pots.change(farid, pot, PotAction.OPEN)
        pots.change(farid, pot, PotAction.CONFIRM, reason="The letter is signed")
        with pytest.raises(Refusal, match="no money in this pot yet"):
            pots.change(farid, pot, PotAction.OPEN)
        pots.add_money(farid, pot, {None: Pence(5_000_00)}, reason="It came", key="came")
        pots.change(farid, pot, PotAction.OPEN)
    assert pot.state is PotState.OPEN


def test_a_ring_fence_stops_a_round_and_an_award_in_words(app, work):
    with work():
        pot = a_pot({"": 5_000_00})
        found = ideas({"Bike library": 400_00})
        where = {area.id: area.name for area in proposal("Bike library").areas}
        others = list(db.session.scalars(sa.select(Area.id).where(Area.id.not_in(where))))
        set_terms(pot, NewTerms(area_ids=others))
        with pytest.raises(Refusal, match="this pot is only for work in") as refused:
            rounds.set_up(actor("Grace"), pot, a_plan(found, most=len(found)))
        assert refused.value.field == "proposals"
        set_terms(pot, NewTerms(area_ids=list(where), applicants=Applicants.CONSTITUTED))
        soon = a_plan(found, most=len(found)).dates
        late = a_plan(found, most=1, dates=Dates(soon.opens_at, soon.closes_at.replace(year=2028)))
        with pytest.raises(Refusal, match="this pot closes on 1 April 2027"):
            rounds.set_up(actor("Grace"), pot, late)


def test_an_idea_is_not_sent_in_to_a_pot_for_other_ages_places_or_groups_nor_below_its_least(app, work):
    mei = actor("Mei")
    with work():
        pot = a_pot({"": 5_000_00})
        set_terms(pot, NewTerms(ages_from=8, ages_to=17, least=Pence(20_00)))
        idea = drafted("Mei", ages_from=5, ages_to=12, pot=pot.public_id).public_id
    with pytest.raises(Refusal, match="is for ages 5 to 12, and this pot is only for ages 8 to 17"), work():
        drafts.submit(mei, idea)
    with work():
        drafts.save(mei, idea, {"ages_from": 8})
        set_terms(pot, NewTerms(ages_from=8, ages_to=17, least=Pence(90_000_00)))
    with pytest.raises(Refusal, match="gives at least £90,000"), work():
        drafts.submit(mei, idea)
    with work():
        set_terms(pot, NewTerms(ages_from=8, ages_to=17))
        kept = drafts.submit(mei, idea).content
    assert (kept["ages_from"], kept["ages_to"]) == (8, 12)


def test_the_least_award_is_kept_and_a_pot_is_not_closed_or_changed_under_a_vote(app, work):
    with work():
        pot = a_pot({"": 5_000_00})
        found = ideas({"Bike library": 400_00, "Quiet garden": 600_00})
        round_ = rounds.set_up(actor("Grace"), pot, a_plan(found, most=len(found)))
        rounds.open_voting(actor("Grace"), round_)
        with pytest.raises(Refusal, match="voting on this money in “Autumn ideas”"):
            pots.change(actor("Farid"), pot, PotAction.CLOSE, reason="x")
        with pytest.raises(Refusal, match="its rules stay as they are until then"):
            set_terms(pot, NewTerms(least=Pence(1)))
        for name in ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"):
            vote(name, round_, "Bike library", "Quiet garden")
        with clock.at(after_close(round_)):
            results.count_round(actor("Grace"), round_)
        set_terms(pot, NewTerms(least=Pence(500_00)))
        with pytest.raises(Refusal, match=r"at least £500\.00 to one award, and this asks £400\.00"):
            decisions.decide(actor("Noor"), a_case("Bike library"), verdict(a_case("Bike library")))


def test_match_written_down_wrongly_is_taken_back_until_something_rests_on_it(app, work):
    carol = actor("Carol")
    with work():
        pot = a_pot({"": 5_000_00})
        idea = ideas({"Bike library": 400_00})["Bike library"]
        with pytest.raises(Refusal, match="does not say what an hour counts for"):
            match.offer(carol, pot, idea, match.Brought(MatchKind.HOURS, "Mending", minutes=60))
        room = match.offer(carol, pot, idea, match.Brought(MatchKind.ROOM, "The hall", value=Pence(90_00)))
        for wrong, field in (
            (match.Brought(MatchKind.GOODS, "Paint"), "value"),
            (match.Brought(MatchKind.HOURS, "x"), "hours"),
        ):
            with pytest.raises(Refusal) as refused:
                match.offer(carol, pot, idea, wrong)
            assert refused.value.field == field
        with pytest.raises(Refusal, match="Choose one of the ideas"):
            match.offer(carol, pot, "nobodys", match.Brought(MatchKind.ROOM, "x", value=Pence(1)))
        with pytest.raises(Refusal, match="Only the finance lead or the commissioning officer"):
            match.offer(actor("Grace"), pot, idea, match.Brought(MatchKind.ROOM, "x", value=Pence(1)))
        with pytest.raises(Refusal, match="still to come"):
            match.show(carol, pot, room.public_id, came_on=date(2099, 1, 1), evidence="x", value=Pence(1))
        assert match.offered_for(pot, idea) == 90_00
        match.withdraw(carol, pot, room.public_id, reason="It is £9, not £90")
        assert match.offered_for(pot, idea) == 0
    with pytest.raises(DBAPIError, match="stays as it was offered"), work():
        db.session.execute(sa.update(MatchOffer).values(value_pence=Pence(1)))


def test_a_sum_is_shared_by_formula_exactly_and_only_as_it_was_seen(app, work):
    farid = actor("Farid")
    figures = {
        "Millfield": (10_000, 300, 900),
        "Harbour & Quay": (20_000, 300, 700),
        "Northgate Park": (10_000, 0, 400),
    }
    with work():
        pot = a_pot({}, name="Youth")
        with pytest.raises(
            Refusal, match="no children aged 8 to 17 for Harbour & Quay, Millfield, Northgate Park"
        ):
            allocations.work_out(pot, Pence(100_00), Formula.CHILDREN)
        for name, (people, need, children) in figures.items():
            area = db.session.get_one(Area, area_id(name))
            values = {K.POPULATION: people, K.DEPRIVATION: need, K.CHILDREN: children}
            area_figures.record(
                farid, area, values, source="A made-up count for tests", as_of=date(2025, 6, 30)
            )
        shown = allocations.work_out(pot, Pence(28_139_94), Formula.CHILDREN)
        assert sum(line.share for line in shown.working.lines) == 28_139_94
        assert shown.sources == ("Children aged 8 to 17: A made-up count for tests, 30 June 2025",)
        area_figures.record(
            farid, db.session.get_one(Area, area_id("Millfield")), {K.CHILDREN: 901}, source="Newer",
            as_of=date(2026, 6, 30),
        )  # fmt: skip
        with pytest.raises(Refusal, match="The sum has changed since you looked"):
            allocations.apply(
                farid, pot, Pence(28_139_94), Formula.CHILDREN, None, seen=shown.stamp, reason="x", key="k"
            )
        shown = allocations.work_out(pot, Pence(28_139_94), Formula.CHILDREN)
        sent = {"seen": shown.stamp, "reason": "The year’s youth money", "key": "k"}
        for _ in range(2):  # the same key again changes nothing
            assert allocations.apply(farid, pot, Pence(28_139_94), Formula.CHILDREN, None, **sent) is None
    standing = pots.standing_of(pot.id)
    assert standing.in_ == 28_139_94
    assert {area.area_id: area.left for area in standing.areas if area.in_} == {
        one.key: one.share for one in shown.working.lines
    }
    (kept,) = allocations.of_pot(pot)
    assert Working.from_json(kept.working) == shown.working
    with pytest.raises(DBAPIError, match="a newer one is added"), work():
        db.session.execute(sa.update(AreaFigure).values(value=1))


def test_fifes_seven_offices_hold_equal_sums_to_the_penny(app, work):
    """Fife gives each of seven offices what one child in care costs for a year; the sum here is made up."""
    offices = ["Cowdenbeath", "Cupar", "Dunfermline", "Glenrothes", "Kirkcaldy", "Leven", "Rosyth"]
    rows = "".join(f"Fife,Prevention,{office},0,committee,2026/27\n" for office in offices)
    with work():
        import_file(
            SYSTEM, f"team,pot,area,amount,decision_route,financial_year\n{rows}".encode(), make_places=True
        )
        pot = db.session.scalars(sa.select(Pot)).one()
        shown = allocations.work_out(pot, Pence(1_200_000_00), Formula.EQUAL)
        allocations.apply(
            actor("Farid"),
            pot,
            Pence(1_200_000_00),
            Formula.EQUAL,
            None,
            seen=shown.stamp,
            reason="The year",
            key="k",
        )
    areas = pots.standing_of(pot.id).areas
    assert [area.left for area in areas] == [171_428_58, *[171_428_57] * 6]
    assert [area.area for area in areas] == offices
    assert pots.standing_of(pot.id).left == 1_200_000_00


def test_a_large_sum_shared_by_formula_waits_for_a_second_person(app, work):
    farid = actor("Farid")
    with work():
        two_people_above(50_000_00)
        pot = a_pot({}, name="Youth")
        shown = allocations.work_out(pot, Pence(60_000_00), Formula.EQUAL)
        held = allocations.apply(
            farid, pot, Pence(60_000_00), Formula.EQUAL, None, seen=shown.stamp, reason="The year", key="k"
        )
        assert held is not None
        assert pots.standing_of(pot.id).in_ == 0
        with pytest.raises(Refusal, match="somebody else has to confirm"):
            two_people.confirm(farid, held)
        two_people.confirm(actor("Carol"), held)
    assert {area.left for area in pots.standing_of(pot.id).areas if area.in_} == {20_000_00}
    assert len(allocations.of_pot(pot)) == 1


def test_figures_from_the_future_from_others_or_below_nought_are_refused(app, work):
    with work():
        area = db.session.get_one(Area, area_id("Millfield"))
        for who, values, day, why in (
            ("Grace", {K.POPULATION: 1}, date(2026, 1, 1), "Only the finance lead"),
            ("Farid", {K.POPULATION: 1}, date(2099, 1, 1), "cannot be still to come"),
            ("Farid", {K.POPULATION: -1}, date(2026, 1, 1), "whole number"),
            ("Farid", {}, date(2026, 1, 1), "at least one figure"),
        ):
            with pytest.raises(Refusal, match=why):
                area_figures.record(actor(who), area, values, source="x", as_of=day)
