"""What was heard that led to a Deal: themes made only of words the safeguarding desk let through."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal
from models.deals_lived import DealHeard
from models.feedback import Feedback
from models.themes import Theme, ThemeItem
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.themes import ThemeState
from participation.services.released import ReleasedFeedback


def themes() -> list[Theme]:
    """Themes that can lead to a Deal: sent on, and holding at least one piece that was let through."""
    return list(db.session.scalars(_released().order_by(Theme.made_at.desc(), Theme.id.desc()).limit(100)))


def choose(actor: Actor, deal: Deal, theme_ids: list[str]) -> int:
    """Say which themes (by public id) led to this Deal; those not chosen any more are taken off. Returns how many."""
    chosen = list(db.session.scalars(_released().where(Theme.public_id.in_(theme_ids))))
    db.session.execute(sa.delete(DealHeard).where(DealHeard.deal_id == deal.id))
    db.session.add_all(
        DealHeard(deal_id=deal.id, theme_id=theme.id, added_by_id=known(actor), added_at=now())
        for theme in chosen
    )
    db.session.flush()
    audit.record("deal.heard_linked", deal, actor=actor, themes=[theme.public_id for theme in chosen])
    return len(chosen)


def of(deal: Deal) -> list[Theme]:
    """The themes that led to this Deal and are still made of released words."""
    linked = sa.select(DealHeard.theme_id).where(DealHeard.deal_id == deal.id)
    return list(db.session.scalars(_released().where(Theme.id.in_(linked)).order_by(Theme.made_at)))


def _released() -> sa.Select[Theme]:
    piece = ReleasedFeedback().where(Feedback.id == ThemeItem.feedback_id).ids().correlate(ThemeItem)
    held = sa.exists().where(ThemeItem.theme_id == Theme.id, piece.exists())
    return sa.select(Theme).where(Theme.state != ThemeState.GATHERING, held).options(joinedload(Theme.area))
