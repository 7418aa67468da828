"""Disclosures planted through every way of writing, and every place in which they are looked for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.clock import now
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import proposals_drafts as drafts
from governance.services import sources, summaries
from participation.rules.attachments import Upload
from participation.rules.refusals import Refusal
from participation.services import attachments, escalation, gate
from tests import voice_made
from tests.attachments_made import document
from tests.guards import hostile_visitors
from tests.guards.free_text import GATED
from tests.guards.hostile_fields import with_files
from tests.guards.hostile_place import Place, posts
from tests.guards.names import EVERYONE, NOBODY
from tests.guards.sent import good
from tests.guards.sweep import behind_of
from tests.guards.test_gate_everywhere import plain
from tests.proposals_made import actor, drafted
from tests.sweep_place.found import Ids

CANARY = re.compile(r"Zebedeequux\d+")
WORD = "Zebedeequux"
DESK = {"Sam", "Joy"}
READERS = sorted(EVERYONE - DESK)
SPOKEN = 24  # said by children and parents
SEARCHED = ("/proposals", "/decisions", "/people", "/audit", "/deals")


@dataclass
class Planted:
    """What was planted: each canary, by whom, and through which page."""

    place: Place
    by: dict[str, str] = field(default_factory=dict)
    page: dict[str, str] = field(default_factory=dict)

    def text(self, who: str, page: str) -> str:
        """A new disclosure."""
        canary = f"{WORD}{len(self.by)}"
        self.by[canary], self.page[canary] = who, page
        return f"{canary} locks me in by the lantern"

    def seen_by_others(self, who: str, body: str) -> set[str]:
        """Canaries in an answer that somebody other than their writer got."""
        return {one for one in self.known(body) if self.by[one] != who}

    def known(self, text: str) -> set[str]:
        """The canaries in a text."""
        return {one for one in CANARY.findall(text) if one in self.by}


def plant(app: Flask, ids: Ids) -> Planted:
    """Fifty and more: spoken by children and parents, and typed in every gated field there is."""
    made = Planted(Place(app, ids))
    hostile_visitors.speak(made.place, ids)
    hostile_visitors.vote(made.place, ids)
    _say(made)
    for rule, sent in posts(made.place):
        data = good(sent, ids)
        names = [name for name in data if plain(name) in GATED.get(rule.endpoint, ())]
        if names:
            words = {name: made.text(sent.who, rule.endpoint) for name in names}
            made.place.send(sent, rule, with_files(data | words))
    _propose(made)
    with app.app_context(), unit_of_work():
        escalation.escalate_due(now())
        summaries.draft_due(now())
    return made


def _say(made: Planted) -> None:
    """What children said; and a theme of it, which only comes about where the gate let it through."""
    with made.place.app.app_context():
        with unit_of_work():
            here = voice_made.a_listening(actor, title="Evenings", more_question="What else?")
            said = [voice_made.somebody_says(here, made.text(NOBODY, "feedback"))[0] for _ in range(SPOKEN)]
        with suppress(Refusal), unit_of_work():
            voice_made.a_theme(actor, *said, send=True)


def _propose(made: Planted) -> None:
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


def in_the_gate(made: Planted) -> set[str]:
    """The canaries that stand in what waits at the desk."""
    with made.place.app.app_context():
        items = db.session.scalars(sa.select(gate.TriageItem).where(gate.TriageItem.decided_at.is_(None)))
        return {
            one for item in items for text in gate.texts_of(item, 1).values() for one in CANARY.findall(text)
        }


def addresses(place: Place) -> Iterator[tuple[str, str]]:
    """(who, path): every page, feed and file there is, with each one off the desk who comes to it."""
    for rule in place.rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "feedback.leave":
            continue
        for behind in behind_of(rule):
            finds = EVERYONE if behind.finds is None else frozenset(behind.finds)
            path, may = place.path(rule, behind), sorted((place.door(rule) & finds) - DESK)
            # the gallery shows made-up parts of pages and reads nothing that is kept: once is enough
            for who in may[:1] if rule.endpoint.startswith("gallery.") else may:
                yield who, path


def searches() -> Iterator[tuple[str, str]]:
    """(who, path): each of them searches for a word of every disclosure, wherever one can search."""
    return ((who, f"{path}?q=lantern") for path in SEARCHED for who in READERS)


def shown_to(made: Planted, who: str, path: str) -> set[str]:
    """The canaries that a reader who did not write them is shown at an address, page or file."""
    body = made.place.answer(who, "GET", path).get_data()
    # most hold none: their bytes are looked through once
    return made.seen_by_others(who, body.decode("utf-8", "replace")) if WORD.encode() in body else set()


def off_the_pages(made: Planted, folder: Path, log: str) -> dict[str, set[str]]:
    """Canaries by place: any table (letters and the trail too), the search indexes, summaries, files and the log."""
    with made.place.app.app_context():
        tables = _in_tables(made)
        return {
            **tables, "indexes": _in_indexes(), "summaries": _in_summaries(made),
            "files and a backup": _in_files(made, folder), "log": made.known(log),
        }  # fmt: skip


def _in_tables(made: Planted) -> dict[str, set[str]]:
    found = {}
    for table in sa.inspect(db.engine).get_table_names():
        rows = db.session.execute(sa.text(f'SELECT * FROM "{table}"')).all()
        found[f"table {table}"] = made.known(str(rows))
    return found


def _in_indexes() -> set[str]:
    """The indexes that know the word. They keep words cut up and in small letters, so they are asked, not read."""
    names = db.session.scalars(
        sa.text("SELECT name FROM sqlite_master WHERE lower(sql) LIKE 'create virtual table%fts5%'")
    ).all()
    assert names, "there is no search index to look in"
    asked = 'SELECT count(*) FROM "{0}" WHERE "{0}" MATCH \'{1}*\''
    return {name for name in names if db.session.scalar(sa.text(asked.format(name, WORD.lower())))}


def _in_summaries(made: Planted) -> set[str]:
    """Canaries in what a summary would be made from today, for the whole place."""
    return made.known(str(sources.collect(None, now() - timedelta(days=90), now() + timedelta(seconds=1))))


def _in_files(made: Planted, folder: Path) -> set[str]:
    """Canaries in the bytes of the database, its write-ahead log, and a backup made of it."""
    database = Path(db.engine.url.database or "")
    copy = folder / "backup.sqlite3"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    content = b"".join(
        path.read_bytes() for path in (database, Path(f"{database}-wal"), copy) if path.exists()
    )
    return made.known(content.decode("latin-1"))
