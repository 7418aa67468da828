"""The gate other subjects use. Words go in with `hold`; readers see only what `released_ids` lists.

A reader's query joins on `released_ids(kind)`, so before the decision there is nothing to find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.sealed import place, seal, unseal
from app.times import local_date
from models.triage import SealedWords, ShutOut, TriageItem
from participation.rules.gate import Priority, WordsKind, due_at
from participation.rules.people import Actor, AgeBand
from participation.rules.screening import priority_of, screen
from participation.services import same_voice, shut_outs
from participation.services import triage_desk as desk

WORDS = "words"
# Where a subject's own table holds the words too, they stand sealed there; this opens them when they are let through.
OPENED_BY: dict[WordsKind, Callable[[str], None]] = {}
# What a subject does when its newest words were read and kept at the desk: tell their writer, and hold up nobody else.
KEPT_BY: dict[WordsKind, Callable[[str], None]] = {}


def hold(kind: WordsKind, public_id: str, words: str, *, by: Actor, area_id: int | None = None) -> TriageItem:
    """Hold one text until a safeguarding decision. Call it again whenever the words change.

    Words of somebody who holds a seat or a post pass at once (they are listed as released), so a caller can hold
    everything and its readers can ask one question.
    """
    return hold_parts(kind, public_id, {WORDS: words}, by=by, area_id=area_id, passes=by.speaks_officially)


def hold_parts(
    kind: WordsKind, public_id: str, parts: Mapping[str, str], *, by: Actor, area_id: int | None = None,
    face: int | None = None, age_band: AgeBand | None = None, passes: bool = False, raised: Sequence[str] = (),
    beside: Sequence[str] = (),
) -> TriageItem:  # fmt: skip
    """Hold several texts of one record as one item (empty ones are left out).

    `raised` are reasons a person gave to read it sooner. `beside` are texts held elsewhere that belong to the same
    moment: whoever they name is shut out of this too. What raised one part of what a child said raises all that comes
    after it, and whoever is shut out of one part is shut out of the rest. Who wrote it is kept for the desk, but
    never for feedback.
    """
    texts = {name: text for name, text in parts.items() if text}
    before = same_voice.raised_before(kind, public_id)
    reasons = list(
        dict.fromkeys([*raised, *before, *([] if passes else screen(texts.values(), face, age_band))])
    )
    _only_the_newest_counts(kind, public_id)
    item = TriageItem(
        kind=kind, words_of=public_id, area_id=area_id, priority=priority_of(reasons), raised_by=reasons,
        held_at=now(), due_at=due_at(priority_of(reasons), now()), escalate_at=due_at(priority_of(reasons), now()),
        written_by=None if kind is WordsKind.FEEDBACK else by.public_id or None,
    )  # fmt: skip
    if passes:
        item.decided_at = item.released_at = now()
        item.released_version, item.escalate_at = 1, None
    db.session.add(item)
    db.session.flush()
    add_version(item, texts, 1)
    if not passes:
        _call(item, _shut_out_the_named(item, [*texts.values(), *beside]))
        audit.record("words.held", item, actor=by, kind=kind, priority=item.priority)
    return item


def hold_again(kind: WordsKind, public_id: str, changed: Mapping[str, str], **more: Any) -> TriageItem:
    """Hold a record's words again with some of them changed by whoever said them; the rest as it last stood.

    What the desk took out does not come back in with it.
    What raised the earlier words raises these: words taken out may have been taken out for fear.
    """
    before = _newest(kind, public_id)
    newest = sa.select(sa.func.max(SealedWords.version)).where(SealedWords.item_id == before.id)
    parts = {**texts_of(before, db.session.scalar(newest) or 1), **changed}
    return hold_parts(
        kind, public_id, parts, by=Actor.nobody(), area_id=before.area_id, raised=before.raised_by, **more
    )


def held_as(kind: WordsKind, public_id: str, parts: Mapping[str, str]) -> bool:
    """Whether a record was first held with these very texts. Nobody is shown them for it."""
    query = sa.select(TriageItem).where(TriageItem.kind == kind, TriageItem.words_of == public_id)
    first = db.session.scalars(query.order_by(TriageItem.id).limit(1)).first()
    return first is not None and texts_of(first, 1) == {name: text for name, text in parts.items() if text}


def says_now(kind: WordsKind, public_id: str, parts: Mapping[str, str]) -> bool:
    """Whether a record's newest words were held with these very texts among them. Nobody is shown them for it."""
    item = _newest(kind, public_id)
    return texts_of(item, 1).items() >= parts.items()


def let_through(item: TriageItem, version: int = 1) -> None:
    """Release one version of an item, and open its words where its subject keeps them sealed."""
    item.decided_at = item.decided_at or now()
    item.released_at, item.released_version = now(), version
    db.session.flush()
    if item.is_latest and item.kind in OPENED_BY:
        OPENED_BY[item.kind](item.words_of)


def keep_back(item: TriageItem) -> None:
    """Tell the subject that an item's words were decided on and stay at the desk."""
    if item.is_latest and item.kind in KEPT_BY:
        KEPT_BY[item.kind](item.words_of)


def add_version(item: TriageItem, texts: Mapping[str, str], version: int) -> None:
    """Seal one version of every text of an item."""
    for name, text in texts.items():
        sealed = seal(text, place_of(item.public_id, name, version))
        db.session.add(
            SealedWords(item_id=item.id, field=name, version=version, sealed=sealed, sealed_at=now())
        )


def texts_of(item: TriageItem, version: int) -> dict[str, str]:
    """Every text of one version, opened. Only the desk and `released_texts` may call this."""
    rows = db.session.scalars(
        sa.select(SealedWords).where(SealedWords.item_id == item.id, SealedWords.version == version)
        .order_by(SealedWords.id)
    )  # fmt: skip
    return {row.field: unseal(row.sealed, place_of(item.public_id, row.field, version)) for row in rows}


def is_released(kind: WordsKind, public_id: str) -> bool:
    """Whether the newest words of this record have been let through."""
    query = released_ids(kind).where(TriageItem.words_of == public_id)
    return db.session.scalar(query) is not None


def released_ids(kind: WordsKind) -> sa.Select[str]:
    """The public ids of every record of this kind whose newest words were let through, for `.in_()`."""
    return sa.select(TriageItem.words_of).where(
        TriageItem.kind == kind, TriageItem.is_latest, TriageItem.released_at.is_not(None)
    )


def kept_ids(kind: WordsKind, public_ids: Sequence[str] | None = None) -> sa.Select[str]:
    """Those of these records (None: of all, for `.in_()`) whose newest words were decided on and kept at the desk.

    For telling only their writer.
    """
    query = sa.select(TriageItem.words_of).where(
        TriageItem.kind == kind, TriageItem.is_latest, TriageItem.decided_at.is_not(None),
        TriageItem.released_at.is_(None),
    )  # fmt: skip
    return query if public_ids is None else query.where(TriageItem.words_of.in_(public_ids))


def undecided_ids(kind: WordsKind, public_ids: Sequence[str]) -> set[str]:
    """Those of these records whose newest words still wait for a decision, for telling that they do."""
    if not public_ids:
        return set()
    query = sa.select(TriageItem.words_of).where(
        TriageItem.kind == kind, TriageItem.is_latest, TriageItem.words_of.in_(public_ids),
        TriageItem.decided_at.is_(None),
    )  # fmt: skip
    return set(db.session.scalars(query))


def released_texts(kind: WordsKind, public_ids: list[str] | sa.Select[str]) -> dict[str, dict[str, str]]:
    """The released words of many records, in one query: {public_id: {field: text}}. Others are left out."""
    if isinstance(public_ids, list) and not public_ids:
        return {}
    rows = db.session.execute(
        sa.select(TriageItem.public_id, TriageItem.words_of, SealedWords)
        .join(SealedWords, SealedWords.item_id == TriageItem.id)
        .where(
            TriageItem.kind == kind, TriageItem.is_latest, TriageItem.released_at.is_not(None),
            TriageItem.words_of.in_(public_ids), SealedWords.version == TriageItem.released_version,
        )
        .order_by(SealedWords.id)
    )  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    for item_id, words_of, row in rows:
        text = unseal(row.sealed, place_of(item_id, row.field, row.version))
        found.setdefault(words_of, {})[row.field] = text
    return found


def waiting_count(actor: Actor) -> int:
    """How many items wait for this person at the desk."""
    return db.session.scalar(waiting_for(actor, sa.func.count())) or 0


def waiting_for(actor: Actor, *columns: Any) -> sa.Select[Any]:
    """Undecided items this person may see: none unless they are on the desk, and never one they are shut out of."""
    query = (
        sa.select(*(columns or (TriageItem,))).select_from(TriageItem).where(TriageItem.decided_at.is_(None))
    )
    return query.where(may_see(actor))


def may_see(actor: Actor) -> sa.ColumnElement[bool]:
    """The one condition that guards unreleased words: on the desk, and not somebody the item is about."""
    if not actor.has(*desk.DESK):
        return sa.false()
    return ~sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == actor.user_id)


def place_of(item_id: str, name: str, version: int) -> str:
    """Where a text is sealed to: the item, the text and the version."""
    return place("sealed_words", item_id, name, version)


def _newest(kind: WordsKind, public_id: str) -> TriageItem:
    query = sa.select(TriageItem).where(TriageItem.kind == kind, TriageItem.words_of == public_id)
    return db.session.scalars(query.where(TriageItem.is_latest)).one()


def _only_the_newest_counts(kind: WordsKind, public_id: str) -> None:
    db.session.execute(
        sa.update(TriageItem)
        .where(TriageItem.kind == kind, TriageItem.words_of == public_id, TriageItem.is_latest)
        .values(is_latest=False)
    )


def _shut_out_the_named(item: TriageItem, texts: Sequence[str]) -> list[int]:
    """Shut out everybody with a seat, a post or a service whom this voice names, here or before, and say who."""
    return sorted(shut_outs.write(item, shut_outs.named_in(texts)))


def _call(item: TriageItem, shut_out: list[int]) -> None:
    """Call the desk: at once for what is urgent or must avoid somebody, otherwise once a day that something waits."""
    urgent = item.priority is Priority.HIGH
    at_desk = {user.id for user in desk.desk_people()}
    key = f"held:{item.public_id}" if urgent or at_desk & set(shut_out) else f"waiting:{local_date(now())}"
    if not desk.was_called(key):
        desk.call_first(
            shut_out, key, "Something needs reading now" if urgent else "Something is waiting to be read",
            "Words are waiting at the safeguarding desk. Sign in to Our Part to read them. "
            "This message says nothing about them, on purpose.", at_once=urgent,
        )  # fmt: skip
