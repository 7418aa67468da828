"""Pots with rules, and what tests of them share."""

from __future__ import annotations

from commissioning.services import (
    pots_terms,
)
from commissioning.services.pots_terms import NewTerms
from models.pots import Pot
from tests.proposals_made import actor


def set_terms(pot: Pot, new: NewTerms) -> None:
    pots_terms.set_terms(actor("Farid"), pot, new, reason="Agreed with the team")
