"""Thank-yous and expenses of young advisors, and how they were after taking part."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import Feeling, Way
from models.people import User
from models.places import Team
from models.two_people import Held


class Thanks(PublicId, Base):
    """One thank-you or expense: asked for by one person, agreed by another, and then given."""

    __tablename__ = "thanks"
    __table_args__ = (sa.CheckConstraint("amount_pence > 0", name="is_money"),)

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    way: Mapped[Way] = mapped_column(Worded(Way))
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    what_for: Mapped[str]
    on: Mapped[date]
    held_id: Mapped[int | None] = mapped_column(sa.ForeignKey("held_entries.id"), index=True)
    given_on: Mapped[date | None]

    user: Mapped[User] = relationship()
    team: Mapped[Team] = relationship()
    held: Mapped[Held | None] = relationship()


class CheckedIn(Base):
    """Somebody asked a young advisor how they are after taking part. It holds no words. Append-only."""

    __tablename__ = "checked_in_after"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    feeling: Mapped[Feeling] = mapped_column(Worded(Feeling))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    user: Mapped[User] = relationship(foreign_keys=user_id)
    by: Mapped[User] = relationship(foreign_keys=by_id)
