"""What summaries are told of those not heard, of signs of change and of delivery: as it stood at the cut, bare."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.services import awards, delivery_facts, returns
from commissioning.services.offers import Instalment
from governance.rules.composing import child_version, officer_version
from governance.rules.disclosure import findings
from governance.rules.parity import faults
from models.awards import Award
from participation.rules.measures import Consent, Declined, Voice
from participation.rules.reach import Dimension
from participation.services import measures, measures_facts, reach, reach_facts
from tests.awards_made import reported
from tests.decisions_made import a_counted_round, adopted, offer_it
from tests.money_made import team_id
from tests.proposals_made import actor
from tests.services.test_reach import say

EVER = datetime(2026, 1, 1, tzinfo=UTC)


def holds(facts):
    """Both versions of these facts say the same, and nobody can be picked out."""
    ever_after = EVER + timedelta(days=9999)
    return (
        faults(facts, officer_version(facts), child_version(facts)) == findings(facts, EVER, ever_after) == []
    )


def test_who_was_not_heard_is_told_as_it_stood_at_the_cut_with_the_plan(work, cast, at):
    with work():
        say(cast, at, "2026-09-01", ["10-12"] * 30 + ["6-9"] * 6 + ["13-15"] * 4)
        with at("2026-09-20 10:00"):
            for name, many in (("6 to 9", 2_000), ("10 to 12", 2_000), ("13 to 15", 1_000)):
                reach.add_figure(actor("Pia"), Dimension.AGE, name, many, "ONS 2021", date(2021, 3, 21))
    with at("2026-10-01 01:00"), work():
        before = now()
        assert reach_facts.summary_facts(None, EVER, before) == []  # no quarter has been shown yet
        reach.publish_due(before)
        reach.add_plan(actor("Pia"), Dimension.AGE, "6 to 9", "Sit in at two schools.", date(2026, 12, 1))
        reach.add_plan(actor("Pia"), Dimension.AGE, "13 to 15", "Ask at the skate park.", date(2026, 12, 1))
    with at("2026-10-05 01:00"), work():
        reach.add_plan(actor("Pia"), Dimension.AGE, "6 to 9", "Something newer.", date(2027, 1, 1))
        cut = datetime(2026, 10, 3, tzinfo=UTC)
        facts = {fact.key: fact for fact in reach_facts.summary_facts(None, EVER, cut)}
    little = facts["reach:age:6-to-9"]
    assert little.officer == (
        "Age, 6 to 9: 6 heard before Thursday 1 October 2026, 17% of all; 40% of those who live here (ONS 2021). "
        "The plan: Sit in at two schools, by Tuesday 1 December 2026."
    )
    hidden = facts["reach:age:13-to-15"]
    assert "nobody heard before" in hidden.officer  # four are never told from nobody
    assert (little.not_done, dict(hidden.figures)) == (True, {"heard": 0, "living": 1_000})
    assert holds(list(facts.values()))
    child = child_version(list(facts.values()))
    assert "people aged 6 to 9 (our plan is for 1 December 2026)" in child.main_text()
    assert not {"reach:age:10-to-12"} & facts.keys()


def test_when_everybody_was_heard_it_says_so_and_no_more(work, cast, at):
    with work():
        say(cast, at, "2026-09-01", ["0-5", "6-9", "10-12", "13-15", "16-17"] * 8)
    with at("2026-10-01 01:00"), work():
        reach.publish_due(now())
        (one,) = (f for f in reach_facts.summary_facts(0, EVER, now()) if f.key == "reach:all")
    assert "no group was heard much less" in one.officer
    assert holds([one])


GIVEN = measures.Given(
    "Family help", date(2026, 1, 1), date(2026, 4, 1), Consent(60, 36, 24, 6, {Declined.TRUST: 14}),
    Voice(20, 8, 25, 23), "The service’s own count",
)  # fmt: skip


def test_signs_of_change_are_told_once_with_their_caution_and_no_small_number(work):
    with work():
        measures.add(actor("Carol"), GIVEN)
        few = replace(GIVEN, service="Small help", consent=Consent(3, 2, 1, 0, {}), voice=Voice(0, 0, 0, 0))
        measures.add(actor("Carol"), few)
        facts = measures_facts.summary_facts(team_id(), EVER, now() + timedelta(seconds=1))
        assert (
            measures_facts.summary_facts(team_id(), now() + timedelta(seconds=1), now() + timedelta(days=9))
            == []
        )
    consent, voice, small, caution = facts
    assert "36 of 60 families said yes (60%). Said no: 24. Stopped later: 6." in consent.officer
    assert "8 of 20 of primary age (40%) and not shown of 25 of secondary age" in voice.officer
    assert "not shown of fewer than five families said yes" in small.officer
    assert set(small.figures.values()) == {None}
    assert "not proof that one causes the other" in caution.officer
    assert holds(facts)


@pytest.fixture
def award(app, work) -> Award:
    """£400 in two instalments, the first due in a month; £100 of it is paid."""
    with work():
        a_counted_round()
        decision = adopted("Bike library", offered=False)
        made = db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).one()
        today = local_date(now())
        offer_it(made, instalments=[
            Instalment("Start", Pence(150_00), today + timedelta(days=30)),
            Instalment("The rest", Pence(made.amount_pence - 150_00), today + timedelta(days=90)),
        ])  # fmt: skip
        awards.accept(actor("Mei"), made, signed_by="Mei Lin, Quay Wheels")
        awards.pay(actor("Farid"), made, Pence(100_00), reason="To start", key="1")
    return made


def told_after(days: int) -> dict[str, str]:
    with clock.at(now() + timedelta(days=days)):
        facts = delivery_facts.summary_facts(team_id(), EVER, now())
    assert holds(facts)
    return {fact.key.split(":")[0]: fact.officer for fact in facts}


def test_what_is_late_is_told_from_the_day_after_it_was_due(award, work):
    assert told_after(30) == {}
    late = told_after(31)
    assert late.keys() == {"payment-late"}
    assert "£150.00 was due to be paid by" in late["payment-late"]
    assert late["payment-late"].endswith("and £100.00 is paid.")
    with work():
        awards.pay(actor("Farid"), award, Pence(50_00), reason="The rest of it", key="2")
    assert told_after(31) == {}
    assert told_after(366).keys() == {"payment-late", "report-late"}
    with work():
        reported(award, 100_00, last=True)
    assert told_after(366).keys() == {
        "payment-late"
    }  # it came; nobody has read it, so no figure of it is told


def test_a_report_is_told_once_it_is_read_and_small_numbers_are_hidden(award, work):
    with work():
        report = reported(award, 100_00, by="Mei")
        assert delivery_facts.summary_facts(team_id(), EVER, now() + timedelta(seconds=1)) == []
        returns.read(actor("Carol"), report)
    (fact,) = delivery_facts.summary_facts(team_id(), EVER, now() + timedelta(seconds=1))
    assert (
        "24 children, 6 adults and fewer than five volunteers took part. £100.00 was spent." in fact.officer
    )
    assert dict(fact.figures) == {"children": 24, "adults": 6, "volunteers": None, "spent_pence": 100_00}
    assert holds([fact])
    assert (
        delivery_facts.summary_facts(team_id(), now() + timedelta(seconds=1), now() + timedelta(days=1)) == []
    )
