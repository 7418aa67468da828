"""Where each kind of record that the schedule names is found, and when the period of each began."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from models.attachments import Attachment
from models.consents import Consent, PhotoPerson
from models.erasures import AccountClosing
from models.feedback import Feedback
from models.panels import Invitation
from models.people import Membership, SignIn, User
from models.requests import DataRequest
from models.saying import SaidMedia, TakenBack
from models.triage import SealedWords, TriageDecision, TriageItem
from participation.rules.consents import Agreed, ConsentKind
from participation.rules.gate import Outcome, WordsKind
from participation.rules.retention import HeldThing, Kept
from participation.services.consents_photos import everybody_agrees
from participation.services.erasers_account import SOMEBODY

# Whatever is neither "no concern" nor "advice" was passed on to somebody.
_REFERRED = tuple(set(Outcome) - {Outcome.NO_CONCERN, Outcome.ADVICE})

Rows = sa.Select[str, Any]


@dataclass(frozen=True)
class Kind:
    """Where one kind is: (its public id or key, when its period began), what erases it, and how a hold names it."""

    found: Callable[[], Rows]
    erases: str | None
    held_as: HeldThing | None = None


def _words(ever: Iterable[Outcome] = (), never: Iterable[Outcome] = (), *, since: Any) -> Rows:
    """Decided feedback with reasons still there, by what was ever decided about it."""
    reasons = sa.select(TriageDecision.item_id).where(sa.func.length(TriageDecision.rationale) > 0)
    query = (
        sa.select(Feedback.public_id.label("id"), since.label("begun"))
        .join(
            TriageItem,
            sa.and_(TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == Feedback.public_id),
        )
        .where(TriageItem.is_latest, TriageItem.decided_at.is_not(None), TriageItem.id.in_(reasons))
    )
    if ever:
        query = query.where(_decided(ever))
    return query.where(~_decided(never)) if never else query


def _taken_back() -> Rows:
    """What its speaker took back, once everything of it is decided and none of it was ever a concern (SG14)."""
    waits = aliased(TriageItem)
    undecided = sa.exists().where(waits.words_of == Feedback.public_id, waits.decided_at.is_(None))
    # Two deep, so it must be told that it is about this one: otherwise it is every child's drawings and sounds.
    media = sa.select(SaidMedia.public_id).where(SaidMedia.feedback_id == Feedback.id).correlate(Feedback)
    kept = sa.exists().where(
        waits.words_of.in_(media), sa.or_(waits.decided_at.is_(None), waits.outcome != Outcome.NO_CONCERN)
    )
    concerns = tuple(set(Outcome) - {Outcome.NO_CONCERN})
    query = sa.select(Feedback.public_id.label("id"), TakenBack.at.label("begun"))
    query = query.join(TakenBack, TakenBack.feedback_id == Feedback.id)
    return query.where(~undecided, ~kept, ~_decided(concerns))


def _decided(outcomes: Iterable[Outcome]) -> sa.ColumnElement[bool]:
    """Whether this was ever the outcome of any decision about the same words, in any of their versions."""
    earlier = aliased(TriageItem)
    return sa.exists().where(
        TriageDecision.item_id == earlier.id, earlier.kind == WordsKind.FEEDBACK,
        earlier.words_of == Feedback.public_id, TriageDecision.outcome.in_(list(outcomes)),
    )  # fmt: skip


def _agreements() -> Rows:
    ended = sa.case(
        (Consent.withdrawn_at.is_not(None), Consent.withdrawn_at),
        (Consent.agreed == Agreed.NO, Consent.recorded_at),
        else_=_midday(Consent.until),
    )
    begun = sa.type_coerce(ended, Consent.recorded_at.type).label("begun")
    return sa.select(Consent.public_id.label("id"), begun).where(ended.is_not(None))


def _hidden_photos() -> Rows:
    """Photos that do not show, of somebody whose newest word is that they are not to be shown, from when that was."""
    newest = aliased(Consent)
    no_at = sa.func.coalesce(Consent.withdrawn_at, Consent.recorded_at)
    hidden = sa.case((PhotoPerson.at > no_at, PhotoPerson.at), else_=no_at)
    begun = sa.type_coerce(sa.func.min(hidden), Consent.recorded_at.type).label("begun")
    other = sa.exists().where(
        newest.person_id == Consent.person_id,
        newest.kind == ConsentKind.PHOTO,
        newest.id > Consent.id,
        sa.or_(newest.agreed == Agreed.NO, newest.photo.is_(None), newest.photo == Attachment.public_id),
    )
    return (
        sa.select(Attachment.public_id.label("id"), begun)
        .join(PhotoPerson, PhotoPerson.attachment_id == Attachment.id)
        .join(Consent, Consent.person_id == PhotoPerson.person_id)
        .where(
            Consent.kind == ConsentKind.PHOTO,
            sa.or_(
                Consent.agreed == Agreed.NO, Consent.photo.is_(None), Consent.photo == Attachment.public_id
            ),
            ~other,
            ~everybody_agrees(),
            sa.or_(Consent.withdrawn_at.is_not(None), Consent.agreed == Agreed.NO),
        )
        .group_by(Attachment.public_id)
    )


def _files_off() -> Rows:
    off = Attachment.taken_away_at
    return sa.select(Attachment.public_id.label("id"), off.label("begun")).where(off.is_not(None))


def _idle_accounts() -> Rows:
    """Accounts none of whose roles goes on, from the day the last one ended."""
    last = _midday(sa.func.max(Membership.ends_on))
    other = aliased(Membership)
    goes_on = sa.exists().where(other.user_id == User.id, other.ends_on.is_(None))
    return (
        sa.select(User.public_id.label("id"), sa.type_coerce(last, User.created_at.type).label("begun"))
        .join(Membership, Membership.user_id == User.id)
        .where(User.name != SOMEBODY, ~goes_on)
        .group_by(User.id, User.public_id)
    )


def _closing() -> Rows:
    """Closed accounts that the desk has nothing open or referred of."""
    needed = sa.exists().where(
        TriageItem.written_by == User.public_id,
        sa.or_(TriageItem.decided_at.is_(None), TriageItem.outcome.in_(_REFERRED)),
    )
    query = sa.select(User.public_id.label("id"), AccountClosing.asked_at.label("begun"))
    return query.join(AccountClosing, AccountClosing.user_id == User.id).where(~needed)


def _talk() -> Rows:
    """What was said on a panel, decided, with its words still there and never a concern."""
    concern = sa.exists().where(
        TriageDecision.item_id == TriageItem.id, TriageDecision.outcome != Outcome.NO_CONCERN
    )
    query = sa.select(TriageItem.public_id.label("id"), TriageItem.held_at.label("begun"))
    return query.where(
        TriageItem.kind.in_((WordsKind.PANEL_TALK, WordsKind.FORUM_WORDS)), TriageItem.decided_at.is_not(None),
        sa.exists().where(SealedWords.item_id == TriageItem.id), ~concern,
    )  # fmt: skip


def _requests() -> Rows:
    query = sa.select(DataRequest.public_id.label("id"), DataRequest.decided_at.label("begun"))
    return query.where(DataRequest.decided_at.is_not(None))


def _invitations() -> Rows:
    ended = sa.func.coalesce(Invitation.answered_at, Invitation.ends_at)
    begun = sa.type_coerce(ended, Invitation.ends_at.type).label("begun")
    return sa.select(Invitation.public_id.label("id"), begun)


def _midday(day: Any) -> Any:
    """A day as an instant of that day, in London too: SQLite keeps both as text, PostgreSQL as kinds of its own."""
    text = sa.cast(day, sa.Text).concat(" 12:00:00.000000")
    return text if db.engine.dialect.name == "sqlite" else sa.cast(text, sa.DateTime)


def _sessions() -> Rows:
    return sa.select(SignIn.token_digest.label("id"), SignIn.ends_at.label("begun"))


KINDS: dict[Kept, Kind] = {
    Kept.TAKEN_BACK: Kind(_taken_back, "feedback", HeldThing.FEEDBACK),
    Kept.ORDINARY: Kind(
        lambda: _words(never=(Outcome.ADVICE, *_REFERRED), since=Feedback.said_at),
        "words",
        HeldThing.FEEDBACK,
    ),
    Kept.ADVICE: Kind(
        lambda: _words((Outcome.ADVICE,), _REFERRED, since=TriageItem.decided_at), "words", HeldThing.FEEDBACK
    ),
    Kept.CONCERN: Kind(lambda: _words(_REFERRED, since=TriageItem.decided_at), "words", HeldThing.FEEDBACK),
    Kept.AGREEMENT: Kind(_agreements, "agreement"),
    Kept.HIDDEN_PHOTO: Kind(_hidden_photos, "file", HeldThing.FILE),
    Kept.FILE_OFF: Kind(_files_off, "file", HeldThing.FILE),
    Kept.ACCOUNT: Kind(_idle_accounts, "account", HeldThing.PERSON),
    Kept.CLOSING: Kind(_closing, "account", HeldThing.PERSON),
    Kept.SESSION: Kind(_sessions, None),
    Kept.TALK: Kind(_talk, "talk"),
    Kept.REQUEST: Kind(_requests, "request"),
    Kept.INVITATION: Kind(_invitations, "invitation"),
}
