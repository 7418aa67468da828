"""Hard cases of the design's section 8 that touch Deals: 1 (a disclosure in a check-in) and 21 (our miss first)."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from app.db import db
from governance.rules.composing import child_version, officer_version
from governance.services import home, sources
from models.triage import TriageItem
from participation.rules.deals import Kept, Progress
from participation.rules.gate import Priority
from participation.rules.people import Actor
from participation.services import (
    deals,
    deals_check_ins,
    deals_facts,
    deals_lasting,
    deals_reading,
    deals_shown,
    deals_thanks,
)
from tests.deals_made import lived, the

PLANTED = "My stepdad hits me when he is drunk"
PERIOD = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def test_hard_case_21_our_late_part_leads_the_page_the_home_and_the_summary_while_yours_is_kept(
    app, cast, work, at
):
    with at("2026-09-01 10:00"), work():
        key = lived(cast, owner="Rhona")
        deal = the(cast, key, "Asha")
        for pair in deal.pairs:
            deals_check_ins.check_in(cast("Asha"), deal, pair.public_id, Progress.KEPT, "")
        second = deal.pairs[1].public_id
        deals_check_ins.check_in(cast("Rhona"), deal, second, Progress.KEPT, "Nine of nine are mended.")
    with at("2026-11-25 10:00"):
        first = deals_shown.pairs_of(the(cast, key), Actor.nobody())[0]
        assert (first.ours.text, first.ours.late, first.yours.progress) == (
            "Open the hall on Fridays", True, Progress.KEPT,
        )  # fmt: skip
        need = home.needs_for(cast("Rhona"))[0]
        assert need.late
        assert "Our part is late: “Open the hall on Fridays”" in need.title
        assert "You answer for this." in need.why
    facts = sources.collect(None, *PERIOD)
    for version in (officer_version(facts), child_version(facts)):
        opening = version.lead[0].told()
        assert "Open the hall on Fridays" in opening
        assert "late" in opening
        told = " ".join(line.told() for line in version.lines())
        assert told.index("Open the hall on Fridays") < told.index("Help run the tuck shop")
        assert told.index("Open the hall on Fridays") < told.index("Mend the lights")


def test_hard_case_1_a_disclosure_in_anything_a_young_person_writes_in_a_deal_reaches_the_desk_alone(
    app, cast, work
):
    with work():
        key = lived(cast)
        deal, asha = the(cast, key, "Asha"), cast("Asha")
        pair = deal.pairs[0].public_id
        deals_check_ins.check_in(asha, deal, pair, Progress.NOT_NOW, PLANTED)
        deals_check_ins.say_kept(asha, deal, pair, Kept.CANNOT_TELL, PLANTED)
        deals_thanks.thank(asha, deal, f"Our youth worker, {PLANTED}", PLANTED)
        deals_lasting.retire(asha, deal, PLANTED)
        more = deals.More(stands_for=None, group_name=PLANTED)
        named = deals.start(asha, PLANTED, PLANTED, None, more=more)
    items = list(db.session.scalars(sa.select(TriageItem).where(TriageItem.decided_at.is_(None))))
    assert len(items) == 5
    assert {item.priority for item in items} == {Priority.HIGH}
    for name in ("Rhona", "Grace", "Pia", "Tomos", "Bethan"):
        found = the(cast, key, name)
        seen = (
            deals_shown.pairs_of(found, cast(name)),
            deals_thanks.of(found),
            deals_thanks.lessons_of(found),
        )
        assert PLANTED not in repr(seen)
        assert named.public_id not in {deal.public_id for deal in deals_reading.list_for(cast(name))}
    assert PLANTED not in repr(deals_facts.summary_facts(None, *PERIOD))
    for table in ("deal_check_ins", "deal_views", "deal_thanks", "deal_reviews"):
        rows = db.session.execute(sa.text(f"SELECT * FROM {table}")).all()
        assert rows
        assert PLANTED not in repr(rows), table
