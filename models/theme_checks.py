"""Young advisors looking at a theme: when they were asked, and what each said. Reasons wait at the gate."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.themes import Theme
from participation.rules.theme_checks import CheckView


class ThemeCheckRequest(Base):
    """Young advisors were asked about a theme as it was worded then."""

    __tablename__ = "theme_check_requests"
    __table_args__ = (sa.Index("ix_theme_check_requests_theme_asked", "theme_id", "asked_at"),)

    id: Mapped[Key]
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"))
    asked_at: Mapped[datetime]
    reply_by: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    theme: Mapped[Theme] = relationship()


class ThemeCheck(PublicId, Base):
    """What one young advisor said of one asking. Saying it again is a new row; the newest counts."""

    __tablename__ = "theme_checks"
    __table_args__ = (sa.Index("ix_theme_checks_request_by", "request_id", "by_id"),)

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("theme_check_requests.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    view: Mapped[CheckView] = mapped_column(Worded(CheckView))
    is_latest: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime]

    request: Mapped[ThemeCheckRequest] = relationship()
    by: Mapped[User] = relationship()
