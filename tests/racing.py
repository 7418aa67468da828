"""Many processes at one pot at once, and a process killed while it writes: for the tests (short) and make bench (long).

Each child goes on from a fork of the app with connections of its own, so they race for the database and nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards, ledger_check, ledger_posting, pots
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM

ASKS = 10_00
fork = multiprocessing.get_context("fork")
Acknowledged = dict[str, set[str]]  # award -> the entries its promise was acknowledged as


def race(processes: int, racer: Callable[..., None], *given: object) -> None:
    """Run so many from one starting gun, and wait for all of them."""
    db.session.remove()
    db.engine.dispose()
    begin = fork.Barrier(processes)
    racers = [fork.Process(target=_started, args=(racer, begin, n, *given)) for n in range(processes)]
    for one in racers:
        one.start()
    for one in racers:
        one.join(timeout=180)
    assert [one.exitcode for one in racers] == [0] * processes


def _started(racer: Callable[..., None], begin: Barrier, number: int, *given: object) -> None:
    db.engine.dispose(close=False)  # the parent's connections are the parent's
    racer(begin, number, *given)
    db.session.remove()
    db.engine.dispose()


def promise_all(
    begin: Barrier, number: int, folder: Path, pot_id: int, area: int, shared: int, each: int, name: str = ""
) -> None:
    """One racer: the awards everybody wants to promise, then some of its own; notes what was acknowledged."""
    wanted = [f"{name}shared-{turn}" for turn in range(shared)] + [
        f"{name}own-{number}-{turn}" for turn in range(each)
    ]
    random.Random(number).shuffle(wanted)
    begin.wait()
    with (folder / f"acknowledged-{number}").open("w", encoding="ascii") as notes:
        for award in wanted:
            try:
                with unit_of_work():
                    entry = promise(award, pot_id, area)
            except Refusal:
                continue
            notes.write(f"{award} {entry}\n")


def promise(award: str, pot_id: int, area: int) -> str:
    """Promise £10 to an award; the entry's public id."""
    shares = {area: Pence(ASKS)}
    return ledger_awards.commit_award(
        SYSTEM, award_id=award, pot_id=pot_id, shares=shares, reason="A race"
    ).public_id


def acknowledged(folder: Path) -> Acknowledged:
    """What all racers were told, by award."""
    told: Acknowledged = defaultdict(set)
    for file in folder.glob("acknowledged-*"):
        for line in file.read_text(encoding="ascii").splitlines():
            award, entry = line.split()
            told[award].add(entry)
    return told


def check_race(pot_id: int, holds: int, told: Acknowledged) -> list[str]:
    """What went wrong: overspending, an award promised twice, or an answer the books do not have."""
    wrong = []
    standing = pots.standing_of(pot_id)
    if (standing.left, standing.promised) != (0, holds):
        wrong.append(f"{standing.left} left and {standing.promised} promised of {Pence(holds)}")
    wrong += [f"{award} was promised {len(ids)} times" for award, ids in told.items() if len(ids) > 1]
    if len(told) != holds // ASKS:
        wrong.append(f"{len(told)} awards were acknowledged and {holds // ASKS} fit")
    return [*wrong, *ledger_check.faults()]


def spend_unguarded(begin: Barrier, number: int, url: str, each: int) -> None:
    """The control, as a careless build would: look in one transaction, write in the next."""
    wait = {"timeout": 60} if url.startswith("sqlite") else {}
    engine = sa.create_engine(url, poolclass=NullPool, connect_args=wait)
    begin.wait()
    for _ in range(each):
        with engine.begin() as connection:
            left = connection.scalar(sa.text("SELECT left_pence FROM race_pot"))
        if left >= ASKS:
            time.sleep(0.002)  # where a page would think
            with engine.begin() as connection:
                connection.execute(
                    sa.text("UPDATE race_pot SET left_pence = left_pence - :asks"), {"asks": ASKS}
                )


def overspent_without_guard(url: str, processes: int, each: int, holds: int) -> int:
    """How many pence below nothing the unguarded race takes a pot."""
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS race_pot"))
        connection.execute(sa.text("CREATE TABLE race_pot (left_pence BIGINT)"))
        connection.execute(sa.text("INSERT INTO race_pot VALUES (:holds)"), {"holds": holds})
    race(processes, spend_unguarded, url, each)
    with engine.begin() as connection:
        return max(0, -int(connection.scalar(sa.text("SELECT left_pence FROM race_pot"))))


def killed(pot_id: int, area: int, turn: int, dice: random.Random, before_commit: bool = False) -> list[str]:
    """Kill -9 a process while it promises award after award; returns what was lost or said twice.

    An answer counts as given when it has left the process. With `before_commit` it is given too early (the control).
    """
    db.session.remove()
    db.engine.dispose()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _promise_until_killed(writing, reading, pot_id, area, turn, before_commit)
    os.close(writing)
    told = _kill_while_it_writes(child, reading, dice)
    wrong = []
    for award, first in told:
        entry = ledger_posting.posted(f"commit:{award}")
        if entry is None:
            wrong.append(f"{award} was acknowledged and is not in the books")
        elif entry.public_id != first:
            wrong.append(f"{award} was acknowledged as {first} and is {entry.public_id}")
    with unit_of_work():  # the retries: the ones acknowledged, and the one that was under way
        again = [promise(award, pot_id, area) for award, _ in told]
        underway = f"killed-{turn}-{len(told)}"
        assert promise(underway, pot_id, area) == promise(underway, pot_id, area)
    wrong += [
        f"a retry of {a} got {got}" for (a, first), got in zip(told, again, strict=True) if got != first
    ]
    return [*wrong, *ledger_check.faults()]


def _promise_until_killed(
    writing: int, reading: int, pot_id: int, area: int, turn: int, before_commit: bool
) -> None:
    """The child: it never returns."""
    try:
        os.close(reading)
        db.engine.dispose(close=False)
        for number in range(100_000):
            award = f"killed-{turn}-{number}"
            with unit_of_work():
                entry = promise(award, pot_id, area)
                if before_commit:
                    os.write(writing, f"{award} {entry}\n".encode())
                    time.sleep(0.02)
            if not before_commit:
                os.write(writing, f"{award} {entry}\n".encode())
    finally:
        os._exit(1)


def _kill_while_it_writes(child: int, reading: int, dice: random.Random) -> list[tuple[str, str]]:
    """Let some answers through, then kill it at a random moment; everything it had said, in order."""
    wanted, heard = dice.randint(1, 12), b""
    while heard.count(b"\n") < wanted:
        part = os.read(reading, 4096)
        assert part, "the process ended by itself"
        heard += part
    time.sleep(dice.random() * 0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 4096):
        heard += part
    os.close(reading)
    lines: list[Any] = heard.decode().splitlines(keepends=True)
    return [tuple(line.split()) for line in lines if line.endswith("\n")]
