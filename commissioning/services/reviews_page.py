"""What an officer needs on the page of a check: photos, quotes, what is still being read, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals_content import CHANGED_WORDS, Content, changed_between
from commissioning.rules.reviews import Outcome, still_read
from commissioning.services import joined_ideas, review_assignments, reviews
from commissioning.services import proposals_extras as extras
from commissioning.services.proposals_story import Story
from models.people import User
from models.proposals import Proposal, ProposalQuote, ProposalVersion
from models.reviews import Review
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.services import attachments, gate
from participation.services.attachments import Shown


@dataclass(frozen=True)
class Since:
    """What differs from the version that was checked last, in words; nothing when it was sent in just as it was."""

    number: int
    outcome: Outcome
    at: datetime
    changed: list[str]


@dataclass(frozen=True)
class ToCheck:
    """All there is to look at beside the words. `waits` says what is still being read first; "" when nothing is."""

    photos: list[Shown]
    quotes: list[tuple[ProposalQuote, list[Shown]]]
    waits: str
    earlier: list[Review]
    since: Since | None
    named: User | None
    no_longer: str


def what_to_check(actor: Actor, story: Story) -> ToCheck:
    """Everything the page of a check shows of one proposal, in a fixed few queries."""
    proposal = story.proposal
    earlier = reviews.reviews_of(proposal)
    return ToCheck(
        photos=extras.photos_of(proposal, actor), quotes=extras.quotes_of(proposal, actor),
        waits=still_read(*_waiting(proposal)), earlier=earlier, since=_since(story, earlier),
        named=review_assignments.named(proposal), no_longer=review_assignments.cannot_any_more(proposal),
    )  # fmt: skip


def _waiting(proposal: Proposal) -> tuple[int, int]:
    """How many of its photos and of its quotes (a supplier's name, or the file) still wait for the desk."""
    photos = attachments.still_waiting(extras.PHOTO, joined_ideas.public_ids_of(proposal))
    came_as = extras.came_as(proposal, proposal.quotes)
    files = attachments.still_waiting(extras.QUOTE, [one for ids in came_as.values() for one in ids])
    names = gate.undecided_ids(WordsKind.DRAFT, list(came_as))
    quotes = sum(public_id in names or any(one in files for one in ids) for public_id, ids in came_as.items())
    return sum(photos.values()), quotes


def _since(story: Story, earlier: list[Review]) -> Since | None:
    before = [review for review in earlier if review.version < story.number]
    if not before:
        return None
    last = before[-1]
    kept = db.session.scalar(
        sa.select(ProposalVersion.content).where(
            ProposalVersion.proposal_id == story.proposal.id, ProposalVersion.number == last.version,
            ProposalVersion.words != "",
        )
    )  # fmt: skip
    if kept is None:
        return None
    changed = [CHANGED_WORDS[name] for name in changed_between(Content.from_json(kept), story.content)]
    return Since(last.version, last.outcome, last.at, changed)
