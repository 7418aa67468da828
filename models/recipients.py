"""What officers found when they checked an organisation, or one award, before an offer. Append-only."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, Worded
from commissioning.rules.recipients import AboutThis, Found, RecipientCheck
from models.people import User


class OrganisationCheck(Base):
    """One answer to one check of an organisation; the newest counts."""

    __tablename__ = "organisation_checks"
    __table_args__ = (sa.Index("ix_organisation_checks_organisation_id_what", "organisation_id", "what"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"))
    what: Mapped[RecipientCheck] = mapped_column(Worded(RecipientCheck))
    found: Mapped[Found] = mapped_column(Worded(Found))
    note: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class AwardCheck(Base):
    """Something an officer confirmed about one award before offering it."""

    __tablename__ = "award_checks"
    __table_args__ = (sa.UniqueConstraint("award_id", "what"),)

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"))
    what: Mapped[AboutThis] = mapped_column(Worded(AboutThis))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
