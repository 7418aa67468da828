"""A letter that waits to be sent, and a moment at which it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app import clock, outbox
from app.letters import sending
from participation.rules.letters import LetterKind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "Kwame wrote about the swings"


@pytest.fixture(name="posted")
def posted_fixture(app, work, cast):
    def post(*names, kind=LetterKind.IDEAS, at=NOON):
        with work(), clock.at(at):
            for number, name in enumerate(names):
                outbox.post(
                    cast(name).user_id, SECRET, SECRET, dedupe_key=f"{name}:{number}:{at}", kind=kind, path="/pots"
                )  # fmt: skip

    return post


def send(moment=NOON):
    with clock.at(moment):
        return sending.send_due(moment)
