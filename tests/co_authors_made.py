"""A shared draft written in by one of its writers."""

from __future__ import annotations

from commissioning.rules.proposals_content import Section
from commissioning.services import co_drafts
from commissioning.services import proposals_drafts as drafts
from models.proposals import Proposal
from tests.proposals_made import actor


def number(proposal: Proposal, name: str, section: Section = Section.IDEA) -> int:
    return co_drafts.seen_by(actor(name), proposal)[section].number


def write(name: str, proposal: Proposal, *, share: bool = True, **changes: str) -> None:
    section = Section.PARTS if "our_part" in changes else Section.IDEA
    drafts.save(actor(name), proposal.public_id, changes, seen=number(proposal, name, section), share=share)
