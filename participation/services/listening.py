"""Setting up a listening, finding it by the two words of its link, and seeing how many were heard."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.listening import Listening
from models.places import Area
from participation.rules.asking import check_question, check_words
from participation.rules.known import known
from participation.rules.listening import (
    ListeningState,
    check_listening,
    new_code,
    state_of,
    tidy_code,
)  # fmt: skip
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound, Refusal
from participation.rules.small_numbers import shown
from participation.rules.ways import USUAL, Way, check_asked, check_ways
from participation.services import fatigue, pairs
from participation.services.how_said import is_counted
from participation.services.released import ReleasedFeedback

PAGE = 20


@dataclass(frozen=True)
class NewListening:
    """What the worker wrote on the form. Moments are aware; `area` is a public id or empty for the whole place."""

    title: str
    question: str
    opens_at: datetime
    closes_at: datetime
    about: str = ""
    more_question: str = ""
    area: str = ""
    for_children: bool = True
    for_parents: bool = True
    group: str = ""
    ways: tuple[Way, ...] = USUAL
    age_bands: tuple[AgeBand, ...] = ()
    statements: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()  # public ids of I and We pairs; their statements come before the others


def set_up(actor: Actor, new: NewListening) -> Listening:
    """Make a listening with a fresh code; raises Refusal when nobody could answer it."""
    check_listening(new.opens_at, new.closes_at, children=new.for_children, parents=new.for_parents)
    asked = pairs.chosen(new.pairs)
    statements = [*(one.i_words for one in asked), *new.statements]
    check_ways(new.ways, statements)
    check_asked(new.ways, statements, pairs=bool(asked))
    _check_asking(new)
    fatigue.check(new.group, new.opens_at)
    listening = Listening(
        code=_unused_code(), title=new.title, about=new.about, question=new.question,
        more_question=new.more_question, area_id=_area_id(new.area), for_children=new.for_children,
        for_parents=new.for_parents, opens_at=new.opens_at, closes_at=new.closes_at, made_at=now(),
        made_by_id=known(actor), group=new.group, ways=[str(way) for way in Way if way in new.ways],
        age_bands=[str(band) for band in AgeBand if band in new.age_bands], statements=statements,
    )  # fmt: skip
    db.session.add(listening)
    db.session.flush()
    pairs.ask_in(listening, asked)
    audit.record("listening.set_up", listening, actor=actor, title=new.title)
    return listening


def _check_asking(new: NewListening) -> None:
    """What people read is in words they asked for, and what is asked does not lead."""
    check_words(new.title, "title")
    check_words(new.about, "about")
    for text, field in ((new.question, "question"), (new.more_question, "more_question")):
        check_question(text, field, children=new.for_children)
    check_words("\n".join(new.statements), "statements")


def close(actor: Actor, listening: Listening) -> None:
    """Close a listening now. What is being written at this moment can still be sent."""
    if state_of(listening.opens_at, listening.closes_at, now()) is not ListeningState.OPEN:
        raise Refusal("This listening is not open.")
    listening.closes_at = now()
    audit.record("listening.closed", listening, actor=actor)


def open_now(area_id: int | None = None) -> list[Listening]:
    """Listenings open at this moment, soonest to close first."""
    query = _listed().where(Listening.opens_at <= now(), Listening.closes_at > now())
    if area_id is not None:
        query = query.where(sa.or_(Listening.area_id == area_id, Listening.area_id.is_(None)))
    return list(db.session.scalars(query.order_by(Listening.closes_at, Listening.id)))


def by_code(code: str) -> Listening:
    """The listening of a link; raises NotFound. Capitals and spaces for the dash are forgiven."""
    found = db.session.scalar(_listed().where(Listening.code == tidy_code(code)))
    if found is None:
        raise NotFound
    return found


def get_listening(public_id: str) -> Listening:
    """A listening by its public id; raises NotFound. Listenings hold nobody's words, so any worker may see any."""
    found = db.session.scalar(_listed().where(Listening.public_id == public_id))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Row:
    """One line of the worker's list: how many were heard (None: one to four), and nothing of what they said."""

    listening: Listening
    state: ListeningState
    heard: int | None


def listed(page: int = 1) -> tuple[list[Row], int]:
    """(one page of listings newest first, number of pages). Three queries, however many rows."""
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Listening)) or 0
    found = list(db.session.scalars(
        _listed().order_by(Listening.opens_at.desc(), Listening.id.desc()).limit(PAGE).offset(PAGE * (page - 1))
    ))  # fmt: skip
    heard = heard_in(found)
    return [Row(item, state(item), heard[item.id]) for item in found], max(1, -(-count // PAGE))


def heard_in(listenings: Sequence[Listening]) -> dict[int, int | None]:
    """How many voices each one heard, by its key; None for one to four. Who spoke on paper and online counts once.

    Counts what was let through, which is what workers can read: with what waits or stays at the desk in the number,
    they could tell by subtraction that a child of a group they know had disclosed something. One query.
    """
    released = ReleasedFeedback().where(
        Feedback.listening_id.in_([one.id for one in listenings]), is_counted()
    )
    counts = released.count_by(Feedback.listening_id)
    return {one.id: shown(counts.get(one.id, 0)) for one in listenings}


def state(listening: Listening) -> ListeningState:
    """Where it is in its dates now."""
    return state_of(listening.opens_at, listening.closes_at, now())


def areas() -> list[Area]:
    """Every area, by name, for choices."""
    return list(db.session.scalars(sa.select(Area).order_by(Area.name)))


def _listed() -> sa.Select[Listening]:
    return sa.select(Listening).options(joinedload(Listening.area))


def _area_id(public_id: str) -> int | None:
    if not public_id:
        return None
    return db.session.scalar(sa.select(Area.id).where(Area.public_id == public_id))


def _unused_code() -> str:
    while True:
        code = new_code(secrets.randbelow)
        if not db.session.scalar(sa.select(Listening.id).where(Listening.code == code)):
            return code
