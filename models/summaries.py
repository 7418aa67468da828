"""Governance summaries. The facts are frozen from the cut; once published, nothing that is read can change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from governance.rules.settling import Settled
from governance.rules.summaries import FileKind, SignView, SummaryState
from models.bodies import BodyMeeting
from models.people import User
from models.places import Body
from participation.rules.responses import AnswerKind

OUT = "state NOT IN ('published', 'responses_tracked', 'archived')"
COMPLETE = (
    "approved_by_id IS NOT NULL AND minuted_at IS NOT NULL AND published_at IS NOT NULL "
    "AND audit_head IS NOT NULL"
)


class Summary(PublicId, Base):
    """One body's account of one period [since, until). `officer` and `child` are the two versions as composed.

    `version` 2 and later take somebody's words out of what `replaces` said; the older one is then `replaced_at`.
    """

    __tablename__ = "summaries"
    __table_args__ = (
        sa.UniqueConstraint("body_id", "slot"),  # each slot is cut once, whoever tries
        sa.CheckConstraint("since < until", name="period"),
        sa.CheckConstraint("approved_by_id <> compiled_by_id", name="two_people"),
        sa.CheckConstraint("checked_by_id <> compiled_by_id", name="checked_by_another"),
        sa.CheckConstraint(f"{OUT} OR ({COMPLETE})", name="published_whole"),
        sa.Index("ix_summaries_state_published_at", "state", "published_at"),
    )

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    slot: Mapped[str] = mapped_column(sa.String(40))
    since: Mapped[datetime]
    until: Mapped[datetime]
    facts: Mapped[list[Any]]
    officer: Mapped[dict[str, Any]]
    child: Mapped[dict[str, Any]]
    state: Mapped[SummaryState] = mapped_column(Worded(SummaryState), default=SummaryState.CUT)
    introduction: Mapped[str] = mapped_column(default="")
    introduction_for_children: Mapped[str] = mapped_column(default="")
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # {where: [words, words for children]}
    ordering: Mapped[list[Any]] = mapped_column(default=list)  # keys, as the clerk put them
    drafted_at: Mapped[datetime]
    compiled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    sent_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    checked_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    meeting_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("body_meetings.id")
    )  # where it was presented
    minute: Mapped[str] = mapped_column(sa.String(80), default="")
    minuted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    audit_head: Mapped[str | None] = mapped_column(sa.String(64))
    audit_length: Mapped[int | None]
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summaries.id"), unique=True)
    version_note: Mapped[str] = mapped_column(default="")
    replaced_at: Mapped[datetime | None]

    body: Mapped[Body] = relationship()
    compiled_by: Mapped[User | None] = relationship(foreign_keys=[compiled_by_id])
    checked_by: Mapped[User | None] = relationship(foreign_keys=[checked_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    meeting: Mapped[BodyMeeting | None] = relationship()
    comments: Mapped[list[SummaryComment]] = relationship(order_by="SummaryComment.id")
    sign_offs: Mapped[list[SummarySignOff]] = relationship(order_by="SummarySignOff.id")
    checks: Mapped[list[SummaryCheck]] = relationship(order_by="SummaryCheck.id")
    files: Mapped[list[SummaryFile]] = relationship(order_by="SummaryFile.kind")


class SummaryComment(Base):
    """A remark on a draft by somebody who works on it. Never part of what is published."""

    __tablename__ = "summary_comments"

    id: Mapped[Key]
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    words: Mapped[str]
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class SummarySignOff(PublicId, Base):
    """What one young advisor thought of the version for children. The newest of each counts, since it was last sent.

    Their words are at the gate, under this public id, and are never part of what is published.
    """

    __tablename__ = "summary_sign_offs"

    id: Mapped[Key]
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    view: Mapped[SignView] = mapped_column(Worded(SignView))
    with_supporter: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    by: Mapped[User] = relationship()


class SummaryQuote(Base):
    """Whose released words a summary prints, so that they can be found when they are taken back."""

    __tablename__ = "summary_quotes"

    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"), primary_key=True)
    said: Mapped[str] = mapped_column(sa.String(12), primary_key=True)  # the feedback's public id


class SummaryCheck(Base):
    """What was done about one finding of the disclosure check, by whom and why. Append-only.

    `key` and `name` are the figure it was about, `said` whose words; the words themselves are not kept again.
    """

    __tablename__ = "summary_checks"
    __table_args__ = (sa.UniqueConstraint("summary_id", "finding"),)

    id: Mapped[Key]
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"))
    finding: Mapped[str] = mapped_column(sa.String(200))
    words: Mapped[str]
    key: Mapped[str] = mapped_column(sa.String(120))
    name: Mapped[str] = mapped_column(sa.String(120))
    said: Mapped[str] = mapped_column(sa.String(12))
    act: Mapped[Settled] = mapped_column(Worded(Settled))
    why: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class SummaryFile(Base):
    """A published version as a file, made once. `problem` says why there is none."""

    __tablename__ = "summary_files"
    __table_args__ = (sa.UniqueConstraint("summary_id", "kind"),)

    id: Mapped[Key]
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"), index=True)
    kind: Mapped[FileKind] = mapped_column(Worded(FileKind))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary(), deferred=True)
    size: Mapped[int]  # bytes
    problem: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


class BodyTask(PublicId, Base):
    """What a body owes: who answers for it and by when. It is told in every summary until it is answered."""

    __tablename__ = "body_tasks"
    __table_args__ = (sa.Index("ix_body_tasks_body_id_closed_at", "body_id", "closed_at"),)

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"))
    summary_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summaries.id"), index=True)
    what: Mapped[str]
    what_for_children: Mapped[str]
    owner: Mapped[str]  # a post, not a person's surname
    owner_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("users.id"), index=True
    )  # on whose home it waits
    due_on: Mapped[date]  # as the body set it; a later promise never moves it
    promised_on: Mapped[date | None]  # the day its owner promised since
    promised_at: Mapped[datetime | None]
    added_at: Mapped[datetime]
    kind: Mapped[AnswerKind | None] = mapped_column(Worded(AnswerKind))
    words: Mapped[str] = mapped_column(default="")
    child_words: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]

    body: Mapped[Body] = relationship()
    handed: Mapped[list[BodyTaskHanded]] = relationship(order_by="BodyTaskHanded.id")


class BodyTaskHanded(Base):
    """That what a body owes was handed over: from which post to which, why, and by whom. Append-only."""

    __tablename__ = "body_tasks_handed"

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("body_tasks.id"), index=True)
    from_owner: Mapped[str]
    from_owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    to_owner: Mapped[str]
    to_owner_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    why: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]
