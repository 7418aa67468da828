"""Things said in whole, counted and read back: for the tests of help, paper, halls and coming back."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from participation.services.how_said import is_counted
from tests.inspector import Page

KEY = "a-key-that-is-long-enough"


def voices() -> int:
    """How many spoke, whatever the desk has decided: on paper and online is once, and so is what was added."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Feedback).where(is_counted())) or 0


def said() -> list[Feedback]:
    """Everything said, oldest first."""
    return list(db.session.scalars(sa.select(Feedback).order_by(Feedback.id)))


def words_on(page: Page) -> str:
    """The come-back words on a page."""
    return " ".join(tag.get_text(strip=True) for tag in page.select(".op-words__word"))
