"""New words that both sides agree never wipe out what was said of the old ones, nor that we were late with them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.times import LONDON
from participation.rules.deals import PROGRESS_WORDS, Kept, Progress
from participation.rules.deals_life import DealState, Side
from participation.rules.refusals import Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_facts,
    deals_partners,
    deals_reading,
    deals_renewing,
    deals_shown,
)
from participation.services.deals import PairWords
from tests.deals_made import academy, agreed_again, lived, renewed_by_both, the

FIRST = PairWords("Mend the lights", "Tell us which are out", our_owner="Parks", our_by=date(2026, 9, 16))
SWINGS = PairWords("Mend the swings", "Look after them", our_owner="Parks", our_by=date(2026, 9, 20))
LATER = PairWords(
    "Mend most of the lights", "Tell us which are out", our_owner="Parks", our_by=date(2027, 9, 1)
)


@pytest.fixture
def key(app, cast, work, at) -> str:
    """A Deal of which two promises are late, and one was spoken of."""
    with at("2026-07-27 10:00"), work():
        key = lived(cast, FIRST, SWINGS)
    with at("2026-10-01 10:00"), work():
        deal = the(cast, key)
        pair = deal.pairs[0].public_id
        deals_check_ins.check_in(cast("Rhona"), deal, pair, Progress.IN_PROGRESS, "Three of nine are mended.")
        deals_check_ins.say_kept(cast("Grace"), deal, pair, Kept.NO, "")
        deals_check_ins.open_check_in(cast("Rhona"), deal)
    return key


def test_a_changed_deal_is_lived_on_and_the_miss_stays_for_everybody_to_read(cast, work, at, key, client):
    with at("2026-11-01 10:00"), work():
        deal = the(cast, key)
        deals.write_pair(cast("Carol"), deal, LATER, instead_of=deal.pairs[0].public_id)
        deals.drop_pair(cast("Carol"), deal, deal.pairs[1].public_id)
    with at("2026-11-02 10:00"), work():
        agreed_again(cast, the(cast, key))
    deal = the(cast, key)
    assert (deal.state, deal.agreed_version, deal.review_on) == (DealState.CHECK_IN, 5, date(2027, 6, 1))
    with at("2026-11-03 10:00"):
        (ours,) = [one.ours for one in deals_shown.pairs_of(deal, cast("Grace"))]
        (was,) = ours.were
        assert (ours.late, was.text, was.late, was.until) == (False, FIRST.our_text, True, date(2026, 11, 2))
        assert [one.said for one in ours.earlier if one.said] == ["Three of nine are mended."]
        assert any(one.words == "No, they did not." for one in ours.earlier)
        (gone,) = deals_shown.left_out_of(deal, cast("Grace"))
        assert (gone.ours.text, gone.ours.late) == (SWINGS.our_text, True)
        page = client.get(f"/deals/{key}")
        page.says("Until Monday 2 November 2026 it said: “Mend the lights”, by Wednesday 16 September 2026.")
        page.says("We were late with it when the words were changed", "Three of nine are mended.")
        page.says("No longer part of this Deal", "Mend the swings", "It is check-in time")
        page.never_says("Begin the Deal")
    told = {f.key: f for f in _facts(1, 15)}
    missed = [one for key, one in told.items() if key.startswith("deal-were:")]
    assert [one.not_done for one in missed] == [True, True]
    assert "was late when both sides agreed other words on Monday 2 November 2026" in missed[0].officer
    assert not any(one.key.startswith("deal-were:") for one in _facts(15, 30)), "told once, in its own time"


def _facts(first: int, last: int):
    return deals_facts.summary_facts(
        None, datetime(2026, 11, first, tzinfo=LONDON), datetime(2026, 11, last, tzinfo=LONDON)
    )


def test_words_nobody_agreed_leave_nothing_and_a_day_nobody_would_live_to_see_is_refused(cast, work, at, key):
    with at("2026-11-01 10:00"), work():
        deal = the(cast, key)
        deals.write_pair(cast("Carol"), deal, LATER, instead_of=deal.pairs[0].public_id)
        deals.write_pair(cast("Carol"), deal, FIRST, instead_of=deal.pairs[0].public_id)
        agreed_again(cast, deal)
    deal = the(cast, key)
    with at("2026-11-03 10:00"):
        first = next(
            one for one in deals_shown.pairs_of(deal, cast("Grace")) if one.ours.text == FIRST.our_text
        )
        assert first.ours.were == (), (
            "nor the words nobody agreed, nor the same promise as if it were another"
        )
        assert (first.ours.late, first.ours.said) == (True, "Three of nine are mended.")
        assert not deals_shown.left_out_of(deal, cast("Grace"))
        with pytest.raises(Refusal, match="in the next two years"), work():
            deals_renewing.renew(cast("Rhona"), the(cast, key), date(2099, 1, 1), "Ask the caretaker first.")
        with work():
            renewed_by_both(cast, key, date(2027, 9, 1))
    assert deals_reading.get_deal_for(cast("Asha"), key).state is DealState.CHECK_IN, "owed still"


@pytest.mark.parametrize(("progress", "late"), [(Progress.KEPT, False), (Progress.BROKEN, True)])
def test_what_was_said_of_a_part_stands_when_only_the_other_sides_words_change(
    cast, work, at, key, progress, late
):
    with at("2026-11-01 10:00"), work():
        deal = the(cast, key)
        first = deal.pairs[0].public_id
        deals_check_ins.check_in(cast("Rhona"), deal, first, progress, "Nine of nine were counted.")
        yours = PairWords(FIRST.our_text, "Tell us by text", our_owner="Parks", our_by=FIRST.our_by)
        deals.write_pair(cast("Carol"), deal, yours, instead_of=first)
        (draft,) = [
            one for one in deals_shown.drafts_of(deal, cast("Carol")) if one.yours.text == yours.your_text
        ]
        assert (draft.ours.progress, draft.ours.late) == (progress, late)
        agreed_again(cast, deal)
    with at("2026-11-03 10:00"):
        deal, grace = the(cast, key), cast("Grace")
        (pair,) = [one for one in deals_shown.pairs_of(deal, grace) if one.yours.text == yours.your_text]
        assert (pair.ours.progress, pair.ours.late, pair.ours.were) == (progress, late, ())
        assert (pair.ours.said, pair.ours.view.kept) == ("Nine of nine were counted.", Kept.NO)
        assert [(one.said, one.of_words_before) for one in pair.ours.earlier] == [
            ("Three of nine are mended.", False)
        ]
        assert [was.text for was in pair.yours.were] == [FIRST.your_text]
        tally = deals_shown.tallies([deal], grace)[deal.id]
        assert (tally.kept, tally.late) == (int(not late), 1 + late), "the swings are late too"
        assert deals_shown.late_of([deal], grace)[deal.id].ours.text == (FIRST if late else SWINGS).our_text
        told = {one.key: one for one in _facts(1, 15)}
        said = told[f"deal-{Side.OURS}:{pair.public_id}"]
        assert said.not_done is late
        assert PROGRESS_WORDS[progress].lower() in said.officer
        assert "say it was not kept" in said.officer
        assert not any(one.startswith("deal-were:") for one in told), "our own words never changed"
    with (
        at("2026-12-01 10:00"),
        work(),
    ):  # the other way about: our words change, and what was said of them goes
        deal = the(cast, key)
        ours = PairWords(LATER.our_text, yours.your_text, our_owner="Parks", our_by=LATER.our_by)
        deals.write_pair(cast("Carol"), deal, ours, instead_of=pair.public_id)
        agreed_again(cast, deal)
        (pair,) = [
            one for one in deals_shown.pairs_of(deal, cast("Grace")) if one.ours.text == LATER.our_text
        ]
        assert (pair.ours.progress, [was.late for was in pair.ours.were]) == (None, [late])
        assert [one.of_words_before for one in pair.ours.earlier] == [True, True, True]


@pytest.mark.parametrize(
    ("progress", "missed"), [(Progress.KEPT, ""), (Progress.NOT_YET, "It was late when")]
)
def test_a_partner_is_asked_again_and_what_it_said_of_the_words_before_stays_to_be_read(
    cast, work, at, key, client, progress, missed
):
    with at("2026-10-02 10:00"), work():
        deal = the(cast, key, "Carol")
        pair = deal.pairs[0].public_id
        asked = deals_partners.ask(cast("Carol"), deal, deal.pairs[0], academy().public_id, "")
        deals_partners.answer(
            cast("Bethan"), asked, takes=True, words="We lend a ladder", by=date(2026, 10, 20)
        )
        deals_check_ins.check_in(cast("Bethan"), deal, pair, progress, "It is in the shed.")
    with at("2026-11-01 10:00"), work():
        deal = the(cast, key, "Carol")
        deals.write_pair(cast("Carol"), deal, LATER, instead_of=pair)
        agreed_again(cast, deal)
    with at("2026-11-03 10:00"):
        (ours,) = [
            one.ours
            for one in deals_shown.pairs_of(the(cast, key), cast("Grace"))
            if one.ours.text == LATER.our_text
        ]
        assert [(one.name, one.takes) for one in ours.partners] == [(academy().name, None)]
        said = [one for one in ours.earlier if one.by == academy().name]
        assert {one.words for one in said} == {
            "“We lend a ladder”, by Tuesday 20 October 2026.", f"{PROGRESS_WORDS[progress]}.",
        }  # fmt: skip
        assert all(one.of_words_before for one in said)
        page = client.get(f"/deals/{key}")
        page.says("We lend a ladder", "It is in the shed.", "is asked to take a part", missed)
        promised = "“We lend a ladder”, by Tuesday 20 October 2026"
        client.get(f"/deals/{key}/versions").says(promised, "has not said what it does beside the new words")
        client.get(f"/deals/{key}/poster").says(f"said, of the words before: {promised}. It is asked again.")
