"""What waits for an auditor: a verification that has not been done for a while, or that did not hold."""

from __future__ import annotations

from datetime import timedelta

from app.access import Permission, may
from app.clock import now
from app.times import day
from governance.services.audit import last_verification
from participation.rules.needs import Need
from participation.rules.people import Actor

EVERY = timedelta(days=30)


def needs_for(actor: Actor) -> list[Need]:
    """One line when the ledger and the chain should be verified. One query, or none."""
    if not may(actor, Permission.CHECK_TRAIL):
        return []
    last = last_verification()
    if last is None:
        return [Need("Verify the ledger and the chain", "/audit", why="That has not been done yet.")]
    if not last.holds:
        why = f"Something did not hold on {day(last.at)}."
        return [Need("See what did not hold in the ledger or the chain", "/audit", why=why, late=True)]
    due = last.at + EVERY
    if now() < due:
        return []
    return [
        Need("Verify the ledger and the chain", "/audit", why=f"Last verified on {day(last.at)}.", due=due)
    ]
