"""Pots that need their finance lead: past their day, closed with money left, pledged or filled and not opened."""

from __future__ import annotations

from commissioning.services import pots, pots_watch
from participation.rules.needs import Need
from participation.rules.people import Actor

MOST = 5


def needs_for(actor: Actor) -> list[Need]:
    """One line for each pot of theirs that needs somebody, at most `MOST`, and one for the rest."""
    if not pots.runs_any(actor):
        return []
    found = [
        line
        for line in pots_watch.lines_for(actor)
        if line.needs_somebody and pots.runs(actor, line.pot.team_id)
    ]
    needs = [
        Need(f"{line.pot.name}, {line.pot.financial_year}, {line.pot.team.name}", f"/pots/{line.pot.public_id}",
             why=line.remarks[0].words)
        for line in found[:MOST]
    ]  # fmt: skip
    more = len(found) - MOST
    return (
        [*needs, Need(f"{more} more pots need somebody", "/pots", action="See them")] if more > 0 else needs
    )
