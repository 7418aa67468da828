"""Places and groups: areas, community teams and the bodies that account to the public."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId


class Area(PublicId, Base):
    """A ward or neighbourhood. Dated, because boundaries move and history keeps the old map."""

    __tablename__ = "areas"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


team_areas = sa.Table(
    "team_areas",
    Base.metadata,
    sa.Column("team_id", sa.ForeignKey("teams.id"), primary_key=True),
    sa.Column("area_id", sa.ForeignKey("areas.id"), primary_key=True),
)


class Team(PublicId, Base):
    """A community team that holds pots, proposes and votes; or a young advisors' panel, which advises every team."""

    __tablename__ = "teams"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str] = mapped_column(default="")
    is_panel: Mapped[bool] = mapped_column(default=False)

    areas: Mapped[list[Area]] = relationship(secondary=team_areas, order_by=Area.name)


class Body(PublicId, Base):
    """A body that meets and accounts in public, such as a community committee, for one team or the whole council."""

    __tablename__ = "bodies"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    quorum: Mapped[int] = mapped_column(default=3)

    team: Mapped[Team | None] = relationship()
