"""How many were late at the desk, counted by the database, is what the rule for one item says of each."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest

from app.clock import at
from app.times import LONDON
from participation.rules.desk import was_in_time
from participation.rules.gate import Letting, Outcome, Priority
from participation.services.desk_counts import decided_between
from participation.services.escalation import start_deciding
from tests.proposals_made import actor
from tests.voice_made import a_listening, decide, item_of, somebody_says

MONDAY = datetime(2026, 11, 2, 10, tzinfo=LONDON)
FRIDAY = datetime(2026, 11, 6, 16, 30, tzinfo=LONDON)
WORDS = ("The gate is dark", "Zebedee hits me")
READ = (None, timedelta(minutes=40), timedelta(hours=3), timedelta(days=6))
DECIDED = (
    timedelta(minutes=50),
    timedelta(hours=5),
    timedelta(hours=25),
    timedelta(days=3),
    timedelta(days=7),
)


@pytest.fixture
def items(begin):
    return begin(of_every_kind)


def of_every_kind():
    made = []
    with at(MONDAY):
        here = a_listening(actor)
    for held, words, read, decided in product((MONDAY, FRIDAY), WORDS, READ, DECIDED):
        if read and read > decided:
            continue
        with at(held):
            said, _ = somebody_says(here, f"{words} {len(made)}")
        if read:
            with at(held + read):
                start_deciding(item_of(said))
        with at(held + decided):
            worried = {"outcome": Outcome.REFERRED, "reference": "FD-1", "letting": Letting.KEEP}
            made.append(decide(actor, said, **(worried if words == WORDS[1] else {})))
    return made


def test_late_is_counted_as_the_rule_says(items):
    kept = [was_in_time(one.priority, one.held_at, one.first_read_at, one.decided_at) for one in items]
    assert {(one.priority, done) for one, done in zip(items, kept, strict=True)} == set(
        product((Priority.NORMAL, Priority.HIGH), (True, False))
    )
    counts, late = decided_between(MONDAY, FRIDAY + timedelta(days=8))
    assert late == kept.count(False)
    assert counts == {
        outcome: sum(one.outcome is outcome for one in items)
        for outcome in (Outcome.NO_CONCERN, Outcome.REFERRED)
    }


def test_only_what_was_decided_in_the_period_counts(items):
    until = FRIDAY + timedelta(hours=5)
    inside = [one for one in items if MONDAY <= one.decided_at < until]
    assert 0 < len(inside) < len(items)
    counts, late = decided_between(MONDAY, until)
    assert counts.total() == len(inside)
    assert late == sum(
        not was_in_time(one.priority, one.held_at, one.first_read_at, one.decided_at) for one in inside
    )
