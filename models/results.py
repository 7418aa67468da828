"""What a count found, kept whole and never changed afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key
from models.rounds import Round


class RoundResult(Base):
    """The one result of a round. `outcome` holds everything its page shows (see
    commissioning/rules/results.py).
    """

    __tablename__ = "round_results"

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), unique=True)
    counted_at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[dict[str, Any]]

    round: Mapped[Round] = relationship()
