"""What stands beside a decision: the meeting's minutes, members' views, deferrals, and committees' conditions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.delegated import MemberView
from commissioning.rules.pence import Pence
from models.decisions import Decision
from models.people import User
from models.places import Area, Team


class DecisionMinutes(Base):
    """How a meeting decided: its minute, who was there, the votes, the amendment and the names. Append-only."""

    __tablename__ = "decision_minutes"

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    body_name: Mapped[str]
    met_on: Mapped[date]
    minute: Mapped[str]
    present: Mapped[int]
    votes_for: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    amendment_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    amendment_words: Mapped[str] = mapped_column(default="")
    amendment_votes: Mapped[list[Any]]  # [for, against, abstained]; empty without an amendment
    named: Mapped[list[Any]]  # [{"name", "what"}]: dissent, abstentions and who took no part

    decision: Mapped[Decision] = relationship()


class DecisionArea(Base):
    """What one area answered to being asked for its share. Append-only."""

    __tablename__ = "decision_areas"
    __table_args__ = (sa.UniqueConstraint("decision_id", "area_id"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"))
    area_id: Mapped[int] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    asked_pence: Mapped[Pence] = mapped_column(PenceColumn())
    agreed_pence: Mapped[Pence] = mapped_column(PenceColumn())
    why: Mapped[str] = mapped_column(default="")

    area: Mapped[Area] = relationship()


class MemberSaid(Base):
    """A ward member's view on deciding something between meetings. Append-only: the newest of each member counts."""

    __tablename__ = "member_views"
    __table_args__ = (sa.Index("ix_member_views_proposal_id_member_id", "proposal_id", "member_id"),)

    id: Mapped[Key]
    proposal_id: Mapped[str]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    view: Mapped[MemberView] = mapped_column(Worded(MemberView))
    words: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]  # the member, or the officer who wrote their answer down
    at: Mapped[datetime]

    member: Mapped[User] = relationship()


class Deferral(PublicId, Base):
    """A decision put off to the next meeting, with why and who objected. It stays in the register. Append-only."""

    __tablename__ = "deferrals"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    proposal_id: Mapped[str] = mapped_column(unique=True)
    proposal_title: Mapped[str]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    to_body: Mapped[str]
    asked_pence: Mapped[Pence] = mapped_column(PenceColumn())
    reasons: Mapped[str]
    objected: Mapped[list[Any]]  # names
    by_name: Mapped[str]

    team: Mapped[Team] = relationship()


class BetweenMeetings(Base):
    """A committee's conditions for decisions between its meetings, agreed for a year. Append-only."""

    __tablename__ = "between_meetings"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    agreed_on: Mapped[date]
    ends_on: Mapped[date]
    minute: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]

    team: Mapped[Team] = relationship()
