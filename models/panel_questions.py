"""Packs about any question, for one panel: what is asked, each young advisor's view, and the answer."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.advice import Followed, View
from models.people import User
from models.places import Team
from models.proposals import Proposal


class PanelQuestion(PublicId, Base):
    """One question put to one panel, by a worker, for a leader who decides and must answer. It is answered once."""

    __tablename__ = "panel_questions"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    title: Mapped[str]
    asked: Mapped[str]
    careful: Mapped[str]  # what it is about that could be hard to read
    reply_by: Mapped[datetime]
    why_sooner: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]
    followed: Mapped[Followed | None] = mapped_column(Worded(Followed))
    answer: Mapped[str | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]
    proposal_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("proposals.id"), index=True
    )  # whose decision waits

    team: Mapped[Team] = relationship()
    to: Mapped[User] = relationship(foreign_keys=to_id)
    by: Mapped[User] = relationship(foreign_keys=by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)
    proposal: Mapped[Proposal | None] = relationship()


class PanelView(PublicId, Base):
    """What one young advisor thinks; the words are at the gate only. The newest counts. Append-only."""

    __tablename__ = "panel_views"

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("panel_questions.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    view: Mapped[View] = mapped_column(Worded(View))
    at: Mapped[datetime]
