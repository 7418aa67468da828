"""The list of proposals with ten thousand in it, against the same list with a hundred: a ratio for each way of asking.

The issue allows twice. Both places are asked in turn, so that a busy machine slows both.
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
from flask import Flask
from flask.testing import FlaskClient

from app import migrating
from app.clock import now
from app.db import db, new_public_id
from app.demo import people
from app.unit_of_work import unit_of_work
from benchmarks._place import app_in
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Content, CostLine
from commissioning.rules.searching import folded
from commissioning.services import proposals_index
from models.people import User
from models.places import Area, Team
from models.proposals import SHUFFLE_PRIME, Proposal, ProposalVersion, proposal_areas
from models.triage import TriageItem
from participation.rules.gate import Priority, WordsKind

FEW, MANY, CALLS, ALLOWED = 100, 10_000, 20, 2.0
STATES = (
    State.SUBMITTED,
    State.SHORTLISTED,
    State.IN_ROUND,
    State.NOT_CHOSEN,
    State.UNDER_WAY,
    State.LEARNED,
)
WORDS = (
    "bike library garden kitchen youth club breakfast holiday playground music band football mending repair toys books "
    "swimming boat quay harbour school street lantern kite drama cooking allotment bench bus coding den"
).split()
SAID = [*WORDS, *(f"matter{number}" for number in range(400))]  # about one idea in six holds any one of these


def main() -> None:
    """Print each ratio; the last line says whether all keep within what is allowed."""
    with tempfile.TemporaryDirectory(prefix="op-listing-") as folder:
        places = {many: _place(Path(folder) / str(many), many) for many in (FEW, MANY)}
        area = places[MANY][1]
        ratios = {name: _ratio(places, path.format(area="{area}")) for name, path in _ways().items()}
    print(f"{'':34}{FEW:>10,}{MANY:>10,}   ratio")
    for name, (few, many) in ratios.items():
        print(f"{name:34}{few * 1000:8.1f}ms{many * 1000:8.1f}ms{many / few:8.2f}")
    worst = max(many / few for few, many in ratios.values())
    print(
        f"worst {worst:.2f}, allowed {ALLOWED:.1f}: {'kept' if worst <= ALLOWED else 'NOT KEPT'} {area and ''}"
    )


def _ways() -> dict[str, str]:
    return {
        "the first page": "/proposals",
        "a later page": "/proposals?page=4",
        "filtered by stage": "/proposals?group=waiting",
        "filtered by stage and area": "/proposals?group=waiting&area={area}",
        "searched, two words": "/proposals?q=bike+garden",
        "searched, filtered, a later page": "/proposals?q=garden&group=waiting&page=2",
        "newest first": "/proposals?order=newest",
        "smallest cost first": "/proposals?order=ask",
    }


def _ratio(places: dict[int, tuple[FlaskClient, str]], path: str) -> tuple[float, float]:
    asked = {many: path.replace("{area}", area) for many, (_, area) in places.items()}
    for many, (client, _) in places.items():
        if client.get(asked[many]).status_code != 200:
            raise SystemExit(f"{asked[many]} does not answer")
    taken: dict[int, list[float]] = {many: [] for many in places}
    for _ in range(CALLS):
        for many, (client, _) in places.items():
            start = time.perf_counter()
            client.get(asked[many])
            taken[many].append(time.perf_counter() - start)
    return median(taken[FEW]), median(taken[MANY])


def _place(folder: Path, many: int) -> tuple[FlaskClient, str]:
    folder.mkdir()
    app = app_in(folder)
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        with unit_of_work():
            area = _fill(many)
        db.session.execute(sa.text("SELECT 1"))
        db.session.remove()
        db.engine.dispose()
    return _signed_in(app), area


def _fill(many: int) -> str:
    """So many proposals of the South team, sent in and let through, written straight into the tables."""
    dice = random.Random(many)  # noqa: S311 - a fixed made-up place
    team = db.session.scalars(sa.select(Team.id).where(Team.name == people.SOUTH)).one()
    by = db.session.scalars(sa.select(User.id).where(User.name == "Mei")).one()
    areas = list(db.session.scalars(sa.select(Area).order_by(Area.id)))
    rows = [_rows(number, dice, team, by, areas) for number in range(1, many + 1)]
    for table, place in ((Proposal, 0), (proposal_areas, 1), (ProposalVersion, 2), (TriageItem, 3)):
        db.session.execute(sa.insert(table), [row[place] for row in rows])
    proposals_index.add_all(row[2] for row in rows)  # written plain, as when they were let through
    return areas[0].public_id


def _rows(
    number: int, dice: random.Random, team: int, by: int, areas: list[Area]
) -> tuple[dict[str, Any], ...]:
    area, at, public_id = dice.choice(areas), now() - timedelta(minutes=number), new_public_id()
    title = " ".join(dice.sample(WORDS, 3)).capitalize()
    content = Content(
        title=title, need=" ".join(dice.choices(SAID, k=40)), who_benefits="Children in the area", how_many=30,
        areas=(area.name,), builds_on=" ".join(dice.choices(SAID, k=30)), our_part="Lend a room.",
        lines=(CostLine("Kit", Pence(dice.randrange(1_000, 500_000))),), your_part="Run it.", group_name="Us",
        is_constituted=True,
    )  # fmt: skip
    words = {
        name: getattr(content, name)
        for name in ("title", "need", "who_benefits", "builds_on", "our_part", "your_part")
    }
    proposal = {
        "id": number, "public_id": public_id, "team_id": team, "proposer_id": by, "pot_id": None, "area_id": area.id,
        "state": dice.choice(STATES), "version": 1, "shuffle_key": dice.randrange(1, SHUFFLE_PRIME), **words,
        "how_many": 30, "group_name": "Us", "is_constituted": True, "sponsor": "", "ask_pence": content.total,
        "started_from": "", "created_at": at, "saved_at": at, "submitted_at": at,
    }  # fmt: skip
    version = {
        "id": number, "public_id": new_public_id(), "proposal_id": number, "number": 1, "title": title,
        "ask_pence": content.total, "content": content.as_json(), "words": folded(content.words), "at": at,
    }  # fmt: skip
    item = {
        "id": number, "public_id": new_public_id(), "kind": WordsKind.PROPOSAL, "words_of": public_id,
        "is_latest": True, "area_id": None, "priority": Priority.NORMAL, "raised_by": [],
        "held_at": at, "due_at": at, "decided_at": at,
        "released_at": at, "released_version": 1,
    }  # fmt: skip
    return proposal, {"proposal_id": number, "area_id": area.id}, version, item


def _signed_in(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    with app.app_context():
        key = db.session.scalars(sa.select(User.public_id).where(User.name == "Grace")).one()
    client.post(f"/demo/{key}")
    return client


if __name__ == "__main__":
    main()
