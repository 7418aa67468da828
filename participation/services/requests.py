"""Asking about data, and answering: by the data protection officer or the desk. Nothing goes out by itself."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal, unseal
from app.times import local_date
from models.requests import DataRequest
from participation.rules import requests as rules
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.requests import Ask, Asker, Decided, Verdict, WishNote
from participation.services import gate, shut_outs, taken_back
from participation.services import triage_desk as desk

PAGE = 50
ANSWERERS = (*desk.DESK, Role.DATA_PROTECTION_OFFICER)
_LETTER = (
    "Somebody asks about their data",
    "A request about data, or a complaint, has come in. Sign in to Our Part to see it and its last day.",
)


@dataclass(frozen=True)
class NewRequest:
    """What was asked, in their words, and how to reach them."""

    ask: Ask
    asker: Asker
    words: str
    reach: str
    about: str = ""


@dataclass(frozen=True)
class Opened:
    """One request as those who answer see it. `words` is empty while the safeguarding desk has not read it."""

    request: DataRequest
    words: str
    reach: str
    wish: WishNote | None
    answer: str


@dataclass(frozen=True)
class ToAsker:
    """One request as whoever asked it sees it: how it stands, and the answer."""

    request: DataRequest
    answer: str


def ask(actor: Actor, new: NewRequest) -> DataRequest:
    """Take a request. Its words wait at the gate like everybody's; its clock runs from now."""
    received = local_date(now())
    made = DataRequest(
        public_id=new_public_id(), ask=new.ask, asker=new.asker, about=new.about, asked_by_id=actor.user_id,
        received_at=now(), due_on=rules.due_on(new.ask, received), grounds=[],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    parts = {"words": new.words, "reach": new.reach}
    item = gate.hold_parts(
        WordsKind.DATA_REQUEST, made.public_id, parts, by=actor, passes=actor.speaks_officially
    )
    barred = shut_outs.barred_from(item)
    officers = [one for one in desk.people_holding(Role.DATA_PROTECTION_OFFICER) if one.id not in barred]
    desk.call(officers, f"request:{made.public_id}", *_LETTER)
    audit.record("data_request.made", made, actor=actor, ask=new.ask, asker=new.asker)
    return made


def waiting(actor: Actor) -> list[DataRequest]:
    """Requests not answered yet, soonest due first; nobody else sees any."""
    query = sa.select(DataRequest).where(DataRequest.decided_at.is_(None), _may_answer(actor))
    return list(db.session.scalars(query.order_by(DataRequest.due_on, DataRequest.id).limit(500)))


def answered(actor: Actor) -> list[DataRequest]:
    """The newest answered requests."""
    query = sa.select(DataRequest).where(DataRequest.decided_at.is_not(None), _may_answer(actor))
    query = query.options(joinedload(DataRequest.decided_by))
    return list(db.session.scalars(query.order_by(DataRequest.decided_at.desc()).limit(PAGE)))


def get_for(actor: Actor, public_id: str) -> DataRequest:
    """One request, for those who answer; raises NotFound for anybody else (also for whoever asked)."""
    query = sa.select(DataRequest).where(DataRequest.public_id == public_id, _may_answer(actor))
    found = db.session.scalar(
        query.options(joinedload(DataRequest.wish_by), joinedload(DataRequest.decided_by))
    )
    if found is None:
        raise NotFound
    return found


def opened(request: DataRequest) -> Opened:
    """The request with what the safeguarding desk let through, the wish and the answer."""
    texts = gate.released_texts(WordsKind.DATA_REQUEST, [request.public_id]).get(request.public_id, {})
    reach, words = texts.get("reach", ""), texts.get("words", "")
    return Opened(request, words, reach, wish_of(request), _answer_of(request))


def wish_of(request: DataRequest) -> WishNote | None:
    """The young person's wish, when it was written down."""
    if request.wish is None or request.wish_note is None:
        return None
    note = unseal(request.wish_note, _place(request, "wish_note"))
    return WishNote(request.wish, bool(request.understands), note)


def acknowledge(actor: Actor, request: DataRequest) -> None:
    """Say that it is there; the day is what counts."""
    if request.acknowledged_at is None:
        request.acknowledged_at = now()
        db.session.flush()
        audit.record("data_request.acknowledged", request, actor=actor)


def take_longer(actor: Actor, request: DataRequest, why: str) -> None:
    """Two months more, once, for what is complex; the person is told why within the first month (art. 12(3))."""
    _refuse_decided(request)
    if request.ask is Ask.COMPLAIN or request.longer_why:
        raise Refusal("This cannot be given more time.", field="why")
    if local_date(now()) > request.due_on:
        raise Refusal("More time is asked for within the first month.", field="why")
    request.longer_why, request.due_on = why, rules.longest(local_date(request.received_at))
    db.session.flush()
    audit.record("data_request.given_longer", request, actor=actor)


def write_wish(actor: Actor, request: DataRequest, note: WishNote) -> None:
    """Write down what the young person wants; a later talk replaces it until it is decided."""
    _refuse_decided(request)
    if request.asker is Asker.THEMSELVES:
        raise Refusal("They ask for themselves, so their wish is the request.", field="wish")
    rules.check_wish(note)
    request.wish, request.understands, request.wish_by_id = note.wish, note.understands, known(actor)
    request.wish_note = seal(note.note, _place(request, "wish_note"))
    db.session.flush()
    audit.record("data_request.wish_written", request, actor=actor, wish=note.wish)


def decide(actor: Actor, request: DataRequest, decided: Decided) -> None:
    """Answer it, once. Raises Refusal for whoever asked it, and for what would go against a child who says no."""
    _refuse_decided(request)
    if request.asked_by_id == known(actor):
        raise Refusal("You asked this, so somebody else answers it.", field="verdict")
    rules.check_decided(request.ask, request.asker, wish_of(request), decided)
    if request.ask is Ask.ERASE and request.about and decided.verdict is not Verdict.REFUSED:
        _take_back(request, decided.verdict)
    request.verdict, request.grounds = decided.verdict, [str(ground) for ground in decided.grounds]
    request.answer, request.decided_at = seal(decided.answer, _place(request, "answer")), now()
    request.decided_by_id = known(actor)
    request.acknowledged_at = request.acknowledged_at or now()
    db.session.flush()
    audit.record("data_request.decided", request, actor=actor, verdict=decided.verdict)


def of_said(public_id: str) -> list[ToAsker]:
    """What was asked about one thing said by whoever has its four words, newest first: they read the answer there."""
    query = sa.select(DataRequest).where(
        DataRequest.about == public_id, DataRequest.asker == Asker.THEMSELVES
    )
    rows = db.session.scalars(query.order_by(DataRequest.id.desc()).limit(PAGE))
    return [ToAsker(one, _answer_of(one)) for one in rows]


def _take_back(request: DataRequest, verdict: Verdict) -> None:
    """Do what is answered: nobody uses the words from now on, and the schedule erases what safety does not need."""
    if verdict is Verdict.GRANTED and not taken_back.all_may_go(request.about):
        raise Refusal(
            "Not all of it can go: the safeguarding desk has not decided on it yet, needs it, or holds it. "
            "Answer “Part of it” and say so; nobody else uses it from then on.",
            field="verdict",
        )
    with suppress(NotFound):  # it has been erased meanwhile
        taken_back.take_back(request.about)


def _answer_of(request: DataRequest) -> str:
    return unseal(request.answer, _place(request, "answer")) if request.answer else ""


def _refuse_decided(request: DataRequest) -> None:
    if request.decided_at is not None:
        raise Refusal("This has been answered already.")


def _may_answer(actor: Actor) -> sa.ColumnElement[bool]:
    """Those who answer, but nobody whom the request is about, or what the person who asks said before."""
    if not actor.has(*ANSWERERS):
        return sa.false()
    return ~shut_outs.of_record(WordsKind.DATA_REQUEST, DataRequest.public_id, actor)


def _place(request: DataRequest, field: str) -> str:
    return place("data_requests", request.public_id, field, 1)
