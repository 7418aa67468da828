"""Ideas put forward again: which draft began from which idea, and which of its photos came along."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from models.proposals import Proposal


class Again(Base):
    """The idea `proposal` began from `earlier`, as that stood. Each idea has one such draft for each `turn`."""

    __tablename__ = "proposals_again"
    __table_args__ = (sa.UniqueConstraint("earlier_id", "turn"),)

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    turn: Mapped[int]  # 1, and more when an earlier one was withdrawn or refused

    proposal: Mapped[Proposal] = relationship(foreign_keys=[proposal_id])
    earlier: Mapped[Proposal] = relationship(foreign_keys=[earlier_id])


class PhotoAgain(Base):
    """A photo of the earlier idea that shows with this one too. It stays where it was added."""

    __tablename__ = "proposal_photos_again"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(sa.ForeignKey("attachments.id"), primary_key=True, index=True)
