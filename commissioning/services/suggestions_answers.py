"""The authors' answer to a suggestion: taken up in a new version, or declined with a reason."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, once, outbox
from app.clock import now
from app.db import db
from commissioning.rules import suggestions as rules
from commissioning.rules.proposals_content import SECTION_FIELDS, Section
from commissioning.rules.suggestions import Part, SuggestionState
from commissioning.services import (
    co_authors,
    co_drafts,
    co_drafts_writing,
    merging,
    proposals_choices,
    proposals_drafts,
)
from commissioning.services.proposals_content import content_of
from models.proposals import Proposal
from models.suggestions import Suggestion
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate

SHORTEST_REASON = 10


def accept(actor: Actor, suggestion: Suggestion) -> Suggestion:
    """Take it up: the idea's next version has the new words, and says whose they were."""
    proposal = suggestion.proposal
    rules.check_open(proposal.state)
    after = gate.released_texts(WordsKind.SUGGESTION, [suggestion.public_id])[suggestion.public_id][
        gate.WORDS
    ]
    published, working = proposals_drafts.published(proposal), content_of(proposal)
    rules.check_can_accept(
        suggestion.before, rules.text_of(published, suggestion.part), rules.text_of(working, suggestion.part),
        is_read=gate.is_released(WordsKind.PROPOSAL, proposal.public_id),
    )  # fmt: skip
    co_authors.check_together(actor, proposal)
    section = next(one for one, names in SECTION_FIELDS.items() if suggestion.part.value in names)
    co_drafts.check_part_read(actor, proposal, section)
    _claim(actor, suggestion, SuggestionState.ACCEPTED)
    content = rules.with_words(published, suggestion.part, after)
    if suggestion.part is Part.LINES:
        proposals_choices.put_lines(proposal, content.lines)
    else:
        setattr(proposal, suggestion.part.value, after)
    proposal.version += 1
    proposals_drafts.add_version(proposal, content, let_through=True)
    suggestion.made_version = proposal.version
    _keep_draft_in_step(actor, proposal, section)
    gate.hold_parts(  # every word of it has been let through before: the version's, and the suggestion's
        WordsKind.PROPOSAL, proposal.public_id, {gate.WORDS: content.words}, by=actor, area_id=proposal.area_id,
        passes=True,
    )  # fmt: skip
    merging.ask_again(actor, proposal)
    _tell(suggestion, "taken up")
    return suggestion


def decline(actor: Actor, suggestion: Suggestion, reason: str) -> Suggestion:
    """Say no, and why. The reason of somebody with no seat or post is read at the gate before it is passed on."""
    rules.check_open(suggestion.proposal.state)
    _check_reason(reason)
    _claim(actor, suggestion, SuggestionState.DECLINED)
    suggestion.has_reason = True
    gate.hold(WordsKind.DRAFT, suggestion.public_id, reason, by=actor, area_id=suggestion.proposal.area_id)
    _tell(suggestion, "answered")
    return suggestion


def may_write_why_again(actor: Actor, suggestion: Suggestion) -> bool:
    """Whether this person wrote the reason for a no that the desk kept, so that it reaches nobody as it is."""
    kept = gate.kept_ids(WordsKind.DRAFT, [suggestion.public_id])
    return (
        suggestion.has_reason
        and suggestion.answered_by_id == actor.user_id
        and db.session.scalar(kept) is not None
    )


def write_why_again(actor: Actor, suggestion: Suggestion, reason: str) -> None:
    """Other words for the reason that was kept; they are read first like the earlier ones."""
    if not may_write_why_again(actor, suggestion):
        raise Refusal("This reason was not kept back, or somebody else wrote it.")
    _check_reason(reason)
    gate.hold(WordsKind.DRAFT, suggestion.public_id, reason, by=actor, area_id=suggestion.proposal.area_id)
    audit.record(
        "suggestion.reason_written_again", suggestion, actor=actor, proposal=suggestion.proposal.public_id
    )


def _check_reason(reason: str) -> None:
    if len(reason) < SHORTEST_REASON:
        raise Refusal("Say why in a sentence. They took trouble over it, and will read this.", field="reason")


def _claim(actor: Actor, suggestion: Suggestion, to: SuggestionState) -> None:
    """Answer it once: a conditional UPDATE, so two authors cannot both answer."""
    if not once.changed(
        suggestion,
        Suggestion.state == SuggestionState.WAITING,
        state=to,
        answered_by_id=known(actor),
        answered_at=now(),
    ):
        raise Refusal("Somebody in your group has answered this already.")
    audit.record(f"suggestion.{to}", suggestion, actor=actor, proposal=suggestion.proposal.public_id)


def _keep_draft_in_step(actor: Actor, proposal: Proposal, section: Section) -> None:
    db.session.flush()
    co_drafts_writing.take_up(actor, proposal, section, proposals_drafts.published(proposal))


def _tell(suggestion: Suggestion, what: str) -> None:
    outbox.post(
        suggestion.by_id, f"What you suggested has been {what}",
        "The people writing an idea have answered what you suggested. Sign in to Our Part to read it.",
        dedupe_key=f"suggestion:{suggestion.public_id}", kind=LetterKind.IDEAS,
        path=f"/proposals/{suggestion.proposal.public_id}",
    )  # fmt: skip


def tell_the_reason_shows(public_id: str) -> None:
    """Say so, once, to whoever suggested it when the reason for a no was let through. Other drafts tell nobody."""
    found = db.session.scalar(
        sa.select(Suggestion).where(Suggestion.public_id == public_id, Suggestion.has_reason)
    )
    if found is not None:
        outbox.post(
            found.by_id, "Why what you suggested was not taken up",
            "The people writing an idea wrote why they did not take up what you suggested. Sign in to Our Part to "
            "read it.", dedupe_key=f"suggestion-why:{public_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{found.proposal.public_id}",
        )  # fmt: skip


gate.OPENED_BY[WordsKind.DRAFT] = tell_the_reason_shows
