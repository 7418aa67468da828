"""Listenings, feedback, safeguarding decisions, themes and answers."""

from __future__ import annotations

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""


def downgrade() -> None:
    """Go back."""
