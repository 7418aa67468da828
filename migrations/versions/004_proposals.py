"""Proposals, their cost lines, and their reviews."""

from __future__ import annotations

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""


def downgrade() -> None:
    """Go back."""
