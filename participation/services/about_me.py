"""What is kept about somebody: about a person who signs in, and about one thing said. And closing one's account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, auth
from app.clock import now
from app.db import db
from models.attachments import Attachment
from models.audit import AuditEvent
from models.erasures import AccountClosing
from models.feedback import Feedback
from models.jobs import OutboxMessage
from models.people import SignIn, User
from models.themes import ThemeItem
from models.triage import SealedWords, TriageItem
from participation.rules.feedback import CHILD_BANDS, FACES
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import coming_back, same_voice, taken_back

READ, THROUGH_GLASS = "words.read", "words.read_through_glass"


@dataclass(frozen=True)
class Known:
    """What is kept about somebody who signs in: facts, and how many of each kind of record."""

    name: str
    signs_in_as: str
    band: str
    since: datetime
    counts: dict[str, int]


@dataclass(frozen=True)
class KnownOfSaid:
    """What is kept about one thing said. Its words are not among it: somebody may look over a shoulder."""

    facts: dict[str, str]
    said_at: datetime
    readings: int
    through_glass: int  # readings by an administrator, after a second person's yes
    themes: int
    has_words: bool
    added: int
    is_gone: bool


def of_person(actor: Actor) -> Known | None:
    """What is kept about somebody signed in; None for somebody who is not. A fixed number of questions."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    if user is None:
        return None
    counts = {
        "Times you signed in": sa.select(SignIn.user_id).where(SignIn.user_id == user.id),
        "Letters to you": sa.select(OutboxMessage.id).where(OutboxMessage.to_user_id == user.id),
        "Photos and documents you added": sa.select(Attachment.id).where(Attachment.added_by_id == user.id),
        "Words of yours that were read first": sa.select(TriageItem.id).where(
            TriageItem.written_by == user.public_id
        ),
        "Lines in the trail of what you did": sa.select(AuditEvent.id).where(
            AuditEvent.actor_id == user.public_id
        ),
    }
    found = {what: _count(query) for what, query in counts.items()}
    band = CHILD_BANDS.get(user.age_band, "") if user.age_band else ""
    return Known(user.name, user.username or user.email or "", band, user.created_at, found)


def of_said(public_id: str) -> KnownOfSaid:
    """What is kept about one thing said, for whoever came back with its words; raises NotFound once it is gone."""
    query = sa.select(Feedback).where(Feedback.public_id == public_id)
    said = db.session.scalar(query.options(joinedload(Feedback.listening), joinedload(Feedback.area)))
    if said is None:
        raise NotFound
    items = sa.select(TriageItem.id).where(
        TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == public_id
    )
    readings = _readings(said.id)
    facts = {
        "What it was about": said.listening.title, "Your face": FACES.get(said.face or 0, ""),
        "Your age group": CHILD_BANDS[said.age_band] if said.age_band else "",
        "Where": said.area.name if said.area else "",
    }  # fmt: skip
    return KnownOfSaid(
        {name: value for name, value in facts.items() if value}, said.said_at, readings[READ], readings[THROUGH_GLASS],
        _count(sa.select(ThemeItem.theme_id).where(ThemeItem.feedback_id == said.id)),
        _count(sa.select(SealedWords.id).where(SealedWords.item_id.in_(items))) > 0,
        coming_back.parts_of(said.id), taken_back.is_gone(said.id),
    )  # fmt: skip


def _readings(said_id: int) -> Counter[str]:
    """How often any part of what somebody said was opened: by the desk, and through the glass."""
    parts = same_voice.is_of(same_voice.parts_of(said_id))
    mine = sa.select(TriageItem.public_id).where(TriageItem.kind.in_(same_voice.SAID), parts)
    query = sa.select(AuditEvent.action, sa.func.count()).where(
        AuditEvent.action.in_((READ, THROUGH_GLASS)), AuditEvent.subject_type == "TriageItem",
        AuditEvent.subject_id.in_(mine),
    )  # fmt: skip
    return Counter({row[0]: row[1] for row in db.session.execute(query.group_by(AuditEvent.action))})


def close(actor: Actor) -> None:
    """Close one's own account: it opens no more from now on, and the name goes as soon as nothing holds it."""
    if actor.speaks_officially:
        raise Refusal("You hold a seat or a post. Ask an administrator to end it first.")
    user = db.session.get_one(User, actor.user_id)
    if db.session.get(AccountClosing, user.id) is None:
        db.session.add(AccountClosing(user_id=user.id, asked_at=now()))
    user.is_active = False
    auth.revoke_sessions(user)
    db.session.flush()
    audit.record("person.closed_account", user, actor=actor)


def _count(query: sa.Select[int] | sa.Select[str]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
