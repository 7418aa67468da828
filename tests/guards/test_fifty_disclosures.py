"""Fifty disclosures planted through every way of writing are found by nobody but the safeguarding desk.

They are looked for in every page anybody else can open, with searches, exports and files; in letters, the trail, the
log, the search index, what the jobs write, and a backup copy with its write-ahead log. The control switches the gate
off, and the same search finds them.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import now
from app.db import db
from app.demo.people import CAST
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import proposals_drafts as drafts
from governance.services import summaries
from models.jobs import OutboxMessage
from participation.rules.attachments import Upload
from participation.rules.people import Actor, Role
from participation.services import attachments, escalation, gate, triage_desk
from tests import voice_made
from tests.attachments_made import document
from tests.guards import hostile_place
from tests.guards.free_text import GATED
from tests.guards.hostile_place import Place, posts, with_files
from tests.guards.names import EVERYONE, NOBODY
from tests.guards.sent import good
from tests.guards.sweep import behind_of
from tests.guards.test_gate_everywhere import plain
from tests.proposals_made import actor, drafted
from tests.sweep_place.found import Ids

CANARY = re.compile(r"Zebedeequux\d+")
WORD = b"Zebedeequux"
DESK = {"Sam", "Joy"}
WIDE = 20  # a door as wide as this is open to nearly all of the cast
TURNS = 6  # of a page that is the same for all, each role reads one in so many
ENOUGH = 20  # canaries that the control must find
# Who may see the same, holding the same seats of one team: one of them reads a page, and the next the one after it.
ALIKE = (("Asha", "Tomos"), ("Grace", "Cllr Idris", "Mei"))
SPOKEN = 24  # said by children and parents, half of them in the second answer
READERS = sorted(EVERYONE - DESK)
SEARCHERS = (NOBODY, "Ben", "Asha", "Grace", "Pia", "Carol", "Olu", "Ada")
SEARCHES = (
    "/proposals?q=lantern",
    "/decisions?q=lantern",
    "/people?q=lantern",
    "/audit?q=lantern",
    "/deals?q=lantern",
)


@dataclass
class Planted:
    """What was planted: each canary, by whom, and through which page."""

    place: Place
    by: dict[str, str] = field(default_factory=dict)
    page: dict[str, str] = field(default_factory=dict)

    def text(self, who: str, page: str) -> str:
        """A new disclosure."""
        canary = f"Zebedeequux{len(self.by)}"
        self.by[canary], self.page[canary] = who, page
        return f"{canary} locks me in by the lantern"

    def seen_by_others(self, who: str, body: str) -> set[str]:
        """Canaries in an answer that somebody other than their writer got."""
        return {one for one in CANARY.findall(body) if self.by.get(one) != who}


def plant(app: Flask, ids: Ids) -> Planted:
    """Fifty and more: spoken by children and parents, and typed in every gated field there is."""
    made = Planted(Place(app, ids))
    hostile_place._speak(made.place, ids)
    hostile_place._vote(made.place, ids)
    with app.app_context(), unit_of_work():
        here = voice_made.a_listening(actor, title="Evenings", more_question="What else?")
        for _ in range(SPOKEN):
            voice_made.somebody_says(here, made.text(NOBODY, "feedback"))
    for rule, sent in posts(made.place):
        data = good(sent, ids)
        names = [name for name in data if plain(name) in GATED.get(rule.endpoint, ())]
        if names:
            words = {name: made.text(sent.who, rule.endpoint) for name in names}
            made.place.send(sent, rule, with_files(data | words))
    _propose(made, ids)
    with app.app_context(), unit_of_work():
        escalation.escalate_due(now())
        summaries.draft_due(now())
    return made


def _propose(made: Planted, ids: Ids) -> None:
    """A whole idea with a canary in every field, sent in, with a document whose very bytes hold one."""
    asked = ("title", "need", "who_benefits", "builds_on", "our_part", "your_part", "group_name", "sponsor")
    with made.place.app.app_context(), unit_of_work():
        asha = actor("Asha")
        told = {name: made.text("Asha", f"proposal {name}") for name in asked}
        costs = [CostLine(made.text("Asha", "proposal line"), Pence(50_000))]
        idea = drafted("Asha", **told, lines=costs, is_constituted=False)
        shown = made.text("Asha", "document")
        file = document(shown).content.replace(b"trailer", f"%{shown}\ntrailer".encode())
        attachments.keep(asha, "proposal", idea.public_id, Upload(file, shown, "plan.pdf"))
        drafts.submit(asha, idea.public_id)


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


def in_the_gate(made: Planted) -> set[str]:
    """The canaries that stand in what waits at the desk."""
    with made.place.app.app_context():
        items = db.session.scalars(sa.select(gate.TriageItem).where(gate.TriageItem.decided_at.is_(None)))
        return {
            one for item in items for text in gate.texts_of(item, 1).values() for one in CANARY.findall(text)
        }


Readers = Callable[[frozenset[str], int], list[str]]


def crawl(made: Planted, readers: Readers) -> Iterator[tuple[str, str, str]]:
    """(who, path, canary) for each canary that somebody other than its writer and the desk was shown."""
    for who, path in [*_addresses(made, readers), *((w, p) for w in SEARCHERS for p in SEARCHES)]:
        answer = made.place.answer(who, "GET", path)
        body = answer.get_data()
        if WORD in body:  # most hold none: their bytes are looked through once
            for canary in made.seen_by_others(who, body.decode("utf-8", "replace")):
                yield who, path, canary


def _addresses(made: Planted, readers: Readers) -> Iterator[tuple[str, str]]:
    """Every page, feed and file there is, each with its readers."""
    for at, rule in enumerate(made.place.rules()):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "feedback.leave":
            continue
        for behind in behind_of(rule):
            may = (
                made.place.door(rule) & (EVERYONE if behind.finds is None else frozenset(behind.finds)) - DESK
            )
            for who in readers(may, at):
                yield who, made.place.path(rule, behind)


def everybody(may: frozenset[str], at: int) -> list[str]:
    """Each kind of reader who comes through a door of a role's own. Where nearly everybody may, strangers and some of
    the roles, in turn, so that each role reads its share of what is the same for all."""
    if len(may) >= WIDE:
        return [who for turn, who in enumerate(sorted(may)) if who == NOBODY or (turn + at) % TURNS == 0]
    alike = [[who for who in some if who in may] for some in ALIKE]
    others = may.difference(*alike)
    return sorted({*others, *(some[at % len(some)] for some in alike if some)})


def first(may: frozenset[str], at: int) -> list[str]:
    """One reader of each page, for the control."""
    return [who for who in ("Pia", "Grace", "Rhona", "Carol") if who in may][:1]


def test_every_role_there_is_reads(open_place, ids):
    made = Planted(Place(open_place(), ids))
    assert {who for who, _ in _addresses(made, everybody)} == set(READERS)
    held = {role for one in CAST for role, *_ in one.held}
    assert set(Role) - held <= set(triage_desk.DESK), "the cast lacks somebody with this role"


def test_planted_disclosures_are_nowhere_but_at_the_desk(planted, log, tmp_path):
    waiting = in_the_gate(planted)
    assert len(waiting) >= 50
    assert {planted.page[one] for one in waiting} >= {
        "feedback",
        "comments.talk",
        "deals_living.check_in",
        "advice.give",
        "proposal title",
        "document",
    }
    planted.by = {one: who for one, who in planted.by.items() if one in waiting}
    assert sorted(set(crawl(planted, everybody))) == []
    assert not CANARY.search(log.text)
    with planted.place.app.app_context():
        assert _in_rows(planted) == set()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage))
        assert _in_files(planted, tmp_path) == set()


def _in_rows(made: Planted) -> set[str]:
    """Canaries in any table: words, letters, the trail, forms sent twice, summaries, and the search index."""
    found: set[str] = set()
    for table in sa.inspect(db.engine).get_table_names():
        rows = db.session.execute(sa.text(f'SELECT * FROM "{table}"')).all()
        found |= {f"{table} {one}" for one in CANARY.findall(str(rows)) if one in made.by}
    return found


def _in_files(made: Planted, folder: Path) -> set[str]:
    """Canaries in the bytes of the database, its write-ahead log, and a backup made of it."""
    database = Path(db.engine.url.database or "")
    copy = folder / "backup.sqlite3"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    content = b"".join(
        path.read_bytes() for path in (database, Path(f"{database}-wal"), copy) if path.exists()
    )
    found = {one for one in CANARY.findall(content.decode("latin-1")) if one in made.by}
    return {f"{made.page[one]} {one}" for one in found}


def test_control_with_the_gate_switched_off_the_same_search_finds_them(open_place, ids, monkeypatch):
    really = gate.hold_parts

    def pass_all(kind: Any, public_id: str, parts: dict[str, str], **how: Any) -> Any:
        return really(kind, public_id, parts, **(how | {"passes": True}))

    monkeypatch.setattr(gate, "hold_parts", pass_all)
    made = plant(open_place(), ids)
    found: set[str] = set()
    for _, _, canary in crawl(made, first):
        found.add(canary)
        if len(found) == ENOUGH:
            return
    pytest.fail(f"only {len(found)} were found")
