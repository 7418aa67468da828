"""Nothing in the tables ties a voter to a ballot; with a row number the same linker would."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.db import Base, db
from commissioning.services import ballots, results
from participation.rules.people import Actor
from tests.rounds_made import A_KEY, add_voters, after_close, an_open_round, picks


def links(cast: list[str], found: list[str]) -> int:
    """A linker that knows in which order people voted: how many ballots stand where their voter stood in
    that order.
    """
    return sum(1 for pick, row in zip(cast, found, strict=True) if pick in row)


def scanned(table: str) -> list[str]:
    """The picks of a table's rows in the order the database itself gives them."""
    return [str(picks) for picks in db.session.execute(sa.text(f"SELECT picks FROM {table}")).scalars()]


def test_nothing_in_the_tables_ties_a_voter_to_a_ballot(app, work):
    costs = {f"Idea {number}": 10_000 for number in range(30)}
    with work():
        voters = add_voters(30)
        round_ = an_open_round(costs)
        cast = [picks(round_, f"Idea {number}")[0] for number in range(30)]
    for voter, pick in zip(voters, cast, strict=True):
        with work():
            ballots.cast(voter, round_, [pick], f"{A_KEY}-{voter.public_id}")
    kept = {column.name for column in Base.metadata.tables["ballots"].columns}
    assert kept == {
        "key",
        "round_id",
        "picks",
        "chamber",
        "handle",
        "replaces",
    }  # no person, no time, no number
    assert {column.name for column in Base.metadata.tables["receipts"].columns} == {"round_id", "code"}
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(DBAPIError):
            db.session.execute(sa.text("SELECT rowid FROM ballots"))
        assert links(cast, scanned("ballots")) < 10  # by chance it is one
    with clock.at(after_close(round_)), work():
        results.count_round(Actor.system(), round_)
    assert scanned("ballots") == []
    assert links(cast, scanned("counted_ballots")) < 10
    if db.engine.dialect.name == "postgresql":
        written = (
            db.session.execute(sa.text("SELECT DISTINCT xmin::text FROM counted_ballots")).scalars().all()
        )
        assert len(written) == 1  # one transaction wrote them all, so it tells nobody's apart


def test_with_a_row_number_the_same_linker_ties_everybody(app, work):
    """The control: the same votes kept in a table that grows are all tied by their order."""
    cast = [f"pick-{number:02}" for number in range(30)]
    with work():
        db.session.execute(sa.text("CREATE TABLE leaky (number INTEGER PRIMARY KEY, picks TEXT)"))
        for number, pick in enumerate(cast):
            db.session.execute(sa.text("INSERT INTO leaky VALUES (:n, :p)"), {"n": number, "p": pick})
    assert links(cast, scanned("leaky")) == 30
