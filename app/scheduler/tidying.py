"""Removing what only helped for a while: notes on job runs, and the answers kept for forms sent twice."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.db import db
from commissioning.services import polling_votes
from models.jobs import JobRun
from models.submissions import Submission
from participation.services import comeback, feedback

RUNS_KEPT = timedelta(days=14)
SUBMISSIONS_KEPT = timedelta(days=7)  # longer than any page is likely to stay open


def tidy(now: datetime) -> str:
    """Delete what is older than that; returns a sentence."""
    session = db.session.connection()
    runs = session.execute(sa.delete(JobRun).where(JobRun.started_at < now - RUNS_KEPT)).rowcount
    forms = session.execute(sa.delete(Submission).where(Submission.at < now - SUBMISSIONS_KEPT)).rowcount
    comeback.clear_old_tries(now)
    polling_votes.clear_old_tries(now)
    drafts = feedback.clear_old_drafts(now)
    return f"Removed {runs} notes on job runs, {forms} on answered forms and {drafts} answers never sent."
