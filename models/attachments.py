"""Photographs and documents added to a record, kept in the database so that one backup holds everything."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key, PublicId, Worded
from app.sealed_columns import SealedBytes, SealedText, SealsWords
from participation.rules.attachments import FileKind


class Attachment(SealsWords, PublicId, Base):
    """One file of one record. Its name when it was sent is not kept; `words` say what it shows.

    A file from somebody without a post waits at the gate (as words of kind "attachment" with this public id), and is
    shown only once it is released. `sent_digest` is of the file as sent, so the same one sent twice is kept once.
    """

    __tablename__ = "attachments"
    SEALED = ("words", "content")
    __table_args__ = (
        sa.Index("ix_attachments_subject", "subject_type", "subject_id"),
        sa.Index("ix_attachments_added", "added_by_id", "added_at"),
    )

    id: Mapped[Key]
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(12))  # the record's public id
    kind: Mapped[FileKind] = mapped_column(Worded(FileKind))
    words: Mapped[str] = mapped_column(SealedText(), default="")
    content: Mapped[bytes] = mapped_column(SealedBytes(), deferred=True)
    size: Mapped[int]  # bytes
    width: Mapped[int | None]
    height: Mapped[int | None]
    sent_digest: Mapped[str] = mapped_column(sa.String(64))
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    added_at: Mapped[datetime]
    taken_away_at: Mapped[datetime | None]
