"""Deals, their pairs, agreements and check-ins."""

from __future__ import annotations

revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""


def downgrade() -> None:
    """Go back."""
