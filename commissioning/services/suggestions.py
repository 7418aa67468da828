"""Suggesting a change to an idea, and reading what was suggested; a version that took one up credits it.

The new words and the reasons are only at the gate until they are let through, so nobody can read them before.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import suggestions as rules
from commissioning.rules.co_design import called
from commissioning.rules.marked import Run
from commissioning.rules.proposals import State
from commissioning.rules.suggestions import Part, SuggestionState
from commissioning.services import co_authors, proposals_drafts
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals_reading import is_near, published_titles, readable
from commissioning.services.proposals_shown import BEING_READ
from models.proposals import Proposal
from models.suggestions import Suggestion
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate

WHY = "more"


@dataclass(frozen=True)
class Shown:
    """A suggestion as one reader sees it: the marked change, who, why, and whether it is about older words."""

    suggestion: Suggestion
    change: list[Run]
    why: str
    who: str
    reason: str
    reason_told: str
    out_of_date: bool
    being_read: bool
    closed: bool
    kept: bool = False


def part_to_change(actor: Actor, proposal_id: str, part: Part) -> tuple[Proposal, str]:
    """An idea this person may suggest changes to, and what that part says; NotFound when they may not read it.

    Raises Refusal while newer words are being read: a change is suggested to the newest, which everybody reads first.
    """
    row = db.session.execute(readable(actor).where(Proposal.public_id == proposal_id)).first()
    if row is None or row[1] is None:
        raise NotFound
    proposal: Proposal = row[0]
    rules.check_may_suggest(
        proposal.state, is_author=actor.user_id in author_ids(proposal),
        is_read=gate.is_released(WordsKind.PROPOSAL, proposal.public_id),
    )  # fmt: skip
    return proposal, rules.text_of(proposals_drafts.published(proposal), part)


def suggest(
    actor: Actor, proposal_id: str, part: Part, words: str, why: str = "", *, seen: int
) -> Suggestion:
    """Suggest other words for one part. `seen` is the version that was read; its words are what the change is about."""
    proposal, before = part_to_change(actor, proposal_id, part)
    if seen != proposal.version:
        raise Refusal("The idea has a newer version now. Your words are still here: check that they fit.")
    words = rules.check_change(part, before, words)
    made = Suggestion(
        proposal_id=proposal.id, version=proposal.version, part=part, before=before, by_id=known(actor),
        at=now(), state=SuggestionState.WAITING,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(
        WordsKind.SUGGESTION, made.public_id, {gate.WORDS: words, WHY: why}, by=actor, area_id=proposal.area_id,
        passes=actor.speaks_officially,
    )  # fmt: skip
    audit.record("suggestion.made", made, actor=actor, proposal=proposal.public_id, part=str(part))
    return made


def get_for_author(actor: Actor, public_id: str) -> Suggestion:
    """A suggestion let through to one of the idea's authors; NotFound otherwise."""
    found = db.session.scalar(
        sa.select(Suggestion)
        .join(Proposal, Proposal.id == Suggestion.proposal_id)
        .where(Suggestion.public_id == public_id, co_authors.is_author(actor.user_id), _let_through())
        .options(joinedload(Suggestion.by), joinedload(Suggestion.proposal))
    )
    if found is None:
        raise NotFound
    return found


def shown_for(actor: Actor, proposal: Proposal) -> list[Shown]:
    """What this reader may see: authors every one let through, its writer their own, newest first."""
    query = sa.select(Suggestion).where(Suggestion.proposal_id == proposal.id)
    mine = Suggestion.by_id == actor.user_id
    writes = actor.user_id in author_ids(proposal)
    query = query.where(sa.or_(_let_through(), mine) if writes else mine)
    loaded = query.options(joinedload(Suggestion.by), joinedload(Suggestion.proposal))
    return show(actor, list(db.session.scalars(loaded.order_by(Suggestion.id.desc()))))


def show(actor: Actor, suggestions: list[Suggestion]) -> list[Shown]:
    """Suggestions of one idea with their words, in a fixed few queries."""
    if not suggestions:
        return []
    ids = [one.public_id for one in suggestions]
    texts = gate.released_texts(WordsKind.SUGGESTION, ids)
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.SUGGESTION, ids)))
    reasons = gate.released_texts(WordsKind.DRAFT, ids)
    unread = gate.undecided_ids(WordsKind.DRAFT, [one.public_id for one in suggestions if one.has_reason])
    content = proposals_drafts.published(suggestions[0].proposal)
    return [
        Shown(
            one,
            rules.marked(one.before, texts[one.public_id][gate.WORDS]) if one.public_id in texts else [],
            texts.get(one.public_id, {}).get(WHY, ""),
            who(actor, one),
            reasons.get(one.public_id, {}).get(gate.WORDS, ""),
            _reason_told(actor, one, shows=one.public_id in reasons, unread=one.public_id in unread),
            one.state is SuggestionState.WAITING
            and rules.is_out_of_date(one.before, rules.text_of(content, one.part)),
            one.public_id not in texts and one.public_id not in kept,
            one.state is SuggestionState.WAITING and not rules.is_open(one.proposal.state),
            one.public_id in kept,
        )
        for one in suggestions
    ]


def _reason_told(actor: Actor, one: Suggestion, *, shows: bool, unread: bool) -> str:
    """What is said in place of the reason for a no while that does not show; "" when it shows or there is none."""
    if shows or not one.has_reason:
        return ""
    return rules.reason_told(is_mine=one.by_id == actor.user_id, unread=unread)


def title_of(proposal: Proposal) -> str:
    """What an idea is called in the version others read: never a title that is being written or read now."""
    return published_titles({proposal.id}).get(proposal.id, BEING_READ)


def who(actor: Actor, one: Suggestion) -> str:
    """What the person who suggested it is called to this reader."""
    if one.by_id == actor.user_id:
        return "You"
    return called(one.by.name, one.by.age_band, is_near=is_near(actor, one.proposal))


def credits_of(actor: Actor, proposal: Proposal) -> dict[int, str]:
    """Who suggested what went into which version, by its number."""
    query = sa.select(Suggestion).where(
        Suggestion.proposal_id == proposal.id, Suggestion.made_version.is_not(None)
    )
    found = db.session.scalars(query.options(joinedload(Suggestion.by), joinedload(Suggestion.proposal)))
    return {one.made_version or 0: who(actor, one) for one in found}


def waiting_for(actor: Actor) -> list[Suggestion]:
    """Suggestions let through that wait for this author's answer, oldest first."""
    query = (
        sa.select(Suggestion)
        .join(Proposal, Proposal.id == Suggestion.proposal_id)
        .where(
            Suggestion.state == SuggestionState.WAITING,
            co_authors.is_author(actor.user_id),
            _let_through(),
            Proposal.state == State.CO_DESIGN,
        )
        .options(joinedload(Suggestion.proposal))
    )
    return list(db.session.scalars(query.order_by(Suggestion.id)))


def _let_through() -> sa.ColumnElement[bool]:
    return Suggestion.public_id.in_(gate.released_ids(WordsKind.SUGGESTION))
