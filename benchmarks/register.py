"""The register of decisions with a year of five thousand in it, against the same page with a hundred: a ratio each.

Both places are asked in turn, so that a busy machine slows both. The number of queries must be the same in both.
"""

from __future__ import annotations

import random
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import migrating
from app.clock import now
from app.db import db, new_public_id
from app.demo import people
from app.times import local_date
from app.unit_of_work import unit_of_work
from benchmarks._place import app_in
from benchmarks.listing import WORDS
from commissioning.rules.decisions import Outcome, number
from commissioning.rules.pots import DecisionRoute
from commissioning.services import decisions_reading
from models.decisions import Decision
from models.people import User
from models.places import Team
from models.pots import Fund, Pot

FEW, MANY, CALLS, ALLOWED = 100, 5_000, 30, 2.0
YEAR = 2026
WAYS = {
    "the first page": "/decisions",
    "the last page": "/decisions?page=9999",
    "searched, two words": "/decisions?q=bike+garden",
    "searched, half a word": "/decisions?q=lant",
    "searched and filtered": f"/decisions?q=garden&outcome=rejected&year={YEAR}",
    "by who decided": "/decisions?q=director",
    "as a feed": "/decisions.atom",
}


def main() -> None:
    """Print each ratio and the queries behind it; the last line says whether all keep within what is allowed."""
    with tempfile.TemporaryDirectory(prefix="op-register-") as folder:
        places = {many: _place(Path(folder) / str(many), many) for many in (FEW, MANY)}
        found = {name: _asked(places, path) for name, path in WAYS.items()}
    print(f"{'':28}{FEW:>10,}{MANY:>10,}   ratio  queries")
    for name, (few, many, queries) in found.items():
        print(
            f"{name:28}{few * 1000:8.1f}ms{many * 1000:8.1f}ms{many / few:8.2f}{queries[FEW]:6} and {queries[MANY]}"
        )
    worst = max(many / few for few, many, _ in found.values())
    same = all(queries[FEW] == queries[MANY] for _, _, queries in found.values())
    print(f"worst {worst:.2f}, allowed {ALLOWED:.1f}: {'kept' if worst <= ALLOWED and same else 'NOT KEPT'}")


def _asked(places: dict[int, FlaskClient], path: str) -> tuple[float, float, dict[int, int]]:
    queries = {many: _queries(client, path) for many, client in places.items()}
    taken: dict[int, list[float]] = {many: [] for many in places}
    for _ in range(CALLS):
        for many, client in places.items():
            start = time.perf_counter()
            client.get(path)
            taken[many].append(time.perf_counter() - start)
    return median(taken[FEW]), median(taken[MANY]), queries


def _queries(client: FlaskClient, path: str) -> int:
    """How many statements one answer takes (the second time, when what is kept in memory is there)."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    for _ in range(2):
        seen.clear()
        with client.application.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        status = client.get(path).status_code
        sa.event.remove(engine, "before_cursor_execute", note)
        if status != 200:
            raise SystemExit(f"{path} does not answer")
    return len(seen)


def _place(folder: Path, many: int) -> FlaskClient:
    folder.mkdir()
    app = app_in(folder)
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        with unit_of_work():
            _fill(many)
        db.session.remove()
    return app.test_client()


def _fill(many: int) -> None:
    """So many decisions of one year, written straight into the register and its index."""
    dice = random.Random(many)  # noqa: S311 - a fixed made-up place
    team = db.session.scalars(sa.select(Team.id).where(Team.name == people.SOUTH)).one()
    noor = db.session.scalars(sa.select(User).where(User.name == "Noor")).one()
    pot = Pot(
        name="Youth", team_id=team, fund=Fund(name="Youth"), financial_year="2026/27", opens_on=local_date(now()),
        decided_by="Director of Communities", decision_route=DecisionRoute.DELEGATED_OFFICER, created_at=now(),
    )  # fmt: skip
    db.session.add(pot)
    db.session.flush()
    rows = [_row(at, dice, team, pot.id, noor) for at in range(1, many + 1)]
    db.session.execute(sa.insert(Decision), rows)
    for decision in db.session.scalars(sa.select(Decision)):
        decisions_reading.add_to_search(decision)


def _row(at: int, dice: random.Random, team: int, pot: int, noor: User) -> dict[str, Any]:
    outcome = dice.choice(list(Outcome))
    return {
        "public_id": new_public_id(), "number": number(YEAR, at), "year": YEAR, "serial": at,
        "at": now() - timedelta(hours=at), "proposal_id": new_public_id(),
        "proposal_title": " ".join(dice.sample(WORDS, 3)).capitalize(), "round_id": None, "team_id": team,
        "pot_id": pot, "route": DecisionRoute.DELEGATED_OFFICER, "decided_by": "Director of Communities",
        "decider_id": noor.id, "decider_name": noor.name, "outcome": outcome, "asked_pence": 50_000,
        "awarded_pence": 0 if outcome is Outcome.REJECTED else 40_000, "recommendation": "The vote chose this.",
        "reasons": " ".join(dice.choices(WORDS, k=40)), "alternatives": " ".join(dice.choices(WORDS, k=20)),
        "conditions": "", "interests": [],
    }  # fmt: skip


if __name__ == "__main__":
    main()
