"""Deals: their pairs, who agreed for each side, and what each side says of its own part."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Team
from participation.rules.deals import DealState, Progress, Side


class Deal(PublicId, Base):
    """One Deal, for a team's patch or (without a team) the whole borough. Each change of words raises `version`."""

    __tablename__ = "deals"

    id: Mapped[Key]
    title: Mapped[str]
    about: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    state: Mapped[DealState] = mapped_column(Worded(DealState), index=True)
    version: Mapped[int] = mapped_column(default=1)
    review_on: Mapped[date | None]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    made_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    waits_at_gate: Mapped[bool] = mapped_column(
        default=False
    )  # its name and purpose, until the desk lets them through
    end_asked_by: Mapped[Side | None] = mapped_column(Worded(Side))

    team: Mapped[Team | None] = relationship()
    pairs: Mapped[list[DealPair]] = relationship(
        order_by="DealPair.place",
        primaryjoin="and_(DealPair.deal_id == Deal.id, DealPair.replaced_at.is_(None))",
    )
    agreements: Mapped[list[DealAgreement]] = relationship(order_by="DealAgreement.at")


class DealPair(PublicId, Base):
    """One pair as worded once. New words make a new row and mark this one replaced, so nothing said is lost."""

    __tablename__ = "deal_pairs"

    id: Mapped[Key]
    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), index=True)
    place: Mapped[int]
    our_text: Mapped[str]
    our_owner: Mapped[str]
    our_by: Mapped[date | None]
    your_text: Mapped[str]
    your_owner: Mapped[str]
    your_by: Mapped[date | None]
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    waits_at_gate: Mapped[bool]
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]

    deal: Mapped[Deal] = relationship(overlaps="pairs")
    written_by: Mapped[User] = relationship()
    check_ins: Mapped[list[CheckIn]] = relationship(order_by="CheckIn.id", back_populates="pair")


class DealAgreement(Base):
    """Somebody agreed one version of a Deal for one side."""

    __tablename__ = "deal_agreements"

    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[Side] = mapped_column(Worded(Side), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    user: Mapped[User] = relationship()


class CheckIn(PublicId, Base):
    """What one side says of its own part, on one day. Only ever added to."""

    __tablename__ = "deal_check_ins"

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("deal_pairs.id"), index=True)
    side: Mapped[Side] = mapped_column(Worded(Side))
    progress: Mapped[Progress] = mapped_column(Worded(Progress))
    words: Mapped[str]
    waits_at_gate: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(index=True)

    pair: Mapped[DealPair] = relationship(back_populates="check_ins")
    user: Mapped[User] = relationship()
