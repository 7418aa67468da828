"""Decisions are numbered without a gap, and quorum is counted for each item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.decisions import Outcome
from commissioning.rules.minutes import Minutes, Tally
from commissioning.services.decisions import decide
from models.decisions import Decision
from models.places import Body
from participation.rules.refusals import Refusal
from tests.counted_made import counted_fixture  # noqa: F401 - a fixture
from tests.decisions_made import a_case, verdict
from tests.proposals_made import actor


def test_numbers_have_no_gap_even_when_decisions_are_refused_between(counted, work):
    for title in ("Bike library", "Quiet garden", "Film club"):
        with work():
            case = a_case(title)
            outcome = Outcome.ADOPTED if title == "Bike library" else Outcome.REJECTED
            with pytest.raises(Refusal):
                decide(actor("Noor"), case, replace(verdict(case, outcome), reasons="Noted"))
        with work():
            decide(actor("Noor"), a_case(title), verdict(case, outcome))
    assert db.session.scalars(sa.select(Decision.serial).order_by(Decision.id)).all() == [1, 2, 3]


def minuted(present, votes, no_part=()):
    return Minutes(
        "The committee", date(2026, 11, 2), "31/26", present, Tally(votes, 0), no_part=tuple(no_part)
    )


def test_hard_case_8_a_quorum_lost_when_a_member_leaves_for_an_interest_decides_nothing(counted, work):
    with work():
        db.session.scalars(sa.select(Body)).one().quorum = 3
        case = a_case()
        with pytest.raises(Refusal, match="the 2 left are fewer than the quorum of 3") as refused:
            decide(actor("Noor"), case, verdict(case, minutes=minuted(3, 2, ["Cllr Idris"])))
        assert refused.value.field == "no_part"
    assert db.session.scalars(sa.select(Decision)).all() == []  # nothing half-written
    with work():  # control: the same item with one more who stays is decided, though the same member leaves
        decide(actor("Noor"), a_case(), verdict(case, minutes=minuted(4, 3, ["Cllr Idris"])))
    assert len(db.session.scalars(sa.select(Decision)).all()) == 1
