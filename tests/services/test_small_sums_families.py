"""Small sums and the family: what it writes waits at the gate, its code for the yes, and it is asked afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.small_sums import Helped
from commissioning.services import small_sums_helped
from commissioning.services import small_sums_reading as reading
from models.triage import TriageItem
from participation.rules.gate import Decision, Letting, Outcome
from participation.rules.refusals import NotFound, Refusal
from participation.services import triage
from tests.proposals_made import actor
from tests.small_sums_made import ask, buy
from tests.small_sums_pot_made import pot_fixture  # noqa: F401 - a fixture


def test_what_a_family_writes_waits_at_the_gate_and_its_answer_with_it(pot, work):
    with work():
        made = ask()
        buy(made, 40_00)
        small_sums_helped.say(reading.of_family_code(made.code), Helped.PARTLY, "He still hits us")
    told = reading.told_of([made])[made.public_id]
    assert (told.waits, told.words) == (True, "")
    assert [(line.many, line.answers) for line in reading.offices(actor("Hugh"))] == [(1, 0)]
    item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == made.public_id)).one()
    assert item.raised_by == ["hurt"]
    with work():
        verdict = Decision(Outcome.ADVICE, "Talked with the worker at once.", "", Letting.RELEASE, {})
        triage.decide(actor("Sam"), item.public_id, verdict, after=0)
    told = reading.told_of([made])[made.public_id]
    assert (told.waits, told.words, told.helped) == (False, "He still hits us", Helped.PARTLY)
    assert [(line.answers, line.helped) for line in reading.offices(actor("Hugh"))] == [(1, 1)]
    with pytest.raises(Refusal, match="your answer already"), work():
        small_sums_helped.say(made, Helped.NO, "")


def test_a_code_opens_nothing_before_the_yes(pot, work):
    with work():
        made = ask(100_00)
    with pytest.raises(NotFound):
        reading.of_family_code(made.code)


def test_the_worker_is_asked_to_ask_after_four_weeks(pot, work):
    with work():
        made = ask()
        buy(made, 40_00)
    assert reading.to_ask_whether_it_helped(actor("Nia")) == []
    with clock.at(now() + timedelta(days=28)):
        assert [one.id for one in reading.to_ask_whether_it_helped(actor("Nia"))] == [made.id]
        assert reading.to_ask_whether_it_helped(actor("Hugh")) == []
