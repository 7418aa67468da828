"""What waits for somebody who writes with others: invitations, suggestions, questions, and askings to join ideas."""

from __future__ import annotations

from commissioning.rules.suggestions import PART_NAMES
from commissioning.services import (
    co_invitations,
    comments,
    comments_moderating,
    merging_reading,
    suggestions,
)
from commissioning.services.proposals_reading import published_titles
from participation.rules.needs import Need
from participation.rules.people import Actor, Role


def needs_for(actor: Actor) -> list[Need]:
    """One line for each thing that only this person, or their group, can answer."""
    if actor.user_id is None:
        return []
    return [
        *_invitations(actor),
        *_suggestions(actor),
        *_questions(actor),
        *_merges(actor),
        *_to_moderate(actor),
    ]


def _invitations(actor: Actor) -> list[Need]:
    return [
        Need(
            f"{co_invitations.name_to(actor, row)} asks you to help write an idea",
            f"/proposals/{row.proposal.public_id}/invitation", why="You can say yes or no.", action="Answer",
        )
        for row in co_invitations.invitations_of(actor)
    ]  # fmt: skip


def _suggestions(actor: Actor) -> list[Need]:
    found = suggestions.waiting_for(actor)
    titles = published_titles({one.proposal_id for one in found})
    return [
        Need(
            f"Somebody suggests a change to “{titles.get(one.proposal_id, '')}”", f"/suggestions/{one.public_id}",
            why=PART_NAMES[one.part], action="Look at it",
        )
        for one in found
    ]  # fmt: skip


def _questions(actor: Actor) -> list[Need]:
    found = comments.unanswered_for(actor)
    titles = published_titles({one.idea.id for one in found})
    return [
        Need(
            f"Answer a question about “{titles.get(one.idea.id, '')}”",
            f"/proposals/{one.idea.public_id}/talk#{one.question.public_id}", action="Answer",
        )
        for one in found
    ]  # fmt: skip


def _merges(actor: Actor) -> list[Need]:
    return [
        Need(
            "Could two ideas become one?",
            f"/merges/{one.public_id}",
            why="Your group is asked.",
            action="Answer",
        )
        for one in merging_reading.waiting_for(actor)
    ]


def _to_moderate(actor: Actor) -> list[Need]:
    if not actor.has(Role.PARTICIPATION_WORKER):
        return []
    count = len(comments_moderating.to_moderate(actor))
    many = "1 comment waits" if count == 1 else f"{count} comments wait"
    return [Need(f"{many} to be read before showing", "/moderate", action="Read")] if count else []
