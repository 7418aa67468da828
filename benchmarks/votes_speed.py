"""Casting a vote, against a bare view of the same app doing the same durable transaction; and the slowest answers.

Eight people vote at once through the whole app (session, sign-in, form, rules), each vote a transaction synced to the
disk. The bare view marks the same roll and adds the same two rows in the same way, and does nothing else. Rounds of
both are made in turn, so that a slow moment of the machine falls on both; the ratio is the median of the pairs.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import sqlalchemy as sa
from flask import Flask, redirect, request
from flask.testing import FlaskClient

from app import migrating
from app.access import public
from app.access.actors import current_actor
from app.config import Mode
from app.db import db
from app.demo import people
from app.unit_of_work import commits_without_trace, unit_of_work
from benchmarks._place import app_in
from models.ballots import Ballot, Receipt
from models.rounds import RollEntry, Round
from tests.inspector import Inspector
from tests.rounds_made import add_voters, an_open_round

CLIENTS, EACH, PAIRS = 8, 12, 5
LEAST_RATIO, MOST_P99 = 0.60, 0.100


def main() -> None:
    """Time both, and print the ratio and the slowest answers."""
    with tempfile.TemporaryDirectory() as folder:
        app, picks, voters = _app(Path(folder))
        turns = iter(voters)
        ratios, times, bare_times = [], [], []
        for _ in range(PAIRS):
            bare, took = _together(app, [next(turns) for _ in range(CLIENTS * EACH)], "/bare", picks)
            bare_times += took
            ours, took = _together(app, [next(turns) for _ in range(CLIENTS * EACH)], _address(app), picks)
            ratios.append(ours / bare)
            times += took
            print(f"  {bare:7.0f} bare, {ours:7.0f} votes a second: {ours / bare:.2f}")
        p99, bare_p99, kept = quantiles(times, n=100)[98], quantiles(bare_times, n=100)[98], _kept(app)
    print(f"casting a vote: {median(ratios):.2f} of the bare view (aim: {LEAST_RATIO:.2f} or more)")
    print(
        f"slowest of a hundred with {CLIENTS} at once: {p99 * 1000:.0f} ms (aim: {MOST_P99 * 1000:.0f} or less); "
        f"the bare view: {bare_p99 * 1000:.0f} ms"
    )
    print(f"votes kept: {kept} of {2 * PAIRS * CLIENTS * EACH}")


def _app(folder: Path) -> tuple[Flask, list[str], list[str]]:
    app = app_in(folder, Mode.TEST)
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/bare", "bare", public(commits_without_trace(_bare)), methods=["POST"])
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
            voters = [voter.public_id for voter in add_voters(2 * PAIRS * CLIENTS * EACH)]
            round_ = an_open_round()
            picks = [project.proposal_public_id for project in round_.projects][:2]
        db.session.remove()
        db.engine.dispose()
    return app, picks, voters


def _bare() -> object:
    """The transaction and nothing else."""
    round_id = db.session.scalar(sa.select(Round.id))
    mine = RollEntry.round_id == round_id, RollEntry.user_id == current_actor().user_id, RollEntry.voted == 0
    db.session.execute(sa.update(RollEntry).where(*mine).values(voted=1))
    db.session.execute(sa.insert(Ballot).values(round_id=round_id, picks=request.form.getlist("picks")))
    db.session.execute(sa.insert(Receipt).values(round_id=round_id, code=secrets.token_hex(5)))
    return redirect("/", code=303)


def _address(app: Flask) -> str:
    with app.app_context():
        return f"/rounds/{db.session.scalar(sa.select(Round.public_id))}/vote"


def _together(app: Flask, voters: list[str], path: str, picks: list[str]) -> tuple[float, list[float]]:
    """All of them at once, so many clients: how many a second, and how long each took."""
    clients = [(_signed_in(app, voter), f"a-form-key-of-{voter}") for voter in voters]
    took: list[float] = []
    lanes = [clients[lane::CLIENTS] for lane in range(CLIENTS)]
    start = threading.Barrier(CLIENTS + 1)
    threads = [threading.Thread(target=_lane, args=(lane, path, picks, start.wait, took)) for lane in lanes]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return len(voters) / (time.perf_counter() - began), took


def _lane(
    lane: list[tuple[FlaskClient, str]],
    path: str,
    picks: list[str],
    ready: Callable[[], int],
    took: list[float],
) -> None:
    ready()
    for client, key in lane:
        began = time.perf_counter()
        answer = client.post(path, data={"picks": picks, "idempotency_key": key})
        took.append(time.perf_counter() - began)
        if answer.status_code != 303:
            raise RuntimeError(f"{path}: {answer.status_code}")


def _signed_in(app: Flask, public_id: str) -> FlaskClient:
    browser = Inspector(app)
    with app.app_context():
        browser.sign_in_as(public_id)
    return browser.client


def _kept(app: Flask) -> int:
    with app.app_context():
        kept = db.session.scalar(sa.select(sa.func.count()).select_from(Ballot))
        return int(kept or 0)


if __name__ == "__main__":
    main()
