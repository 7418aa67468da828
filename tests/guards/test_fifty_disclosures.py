"""Fifty disclosures planted through every way of writing are found by nobody but the safeguarding desk.

Everybody off the desk opens every page, feed, export and file they can come to, and searches wherever one can search;
and the disclosures are looked for in letters, the trail, the log, the search indexes, what a summary is made from, and
a backup copy with its write-ahead log. The control switches the gate off, and the same looks find them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app import outbox
from app.db import db
from app.unit_of_work import unit_of_work
from models.jobs import OutboxMessage
from models.people import Membership
from participation.rules.people import Actor, Role
from participation.services import gate, triage_desk
from tests.guards.hostile_place import Place
from tests.guards.names import NOBODY
from tests.guards.planted import (
    READERS,
    Planted,
    addresses,
    in_the_gate,
    off_the_pages,
    plant,
    searches,
    shown_to,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids

ENOUGH = 20  # canaries that the control must find


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def planted(
    open_place: Callable[[], Flask], ids: Ids, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> Planted:
    with monkeypatch.context() as patch:
        patch.setattr(Actor, "speaks_officially", property(lambda self: False))
        return plant(open_place(), ids)


def test_every_role_there_is_reads_every_page_that_is_open_to_it(open_place, ids):
    place = Place(open_place(), ids)
    read: dict[str, set[str]] = {}
    for who, path in addresses(place):
        read.setdefault(path, set()).add(who)
    assert read["/privacy"] == read["/"] == set(READERS)
    with place.app.app_context():
        held = set(db.session.scalars(sa.select(Membership.role).distinct()))
    assert set(Role) - held <= set(triage_desk.DESK), "the cast lacks somebody with this role"


def test_planted_disclosures_are_nowhere_but_at_the_desk(planted, log, tmp_path):
    waiting = in_the_gate(planted)
    assert len(waiting) >= 50
    assert {planted.page[one] for one in waiting} >= {
        "feedback",
        "comments.say",
        "deals_living.check_in",
        "advice.give",
        "proposal title",
        "document",
    }
    planted.by = {one: who for one, who in planted.by.items() if one in waiting}
    opened = [*addresses(planted.place), *searches()]
    assert [(who, path) for who, path in opened if shown_to(planted, who, path)] == []
    found = off_the_pages(planted, tmp_path, log.text)
    assert {where for where, canaries in found.items() if canaries} == set()
    with planted.place.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)), (
            "no letter was written"
        )


def test_control_with_the_gate_switched_off_the_same_looks_find_them(
    open_place, ids, monkeypatch, log, tmp_path
):
    really = gate.hold_parts

    def pass_all(kind: Any, public_id: str, parts: dict[str, str], **how: Any) -> Any:
        return really(kind, public_id, parts, **(how | {"passes": True}))

    monkeypatch.setattr(gate, "hold_parts", pass_all)
    made = plant(open_place(), ids)
    assert len(_on_pages(made)) >= ENOUGH
    assert any(shown_to(made, who, path) for who, path in searches() if who != NOBODY)
    exports = {path for _, path in addresses(made.place) if path.endswith((".csv", ".json"))}
    assert any(shown_to(made, "Grace", path) for path in exports)
    # letters, the log and an index of decisions carry nobody's words even so: here somebody puts them there
    with made.place.app.app_context(), unit_of_work():
        one = made.text(NOBODY, "by hand")
        outbox.post(actor("Carol").user_id, "A child wrote", one, dedupe_key="by hand")
        db.session.execute(sa.text("CREATE VIRTUAL TABLE an_index USING fts5(words)"))
        db.session.execute(sa.text("INSERT INTO an_index VALUES (:words)"), {"words": one})
        logging.getLogger("our_part").info("somebody said %s", one)
    found = off_the_pages(made, tmp_path, log.text)
    looked = ("table deals", "table outbox_messages", "indexes", "summaries", "files and a backup", "log")
    assert [where for where in looked if not found[where]] == []


def _on_pages(made: Planted) -> set[str]:
    """What one reader of each page finds, until it is enough."""
    found: set[str] = set()
    pages = {path: who for who, path in addresses(made.place) if who in ("Pia", "Grace", "Rhona", "Carol")}
    for path, who in pages.items():
        found |= shown_to(made, who, path)
        if len(found) >= ENOUGH:
            break
    return found
