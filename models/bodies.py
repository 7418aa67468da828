"""When a body gives its account, and the meetings it held."""

from __future__ import annotations

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from governance.rules.meetings import instants
from governance.rules.schedules import Rhythm
from models.people import User
from models.places import Body
from participation.rules.people import SeatKind


class BodySchedule(Base):
    """One body's rhythm. Only slots due after `set_at` count, so a change never reaches into the past."""

    __tablename__ = "body_schedules"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), unique=True)
    rhythm: Mapped[Rhythm] = mapped_column(Worded(Rhythm))
    first_on: Mapped[date]
    at: Mapped[time]  # London's clocks
    working_days: Mapped[bool] = mapped_column(default=True)
    school_days: Mapped[bool] = mapped_column(
        default=False
    )  # only in term, and no slot of its own in a holiday
    last_on: Mapped[date | None]
    set_at: Mapped[datetime]

    body: Mapped[Body] = relationship()


class BodyMeeting(PublicId, Base):
    """A meeting that was held: when and where, the quorum it needed and who was there, as the clerk wrote it down.

    `began_at` is None for those written down before their hour was asked.
    """

    __tablename__ = "body_meetings"
    __table_args__ = (sa.UniqueConstraint("body_id", "held_on"),)

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    held_on: Mapped[date]
    began_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    quorum: Mapped[int]
    apologies: Mapped[int]
    recorded_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    attendance: Mapped[list[BodyAttendance]] = relationship(back_populates="meeting")


class PlannedMeeting(PublicId, Base):
    """A meeting to come. Moved or called off it stays the same row, so calendars move the entry they have."""

    __tablename__ = "planned_meetings"
    __table_args__ = (sa.CheckConstraint("minutes > 0", name="lasts"),)

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    meets_on: Mapped[date] = mapped_column(index=True)
    at: Mapped[time]  # London's clocks
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(sa.String(200))
    changes: Mapped[int] = mapped_column(default=0)  # how often it was changed since it was planned
    changed_at: Mapped[datetime]
    off_at: Mapped[datetime | None]
    off_why: Mapped[str | None]

    body: Mapped[Body] = relationship()

    @property
    def starts(self) -> datetime:
        """When it begins, in UTC."""
        return instants(self.meets_on, self.at, self.minutes)[0]


class BodyAttendance(Base):
    """One member who was at a meeting, and the seat they filled then."""

    __tablename__ = "body_attendance"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("body_meetings.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    seat: Mapped[SeatKind | None] = mapped_column(Worded(SeatKind))

    meeting: Mapped[BodyMeeting] = relationship(back_populates="attendance")
    user: Mapped[User] = relationship()


class SchoolTerm(Base):
    """A school term, first and last day, as the council has set them."""

    __tablename__ = "school_terms"
    __table_args__ = (sa.CheckConstraint("starts_on <= ends_on", name="in_order"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    starts_on: Mapped[date] = mapped_column(unique=True)
    ends_on: Mapped[date]
