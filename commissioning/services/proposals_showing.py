"""Showing others what was changed in an idea that is being talked about. Every yes to joining it is asked for anew."""

from __future__ import annotations

from commissioning.services import merging
from commissioning.services import proposals_drafts as drafts
from models.proposals import ProposalVersion
from participation.rules.people import Actor


def show_changes(actor: Actor, public_id: str) -> ProposalVersion:
    """The next version, read first where it has to be; who said yes to joining the idea is asked again."""
    version = drafts.show_changes(actor, public_id)
    merging.ask_again(actor, version.proposal)
    return version
