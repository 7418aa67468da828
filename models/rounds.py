"""Voting rounds, what is voted on, and the roll of who may vote. Once opened the database refuses every
change.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.chambers import Chamber
from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.pence import Pence
from commissioning.rules.rounds import USUAL_SMALLEST, Dates, Electorate
from commissioning.rules.ways_of_counting import ONE_POUND
from models.places import Team
from participation.rules.people import AgeBand


class Round(PublicId, Base):
    """One vote on one pot's money. `opened_at` is the moment everything in it was frozen."""

    __tablename__ = "rounds"
    __table_args__ = (
        sa.CheckConstraint("closes_at > opens_at", name="opens_before_it_closes"),
        sa.CheckConstraint("least_picks >= 1 AND most_picks >= least_picks", name="picks_make_sense"),
        sa.CheckConstraint("amount_pence > 0", name="has_money"),
    )

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    amount_pence: Mapped[Pence]
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime] = mapped_column(index=True)
    electorate: Mapped[Electorate] = mapped_column(Worded(Electorate))
    youngest: Mapped[AgeBand] = mapped_column(Worded(AgeBand), default=AgeBand.THIRTEEN_TO_FIFTEEN)
    least_picks: Mapped[int]
    most_picks: Mapped[int]
    rule: Mapped[Rule] = mapped_column(Worded(Rule))
    completion: Mapped[Completion] = mapped_column(Worded(Completion), default=Completion.ADD1)
    increment_pence: Mapped[Pence] = mapped_column(default=ONE_POUND)  # a step of add1, for each voter
    # How people vote, and what the count needs besides. `points_each`: what one person gives out (points ballots).
    ballot_kind: Mapped[BallotKind] = mapped_column(Worded(BallotKind), default=BallotKind.APPROVAL)
    points_each: Mapped[int] = mapped_column(default=0)
    threshold: Mapped[int] = mapped_column(default=0)  # the least votes or points a project needs; 0: none
    exclusions: Mapped[list[Any]] = mapped_column(default=list)  # pairs of project ids; only one can be built
    quorum: Mapped[int] = mapped_column(default=0)  # the least votes for a result; 0: none
    smallest: Mapped[int] = mapped_column(default=USUAL_SMALLEST)  # with fewer votes no numbers are shown
    two_chambers: Mapped[bool] = mapped_column(default=False)
    decide_by: Mapped[date | None]
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    tie_seed: Mapped[str] = mapped_column(default="")
    tie_order: Mapped[list[Any]] = mapped_column(default=list)

    team: Mapped[Team] = relationship()
    projects: Mapped[list[RoundProject]] = relationship(
        back_populates="round", order_by="RoundProject.title", cascade="all, delete-orphan"
    )

    @property
    def dates(self) -> Dates:
        """When voting opens and closes."""
        return Dates(self.opens_at, self.closes_at)


class RoundProject(Base):
    """A proposal as it stands on the ballot: copied when voting opens, so that later edits change no vote."""

    __tablename__ = "round_projects"
    __table_args__ = (sa.UniqueConstraint("round_id", "proposal_id"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    proposal_public_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    cost_pence: Mapped[Pence]
    need: Mapped[str] = mapped_column(default="")
    who_benefits: Mapped[str] = mapped_column(default="")
    our_part: Mapped[str] = mapped_column(default="")
    your_part: Mapped[str] = mapped_column(default="")
    area_name: Mapped[str] = mapped_column(default="")

    round: Mapped[Round] = relationship(back_populates="projects")


class RollEntry(Base):
    """Somebody who may vote in a round, and whether they have. Nothing here or elsewhere says how or when.

    `chamber` is where they stood when the roll was made; a birthday in the middle of a vote moves nobody.
    """

    __tablename__ = "roll_entries"
    __table_args__ = (sa.CheckConstraint("voted IN (0, 1)", name="voted_once"), {"sqlite_with_rowid": False})

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True, index=True)
    voted: Mapped[int] = mapped_column(default=0)
    chamber: Mapped[Chamber] = mapped_column(Worded(Chamber), default=Chamber.EVERYONE)
