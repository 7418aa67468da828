"""Organisations that hold money, answer for it, or are partners. No bank details are ever kept."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.organisations import OrganisationKind
from models.people import User


class Organisation(PublicId, Base):
    """One organisation from one day until another. A group without a constitution names who answers for it."""

    __tablename__ = "organisations"
    __table_args__ = (
        sa.UniqueConstraint("scheme", "number"),
        sa.CheckConstraint("(scheme IS NULL) = (number IS NULL)", name="registered_whole"),
        sa.CheckConstraint("accountable_id IS NULL OR accountable_id <> id", name="answers_for_another"),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="ends_after_start"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[OrganisationKind] = mapped_column(Worded(OrganisationKind))
    scheme: Mapped[str | None]  # an org-id.guide list, such as GB-CHC
    number: Mapped[str | None]
    is_enterprise: Mapped[bool] = mapped_column(
        default=False
    )  # sells goods or services: the subsidy rules count it
    enterprise_said_on: Mapped[date | None]  # when the organisation itself last said whether it is one
    accountable_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    bank_checked_on: Mapped[date | None]
    bank_checked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    bank_check: Mapped[str] = mapped_column(default="")  # how it was checked; never an account number
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    added_at: Mapped[datetime]

    accountable: Mapped[Organisation | None] = relationship(remote_side="Organisation.id")
    bank_checked_by: Mapped[User | None] = relationship(foreign_keys=[bank_checked_by_id])

    @property
    def identifier(self) -> str | None:
        """Its identifier in open data, like GB-CHC-1123456; None when it is on no register."""
        return f"{self.scheme}-{self.number}" if self.scheme else None
