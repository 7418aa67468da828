"""The gate: words wait, stay as they were said, and are noticed when anybody tampers with them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from app.sealed import SealBroken, place, seal, unseal
from models.jobs import OutboxMessage
from models.triage import SealedWords, TriageItem
from participation.rules.gate import Priority, WordsKind
from participation.services import gate

SAID = "My cousin Zebedee pushes me off the swings"


def hold(cast, words=SAID, who="Ben", public_id="record000001"):
    return gate.hold(WordsKind.PROPOSAL, public_id, words, by=cast(who))


def test_words_wait_until_somebody_decides(work, cast):
    with work():
        hold(cast)
    assert not gate.is_released(WordsKind.PROPOSAL, "record000001")
    assert gate.released_texts(WordsKind.PROPOSAL, ["record000001"]) == {}
    assert gate.waiting_count(cast("Sam")) == 1


def test_nobody_but_the_desk_has_anything_waiting(work, cast):
    with work():
        hold(cast)
    assert {name: gate.waiting_count(cast(name)) for name in ("Ada", "Pia", "Carol", "Olu", "Asha")} == {
        "Ada": 0, "Pia": 0, "Carol": 0, "Olu": 0, "Asha": 0,
    }  # fmt: skip
    assert gate.waiting_count(cast("Joy")) == 1


def test_words_of_somebody_with_a_post_pass_at_once(work, cast):
    with work():
        hold(cast, who="Carol")
    assert gate.is_released(WordsKind.PROPOSAL, "record000001")
    assert gate.released_texts(WordsKind.PROPOSAL, ["record000001"]) == {"record000001": {"words": SAID}}
    assert gate.waiting_count(cast("Sam")) == 0


def test_changed_words_are_held_again(work, cast):
    with work():
        hold(cast, who="Carol")
        hold(cast, "Other words, not yet read by anyone")
    assert not gate.is_released(WordsKind.PROPOSAL, "record000001")


def test_what_was_said_is_not_readable_in_the_database(work, cast):
    with work():
        hold(cast)
    kept = db.session.scalars(sa.select(SealedWords.sealed)).all()
    assert kept
    assert not any(b"Zebedee" in blob for blob in kept)


def test_a_swapped_text_is_noticed(work, cast):
    with work():
        first = hold(cast)
        hold(cast, "Somebody else's words", public_id="record000002")
    with work():
        rows = [
            (r.item_id, r.field, r.version, r.sealed, r.sealed_at)
            for r in db.session.scalars(sa.select(SealedWords))
        ]
        db.session.execute(sa.delete(SealedWords))
        for (item, field, version, _, at), (*_, other, _at) in zip(rows, reversed(rows), strict=True):
            db.session.add(
                SealedWords(item_id=item, field=field, version=version, sealed=other, sealed_at=at)
            )
    with pytest.raises(SealBroken):
        gate.texts_of(db.session.get(TriageItem, first.id), 1)


@pytest.mark.parametrize("fault", ["cut", "other format", "cut short", "emptied"])
def test_a_cut_or_edited_text_is_noticed(app, fault):
    at = place("sealed_words", "record000001", "words", 1)
    sealed = seal(SAID, at)
    assert unseal(sealed, at) == SAID
    faulty = {
        "cut": sealed[:-1],
        "other format": b"\x02" + sealed[1:],
        "cut short": sealed[:20],
        "emptied": b"",
    }
    with pytest.raises(SealBroken):
        unseal(faulty[fault], at)


def test_the_database_refuses_to_change_what_was_said(work, cast):
    with work():
        hold(cast)
    with pytest.raises(DBAPIError, match="never changed"), work():
        db.session.execute(sa.update(SealedWords).values(sealed=b"other"))


def test_urgent_words_are_due_within_a_working_hour(work, cast, at):
    with at("2026-11-20 10:00"), work():
        item = hold(cast, "he hits me")
    assert item.priority is Priority.HIGH
    assert (item.due_at - item.held_at).total_seconds() == 3600


def test_somebody_named_is_shut_out_and_the_next_person_called(work, cast):
    with work():
        hold(cast, "Sam was horrible to me on the trip")
    assert gate.waiting_count(cast("Sam")) == 0
    assert gate.waiting_count(cast("Joy")) == 1
    assert [m.to_user_id for m in db.session.scalars(sa.select(OutboxMessage))] == [cast("Joy").user_id]


def test_calls_carry_no_words(work, cast):
    with work():
        hold(cast)
    letter = db.session.scalars(sa.select(OutboxMessage)).one()
    assert letter.to_user_id == cast("Sam").user_id
    assert "Zebedee" not in letter.subject + letter.body
