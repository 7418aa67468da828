"""Where a summary's facts come from: each subject tells its own, for one team and one period."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from participation.rules.facts import Fact

# Each of these offers `summary_facts(team_id, since, until)`; the order is the order within a section.
PROVIDERS: tuple[str, ...] = (
    "participation.services.voice_facts",
    "participation.services.reach_facts",
    "participation.services.measures_facts",
    "commissioning.services.proposals_facts",
    "commissioning.services.rounds_facts",
    "commissioning.services.decisions_facts",
    "commissioning.services.advice_facts",
    "commissioning.services.money_facts",
    "commissioning.services.delivery_facts",
    "participation.services.deals_facts",
    "participation.services.raised_facts",
)


def collect(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Every subject's facts for [since, until). A subject that is not built yet has none."""
    facts: list[Fact] = []
    for name in PROVIDERS:
        try:
            module = import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
            continue
        facts += module.summary_facts(team_id, since, until)
    return facts
