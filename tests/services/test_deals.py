"""Deals lived through the services: agreed by both, changed by both, ended by both."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.db import db
from models.deals import Deal
from participation.rules.deals import Progress
from participation.rules.deals_life import DealState
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_facts,
    deals_lasting,
    deals_moves,
    deals_reading,
    deals_shown,
)
from participation.services.deals import PairWords
from tests.deals_begun import lived, south, started

LEARNED = "Ask the caretaker first."


def test_it_works_from_the_six_pairs_to_a_deal_being_lived(app, cast, work):
    key = started(cast, work, pairs=(), wigan=True)
    deal = deals_reading.get_deal_for(cast("Asha"), key)
    assert len(deal.pairs) == 6
    assert deal.pairs[4].our_text == "Make Alderbrook a place where everyone is accepted and valued"


def test_both_sides_must_agree_before_it_can_begin(app, cast, work):
    key = started(cast, work)
    with work():
        deals.offer(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    with work():
        assert deals.agree(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key)) is False
    with pytest.raises(Refusal, match="already agreed"), work():
        deals.agree(cast("Tomos"), deals_reading.get_deal_for(cast("Tomos"), key))
    with pytest.raises(Refusal, match="drafted"), work():
        deals_lasting.begin(cast("Grace"), deals_reading.get_deal_for(cast("Grace"), key), None)
    with pytest.raises(Refusal, match="agrees for neither"), work():
        deals.agree(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    with work():
        assert deals.agree(cast("Carol"), deals_reading.get_deal_for(cast("Carol"), key)) is True
    assert deals_reading.get_deal_for(Actor.nobody(), key).state is DealState.AGREED


def test_new_words_need_both_sides_again(app, cast, work):
    key = lived(cast, work)
    with work():
        deal = deals_reading.get_deal_for(cast("Carol"), key)
        deals.write_pair(
            cast("Carol"), deal, PairWords("Open on Saturdays", "Help"), instead_of=deal.pairs[0].public_id
        )
    deal = deals_reading.get_deal_for(cast("Grace"), key)
    assert deal.state is DealState.DRAFTED
    assert not deals_moves.sides_agreed(deal)
    assert [pair.our_text for pair in deal.pairs] == ["Open on Saturdays"]


def test_a_late_our_part_leads_the_wall_and_the_summary(app, cast, work, at):
    with at("2026-09-01 10:00"):
        key = lived(cast, work)
        with work():
            deal = deals_reading.get_deal_for(cast("Asha"), key)
            deals_check_ins.check_in(cast("Asha"), deal, deal.pairs[0].public_id, Progress.KEPT, "")
    with at("2026-11-22 10:00"):
        deal = deals_reading.get_deal_for(cast("Asha"), key)
        assert deals_shown.pairs_of(deal, cast("Asha"))[0].ours.late
        ours, yours = deals_facts.summary_facts(south().id, *[f.astimezone() for f in (deal.made_at, now())])
    assert ours.not_done
    assert "is late" in ours.officer
    assert "We are late." in ours.child
    assert not yours.not_done
    assert "kept" in yours.officer


def test_somebody_of_another_team_finds_no_draft(app, cast, work):
    key = started(cast, work)
    for stranger in (cast("Erin"), cast("Ben"), Actor.nobody()):
        with pytest.raises(NotFound):
            deals_reading.get_deal_for(stranger, key)
    with pytest.raises(NotFound):
        deals_reading.get_deal_to_change(cast("Erin"), lived(cast, work))


def test_check_ins_and_agreements_are_only_ever_added_to(app, cast, work):
    lived(cast, work)
    with pytest.raises(DBAPIError, match="never changed"), work():
        db.session.execute(sa.text("DELETE FROM deal_agreements"))


def test_a_deal_changed_by_somebody_else_meanwhile_is_not_moved_twice(app, cast, work):
    key = started(cast, work)
    with work(), pytest.raises(Refusal, match="Somebody changed this Deal"):
        deal = deals_reading.get_deal_for(cast("Pia"), key)
        db.session.execute(
            sa.update(Deal).where(Deal.id == deal.id).values(state=DealState.RETIRED),
            execution_options={"synchronize_session": False},
        )
        deals.offer(cast("Pia"), deal)


def test_what_both_sides_agreed_both_sides_end(app, cast, work):
    key = lived(cast, work)
    with work():
        assert deals_lasting.retire(cast("Tomos"), deals_reading.get_deal_for(cast("Tomos"), key)) is False
        assert deals_lasting.retire(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key)) is False, (
            "the same side asks twice"
        )
    assert deals_reading.get_deal_for(Actor.nobody(), key).state is DealState.ACTIVE
    with pytest.raises(Refusal, match="ends it for neither"), work():
        deals_lasting.retire(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    with work():
        with pytest.raises(Refusal, match="why our side wants it"):
            deals_lasting.go_on(cast("Rhona"), deals_reading.get_deal_for(cast("Rhona"), key))
        deals_lasting.go_on(
            cast("Rhona"), deals_reading.get_deal_for(cast("Rhona"), key), "The hall is open at last."
        )
    with work():
        assert (
            deals_lasting.retire(cast("Rhona"), deals_reading.get_deal_for(cast("Rhona"), key), LEARNED)
            is False
        )
        assert deals_lasting.retire(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key)) is True
    assert deals_reading.get_deal_for(Actor.nobody(), key).state is DealState.RETIRED


def test_words_not_agreed_yet_are_dropped_by_one_side(app, cast, work):
    key = started(cast, work)
    with work():
        assert deals_lasting.retire(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key)) is True
