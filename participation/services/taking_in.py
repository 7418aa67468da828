"""What one person said, taken in whole: kept without a name, sealed, and held at the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.clock import now
from app.db import db, new_public_id
from models.feedback import Feedback
from models.listening import Listening
from models.places import Area
from models.triage import TriageItem
from participation.rules import ways
from participation.rules.feedback import Origin, Route, Screen, check_said
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, AgeBand
from participation.services import gate, how_said
from participation.services.how_said import How
from participation.services.tokens import free_words, token_digest

ONLINE = How(Origin.ONLINE)


@dataclass(frozen=True)
class Whole:
    """Everything one person said, by screen. `more_texts` are sealed with it (a translation)."""

    listening: Listening
    route: Route
    answers: Mapping[str, str]
    token: str
    how: How = ONLINE
    has_media: bool = False
    more_texts: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()


def take_in(whole: Whole) -> tuple[Feedback, TriageItem, int]:
    """Keep what was said and hold it at the gate: (what was said, the item that waits, the turn of its words).

    Raises Refusal when nothing was said. The caller has checked that this token has sent nothing yet.
    """
    answers, listening = whole.answers, whole.listening
    check_said(answers, media=whole.has_media, origin=whole.how.origin)
    turn, come_back = free_words(whole.token)
    face = int(answers[Screen.FACE]) if answers.get(Screen.FACE) else None
    band = _band(listening, answers) if whole.route is Route.CHILD else None
    said = Feedback(
        public_id=new_public_id(), listening_id=listening.id, route=whole.route, face=face,
        age_band=band or _band_of(answers.get(Screen.AGE)),
        area_id=listening.area_id or _area_id(answers.get(Screen.AREA)), said_at=now(), come_back=come_back,
        sent_as=token_digest(whole.token),
    )  # fmt: skip
    db.session.add(said)
    db.session.flush()
    how_said.note(said, answers.get(Screen.WORDS, ""), whole.how)
    wheel, symbols, statements = (
        answers.get(name, "") for name in (Screen.WHEEL, Screen.SYMBOLS, Screen.STATEMENTS)
    )
    item = gate.hold_parts(
        WordsKind.FEEDBACK, said.public_id, {**texts_from(listening, answers), **whole.more_texts},
        by=Actor.nobody(), area_id=said.area_id, face=face, age_band=band, beside=whole.beside,
        raised=[*whole.raised, *ways.raised_by(wheel, symbols, statements, listening.statements)],
    )  # fmt: skip
    return said, item, turn


def texts_from(listening: Listening, answers: Mapping[str, str]) -> dict[str, str]:
    """Every answer that is sealed, in words a person can read, by the name of its screen."""
    found = {
        Screen.WORDS: answers.get(Screen.WORDS, ""), Screen.MORE: answers.get(Screen.MORE, ""),
        Screen.WHEEL: ways.wheel_in_words(answers.get(Screen.WHEEL, "")),
        Screen.SYMBOLS: ways.symbols_in_words(answers.get(Screen.SYMBOLS, "")),
        Screen.STATEMENTS: ways.statements_in_words(answers.get(Screen.STATEMENTS, ""), listening.statements),
    }  # fmt: skip
    return {str(screen): text for screen, text in found.items()}


def _area_id(public_id: str | None) -> int | None:
    return db.session.scalar(sa.select(Area.id).where(Area.public_id == public_id)) if public_id else None


def _band_of(kept: str | None) -> AgeBand | None:
    return AgeBand(kept) if kept else None


def _band(listening: Listening, answers: Mapping[str, str]) -> AgeBand | None:
    """A child's age: as they said, or the only one the listening is for."""
    only = listening.bands[0] if len(listening.bands) == 1 else None
    return _band_of(answers.get(Screen.AGE)) or only
