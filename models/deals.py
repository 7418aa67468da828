"""Deals: their pairs, who agreed for each side, and what each side says of its own part."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from app.sealed_columns import SealedText, SealsWords
from models.organisations import Organisation
from models.people import User
from models.places import Team
from models.proposals import Proposal
from participation.rules.deals import Progress, StandsFor
from participation.rules.deals_life import DealState, Side
from participation.rules.deals_rhythm import Rhythm


class Deal(SealsWords, PublicId, Base):
    """One Deal, and for whom it stands. Each change of words raises `version`; what both sides last agreed stands.

    `check_in_on` is the next day both sides are asked; `asked_at` is when the check-in that is open was opened.
    `ends_on` is its last day, once both sides were asked whether it goes on; it stays where the Deal ran out.
    """

    __tablename__ = "deals"
    SEALED = ("title", "about", "group_name")

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(SealedText())
    about: Mapped[str] = mapped_column(SealedText())
    stands_for: Mapped[StandsFor] = mapped_column(Worded(StandsFor), default=StandsFor.BOROUGH)
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    group_name: Mapped[str] = mapped_column(SealedText(), default="")
    state: Mapped[DealState] = mapped_column(Worded(DealState), index=True)
    version: Mapped[int] = mapped_column(default=1)
    agreed_version: Mapped[int | None]
    rhythm: Mapped[Rhythm] = mapped_column(Worded(Rhythm), default=Rhythm.TERMLY)
    check_in_on: Mapped[date | None] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    made_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    waits_at_gate: Mapped[bool] = mapped_column(
        default=False
    )  # its name and purpose, until the desk lets them through
    end_asked_by: Mapped[Side | None] = mapped_column(Worded(Side))
    ends_on: Mapped[date | None] = mapped_column(index=True)
    renewal_by: Mapped[Side | None] = mapped_column(Worded(Side))  # the side that asks to renew it
    renew_to: Mapped[date | None]  # and to which day

    team: Mapped[Team | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    proposal: Mapped[Proposal | None] = relationship()
    all_pairs: Mapped[list[DealPair]] = relationship(
        order_by="(DealPair.place, DealPair.id)", back_populates="deal"
    )
    agreements: Mapped[list[DealAgreement]] = relationship(order_by="DealAgreement.at")

    @property
    def keeps_sealed(self) -> bool:
        """What a young person or a resident wrote stands sealed for good; the council's own words need not."""
        return bool(self.waits_at_gate)

    @property
    def pairs(self) -> list[DealPair]:
        """The pairs as they are worded now, whether or not both sides have agreed them."""
        return [pair for pair in self.all_pairs if pair.replaced_at is None]


class DealPair(SealsWords, PublicId, Base):
    """One pair as worded once. New words make a new row and mark this one replaced, so nothing said is lost.

    It belongs to versions `from_version` until just before `until_version`. `our_owner_id` is whoever is reminded;
    the page shows only the role in `our_owner`.
    """

    __tablename__ = "deal_pairs"
    SEALED = ("our_text", "our_owner", "your_text", "your_owner")

    id: Mapped[Key]
    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), index=True)
    place: Mapped[int]
    from_version: Mapped[int] = mapped_column(default=1)
    until_version: Mapped[int | None]
    our_text: Mapped[str] = mapped_column(SealedText())
    our_owner: Mapped[str] = mapped_column(SealedText())
    our_owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    our_by: Mapped[date | None]
    our_rhythm: Mapped[Rhythm | None] = mapped_column(Worded(Rhythm))  # for what we do again and again
    your_text: Mapped[str] = mapped_column(SealedText())
    your_owner: Mapped[str] = mapped_column(SealedText())
    your_by: Mapped[date | None]
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    waits_at_gate: Mapped[bool]
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]

    deal: Mapped[Deal] = relationship(back_populates="all_pairs")
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    check_ins: Mapped[list[CheckIn]] = relationship(order_by="CheckIn.id", back_populates="pair")

    @property
    def keeps_sealed(self) -> bool:
        """As a Deal's."""
        return bool(self.waits_at_gate)


class DealAgreement(Base):
    """Somebody agreed one version of a Deal for one side.

    A class agrees by hands up: then `user_id` is whoever counted, and `group_name` and the hands are kept.
    """

    __tablename__ = "deal_agreements"

    deal_id: Mapped[int] = mapped_column(sa.ForeignKey("deals.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[Side] = mapped_column(Worded(Side), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    group_name: Mapped[str] = mapped_column(default="")
    hands_yes: Mapped[int | None]
    hands_all: Mapped[int | None]
    at: Mapped[datetime]

    user: Mapped[User] = relationship()


class CheckIn(PublicId, Base):
    """What one side says of its own part, on one day. Only ever added to. A partner speaks for its own organisation."""

    __tablename__ = "deal_check_ins"

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("deal_pairs.id"), index=True)
    side: Mapped[Side] = mapped_column(Worded(Side))
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    progress: Mapped[Progress] = mapped_column(Worded(Progress))
    face: Mapped[int | None]
    words: Mapped[str]
    waits_at_gate: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(index=True)

    pair: Mapped[DealPair] = relationship(back_populates="check_ins")
    user: Mapped[User] = relationship()
