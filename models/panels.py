"""A young advisors' panel: who supports whom, the checks of the adults around it, and invitations to join."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Team
from participation.rules.people import AgeBand, Role
from participation.rules.vetting import Check


class Support(Base):
    """A named adult who supports one young advisor, from one day until another."""

    __tablename__ = "panel_supports"

    id: Mapped[Key]
    advisor_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    supporter_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    advisor: Mapped[User] = relationship(foreign_keys=advisor_id)
    supporter: Mapped[User] = relationship(foreign_keys=supporter_id)


class Vetting(Base):
    """One check seen, with the day it runs out. A renewal is a new row; the newest counts. Append-only."""

    __tablename__ = "vettings"
    __table_args__ = (
        sa.CheckConstraint("user_id <> seen_by_id", name="another_person"),
        sa.Index("ix_vettings_user_id_kind", "user_id", "kind"),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    kind: Mapped[Check] = mapped_column(Worded(Check))
    done_on: Mapped[date]
    expires_on: Mapped[date]
    seen_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class Invitation(PublicId, Base):
    """A place offered on a panel. The four words on the card are kept as a keyed digest only, and work once."""

    __tablename__ = "panel_invitations"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    role: Mapped[Role] = mapped_column(Worded(Role))
    name: Mapped[str]
    band: Mapped[AgeBand] = mapped_column(Worded(AgeBand))
    turns_sealed: Mapped[bytes | None]
    supporter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    words_digest: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    team: Mapped[Team] = relationship()
    supporter: Mapped[User | None] = relationship(foreign_keys=supporter_id)
