"""What erasing means for each kind of record: which rows go, which are blanked, and what stays and why.

Words are shredded (the salt goes with the row, so not even the words key opens a copy) and their rows deleted. That a
safeguarding decision was made, by whom and when, is a record of the council and stays; its reasons go with the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import Base, db
from app.times import local_date
from models.attachments import Attachment
from models.co_design import CoAuthor, DraftPart
from models.consents import Consent, YoungPerson
from models.erasures import AccountClosing
from models.feedback import Feedback, FeedbackDraft
from models.jobs import OutboxMessage
from models.notices import LetterChoice, PersonalKey
from models.panels import Invitation
from models.panels import Support as PanelSupport
from models.people import Membership, SignIn, User
from models.proposals import Proposal, ProposalLine, ProposalQuote
from models.requests import DataRequest
from models.saying import HowSaid, SaidMedia
from models.told import ToldChoice
from models.triage import SealedWords, TriageDecision, TriageItem
from participation.rules.gate import WordsKind
from participation.rules.retention import HeldThing

SOMEBODY = "Somebody who left"
# A pointer to a record that goes, in a row that stays: it is emptied. Every other row that points at it goes too.
EMPTIED = {("how_said", "same_as_id")}
# PostgreSQL keeps old rows in a table's file until it is written anew.
POSTGRES_TABLES = (
    "sealed_words",
    "said_media", "triage_decisions", "feedback", "feedback_drafts", "attachments", "consents", "young_people",
    "users", "sign_ins", "outbox_messages", "proposals", "proposal_lines", "proposal_quotes", "panel_invitations",
    "data_requests",
)  # fmt: skip

# What a decision holds sealed: {column: whether it may be empty}.
_SEALED = {
    column.name: bool(column.nullable)
    for column in TriageDecision.__table__.columns
    if isinstance(column.type, sa.LargeBinary)
}


@dataclass(frozen=True)
class Eraser:
    """How one kind is erased (False: there was none), how all its ids are found, and what a hold on it is called."""

    erase: Callable[[str], bool]
    ids: Callable[[], sa.Select[Any]]
    held_as: HeldThing | None = None


def erase_words(public_id: str) -> bool:
    """What somebody wrote, drew or spoke, and the reasons written about it. Face, age band and area stay."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        return False
    _shred(_items_of(said))
    forget(SaidMedia, sa.select(SaidMedia.id).where(SaidMedia.feedback_id == said.id))
    db.session.execute(sa.delete(ToldChoice).where(ToldChoice.feedback_id == said.id))
    db.session.execute(sa.update(HowSaid).where(HowSaid.feedback_id == said.id).values(words_mark=None))
    db.session.execute(sa.delete(FeedbackDraft).where(FeedbackDraft.token == said.sent_as))
    return True


def erase_feedback(public_id: str) -> bool:
    """Everything of one thing said: also that it was said at all. Only the desk's decision without reasons stays."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        return False
    items = sa.update(TriageItem).where(_items_of(said)).execution_options(synchronize_session=False)
    db.session.execute(items.values(released_at=None, released_version=None, raised_by=[], area_id=None))
    erase_words(public_id)
    forget(Feedback, sa.select(Feedback.id).where(Feedback.public_id == public_id))
    return True


def erase_file(public_id: str) -> bool:
    """A photo or document, with what was said of it at the gate."""
    found = db.session.scalar(sa.select(Attachment.id).where(Attachment.public_id == public_id))
    if found is None:
        return False
    _shred(sa.and_(TriageItem.kind == WordsKind.ATTACHMENT, TriageItem.words_of == public_id))
    forget(Attachment, sa.select(Attachment.id).where(Attachment.id == found))
    return True


def erase_agreement(public_id: str) -> bool:
    """One record of agreement; somebody's whole page when it was the last and they have no account."""
    found = db.session.scalar(sa.select(Consent).where(Consent.public_id == public_id))
    if found is None:
        return False
    person_id = found.person_id
    db.session.delete(found)
    db.session.flush()
    others = sa.select(Consent.id).where(Consent.person_id == person_id)
    if db.session.scalar(others.limit(1)) is None:
        forget(YoungPerson, sa.select(YoungPerson.id).where(YoungPerson.id == person_id))
    return True


def erase_account(public_id: str) -> bool:
    """Who somebody was: name, ways to sign in, age band, letters, sessions. What they did stands, nameless."""
    user = db.session.scalar(sa.select(User).where(User.public_id == public_id))
    if user is None or user.name == SOMEBODY:
        return False
    user.name, user.about, user.email, user.username = SOMEBODY, "", None, f"gone-{public_id}"
    user.password_hash = user.age_band = user.turns_sealed = None
    user.is_active = False
    for table in (SignIn, AccountClosing, LetterChoice, PersonalKey):
        db.session.execute(sa.delete(table).where(table.user_id == user.id))
    db.session.execute(sa.delete(OutboxMessage).where(OutboxMessage.to_user_id == user.id))
    db.session.execute(sa.delete(Invitation).where(Invitation.user_id == user.id))
    _erase_unsent(user)
    _end_supports(user)
    open_roles = sa.update(Membership).where(Membership.user_id == user.id, Membership.ends_on.is_(None))
    db.session.execute(open_roles.values(ends_on=local_date(now())))
    page = sa.select(YoungPerson.id).where(YoungPerson.user_id == user.id)
    db.session.execute(
        sa.update(Consent)
        .where(Consent.person_id.in_(page), Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now())
    )
    db.session.execute(sa.update(YoungPerson).where(YoungPerson.user_id == user.id).values(called="Somebody"))
    db.session.flush()
    return True


def _erase_unsent(user: User) -> None:
    """The words of ideas that were begun alone and never sent in or shown: nobody else has a part in them."""
    alone = ~sa.exists().where(CoAuthor.proposal_id == Proposal.id)
    unsent = sa.select(Proposal).where(Proposal.proposer_id == user.id, Proposal.version == 0, alone)
    for idea in db.session.scalars(unsent).all():
        files = sa.select(Attachment.public_id).where(Attachment.subject_type == "proposal")
        for file in db.session.scalars(files.where(Attachment.subject_id == idea.public_id)).all():
            erase_file(file)
        quotes = [quote.public_id for quote in idea.quotes]
        _shred(
            sa.and_(TriageItem.kind == WordsKind.DRAFT, TriageItem.words_of.in_([idea.public_id, *quotes]))
        )
        for table in (ProposalLine, ProposalQuote, DraftPart):
            db.session.execute(sa.delete(table).where(table.proposal_id == idea.id))
        blank = sa.update(Proposal).where(Proposal.id == idea.id)
        db.session.execute(blank.values(dict.fromkeys(Proposal.SEALED, "")))
        db.session.expire(idea)


def _end_supports(user: User) -> None:
    """They support nobody on a panel from now on, and nobody supports them."""
    mine = sa.or_(PanelSupport.advisor_id == user.id, PanelSupport.supporter_id == user.id)
    open_ones = sa.update(PanelSupport).where(mine, PanelSupport.ends_on.is_(None))
    db.session.execute(open_ones.values(ends_on=local_date(now())))


def erase_talk(public_id: str) -> bool:
    """What somebody said on a panel (its item at the gate): the words and the reasons about them."""
    found = db.session.scalar(sa.select(TriageItem.id).where(TriageItem.public_id == public_id))
    if found is None:
        return False
    _shred(TriageItem.id == found)
    return True


def erase_request(public_id: str) -> bool:
    """A request about data: what was asked, the wish and the answer."""
    found = db.session.scalar(sa.select(DataRequest.id).where(DataRequest.public_id == public_id))
    if found is None:
        return False
    _shred(sa.and_(TriageItem.kind == WordsKind.DATA_REQUEST, TriageItem.words_of == public_id))
    forget(DataRequest, sa.select(DataRequest.id).where(DataRequest.id == found))
    return True


def erase_invitation(public_id: str) -> bool:
    """An invitation to a panel, with the name on it."""
    gone = db.session.execute(sa.delete(Invitation).where(Invitation.public_id == public_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def forget(model: type[Base], ids: sa.Select[Any]) -> None:
    """Delete rows by key and, first, every row of every table that points at them."""
    _forget(model.__table__, ids)  # type: ignore[arg-type]
    db.session.expire_all()


def _forget(table: sa.Table, ids: sa.Select[Any]) -> None:
    for child in Base.metadata.tables.values():
        for column in child.columns:
            if not any(key.column.table is table for key in column.foreign_keys) or child is table:
                continue
            mine = column.in_(ids)
            if (child.name, column.name) in EMPTIED:
                db.session.execute(sa.update(child).where(mine).values({column.name: None}))
            elif "id" in child.c and _is_pointed_at(child):
                _forget(child, sa.select(child.c.id).where(mine))
            else:
                db.session.execute(sa.delete(child).where(mine))
    db.session.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _is_pointed_at(table: sa.Table) -> bool:
    return any(
        key.column.table is table for other in Base.metadata.tables.values() for key in other.foreign_keys
    )


def _items_of(said: Feedback) -> sa.ColumnElement[bool]:
    """What waits or waited at the gate of one thing said: its words, a helper's note, drawings and sound."""
    media = sa.select(SaidMedia.public_id).where(SaidMedia.feedback_id == said.id)
    words, shown = (WordsKind.FEEDBACK, WordsKind.HELPER_NOTE), (WordsKind.DRAWING, WordsKind.SOUND)
    return sa.or_(
        sa.and_(TriageItem.kind.in_(words), TriageItem.words_of == said.public_id),
        sa.and_(TriageItem.kind.in_(shown), TriageItem.words_of.in_(media)),
    )


def _shred(which: sa.ColumnElement[bool]) -> None:
    """Delete the sealed words of these items, and blank the reasons of the decisions about them."""
    items = sa.select(TriageItem.id).where(which)
    db.session.execute(sa.delete(SealedWords).where(SealedWords.item_id.in_(items)))
    decided = sa.update(TriageDecision).where(TriageDecision.item_id.in_(items))
    db.session.execute(decided.values({name: None if empty else b"" for name, empty in _SEALED.items()}))


ERASERS: dict[str, Eraser] = {
    "words": Eraser(erase_words, lambda: sa.select(Feedback.public_id), HeldThing.FEEDBACK),
    "feedback": Eraser(erase_feedback, lambda: sa.select(Feedback.public_id), HeldThing.FEEDBACK),
    "file": Eraser(erase_file, lambda: sa.select(Attachment.public_id), HeldThing.FILE),
    "agreement": Eraser(erase_agreement, lambda: sa.select(Consent.public_id)),
    "account": Eraser(
        erase_account, lambda: sa.select(User.public_id).where(User.name != SOMEBODY), HeldThing.PERSON
    ),
    "talk": Eraser(
        erase_talk,
        lambda: sa.select(TriageItem.public_id).where(
            TriageItem.kind.in_((WordsKind.PANEL_TALK, WordsKind.FORUM_WORDS))
        ),
    ),
    "request": Eraser(erase_request, lambda: sa.select(DataRequest.public_id)),
    "invitation": Eraser(erase_invitation, lambda: sa.select(Invitation.public_id)),
}
