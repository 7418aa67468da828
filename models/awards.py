"""Awards: what was decided to be given, to whom, from which areas' shares, and where it has got to."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.awards import AwardState
from commissioning.rules.pence import Pence
from models.decisions import Decision
from models.organisations import Organisation
from models.places import Area
from models.pots import Pot


class Award(PublicId, Base):
    """Money promised by one decision. What is paid is not kept here: the ledger says it."""

    __tablename__ = "awards"
    __table_args__ = (sa.CheckConstraint("amount_pence > 0", name="is_money"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    proposal_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    recipient: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    conditions: Mapped[str] = mapped_column(default="")
    state: Mapped[AwardState] = mapped_column(Worded(AwardState), default=AwardState.TO_OFFER, index=True)
    offered_at: Mapped[datetime]  # until the offer is made: when it was decided
    accept_by: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    signed_by: Mapped[str] = mapped_column(default="")

    decision: Mapped[Decision] = relationship()
    pot: Mapped[Pot] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    shares: Mapped[list[AwardShare]] = relationship(back_populates="award", order_by="AwardShare.id")


class AwardShare(Base):
    """How much of an award one area's share of the pot bears; no area means the whole team's money."""

    __tablename__ = "award_shares"
    __table_args__ = (
        sa.UniqueConstraint("award_id", "area_id"),
        sa.CheckConstraint("amount_pence > 0", name="is_money"),
    )

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"))
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    declined_at: Mapped[datetime | None]  # this area said no after all: its share is back in its own line
    declined_why: Mapped[str] = mapped_column(default="")

    award: Mapped[Award] = relationship(back_populates="shares")
    area: Mapped[Area | None] = relationship()
