"""However many records a page shows, it asks the database the same number of questions.

The furnished place is grown twice: everything there is gets N more, then 2N more. Each page is counted after each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest import mock

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from app.access import public
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.services import proposals_list
from models.places import Area
from models.proposals import Proposal
from tests.guards.behind import Behind
from tests.guards.grown import grow
from tests.guards.names import EVERYONE
from tests.guards.sweep import Sweep, behind_of

N = 2


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The SQL statements run inside the block (not the ones that begin and end a transaction)."""
    asked: list[str] = []

    def ask(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", ask)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", ask)


def pages(sweep: Sweep) -> list[tuple[str, str]]:
    """(who, address) of every page: its first reader, and everybody for their own home page."""
    found = [(who, "/") for who in sorted(EVERYONE)]
    for rule in sweep.rules():
        behind = (behind_of(rule) or [Behind()])[0]
        readers = sorted(sweep.door(rule) & (behind.finds or EVERYONE))
        if "GET" in (rule.methods or ()) and rule.endpoint.split(".")[0] not in {
            "gallery",
            "demo",
            "planted",
        }:
            found += [(who, sweep.path(rule, behind)) for who in readers[:: max(1, len(readers) - 1)]]
    return found


def count(sweep: Sweep) -> dict[tuple[str, str], list[str]]:
    """The statements each page ran, when it was made anew."""
    sweep.app.extensions.pop("our_part_kept_pages", None)
    with counted(sweep.app) as asked:
        told = {}
        for who, path in pages(sweep):
            asked.clear()
            answer = sweep.answer(who, "GET", path)
            assert answer.status_code in {200, 302, 303}, f"{who} {path}: {answer.status_code}"
            told[who, path] = list(asked)
    return told


def grew(before: dict[Any, list[str]], after: dict[Any, list[str]]) -> list[str]:
    """The pages that asked more questions after, with one of the questions."""
    return [
        f"{who} {path}: {len(before[who, path])} statements, then {len(after[who, path])}; "
        f"{_repeated(after[who, path])}"
        for who, path in before
        if len(before[who, path]) != len(after[who, path])
    ]


def _repeated(asked: list[str]) -> str:
    most = max(set(asked), key=asked.count)
    return f"{asked.count(most)} times: {' '.join(most.split())[-160:]}"


def count_unshuffled(sweep: Sweep) -> dict[tuple[str, str], list[str]]:
    """The same with the oldest ideas first, so that one page of them holds the same ones however many there are.

    One's own idea costs a few questions more, and by the day's shuffle it may stand on the first page or not.
    """
    with sweep.app.app_context(), unit_of_work():
        db.session.execute(sa.update(Proposal).values(shuffle_key=Proposal.id))
    with mock.patch.object(proposals_list, "multiplier", return_value=1):
        return count(sweep)


def test_three_times_the_records_and_the_same_questions(open_place, ids):
    app = open_place()
    with app.app_context():
        grow(ids, N, "a")
    sweep = Sweep(app, ids)
    few = count_unshuffled(sweep)
    with app.app_context():
        grow(ids, 2 * N, "bb")
    slower = grew(few, count_unshuffled(sweep))
    assert not slower, "\n".join(slower)
    busiest = max(few.items(), key=lambda one: len(one[1]))
    assert len(busiest[1]) < 60, f"{busiest[0]} asks {len(busiest[1])} questions"


def test_control_a_planted_page_that_asks_for_each_row_is_noticed(open_place, ids):
    app = open_place()

    def planted() -> str:
        names = [area.name for area in db.session.scalars(sa.select(Area))]
        return str([db.session.scalar(sa.select(Area.id).where(Area.name == name)) for name in names])

    app.add_url_rule("/planted", "planted", public(planted))
    sweep, told = Sweep(app, ids), []
    for turn in range(2):
        with counted(app) as asked:
            sweep.answer("Grace", "GET", "/planted")
        told.append({("Grace", "/planted"): list(asked)})
        with app.app_context(), unit_of_work():
            db.session.add_all([Area(name=f"New {turn} {n}", starts_on=date(2026, 4, 1)) for n in range(3)])
    assert len(grew(told[0], told[1])) == 1
