"""What an idea's page shows of writing and talking together, for one reader, in a fixed few queries."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import now
from commissioning.rules import comments as talk
from commissioning.rules.advice import Standing, in_words
from commissioning.rules.co_design import in_a_row
from commissioning.rules.proposals import State
from commissioning.services import (
    advice_standing,
    co_authors,
    comments,
    joined_ideas,
    merging_reading,
    proposals_drafts,
    suggestions,
    supports,
)
from commissioning.services.advice_standing import Said as Advised
from commissioning.services.comments import Mine, Said
from commissioning.services.joined_story import Went, became_for
from commissioning.services.proposals_reading import is_near
from commissioning.services.proposals_story import Story
from commissioning.services.suggestions import Shown
from commissioning.services.supports import Supporting
from models.merging import Merge
from models.proposals import Proposal
from participation.rules.people import Actor


@dataclass(frozen=True)
class Joining:
    """An asking whether this idea could be one with another, and why nobody can say yes to it yet."""

    public_id: str
    may_answer: bool
    waits: list[str]
    to_show: bool


@dataclass(frozen=True)
class Together:
    """What one reader sees of the people behind an idea, the talk about it, and where it came from or went."""

    authors: list[co_authors.Author]
    written_by: str
    support: Supporting
    talk: list[Said]
    mine: list[Mine]
    suggested: list[Shown]
    credits: dict[int, str]
    became: Went | None
    came_from: Merge | None
    joining: list[Joining]
    open_to_change: bool
    open_to_talk: bool
    advice: str
    advised: list[Advised]


def together_for(actor: Actor, story: Story) -> Together:
    """All of it. Advice shows to those near the proposal before the decision, and to everybody after it."""
    proposal = story.proposal
    authors = co_authors.authors_for(actor, proposal, near=is_near(actor, proposal))
    joined = [one.name for one in authors if one.state == "accepted"]
    near = story.is_own or is_near(actor, proposal) or story.decision is not None
    standing = advice_standing.standing_of(proposal) if proposal.version and near else None
    return Together(
        authors=authors,
        written_by=in_a_row(joined),
        support=supports.supporting(actor, proposal),
        talk=comments.shown_on(actor, proposal),
        mine=comments.mine_not_shown(actor, proposal),
        suggested=suggestions.shown_for(actor, proposal) if proposal.version else [],
        credits=suggestions.credits_of(actor, proposal),
        became=became_for(actor, proposal) if proposal.state is State.MERGED else None,
        came_from=joined_ideas.came_from(proposal),
        joining=_joining(actor, story),
        open_to_change=proposal.state is State.CO_DESIGN and not story.being_read,
        open_to_talk=proposal.state in talk.TALKED_ABOUT and story.shown > 0,
        advice=in_words(standing, now())
        if standing and standing.asked_at and not _went_unsaid(proposal, standing)
        else "",
        advised=advice_standing.said_on(proposal) if standing else [],
    )


def _went_unsaid(proposal: Proposal, standing: Standing) -> bool:
    """Whether an idea was withdrawn before anybody advised on it: nobody is waited for then."""
    return proposal.state is State.WITHDRAWN and not (standing.views or standing.together)


def _joining(actor: Actor, story: Story) -> list[Joining]:
    """The askings that are open, for the people who write the idea."""
    if not story.is_own or story.proposal.state is not State.CO_DESIGN:
        return []
    found = merging_reading.open_about(story.proposal)
    ideas = {idea.id: idea for one in found for idea in (one.one, one.other)}
    told = merging_reading.waits_among(actor, ideas.values()) if found else {}
    to_show = bool(found) and story.is_lead and proposals_drafts.has_changed(story.proposal)
    return [
        Joining(
            one.public_id,
            all(given.user_id != actor.user_id for given in one.answers),
            [told[key] for key in (one.one_id, one.other_id) if told[key]],
            to_show,
        )
        for one in found
    ]
