"""Writing an idea together: who does, whose words each part holds now, what was shared, and who supports it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from app.sealed_columns import SealedJson, SealsWords
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals_content import Section
from models.people import User
from models.proposals import Proposal


class CoAuthor(PublicId, Base):
    """Somebody asked to write an idea with its proposer. One row a person; `joined_at` stays when they leave."""

    __tablename__ = "co_authors"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "user_id"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    invited_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    state: Mapped[JoinState] = mapped_column(Worded(JoinState))
    invited_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])


class DraftPart(Base):
    """Whose words one part of a shared draft holds now. `number` rises with every save, to notice a clash."""

    __tablename__ = "draft_parts"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "section"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    section: Mapped[Section] = mapped_column(Worded(Section))
    number: Mapped[int]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    by_official: Mapped[bool]
    run_from: Mapped[int]  # the number of the first save in a row from the page that wrote last
    page: Mapped[str] = mapped_column(sa.String(64), server_default="")  # the key of that page
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class DraftSave(SealsWords, PublicId, Base):
    """One part as somebody shared it with their group. It waits at the gate under its own id. Append-only."""

    __tablename__ = "draft_saves"
    SEALED = ("content",)
    __table_args__ = (sa.UniqueConstraint("proposal_id", "section", "number"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    section: Mapped[Section] = mapped_column(Worded(Section))
    number: Mapped[int]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    at: Mapped[datetime]


class Support(Base):
    """One neighbour's support for an idea. Taking it back removes the row; the database refuses a second."""

    __tablename__ = "supports"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "user_id"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
