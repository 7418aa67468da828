"""Two tabs answer "did we listen?" at once: one answer stands, and each tab is told which."""

from __future__ import annotations

import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from app.clock import now
from app.db import db
from app.unit_of_work import unit_of_work
from models.feedback import Feedback, FeltListened, FeltSaid
from participation.rules.feedback import Felt
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.services import comeback, responses
from tests import racing
from tests.voice_made import a_listening, a_theme, decide, somebody_says

TABS = 6


def answer_in_a_tab(start: Barrier, number: int, folder: Path, guarded: bool) -> None:
    """One tab: says yes or no, and notes what it was told."""
    said = db.session.scalars(sa.select(Feedback)).one()
    felt, key, public_id = (Felt.YES, Felt.NO)[number % 2], said.id, said.public_id
    db.session.rollback()
    start.wait()
    told = _say(public_id, felt) if guarded else _say_carelessly(key, felt)
    (folder / f"told-{number}").write_text(told, encoding="ascii")


def _say(public_id: str, felt: Felt) -> str:
    for _ in range(60):
        try:
            with unit_of_work():
                return str(comeback.say_listened(public_id, felt))
        except OperationalError:  # the place was busy, and nothing was kept
            db.session.rollback()
    return "busy all the time"


def _say_carelessly(key: int, felt: Felt) -> str:
    """The control: look in one transaction, write in the next, and never look at what stands."""
    if db.session.get(FeltListened, key) is None:
        db.session.rollback()
        time.sleep(0.2)  # where a page would think
        try:
            with unit_of_work():
                db.session.add(FeltListened(feedback_id=key, felt=felt, at=now()))
        except IntegrityError:
            return "broken"
    return str(felt)


@pytest.fixture
def answered(app, work, cast):
    with work():
        said, _ = somebody_says(a_listening(cast), "It is dark by the gate")
        decide(cast, said)
        theme = a_theme(cast, said, send=True)
        responses.acknowledge(cast("Rhona"), theme)
        responses.answer(cast("Rhona"), theme, Draft(
            AnswerKind.WE_DID, "A lamp was put up.", "There is a new lamp.", "Look by the gate",
            influence=Influence.CHANGED,
        ))  # fmt: skip


def raced(folder: Path, *, guarded: bool) -> tuple[list[str], str]:
    """(what each tab was told, what stands)."""
    racing.race(TABS, answer_in_a_tab, folder, guarded)
    [one] = db.session.scalars(sa.select(FeltListened))
    return [path.read_text(encoding="ascii") for path in folder.glob("told-*")], str(one.felt)


def test_one_answer_stands_and_every_tab_is_told_it(answered, tmp_path):
    told, stands = raced(tmp_path, guarded=True)
    assert told == [stands] * TABS
    assert [(one.number, str(one.felt)) for one in db.session.scalars(sa.select(FeltSaid))] == [(1, stands)]


def test_control_the_careless_build_breaks_or_tells_somebody_what_does_not_stand(answered, tmp_path):
    told, stands = raced(tmp_path, guarded=False)
    assert told != [stands] * TABS
