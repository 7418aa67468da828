"""After the count nothing left ties a voter to a ballot: the linker of tests/linker.py does no better than luck.

Its controls are the same votes while voting is open (the write-ahead log, PostgreSQL's transaction numbers) and a
table that keeps a number and a time: there it ties everybody.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.polling import Way
from commissioning.services import box, results
from models.people import User
from models.polling import Batch
from participation.rules.people import Actor
from tests import linker
from tests.rounds_made import after_close
from tests.secrecy_made import (
    BY_ACCOUNT,
    MANY,
    WAYS,
    Cast,
    cast_fixture,  # noqa: F401 - a fixture
)

HANDLE = re.compile(rb"[0-9a-f]{64}")


def count_it(cast: Cast, work) -> None:
    with work():
        db.session.execute(sa.text("DROP TABLE leaky"))
    with clock.at(after_close(cast.round)), work():
        results.count_round(Actor.system(), cast.round)
    db.session.rollback()


def on_disk(folder: Path, cast: Cast) -> dict[str, list[int]]:
    """The orderings in SQLite's files and in a backup made of them."""
    with sqlite3.connect(folder / "test.sqlite3") as source, sqlite3.connect(folder / "backup.sqlite3") as to:
        source.backup(to)
    found = {}
    for name, content in linker.files(folder).items():
        found[f"ballots in {name}"] = linker.in_bytes(content, cast.whose)
        found[f"receipts in {name}"] = linker.receipts_in_bytes(content, cast.codes)
    return found


def in_tables(cast: Cast) -> dict[str, list[int]]:
    """The orderings the database gives when asked."""
    asked = {"ballots": "SELECT picks FROM ballots", "counted": "SELECT picks FROM counted_ballots"}
    asked |= {
        "receipts": "SELECT code FROM receipts",
        "roll": "SELECT user_id FROM roll_entries WHERE voted = 1",
    }
    asked |= {"vote_places": "SELECT key FROM vote_places WHERE voted = 1"}
    asked |= {"counted by key": f"{asked['counted']} ORDER BY key"}
    if db.engine.dialect.name == "postgresql":
        for table, column in (
            ("ballots", "picks"),
            ("counted_ballots", "picks"),
            ("receipts", "code"),
            ("roll_entries", "user_id"),
            ("vote_places", "key"),
        ):
            for hidden in ("ctid", "xmin::text::bigint", "cmin::text::bigint, ctid"):
                asked[f"{table} by {hidden}"] = f"SELECT {column} FROM {table} ORDER BY {hidden}"
    found = {
        name: linker.in_rows(sql, cast.whose | cast.codes | cast.roll | cast.places)
        for name, sql in asked.items()
    }
    outcome = results.result_of(cast.round)
    found["receipts as published"] = (
        [cast.codes[code] for code in outcome.outcome["receipts"]] if outcome else []
    )
    return found


def a_vote_touches_three_tables_and_no_clock(cast: Cast) -> None:
    """One by account; without one, the place it was cast from instead of the roll."""
    assert cast.touched_by_account == {"roll_entries", "ballots", "receipts"}
    assert cast.touched == {"roll_entries", "vote_places", "ballots", "receipts"}


def the_pepper_and_every_receipt_find_no_ballot(cast: Cast) -> None:
    """Ballots carry a digest of a change code; receipts, which are listed, are of no use in finding one."""
    tablets = [f"tablet-{batch}" for batch in db.session.scalars(sa.select(Batch.public_id))]
    voters = [*db.session.scalars(sa.select(User.public_id)), *cast.places, *tablets]
    tried = {box.handle_of(cast.round, voter, code, 0) for voter in voters for code in list(cast.codes)[:40]}
    assert len(tried) == len(voters) * 40
    assert not tried & cast.handles
    assert len(cast.handles) == MANY - WAYS.count(Way.PAPER) + changes(cast)


def the_handles_put_nobody_in_order(cast: Cast) -> None:
    """Neither by the handle of a ballot (a turn at a tablet has one too) nor by its key do ballots lie as they came."""
    ordered = {
        f"ballots by {column}": linker.in_rows(
            f"SELECT picks FROM ballots WHERE handle IS NOT NULL ORDER BY {column}", cast.whose
        )
        for column in ("handle", '"key"')
    }
    assert [len(found) for found in ordered.values()] == [MANY - WAYS.count(Way.PAPER)] * 2
    assert linker.broken(ordered, cast.known) == {}


def no_handle_is_left(files: Mapping[str, bytes], cast: Cast) -> None:
    """After the count no file names the handle of any ballot, a tablet's turn among them."""
    left = {name: cast.handles & set(map(bytes.decode, HANDLE.findall(one))) for name, one in files.items()}
    assert {name: len(found) for name, found in left.items() if found} == {}


def changes(cast: Cast) -> int:
    """How many votes were changed: at least one of each way that can be."""
    found = box.changes_in(cast.round.id)
    assert 0 < found <= MANY // 10
    return found


@pytest.fixture
def server_files(request, database_url):
    """PostgreSQL's own folder, with its log kept as docs/voting.md advises; None on SQLite."""
    if database_url.startswith("sqlite"):
        yield None
        return
    server = request.getfixturevalue("postgres_server")
    server._do("ALTER SYSTEM SET wal_recycle = off")
    server._do("SELECT pg_reload_conf()")
    yield server._folder / "data"
    server._do("ALTER SYSTEM RESET wal_recycle")


def in_server_files(data: Path, cast: Cast) -> dict[str, list[int]]:
    """The orderings in PostgreSQL's tables and write-ahead log as they lie on the disk."""
    found = {}
    for folder in ("base", "pg_wal"):
        for name, content in linker.files(data / folder).items():
            found[f"ballots in {folder} {name}"] = linker.in_bytes(content, cast.whose)
            found[f"receipts in {folder} {name}"] = linker.receipts_in_bytes(content, cast.codes)
    return found


def test_after_the_count_nothing_links(cast, work, tmp_path, server_files):
    folder = tmp_path / "kept"
    folder.mkdir()
    count_it(cast, work)
    places = in_tables(cast)
    assert [
        len(places[name]) for name in ("counted by key", "receipts", "roll", "vote_places", "ballots")
    ] == [
        MANY,
        MANY,
        BY_ACCOUNT,
        len(cast.places),
        0,
    ]
    assert linker.broken(places, cast.known) == {}
    if db.engine.dialect.name == "postgresql":
        tables = ("ballots", "counted_ballots", "receipts", "roll_entries", "vote_places")
        assert [linker.same_transaction(a, b) for a, b in itertools.combinations(tables, 2)] == [0] * 10
        assert linker.broken(in_server_files(server_files, cast), cast.known) == {}
        no_handle_is_left(linker.files(server_files / "base"), cast)
    else:
        for file in tmp_path.glob("test.sqlite3*"):
            shutil.copy(file, folder)
        assert not (folder / "test.sqlite3-wal").exists() or not (folder / "test.sqlite3-wal").read_bytes()
        assert linker.broken(on_disk(folder, cast), cast.known) == {}
        no_handle_is_left(linker.files(folder), cast)


def test_while_voting_is_open_the_same_linker_links_all(cast, tmp_path, server_files):
    """The control, and the limit: whoever holds the live server's files while voting could watch."""
    everybody = list(range(MANY))
    a_vote_touches_three_tables_and_no_clock(cast)
    the_pepper_and_every_receipt_find_no_ballot(cast)
    the_handles_put_nobody_in_order(cast)
    assert linker.in_rows("SELECT picks FROM leaky ORDER BY at", cast.whose) == everybody
    assert linker.in_rows("SELECT picks FROM leaky ORDER BY number", cast.whose) == everybody
    if db.engine.dialect.name == "postgresql":
        by_number = "SELECT picks FROM ballots ORDER BY xmin::text::bigint, cmin::text::bigint"
        assert linker.in_rows(by_number, cast.whose) == everybody
        # a shorter row may fill a gap that a longer one left, so where rows lie says nearly as much, and not all
        by_place = linker.in_rows("SELECT picks FROM ballots ORDER BY ctid", cast.whose)
        assert linker.links(by_place, everybody).neighbours > MANY * 9 // 10
        assert linker.same_transaction("ballots", "receipts") == MANY - changes(cast)
        assert linker.same_transaction("receipts", "roll_entries") == BY_ACCOUNT
        assert linker.same_transaction("receipts", "vote_places") == MANY - BY_ACCOUNT
        everywhere = linker.broken(in_server_files(server_files, cast), cast.known)
        assert any(
            name.startswith("ballots in pg_wal") and one.in_place == MANY for name, one in everywhere.items()
        )
    else:
        log = (tmp_path / "test.sqlite3-wal").read_bytes()
        assert cast.handles & set(map(bytes.decode, HANDLE.findall(log)))
        assert linker.links(linker.in_bytes(log, cast.whose), everybody).beat_chance
        assert linker.links(linker.receipts_in_bytes(log, cast.codes), everybody).beat_chance
