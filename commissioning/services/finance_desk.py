"""What waits for the finance lead, gathered in one place for the finance page.

A subject adds its own by naming its module here: it offers `needs_for(actor) -> list[Need]`, as for the home page, and
gives nothing to people it does not wait for.
"""

from __future__ import annotations

from importlib import import_module

from commissioning.services import pots
from participation.rules.needs import Need, in_order
from participation.rules.people import Actor

WAITING = (
    "commissioning.services.pots_needs",
    "commissioning.services.two_people_reading",
    "commissioning.services.decisions_needs",
    "commissioning.services.small_sums_needs",
    "commissioning.services.virtual_due",
)


def waiting_for(actor: Actor) -> list[Need]:
    """Everything about money that waits for this finance lead, late things first; nothing for anybody else."""
    if not pots.runs_any(actor):
        return []
    return in_order([need for name in WAITING for need in import_module(name).needs_for(actor)])
