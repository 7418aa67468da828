"""A new idea made of words that stand already: of two that are joined, or of one that is put forward again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.clock import now
from commissioning.rules.proposals_content import Content
from models.places import Area
from models.proposals import Proposal, ProposalLine, ProposalOutcome
from participation.rules.themes import Shanarri


def made_of(content: Content, areas: Sequence[Area], **more: Any) -> Proposal:
    """An idea that says this, for those areas. `more` is what it has besides (team, proposer, state, pot)."""
    return Proposal(
        created_at=now(), saved_at=now(), title=content.title, need=content.need, who_benefits=content.who_benefits,
        how_many=content.how_many, ages_from=content.ages_from, ages_to=content.ages_to,
        builds_on=content.builds_on, our_part=content.our_part, your_part=content.your_part,
        group_name=content.group_name, is_constituted=content.is_constituted, sponsor=content.sponsor,
        ask_pence=content.total, outcome_rows=[ProposalOutcome(outcome=Shanarri(part)) for part in content.outcomes],
        areas=list(areas), area_id=areas[0].id if areas else None,
        lines=[ProposalLine(position=at, what=x.what, pence=x.pence) for at, x in enumerate(content.lines)], **more,
    )  # fmt: skip
