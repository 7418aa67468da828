"""Sealed words that were swapped, edited, cut or put back from an older version are noticed, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from app.sealed import SealBroken
from models.triage import SealedWords, TriageDecision
from participation.rules.gate import Letting
from participation.services import gate, triage
from tests.voice_made import a_listening, decide, item_of, somebody_says

SAID = "My cousin Zebedee pushes me off the swings"


@pytest.fixture
def two(work, cast):
    """Two items, each with two answers; the first released with changes, so with a second version."""
    with work():
        here = a_listening(cast, more_question="What else?")
        made = [somebody_says(here, f"{SAID} {n}", token=f"somebody {n}")[0] for n in range(2)]
        for one in made:
            gate.add_version(item_of(one), {"more": f"And more, {one.public_id}"}, 1)
        decide(
            cast,
            made[0],
            letting=Letting.RELEASE_CHANGED,
            changed={"words": "[A name] pushes me", "more": "And"},
        )
    return made


def rows(made):
    query = sa.select(SealedWords).where(SealedWords.item_id == item_of(made).id)
    return {(row.field, row.version): row for row in db.session.scalars(query)}


def put(work, row, sealed):
    """Write over a sealed text as somebody with the whole database could: out, and in again."""
    kept = {"item_id": row.item_id, "field": row.field, "version": row.version, "sealed_at": row.sealed_at}
    with work():
        db.session.execute(sa.delete(SealedWords).where(SealedWords.id == row.id))
        db.session.execute(sa.insert(SealedWords).values(sealed=sealed, **kept))


SPOILT = {
    "another item's": lambda mine, other: other[("words", 1)].sealed,
    "another field's": lambda mine, other: mine[("more", 1)].sealed,
    "another version's": lambda mine, other: mine[("words", 2)].sealed,
    "last letter changed": lambda mine, other: mine[("words", 1)].sealed[:-1] + b"\x00",
    "middle changed": lambda mine, other: bytes(
        byte ^ (at == 40) for at, byte in enumerate(mine[("words", 1)].sealed)
    ),
    "key changed": lambda mine, other: bytes(
        byte ^ (at == 3) for at, byte in enumerate(mine[("words", 1)].sealed)
    ),
    "cut": lambda mine, other: mine[("words", 1)].sealed[:-5],
    "cut to nothing": lambda mine, other: b"",
    "two joined": lambda mine, other: mine[("words", 1)].sealed + other[("words", 1)].sealed,
    "plain text": lambda mine, other: SAID.encode(),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_was_tampered_with_does_not_open(work, two, how):
    mine, other = rows(two[0]), rows(two[1])
    assert gate.texts_of(item_of(two[0]), 1)["words"] == f"{SAID} 0"
    put(work, mine[("words", 1)], SPOILT[how](mine, other))
    with pytest.raises(SealBroken):
        gate.texts_of(item_of(two[0]), 1)
    assert gate.texts_of(item_of(two[1]), 1)["words"] == f"{SAID} 1"


def test_control_putting_the_same_bytes_back_opens(work, two):
    mine = rows(two[0])
    put(work, mine[("words", 1)], mine[("words", 1)].sealed)
    assert gate.texts_of(item_of(two[0]), 1)["words"] == f"{SAID} 0"


def test_a_released_version_swapped_for_another_is_noticed_by_its_readers(work, two):
    mine = rows(two[0])
    put(work, mine[("words", 2)], mine[("words", 1)].sealed)
    with pytest.raises(SealBroken):
        gate.released_texts(item_of(two[0]).kind, [two[0].public_id])


def test_a_reason_moved_to_another_decision_is_noticed(work, cast, two):
    with work():
        decide(cast, two[1], rationale="Quite another reason, for another item.")
    one, other = db.session.scalars(sa.select(TriageDecision).order_by(TriageDecision.id))
    with pytest.raises(SealBroken):
        db.session.expunge(other)
        other.rationale = one.rationale
        triage.written_with(other)
