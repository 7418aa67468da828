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
from models.saying import SaidMedia
from models.themes import Theme, ThemeItem
from models.told import ToldChoice
from models.triage import SealedWords, TriageItem
from participation.rules.feedback import CHILD_BANDS, FACES, FELT_WORDS
from participation.rules.gate import WordsKind
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.themes import ThemeState
from participation.rules.told import MEANS_WORDS
from participation.services import coming_back, same_voice, taken_back

READ, THROUGH_GLASS = "words.read", "words.read_through_glass"


# What is kept locked of what somebody says, by the name it is sealed under.
KEPT: dict[str, str] = {
    "words": "your words", "more": "your second answer", "wheel": "the parts you coloured in",
    "symbols": "the pictures you picked", "statements": "what you said to each sentence",
    "translation": "your words in English", "note": "what your helper wrote about the help you had",
    str(MediaKind.DRAWING): "your drawing", str(MediaKind.SOUND): "what you said out loud",
}  # fmt: skip


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
    sent_on: int
    kept: list[str]
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


def _felt(said: Feedback) -> str:
    """What they say now of whether we listened, and that what they said before is kept too."""
    if said.felt is None:
        return ""
    before = " We keep what you said before, too." if said.felt.number > 1 else ""
    return f"{FELT_WORDS[said.felt.felt]}.{before}"


def of_said(public_id: str) -> KnownOfSaid:
    """What is kept about one thing said, for whoever came back with its words; raises NotFound once it is gone."""
    query = sa.select(Feedback).where(Feedback.public_id == public_id)
    said = db.session.scalar(
        query.options(joinedload(Feedback.listening), joinedload(Feedback.area), joinedload(Feedback.felt))
    )
    if said is None:
        raise NotFound
    sent = sa.select(ThemeItem.theme_id).join(Theme, Theme.id == ThemeItem.theme_id)
    gone = taken_back.is_gone(said.id)
    readings = _readings(said.id)
    facts = {
        "What it was about": said.listening.title, "Your face": FACES.get(said.face or 0, ""),
        "Your age group": CHILD_BANDS[said.age_band] if said.age_band else "",
        "Where": said.area.name if said.area else "", "How we tell you the answer": _told(said.id),
        "Did we listen?": _felt(said),
    }  # fmt: skip
    return KnownOfSaid(
        {name: value for name, value in facts.items() if value}, said.said_at, readings[READ], readings[THROUGH_GLASS],
        0 if gone else _count(sent.where(ThemeItem.feedback_id == said.id, Theme.state != ThemeState.GATHERING)),
        _kept(same_voice.parts_of(said.id)), coming_back.parts_of(said.id), gone,
    )  # fmt: skip


def _kept(parts: set[int]) -> list[str]:
    """Everything sealed that somebody said or made, by what it is. Two queries."""
    words = sa.and_(same_voice.is_of(parts), TriageItem.kind.in_((WordsKind.FEEDBACK, WordsKind.HELPER_NOTE)))
    fields = set(db.session.scalars(
        sa.select(SealedWords.field).join(TriageItem, TriageItem.id == SealedWords.item_id).where(words).distinct()
    ))  # fmt: skip
    made = set(
        db.session.scalars(sa.select(SaidMedia.kind).where(SaidMedia.feedback_id.in_(parts)).distinct())
    )
    return [what for name, what in KEPT.items() if name in fields | {str(kind) for kind in made}]


def _told(said_id: int) -> str:
    chosen = db.session.scalar(
        sa.select(ToldChoice).where(ToldChoice.feedback_id == said_id).options(joinedload(ToldChoice.worker))
    )
    if chosen is None:
        return ""
    return MEANS_WORDS[chosen.means] + (f": {chosen.worker.name}" if chosen.worker else "")


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
