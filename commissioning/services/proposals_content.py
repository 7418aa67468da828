"""What is written in a proposal now, as one value."""

from __future__ import annotations

from collections.abc import Iterable

from commissioning.rules.proposals_content import Content, CostLine, Quote
from models.proposals import Proposal


def content_of(proposal: Proposal) -> Content:
    """What has been written so far, by whoever wrote last. Authors see it through co_drafts.content_for."""
    return Content(
        title=proposal.title, need=proposal.need, who_benefits=proposal.who_benefits, how_many=proposal.how_many,
        ages_from=proposal.ages_from, ages_to=proposal.ages_to,
        areas=tuple(area.name for area in proposal.areas), builds_on=proposal.builds_on,
        lines=tuple(CostLine(line.what, line.pence) for line in proposal.lines),
        our_part=proposal.our_part, your_part=proposal.your_part, group_name=proposal.group_name,
        is_constituted=proposal.is_constituted, sponsor=proposal.sponsor,
        outcomes=tuple(str(part) for part in proposal.outcomes),
        quotes=tuple(Quote(quote.what, quote.supplier, quote.pence) for quote in proposal.quotes),
    )  # fmt: skip


def by_title(proposals: Iterable[Proposal]) -> list[Proposal]:
    """By name. Titles stand sealed in the database, so it cannot order them."""
    return sorted(proposals, key=lambda one: (one.title, one.id))
