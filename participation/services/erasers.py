"""What erasing means for each kind of record: which rows go, which are blanked, and what stays and why.

Words are shredded (the salt goes with the row, so not even the words key opens a copy) and their rows deleted. That a
safeguarding decision was made, by whom and when, is a record of the council and stays; its reasons go with the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.db import db
from models.attachments import Attachment
from models.consents import Consent, YoungPerson
from models.feedback import Feedback
from models.panels import Invitation
from models.people import User
from models.requests import DataRequest
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.retention import HeldThing
from participation.services.erasers_account import SOMEBODY, erase_account
from participation.services.erasers_said import erase_feedback, erase_file, erase_words
from participation.services.forgetting import forget, forget_with_words, shred

# PostgreSQL keeps old rows in a table's file until it is written anew.
POSTGRES_TABLES = (
    "sealed_words",
    "said_media", "triage_decisions", "feedback", "feedback_drafts", "attachments", "consents", "young_people",
    "users", "sign_ins", "outbox_messages", "proposals", "proposal_lines", "proposal_quotes", "panel_invitations",
    "data_requests",
)  # fmt: skip


@dataclass(frozen=True)
class Eraser:
    """How one kind is erased (False: there was none), how all its ids are found, and what a hold on it is called."""

    erase: Callable[[str], bool]
    ids: Callable[[], sa.Select[Any]]
    held_as: HeldThing | None = None


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


def erase_talk(public_id: str) -> bool:
    """What somebody said on a panel (its item at the gate): the words and the reasons about them."""
    found = db.session.scalar(sa.select(TriageItem.id).where(TriageItem.public_id == public_id))
    if found is None:
        return False
    shred(TriageItem.id == found)
    return True


def erase_request(public_id: str) -> bool:
    """A request about data: what was asked, the wish and the answer."""
    return forget_with_words(DataRequest, public_id, WordsKind.DATA_REQUEST)


def erase_invitation(public_id: str) -> bool:
    """An invitation to a panel, with the name on it."""
    gone = db.session.execute(sa.delete(Invitation).where(Invitation.public_id == public_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


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
