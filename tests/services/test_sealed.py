"""Sealed words that were swapped, edited, cut or put back from an older version are noticed, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from app.sealed import SealBroken
from commissioning.services import proposals_drafts as drafts
from commissioning.services.proposals_list import Wanted, list_for
from models.proposals import Proposal
from models.triage import SealedWords, TriageDecision
from participation.rules.gate import Letting
from participation.services import attachments, deals, gate, triage
from tests.attachments_made import document
from tests.proposals_made import let_through, submitted
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
            changed={"words": "[name] pushes me", "more": "And"},
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


@pytest.fixture
def ideas(work):
    """Two ideas sent in and not read yet."""
    with work():
        return [submitted("Asha", title=f"{SAID} {n}", need=f"{SAID}, {n}") for n in range(2)]


def raw(table, column, key):
    return db.session.execute(sa.text(f"SELECT {column} FROM {table} WHERE {key}")).scalars().all()


def test_an_idea_and_what_is_added_stand_sealed_until_it_is_let_through(work, cast, ideas):
    with work():
        deal = deals.start(cast("Asha"), SAID, SAID, None)
        deals.write_pair(cast("Asha"), deal, deals.PairWords(SAID, SAID))
        attachments.keep(cast("Asha"), "proposal", ideas[0].public_id, document(SAID))
    stored = {
        f"{table}.{column}": raw(table, f"CAST({column} AS TEXT)", "1 = 1")
        for table, columns in {
            "proposals": "title need", "proposal_lines": "what", "proposal_versions": "title content words",
            "deals": "title about", "deal_pairs": "our_text your_text", "attachments": "words",
        }.items()
        for column in columns.split()
    }  # fmt: skip
    assert [name for name, texts in stored.items() if not texts or "Zebedee" in str(texts)] == []
    assert (ideas[0].title, drafts.published(ideas[0]).need) == (f"{SAID} 0", f"{SAID}, 0"), (
        "its reader sees it"
    )
    with work():
        let_through(ideas[0])
    assert "Zebedee" in str(raw("proposal_versions", "content", f"proposal_id = {ideas[0].id}"))
    assert "Zebedee" not in str(raw("proposal_versions", "content", f"proposal_id = {ideas[1].id}"))
    assert [row.title for row in list_for(cast("Carol"), Wanted(words="zebedee")).rows] == [f"{SAID} 0"]
    assert list_for(cast("Asha"), Wanted(words="zebedee")).total == 2, "one's own is found before that, too"


def test_a_text_moved_to_another_idea_does_not_open(work, ideas):
    one, other = (idea.id for idea in ideas)
    with work():
        moved = f"(SELECT need FROM proposals WHERE id = {one})"
        db.session.execute(sa.text(f"UPDATE proposals SET state = 'draft' WHERE id = {other}"))
        db.session.execute(sa.text(f"UPDATE proposals SET need = {moved} WHERE id = {other}"))
    db.session.expire_all()
    assert db.session.get_one(Proposal, one).need == f"{SAID}, 0"
    with pytest.raises(SealBroken):
        _ = db.session.get_one(Proposal, other).need


def test_opening_is_the_only_change_a_version_takes(work, ideas):
    for change in (
        "title = 'x'",
        "words = 'x'",
        "content = '{}', number = 9",
        "ask_pence = 1, content = '{}'",
    ):
        with pytest.raises(sa.exc.DBAPIError), work():
            db.session.execute(sa.text(f"UPDATE proposal_versions SET {change}"))
    with work():
        let_through(ideas[0])
    with pytest.raises(sa.exc.DBAPIError), work():
        db.session.execute(sa.text("UPDATE proposal_versions SET content = '{}'"))
