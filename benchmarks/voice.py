"""Pages about 100,000 things said against 1,000: a theme, who was heard, what is owed, a child's way back.

The issue allows twice, and the same number of questions to the database. Both places are asked in turn, so that a busy
machine slows both.
"""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import migrating
from app.clock import now
from app.db import db, new_public_id
from app.demo import people
from app.sealed import place, seal
from app.unit_of_work import unit_of_work
from benchmarks._place import app_in
from models.feedback import Feedback
from models.listening import Listening
from models.people import User
from models.places import Area
from models.themes import Theme, ThemeItem
from models.triage import SealedWords, TriageItem
from participation.rules.feedback import Route
from participation.rules.gate import Outcome, Priority, WordsKind
from participation.rules.people import AgeBand
from participation.rules.themes import Placed, Shanarri, ThemeState
from participation.services import reach
from participation.services.tokens import come_back_digest

FEW, MANY, CALLS, ALLOWED = 1_000, 100_000, 12, 2.0
WORDS = "apple river kite moon"
IN_ONE_THEME, AT_A_TIME = 200, 5_000


def main() -> None:
    """Print each ratio and count of questions; the last line says whether all keep within what is allowed."""
    with tempfile.TemporaryDirectory(prefix="op-voice-") as folder:
        places = {many: _place(Path(folder) / str(many), many) for many in (FEW, MANY)}
        rows = {name: _compare(places, name) for name in ("a theme", "themes", "where they may belong", "owed",
                                                          "who was heard", "a child comes back")}  # fmt: skip
    print(f"{'':24}{FEW:>10,}{MANY:>10,}   ratio   questions")
    for name, (few, many, asked) in rows.items():
        print(
            f"{name:24}{few * 1000:8.1f}ms{many * 1000:8.1f}ms{many / few:8.2f}   {asked[FEW]} and {asked[MANY]}"
        )
    worst = max(many / few for few, many, _ in rows.values())
    same = all(asked[FEW] == asked[MANY] for *_, asked in rows.values())
    kept = worst <= ALLOWED and same
    print(f"worst {worst:.2f}, allowed {ALLOWED:.1f}, questions {'the same' if same else 'NOT the same'}: "
          f"{'kept' if kept else 'NOT KEPT'}")  # fmt: skip


Placed_ = tuple[Flask, FlaskClient, dict[str, str]]


def _compare(places: dict[int, Placed_], name: str) -> tuple[float, float, dict[int, int]]:
    taken: dict[int, list[float]] = {many: [] for many in places}
    asked = {many: _questions(app, client, paths[name]) for many, (app, client, paths) in places.items()}
    for _ in range(CALLS):
        for many, (_app, client, paths) in places.items():
            start = time.perf_counter()
            client.get(paths[name])
            taken[many].append(time.perf_counter() - start)
    return median(taken[FEW]), median(taken[MANY]), asked


def _questions(app: Flask, client: FlaskClient, path: str) -> int:
    counted: list[str] = []
    with app.app_context():
        engine = db.engine

    def ask(connection: Any, cursor: Any, sql: str, *rest: Any) -> None:
        if not sql.startswith(("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")):
            counted.append(sql)

    event.listen(engine, "before_cursor_execute", ask)
    answer = client.get(path)
    event.remove(engine, "before_cursor_execute", ask)
    if answer.status_code != 200:
        raise SystemExit(f"{path} does not answer: {answer.status_code}")
    return len(counted)


def _place(folder: Path, many: int) -> Placed_:
    folder.mkdir()
    app = app_in(folder)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        with unit_of_work():
            theme = _fill(many)
            reach.publish_due(now())
        pia = db.session.scalars(sa.select(User.public_id).where(User.name == "Pia")).one()
        db.session.remove()
    client = app.test_client()
    client.post(f"/demo/{pia}")
    client.post("/comeback", data={"words": WORDS})
    paths = {"a theme": f"/themes/{theme}", "themes": "/themes", "where they may belong": "/themes/suggested",
             "owed": "/answers/owed", "who was heard": "/heard", "a child comes back": "/comeback/answer"}  # fmt: skip
    return app, client, paths


def _fill(many: int) -> str:
    """So many things said and let through, in themes of 200; the last 200 in none."""
    area = db.session.scalars(sa.select(Area).order_by(Area.id)).first()
    users = {
        name: db.session.scalars(sa.select(User.id).where(User.name == name)).one()
        for name in ("Pia", "Rhona")
    }
    start = now() - timedelta(days=200)
    db.session.execute(sa.insert(Listening), [{
        "id": 1, "public_id": new_public_id(), "code": "bench-mark", "title": "The park", "question": "How is it?",
        "area_id": area.id if area else None, "opens_at": start, "closes_at": now(), "made_at": start,
        "made_by_id": users["Pia"],
    }])  # fmt: skip
    themes = [_theme(number, start, users) for number in range(1, max(2, (many - 1) // IN_ONE_THEME + 1))]
    db.session.execute(sa.insert(Theme), themes)
    bands = list(AgeBand)
    for begin in range(1, many + 1, AT_A_TIME):
        numbers = range(begin, min(begin + AT_A_TIME, many + 1))
        rows = [
            _said(number, start, area.id if area else None, bands[number % 6], number == many // 2)
            for number in numbers
        ]
        for table, key in ((Feedback, 0), (TriageItem, 1), (SealedWords, 2)):
            db.session.execute(sa.insert(table), [row[key] for row in rows])
        items = [
            {"theme_id": (number - 1) // IN_ONE_THEME + 1, "feedback_id": number, "added_at": start,
             "added_by_id": users["Pia"], "placed": Placed.BY_HAND, "differs": False}
            for number in numbers if (number - 1) // IN_ONE_THEME + 1 <= len(themes)
        ]  # fmt: skip
        if items:
            db.session.execute(sa.insert(ThemeItem), items)
    public_id: str = themes[0]["public_id"]
    return public_id


def _theme(number: int, start: Any, users: dict[str, int]) -> dict[str, Any]:
    """The first is still gathered; the others were sent, and a third of them are late."""
    sent = number > 1
    return {
        "id": number, "public_id": new_public_id(), "title": f"Lamps by gate {number}", "note": "",
        "part": Shanarri.SAFE,
        "state": ThemeState.SENT if sent else ThemeState.GATHERING, "made_at": start, "worded_at": start,
        "made_by_id": users["Pia"], "responder_id": users["Rhona"] if sent else None,
        "sent_at": start if sent else None,
        "due_on": (now() + timedelta(days=number % 3 * 9 - 9)).date() if sent else None,
        "acknowledge_by": start.date() if sent else None,
    }  # fmt: skip


def _said(
    number: int, start: Any, area: int | None, band: AgeBand, comes_back: bool
) -> tuple[dict[str, Any], ...]:
    public_id, item_id, at = new_public_id(), new_public_id(), start + timedelta(seconds=number)
    words = come_back_digest(WORDS) if comes_back else f"back-{number}"
    said = {
        "id": number, "public_id": public_id, "listening_id": 1, "route": Route.CHILD, "face": number % 5 + 1,
        "age_band": band, "area_id": area, "said_at": at, "come_back": words, "sent_as": f"sent-{number}",
    }  # fmt: skip
    item = {
        "id": number, "public_id": item_id, "kind": WordsKind.FEEDBACK, "words_of": public_id, "is_latest": True,
        "area_id": area, "priority": Priority.NORMAL, "raised_by": [], "held_at": at, "due_at": at, "decided_at": at,
        "outcome": Outcome.NO_CONCERN, "released_at": at, "released_version": 1,
    }  # fmt: skip
    text = f"The lamp by gate {number % 50} is dark and the swing is old"
    sealed = {
        "id": number, "item_id": number, "field": "words", "version": 1, "sealed_at": at,
        "sealed": seal(text, place("sealed_words", item_id, "words", 1)),
    }  # fmt: skip
    return said, item, sealed


if __name__ == "__main__":
    main()
