"""After the count nothing left ties a voter to a ballot: the linker of tests/linker.py does no better than luck.

Its controls are the same votes while voting is open (the write-ahead log, PostgreSQL's transaction numbers) and a
table that keeps a number and a time: there it ties everybody.
"""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.services import ballots, results
from models.rounds import Round
from participation.rules.people import Actor
from tests import linker
from tests.rounds_made import add_voters, after_close, an_open_round

MANY, IDEAS = 200, {f"Idea {number}": 10_000 for number in range(22)}


@dataclass(frozen=True)
class Cast:
    """A round voted in by `MANY`, each unlike the others; voters are numbered as they voted, from 0."""

    round: Round
    whose: dict[str, int]
    codes: dict[str, int]
    roll: dict[str, int]
    known: dict[str, list[int]]
    touched: set[str]


@pytest.fixture
def cast(app, work):
    dice = random.Random(11)
    with work():
        voters = add_voters(MANY)
        round_ = an_open_round(IDEAS)
    ids = sorted(project.proposal_public_id for project in round_.projects)
    choices = dice.sample(list(itertools.combinations(ids, 2)), MANY)
    dice.shuffle(voters)
    before, whose, codes = linker.everything(), {}, {}
    with work():
        db.session.execute(sa.text("CREATE TABLE leaky (number INTEGER PRIMARY KEY, at TEXT, picks TEXT)"))
    for number, (voter, picks) in enumerate(zip(voters, choices, strict=True)):
        with (
            clock.at(round_.opens_at + (number + 1) * (round_.closes_at - round_.opens_at) / (MANY + 2)),
            work(),
        ):
            code = ballots.cast(voter, round_, picks, f"a-form-key-of-{voter.public_id}")
            leak = {"n": number, "at": str(clock.now()), "p": str(list(picks)).replace("'", '"')}
            db.session.execute(sa.text("INSERT INTO leaky VALUES (:n, :at, :p)"), leak)
        whose[linker.as_key(picks)], codes[code] = number, number
    after = linker.everything()
    known = {
        "the order of voting": list(range(MANY)),
        "roll": sorted(range(MANY), key=lambda number: voters[number].user_id),
        "receipt": [codes[code] for code in sorted(codes)],
    }
    roll = {str(voter.user_id): number for number, voter in enumerate(voters)}
    return Cast(round_, whose, codes, roll, known, {name for name in before if before[name] != after[name]})


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
    asked |= {"receipts": "SELECT code FROM receipts", "roll": "SELECT user_id FROM roll_entries"}
    asked |= {"counted by key": f"{asked['counted']} ORDER BY key"}
    if db.engine.dialect.name == "postgresql":
        for table, column in (
            ("ballots", "picks"),
            ("counted_ballots", "picks"),
            ("receipts", "code"),
            ("roll_entries", "user_id"),
        ):
            for hidden in ("ctid", "xmin::text::bigint", "cmin::text::bigint, ctid"):
                asked[f"{table} by {hidden}"] = f"SELECT {column} FROM {table} ORDER BY {hidden}"
    found = {name: linker.in_rows(sql, cast.whose | cast.codes | cast.roll) for name, sql in asked.items()}
    outcome = results.result_of(cast.round)
    found["receipts as published"] = (
        [cast.codes[code] for code in outcome.outcome["receipts"]] if outcome else []
    )
    return found


def test_a_vote_touches_three_tables_and_no_clock(cast):
    assert cast.touched == {"roll_entries", "ballots", "receipts"}


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
    assert [len(places[name]) for name in ("counted by key", "receipts", "roll", "ballots")] == [
        MANY,
        MANY,
        MANY,
        0,
    ]
    assert linker.broken(places, cast.known) == {}
    if db.engine.dialect.name == "postgresql":
        tables = ("ballots", "counted_ballots", "receipts", "roll_entries")
        assert [linker.same_transaction(a, b) for a, b in itertools.combinations(tables, 2)] == [0] * 6
        assert linker.broken(in_server_files(server_files, cast), cast.known) == {}
    else:
        for file in tmp_path.glob("test.sqlite3*"):
            shutil.copy(file, folder)
        assert not (folder / "test.sqlite3-wal").exists() or not (folder / "test.sqlite3-wal").read_bytes()
        assert linker.broken(on_disk(folder, cast), cast.known) == {}


def test_while_voting_is_open_the_same_linker_links_all(cast, tmp_path, server_files):
    """The control, and the limit: whoever holds the live server's files while voting could watch."""
    everybody = list(range(MANY))
    assert linker.in_rows("SELECT picks FROM leaky ORDER BY at", cast.whose) == everybody
    assert linker.in_rows("SELECT picks FROM leaky ORDER BY number", cast.whose) == everybody
    if db.engine.dialect.name == "postgresql":
        assert linker.in_rows("SELECT picks FROM ballots ORDER BY ctid", cast.whose) == everybody
        assert linker.same_transaction("ballots", "receipts") == MANY
        assert linker.same_transaction("receipts", "roll_entries") == MANY
        everywhere = linker.broken(in_server_files(server_files, cast), cast.known)
        assert any(
            name.startswith("ballots in pg_wal") and one.in_place == MANY for name, one in everywhere.items()
        )
    else:
        log = (tmp_path / "test.sqlite3-wal").read_bytes()
        assert linker.links(linker.in_bytes(log, cast.whose), everybody).beat_chance
        assert linker.links(linker.receipts_in_bytes(log, cast.codes), everybody).beat_chance
