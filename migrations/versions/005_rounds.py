"""Voting rounds, rolls, ballots and results."""

from __future__ import annotations

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""


def downgrade() -> None:
    """Go back."""
