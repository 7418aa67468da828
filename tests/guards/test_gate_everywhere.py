"""The gate stands behind every free text of somebody without a seat or a post, and a new field is noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.db import db
from app.transactions import writing
from commissioning.rules.proposals_content import Content
from commissioning.services import proposals_drafts as drafts
from participation.rules.people import Actor
from participation.services import gate
from tests.guards.free_text import ELSEWHERE, GATED
from tests.guards.hostile_fields import fields_of, kind_of, with_files
from tests.guards.hostile_place import Place, posts
from tests.guards.names import NOBODY
from tests.guards.sent import Sent, good
from tests.proposals_made import actor, drafted

UNOFFICIAL = {NOBODY, "Asha", "Tomos", "Ben", "Dev"}
NOT_WORDS = {"csrf_token", "idempotency_key"}


def plain(name: str) -> str:
    """A field's name without which row of a list it is in."""
    return re.sub(r"-\d+-", "-", name)


@pytest.fixture(scope="module")
def held(place: Place) -> Iterator[list[dict[str, str]]]:
    """What goes into the gate, while everybody is treated as somebody without a post."""
    seen: list[dict[str, str]] = []
    really = gate.hold_parts

    def spy(kind: Any, public_id: str, parts: dict[str, str], **how: Any) -> Any:
        item = really(kind, public_id, parts, **how)
        if item.released_at is None:
            seen.append(dict(parts))
        return item

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "hold_parts", spy)
        patch.setattr(Actor, "speaks_officially", property(lambda self: False))
        yield seen


@pytest.fixture(scope="module")
def found(place: Place, held: list[dict[str, str]]) -> dict[str, dict[str, bool]]:
    """By page and field: whether words planted in it went into the gate."""
    result: dict[str, dict[str, bool]] = {}
    for rule, sent in posts(place):
        if not place.door(rule) & UNOFFICIAL:
            continue
        fields = _text_fields(place, sent, rule)
        held.clear()
        words = {
            name: f"Zebedeequux in {name}"
            for name in good(sent, place.ids)
            if plain(name) in fields and plain(name) in GATED.get(rule.endpoint, ())
        }
        if words:
            place.send(sent, rule, with_files(good(sent, place.ids) | words))
        told = " ".join(text for parts in held for text in parts.values())
        here = result.setdefault(rule.endpoint, {})
        for name in fields:
            here[name] = here.get(name, False) or any(
                text in told for at, text in words.items() if plain(at) == name
            )
    return result


def _text_fields(place: Place, sent: Sent, rule: Any) -> set[str]:
    place.send(sent, rule, with_files(good(sent, place.ids)))
    return {
        plain(one.name)
        for form in place.seen
        for one in fields_of(form)
        if kind_of(one) == "text" and one.name not in NOT_WORDS
    }


def test_every_field_says_where_its_words_go(found):
    listed = {page: {*GATED.get(page, ()), *ELSEWHERE.get(page, {})} for page in found}
    unlisted = {page: names for page in found if (names := found[page].keys() - listed[page])}
    assert unlisted == {}, "say in tests/guards/free_text.py where these words go"


def test_what_is_listed_as_gated_goes_through_the_gate(found):
    missing = [
        f"{page}.{name}" for page, names in GATED.items() for name in names if not found[page].get(name)
    ]
    assert missing == []


def test_no_listed_page_has_gone(found):
    assert sorted((GATED.keys() | ELSEWHERE.keys()) - found.keys()) == []


def test_a_whole_draft_is_held_when_it_is_sent_in(place, held):
    with place.app.app_context(), writing():
        held.clear()
        drafts.submit(actor("Mei"), drafted("Mei", title="Zebedeequux in title").public_id)
        [parts] = held
        db.session.rollback()
    assert "Zebedeequux in title" in parts["words"]
    asked = {"title", "need", "who_benefits", "builds_on", "our_part", "your_part", "group_name", "sponsor"}
    assert asked <= set(Content.__dataclass_fields__)


def test_control_a_page_that_passes_by_the_gate_is_noticed(place, held, monkeypatch):
    rule, sent = next((r, s) for r, s in posts(place) if r.endpoint == "comments.say")
    monkeypatch.setattr(gate, "hold_parts", lambda *_, **__: None)
    held.clear()
    place.send(sent, rule, good(sent, place.ids) | {"words": "Zebedeequux"})
    assert held == []
