"""Deals lived through the services: agreed by both, changed by both, and a child's words at the gate."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from models.deals import CheckIn, Deal
from models.places import Team
from models.triage import TriageItem
from participation.rules.deals import Progress
from participation.rules.deals_life import DealState
from participation.rules.gate import WordsKind
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
    gate,
)
from participation.services.deals import PairWords

LEARNED = "Ask the caretaker first."
OPEN_HALL = PairWords(
    "Open the hall on Fridays", "Help run the tuck shop", "Head of parks", "", date(2026, 10, 1)
)


def south() -> Team:
    return db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one()


def started(cast, work, *, pairs=(OPEN_HALL,), wigan=False) -> str:
    with work():
        deal = deals.start(
            cast("Pia"), "The Friday Deal", "For the south", south(), with_starting_pairs=wigan
        )
        for words in pairs:
            deals.write_pair(cast("Carol"), deal, words)
        return deal.public_id


def lived(cast, work) -> str:
    key = started(cast, work)
    with work():
        deals.offer(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    for name in ("Asha", "Rhona"):
        with work():
            deals.agree(cast(name), deals_reading.get_deal_for(cast(name), key))
    with work():
        deals_lasting.begin(cast("Grace"), deals_reading.get_deal_for(cast("Grace"), key), date(2027, 3, 1))
    return key


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


def test_a_child_s_words_are_seen_by_others_only_after_the_desk(app, cast, work):
    key = lived(cast, work)
    with work():
        deal = deals_reading.get_deal_for(cast("Asha"), key)
        deals_check_ins.check_in(
            cast("Asha"), deal, deal.pairs[0].public_id, Progress.KEPT, "We sold forty apples"
        )
    grace = deals_shown.pairs_of(deals_reading.get_deal_for(cast("Grace"), key), cast("Grace"))
    assert (grace[0].yours.progress, grace[0].yours.said) == (Progress.KEPT, "")
    assert db.session.scalar(sa.select(CheckIn.words)) == "", "held words may not stand in the table in plain"
    with work():
        item = db.session.scalars(sa.select(TriageItem).where(TriageItem.kind == WordsKind.CHECK_IN)).one()
        db.session.execute(
            sa.update(TriageItem)
            .where(TriageItem.id == item.id)
            .values(released_at=item.held_at, released_version=1)
        )
    grace = deals_shown.pairs_of(deals_reading.get_deal_for(cast("Grace"), key), cast("Grace"))
    assert grace[0].yours.said == "We sold forty apples"


def test_a_pair_a_child_wrote_waits_and_nobody_can_agree_unseen_words(app, cast, work):
    key = started(cast, work)
    with work():
        deals.write_pair(
            cast("Tomos"),
            deals_reading.get_deal_for(cast("Tomos"), key),
            PairWords("Mend the swings", "Look after them"),
        )
    seen = {
        name: len(deals_shown.pairs_of(deals_reading.get_deal_for(cast(name), key), cast(name)))
        for name in ("Tomos", "Grace")
    }
    assert seen == {"Tomos": 2, "Grace": 1}
    with work():
        deals.offer(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    with pytest.raises(Refusal, match="still being read"), work():
        deals.agree(cast("Carol"), deals_reading.get_deal_for(cast("Carol"), key))
    assert not gate.is_released(
        WordsKind.DEAL_WORDS, deals_reading.get_deal_for(cast("Tomos"), key).pairs[1].public_id
    )


def test_a_late_our_part_leads_the_wall_and_the_summary(app, cast, work, at):
    with at("2026-09-01 10:00"):
        key = lived(cast, work)
        with work():
            deal = deals_reading.get_deal_for(cast("Asha"), key)
            deals_check_ins.check_in(cast("Asha"), deal, deal.pairs[0].public_id, Progress.KEPT, "")
    with at("2026-11-22 10:00"):
        deal = deals_reading.get_deal_for(cast("Asha"), key)
        assert deals_shown.pairs_of(deal, cast("Asha"))[0].ours.late
        ours, yours = deals_facts.summary_facts(south().id, *[f.astimezone() for f in (deal.made_at, _now())])
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


def _now():
    from app.clock import now

    return now()


def test_a_young_persons_name_for_a_deal_is_nobodys_to_read_before_the_desk_has(app, cast, work):
    with work():
        deal = deals.start(
            cast("Asha"), "Zebedeequux street", "My brother is hurt", south(), with_starting_pairs=True
        )
        key = deal.public_id
    assert deals_reading.get_deal_for(cast("Asha"), key).title == "Zebedeequux street"
    for name in ("Mei", "Tomos", "Grace", "Pia", "Rhona", "Carol", "Noor"):
        assert key not in {one.public_id for one in deals_reading.list_for(cast(name))}, name
        with pytest.raises(NotFound):
            deals_reading.get_deal_for(cast(name), key)
    with work():
        deals.offer(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key))
    with pytest.raises(Refusal), work():
        deals.agree(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key))
    _let_through(cast, work, key)
    assert deals_reading.get_deal_for(cast("Mei"), key).title == "Zebedeequux street"
    with work():
        assert deals.agree(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key)) is False


def _let_through(cast, work, key: str) -> None:
    from participation.rules.gate import Decision, Letting, Outcome
    from participation.services import triage

    item = db.session.scalars(
        sa.select(TriageItem).where(TriageItem.kind == WordsKind.DEAL_WORDS, TriageItem.words_of == key)
    ).one()
    with work():
        decision = Decision(
            Outcome.NO_CONCERN,
            "About their street; it names nobody.",
            "",
            Letting.RELEASE,
            {},
            stays=frozenset(triage.marks_of(item)),
        )
        triage.decide(cast("Sam"), item.public_id, decision, after=0)


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
