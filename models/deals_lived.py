"""What living a Deal leaves behind: partners' parts, choices, what the other side says, faces, thanks, lessons."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.deals import Deal, DealPair
from models.organisations import Organisation
from models.themes import Theme
from participation.rules.deals import Kept
from participation.rules.deals_life import DealAction, Side


class DealHeard(Base):
    """A theme that led to a Deal: what was heard."""

    __tablename__ = "deal_heard"

    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"), primary_key=True, index=True)
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    added_at: Mapped[datetime]

    theme: Mapped[Theme] = relationship()


class DealPartner(PublicId, Base):
    """A partner asked to take a part beside ours in one pair, and its own answer. `takes` is None until it answers."""

    __tablename__ = "deal_partners"
    __table_args__ = (sa.UniqueConstraint("pair_id", "organisation_id"),)

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("deal_pairs.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    takes: Mapped[bool | None]
    words: Mapped[str] = mapped_column(default="")
    by: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    pair: Mapped[DealPair] = relationship()
    organisation: Mapped[Organisation] = relationship()


class DealChoice(PublicId, Base):
    """Which "your part" somebody, or a whole group, works on. No pair means "not now". The newest counts.

    A person's own choice is theirs: it is shown to nobody else and counted nowhere.
    """

    __tablename__ = "deal_choices"
    __table_args__ = (sa.Index("ix_deal_choices_deal_id_user_id", "deal_id", "user_id"),)

    id: Mapped[Key]
    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"))
    pair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deal_pairs.id"), index=True)
    group_name: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    pair: Mapped[DealPair | None] = relationship()


class DealView(PublicId, Base):
    """What the other side says of a part: did they keep it? Only ever added to."""

    __tablename__ = "deal_views"

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("deal_pairs.id"), index=True)
    about: Mapped[Side] = mapped_column(Worded(Side))
    kept: Mapped[Kept] = mapped_column(Worded(Kept))
    words: Mapped[str]
    waits_at_gate: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(index=True)


class DealFaces(PublicId, Base):
    """Faces a group showed about one part, counted by whoever was with them. No name, no child, no words."""

    __tablename__ = "deal_faces"
    __table_args__ = (
        sa.CheckConstraint(
            "face_1 >= 0 AND face_2 >= 0 AND face_3 >= 0 AND face_4 >= 0 AND face_5 >= 0"
            " AND face_1 + face_2 + face_3 + face_4 + face_5 > 0",
            name="somebody_showed_a_face",
        ),
    )

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("deal_pairs.id"), index=True)
    about: Mapped[Side] = mapped_column(Worded(Side))
    group_name: Mapped[str]
    face_1: Mapped[int]
    face_2: Mapped[int]
    face_3: Mapped[int]
    face_4: Mapped[int]
    face_5: Mapped[int]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """From the unhappiest to the happiest."""
        return self.face_1, self.face_2, self.face_3, self.face_4, self.face_5


class DealReview(PublicId, Base):
    """A renewal, an ending or why it goes on, and what was learned; a class says it by hands up, which are kept."""

    __tablename__ = "deal_reviews"

    id: Mapped[Key]
    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), index=True)
    action: Mapped[DealAction] = mapped_column(Worded(DealAction))
    side: Mapped[Side | None] = mapped_column(Worded(Side))
    learned: Mapped[str]
    group_name: Mapped[str] = mapped_column(default="")
    hands_yes: Mapped[int | None]
    hands_all: Mapped[int | None]
    waits_at_gate: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class DealThanks(PublicId, Base):
    """A thank-you at the end of a school year, from one side to a group or a service. Never compared or counted."""

    __tablename__ = "deal_thanks"

    id: Mapped[Key]
    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), index=True)
    from_side: Mapped[Side | None] = mapped_column(Worded(Side))
    to_whom: Mapped[str]
    words: Mapped[str]
    waits_at_gate: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    deal: Mapped[Deal] = relationship()
