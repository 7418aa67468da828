"""Forms already answered, so that a retry gets the first answer instead of doing the work twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Submission(Base):
    """One answered form. `key` is a keyed digest of sender, address and form key; it names nobody.

    `content` is a keyed digest of what was filled in, so that other words under the same key are not taken for a retry.
    Rows from before it was kept have none.
    """

    __tablename__ = "submissions"

    key: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str]
    said: Mapped[str]
    at: Mapped[datetime]
    content: Mapped[str | None]
