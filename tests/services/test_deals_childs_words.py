"""What a child writes in a Deal is nobody’s to read, or to agree, before the desk has let it through."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.deals import CheckIn
from models.triage import TriageItem
from participation.rules.deals import Progress
from participation.rules.gate import WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_reading,
    deals_shown,
    gate,
)
from participation.services.deals import PairWords
from tests.deals_begun import lived, south, started
from tests.deals_made import let_through


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
    with work():
        let_through(cast, key)
    assert deals_reading.get_deal_for(cast("Mei"), key).title == "Zebedeequux street"
    with work():
        assert deals.agree(cast("Asha"), deals_reading.get_deal_for(cast("Asha"), key)) is False
