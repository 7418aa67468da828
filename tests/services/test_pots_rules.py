"""Pots' rules at work: closing days, ring-fences, who may ask, and the least award, on real books."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.rules.pots_terms import Applicants
from commissioning.rules.rounds import Dates
from commissioning.services import (
    decisions,
    ledger_awards,
    pots,
    pots_terms,
    results,
    rounds,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services.pots_terms import NewTerms
from models.places import Area
from participation.rules.refusals import Refusal
from tests.decisions_made import a_case, proposal, verdict
from tests.money_made import SYSTEM, a_pot
from tests.pots_rules_made import set_terms
from tests.proposals_made import actor, drafted
from tests.rounds_made import a_plan, after_close, ideas, vote


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
