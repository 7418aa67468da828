"""Proposals: what people ask for, each version they sent in, and everything that happened to it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, BigKey, Key, PublicId, Worded
from app.sealed_columns import SealedJson, SealedText, SealsWords
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from models.people import User
from models.places import Area, Team
from participation.rules.themes import Shanarri

# A prime: multiplying a key by any number below it and taking the remainder shuffles keys without a clash.
SHUFFLE_PRIME = 2_147_483_647

proposal_areas = sa.Table(
    "proposal_areas",
    Base.metadata,
    sa.Column("proposal_id", sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("area_id", sa.ForeignKey("areas.id"), primary_key=True),
)


def _shuffle_key() -> int:
    return 1 + secrets.randbelow(SHUFFLE_PRIME - 1)


class Proposal(SealsWords, PublicId, Base):
    """One idea. Its words, always sealed, are what its writers have now; others read the last version sent in."""

    __tablename__ = "proposals"
    SEALED = ("title", "need", "who_benefits", "builds_on", "our_part", "your_part", "group_name", "sponsor")
    __table_args__ = (
        sa.Index("ix_proposals_team_id_state", "team_id", "state"),
        sa.Index(
            "ix_proposals_in_order",
            "let_through",
            "state",
            "team_id",
            "proposer_id",
            "version",
            "shuffle_key",
            "submitted_at",
            "saved_at",
            "ask_pence",
            "id",
        ),
        sa.CheckConstraint("ask_pence >= 0", name="asks_nothing_below_zero"),
    )

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"))
    proposer_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    pot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)  # the first of `areas`
    state: Mapped[State] = mapped_column(Worded(State), default=State.DRAFT)
    # Whether the newest words were let through at the gate. The database keeps it, from the gate's own table (see the
    # migration that adds it); nothing here or anywhere else may set it.
    let_through: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)  # the number of the last version sent in; 0 before that
    shuffle_key: Mapped[int] = mapped_column(sa.BigInteger, default=_shuffle_key)

    title: Mapped[str] = mapped_column(SealedText(), default="")
    need: Mapped[str] = mapped_column(SealedText(), default="")
    who_benefits: Mapped[str] = mapped_column(SealedText(), default="")
    how_many: Mapped[int | None]
    ages_from: Mapped[int | None]  # the youngest it is for, when it is for some ages
    ages_to: Mapped[int | None]
    builds_on: Mapped[str] = mapped_column(SealedText(), default="")
    our_part: Mapped[str] = mapped_column(SealedText(), default="")
    your_part: Mapped[str] = mapped_column(SealedText(), default="")
    group_name: Mapped[str] = mapped_column(SealedText(), default="")
    is_constituted: Mapped[bool | None]
    sponsor: Mapped[str] = mapped_column(SealedText(), default="")
    ask_pence: Mapped[Pence] = mapped_column(default=Pence(0))
    started_from: Mapped[str] = mapped_column(
        sa.String(40), default=""
    )  # the library card's name in its address

    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    proposer: Mapped[User] = relationship()
    area: Mapped[Area | None] = relationship()
    areas: Mapped[list[Area]] = relationship(secondary=proposal_areas, order_by=Area.name)
    outcome_rows: Mapped[list[ProposalOutcome]] = relationship(
        order_by="ProposalOutcome.outcome", cascade="all, delete-orphan"
    )
    quotes: Mapped[list[ProposalQuote]] = relationship(
        order_by="ProposalQuote.id", cascade="all, delete-orphan"
    )
    lines: Mapped[list[ProposalLine]] = relationship(
        back_populates="proposal", order_by="ProposalLine.position", cascade="all, delete-orphan"
    )

    @property
    def outcomes(self) -> list[Shanarri]:
        """The parts of a good childhood it would help with, in their usual order."""
        chosen = {row.outcome for row in self.outcome_rows}
        return [part for part in Shanarri if part in chosen]


class ProposalOutcome(Base):
    """One part of a good childhood that a proposal would help with."""

    __tablename__ = "proposal_outcomes"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), primary_key=True)
    outcome: Mapped[Shanarri] = mapped_column(Worded(Shanarri), primary_key=True, index=True)


class ProposalLine(SealsWords, Base):
    """One thing the money is for, in whole pence."""

    __tablename__ = "proposal_lines"
    SEALED = ("what",)
    __table_args__ = (sa.CheckConstraint("pence >= 0", name="costs_nothing_below_zero"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(SealedText())
    pence: Mapped[Pence]

    proposal: Mapped[Proposal] = relationship(back_populates="lines")

    def sealed_key(self) -> str:
        """A line has no id of its own that anybody sees: it is the proposal's, by its place."""
        return f"{self.proposal_id}.{self.position}"


class ProposalQuote(SealsWords, PublicId, Base):
    """What one supplier would charge for one line, by the line's own words (lines are written anew at each save)."""

    __tablename__ = "proposal_quotes"
    SEALED = ("what", "supplier")
    __table_args__ = (sa.CheckConstraint("pence > 0", name="costs_something"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    what: Mapped[str] = mapped_column(SealedText())
    supplier: Mapped[str] = mapped_column(SealedText())
    pence: Mapped[Pence]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    added_at: Mapped[datetime]


class ProposalVersion(SealsWords, PublicId, Base):
    """What was sent in, exactly, each time. The database refuses to remove a row, or to change more than opening it.

    It stands sealed, and its `words` empty, until the safeguarding desk has let it through (see `proposals_opening`).
    """

    __tablename__ = "proposal_versions"
    SEALED = ("title", "content")
    __table_args__ = (
        sa.UniqueConstraint("proposal_id", "number"),
        sa.Index("ix_proposal_versions_in_order", "proposal_id", "number", "title"),
        sa.Index("ix_proposal_versions_keys", "id", "proposal_id", "number"),
    )

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(SealedText())
    ask_pence: Mapped[Pence]
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    words: Mapped[str] = mapped_column(default="")  # all of it in one case, for searching; empty while sealed
    at: Mapped[datetime]

    proposal: Mapped[Proposal] = relationship()


class ProposalEvent(Base):
    """Something that happened to a proposal: who, when, from where to where, and why. Append-only."""

    __tablename__ = "proposal_events"
    __table_args__ = (sa.Index("ix_proposal_events_proposal_id_at", "proposal_id", "at"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(BigKey, sa.ForeignKey("users.id"))
    action: Mapped[Action] = mapped_column(Worded(Action))
    from_state: Mapped[State] = mapped_column(Worded(State))
    to_state: Mapped[State] = mapped_column(Worded(State))
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")

    proposal: Mapped[Proposal] = relationship()
    actor: Mapped[User | None] = relationship()
