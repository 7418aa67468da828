"""Living a Deal: partners, both sides' answers, photos, and whose each Deal is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from app.db import db
from models.deals import Deal
from participation.rules.deals import Kept, Progress
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_facts,
    deals_lasting,
    deals_partners,
    deals_reading,
    deals_shown,
    deals_versions,
)
from participation.services.deals import PairWords
from tests.attachments_made import picture
from tests.deals_lived_made import SENTENCE, ever, wall
from tests.deals_made import (
    PAIRS,
    a_class_agreed,
    academy,
    agreed_again,
    let_through,
    lived,
    the,
)


def test_a_partner_takes_a_part_in_its_own_words_and_says_itself_how_it_goes(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        with pytest.raises(Refusal, match="Our side asks partners"):
            deals_partners.ask(cast("Asha"), deal, deal.pairs[1], academy().public_id, "")
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[1], academy().public_id, "")
        again = deals_partners.ask(cast("Carol"), deal, deal.pairs[1], academy().public_id, "")
        assert asked is again
        with pytest.raises(Refusal, match="in your own words"):
            deals_partners.answer(cast("Bethan"), asked, takes=True, words="Yes", by=None)
        with pytest.raises(NotFound):
            deals_partners.get_asked_for(cast("Una"), deal, asked.public_id)
        mine = deals_partners.get_asked_for(cast("Bethan"), deal, asked.public_id)
        deals_partners.answer(
            cast("Bethan"), mine, takes=True, words="We walk with you to the bus", by=date(2026, 10, 1)
        )
        pair = deal.pairs[1].public_id
        with pytest.raises(NotFound):
            deals_check_ins.get_deal_to_check_in(cast("Bethan"), key, deal.pairs[0].public_id)
        found, _ = deals_check_ins.get_deal_to_check_in(cast("Bethan"), key, pair)
        deals_check_ins.check_in(cast("Bethan"), found, pair, Progress.IN_PROGRESS, "On Tuesdays so far.")
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    (partner,) = shown.ours.partners
    assert (partner.name, partner.words, partner.said) == (
        "Harbour Academy", "We walk with you to the bus", "On Tuesdays so far.",
    )  # fmt: skip
    assert shown.ours.progress is None, "what a partner says is not said for the council"
    with at("2026-10-20 10:00"):
        assert wall(cast, key)[0].ours.late
        facts = deals_facts.summary_facts(None, *(datetime(2026, month, 1, tzinfo=UTC) for month in (9, 11)))
    told = next(fact for fact in facts if fact.key == f"deal-partner:{asked.public_id}")
    assert told.not_done
    assert "Harbour Academy" in told.officer
    assert "late" in told.for_a_child()


def test_new_words_ask_the_partner_again_and_the_old_words_stand_until_both_agree(app, cast, work, at):
    with at("2026-09-01 10:00"), work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[0], academy().public_id, "")
        deals_partners.answer(cast("Bethan"), asked, takes=False, words="", by=None)
    with at("2026-11-01 10:00"):
        with work():
            deal = the(cast, key, "Carol")
            later = PairWords(
                "Open the hall some day", "Help run the tuck shop", "Head of parks", "", date(2028, 1, 1)
            )
            deals.write_pair(cast("Carol"), deal, later, instead_of=deal.pairs[0].public_id)
        first = wall(cast, key)[0].ours
        assert (first.text, first.late) == ("Open the hall on Fridays", True), (
            "a late promise is not talked away"
        )
        assert (
            next(one.ours.text for one in deals_shown.drafts_of(the(cast, key), cast("Grace")))
            == later.our_text
        )
        ours = deals_facts.summary_facts(None, *(datetime(2026, month, 1, tzinfo=UTC) for month in (9, 12)))[
            0
        ]
        assert "Open the hall on Fridays" in ours.officer
        assert ours.not_done
        with pytest.raises(Refusal, match="ends it for neither"), work():
            deals_lasting.retire(cast("Pia"), the(cast, key, "Pia"))
        assert {one.organisation_id for one in deals_partners.asked_of(cast("Bethan"))} == {academy().id}
        with work():
            agreed_again(cast, the(cast, key, "Carol"))
        assert not wall(cast, key)[0].ours.late
        newest, oldest = deals_versions.of(the(cast, key), Actor.nobody())
    assert newest.agreed_at
    assert [(c.before.our_text, c.after.our_text) for c in newest.changes] == [
        ("Open the hall on Fridays", "Open the hall some day")
    ]
    assert oldest.changes == ()


def test_did_they_keep_it_is_answered_by_the_other_side_and_both_answers_stand(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key, "Carol")
        pair = deal.pairs[1].public_id
        deals_check_ins.check_in(cast("Rhona"), deal, pair, Progress.KEPT, SENTENCE)
        view = deals_check_ins.say_kept(cast("Asha"), deal, pair, Kept.NO, "It was shut on Friday")
        deals_check_ins.say_kept(cast("Carol"), deal, pair, Kept.YES, "They rang each time.")
        with pytest.raises(Refusal, match="answers for neither"):
            deals_check_ins.say_kept(cast("Pia"), deal, pair, Kept.YES, "")
        with pytest.raises(Refusal, match="A councillor is part of the council"):
            deals_check_ins.say_kept(cast("Cllr Idris"), deal, pair, Kept.YES, "They did")
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    assert (shown.ours.progress, shown.ours.said) == (Progress.KEPT, SENTENCE)
    assert shown.ours.view.words == "No, they did not.", "her words wait at the desk, her answer does not"
    assert shown.yours.view.words == "Yes, they kept it. They rang each time."
    with work():
        let_through(cast, view.public_id)
    shown = next(one for one in wall(cast, key) if one.public_id == pair)
    assert shown.ours.view.words == "No, they did not. It was shut on Friday"
    (fact, *_) = (f for f in deals_facts.summary_facts(None, *ever()) if f.key == f"deal-ours:{pair}")
    assert "kept" in fact.officer
    assert "Young people say it was not kept" in fact.officer
    assert "not kept" in fact.for_a_child()


def test_a_young_persons_photo_and_face_in_a_check_in(app, cast, work):
    """The face is shown at once; the photo waits at the desk, and then is everybody's who may read the Deal."""
    with work():
        key = lived(cast)
        deal = the(cast, key, "Asha")
        pair = deal.pairs[0].public_id
        made = deals_check_ins.check_in(
            cast("Asha"), deal, pair, Progress.KEPT, "", face=4, photo=picture(words="The tuck shop")
        )
        record = made.public_id
    assert wall(cast, key)[0].yours.face == 4
    assert wall(cast, key)[0].yours.photos == ()
    (own,) = wall(cast, key, "Asha")[0].yours.photos
    assert own.waits
    with work():
        let_through(cast, own.attachment.public_id)
    (shown,) = deals_shown.pairs_of(the(cast, key), Actor.nobody())[0].yours.photos
    assert not shown.waits
    assert deals_check_ins.may_see_photos(Actor.nobody(), record)
    assert not deals_check_ins.may_see_photos(Actor.nobody(), "no-such-one")


def test_a_school_s_lead_changes_no_other_deal(app, cast, work):
    with work():
        key, own = lived(cast), a_class_agreed(cast).public_id
    with pytest.raises(NotFound):
        deals_reading.get_deal_to_change(cast("Bethan"), key)
    assert deals_reading.get_deal_to_change(cast("Bethan"), own)
    assert len(PAIRS) == len(db.session.scalars(sa.select(Deal).where(Deal.public_id == key)).one().pairs)
