"""A decision adopted, for the hard cases of money."""

from __future__ import annotations

from commissioning.services.decisions import decide
from tests.decisions_made import verdict
from tests.leeds_made import case_of
from tests.proposals_made import actor


def adopt(title, **how):
    case = case_of(title)
    return decide(actor("Noor"), case, verdict(case, **how))
