"""Writing a proposal: begin, save as you go, open it to others, send in. Only its authors come here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.proposals import EDITABLE, Action, State
from commissioning.rules.proposals_content import (
    Content,
    check_opens,
    check_ready,
    says_the_same,
)
from commissioning.rules.what_works import Card
from commissioning.services import co_authors, co_drafts, co_drafts_writing, pots_terms, suggestions_closing
from commissioning.services import proposals_choices as choices
from commissioning.services.proposals import move
from commissioning.services.proposals_content import content_of
from commissioning.services.proposals_opening import open_version
from models.pots import Pot
from models.proposals import Proposal, ProposalOutcome, ProposalVersion
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, gate

WORD_FIELDS = frozenset(
    {
        "title", "need", "who_benefits", "how_many", "ages_from", "ages_to", "builds_on", "our_part", "your_part",
        "group_name", "is_constituted", "sponsor",
    }
)  # fmt: skip


def start(actor: Actor, *, team: str, title: str, card: Card | None = None) -> Proposal:
    """Begin a draft for the team with that public id. Only the people who write it see it.

    From a library card it begins with sentences to finish, and with none of the card's figures.
    """
    chosen = next((found for found in choices.teams_open_to(actor) if found.public_id == team), None)
    if chosen is None or actor.user_id is None:
        raise Refusal("Choose one of the teams listed.", field="team")
    proposal = Proposal(
        team_id=chosen.id, proposer_id=actor.user_id, title=title, state=State.DRAFT,
        created_at=now(), saved_at=now(),
    )  # fmt: skip
    if card is not None and card.starter is not None:
        proposal.started_from = card.slug
        for name, text in asdict(card.starter).items():
            setattr(proposal, name, text)
        proposal.outcome_rows = [ProposalOutcome(outcome=part) for part in card.parts]
    db.session.add(proposal)
    db.session.flush()
    audit.record("proposal.drafted", proposal, actor=actor)
    return proposal


def get_own(actor: Actor, public_id: str) -> Proposal:
    """A proposal the actor writes, alone or with others, in any state; raises NotFound for anybody else's."""
    return co_authors.get_authored(actor, public_id)


def get_editable(actor: Actor, public_id: str) -> Proposal:
    """As `get_own`, and raises Refusal when it has been sent in and not returned."""
    proposal = get_own(actor, public_id)
    co_authors.check_together(actor, proposal)
    if proposal.state not in EDITABLE:
        raise Refusal(
            "You have sent this in, so it cannot be changed now. If it needs changing, the officer can return it."
        )
    return proposal


def save(
    actor: Actor, public_id: str, changes: Mapping[str, Any], *, seen: int | None = None, share: bool = True,
    page: str = "",
) -> Proposal:  # fmt: skip
    """Keep what was written so far; half-written is fine. `changes`: the word fields by name, and areas, lines, pot.

    `areas` are public ids, `lines` are CostLines, `pot` a public id or "". `seen` is the number of the part that was
    read before writing, and `page` the key of the page it was written on. In a draft written together, `share` shows
    it to the others (once it has been read at the gate). Raises Refusal for what is not there to choose or was changed
    meanwhile, NotFound for anybody else's draft.
    """
    proposal = get_editable(actor, public_id)
    pen = co_drafts_writing.take_pen(actor, proposal, changes, seen, page)
    for name in WORD_FIELDS & changes.keys():
        setattr(proposal, name, changes[name])
    if "areas" in changes:
        choices.put_areas(proposal, changes["areas"])
    if "outcomes" in changes:
        choices.put_outcomes(proposal, changes["outcomes"])
    if "pot" in changes:
        proposal.pot_id = choices.pot_of(proposal.team_id, changes["pot"])
    if "lines" in changes:
        choices.put_lines(proposal, changes["lines"])
    proposal.saved_at = now()
    db.session.flush()
    pen.put_down(share=share)
    return proposal


def submit(actor: Actor, public_id: str) -> ProposalVersion:
    """Send it in: a numbered version is kept as it stands, and a child's or resident's words wait at the gate.

    Raises Refusal when something is missing, when its pot gives less or is for other ages, places or groups, and
    when it was sent in already.
    """
    proposal = get_own(actor, public_id)
    if proposal.state is State.SUBMITTED:
        raise Refusal("You have already sent this in. The officer is checking it.")
    proposal = get_editable(actor, public_id)
    co_drafts.check_all_read(actor, proposal)
    content = _with_photos(actor, proposal)
    check_ready(content, choices.most_for(proposal))
    if proposal.pot_id is not None:
        pots_terms.check_asks(db.session.get_one(Pot, proposal.pot_id), proposal)
    proposal.submitted_at = now()
    suggestions_closing.tell_closed(proposal)
    return _publish(actor, proposal, content, Action.SUBMIT)


def open_up(actor: Actor, public_id: str) -> ProposalVersion:
    """Show a draft to everybody who reads proposals, so that they can help shape it before it is sent in.

    Its words pass the gate first. Raises Refusal when the idea itself is not written yet.
    """
    return _show(actor, get_editable(actor, public_id), Action.OPEN_UP)


def show_changes(actor: Actor, public_id: str) -> ProposalVersion:
    """Show what was changed since others last read an idea that is being talked about, as its next version.

    The words pass the gate first. Raises Refusal when nothing has changed. Call it through `proposals_showing`, which
    asks those anew who were asked whether two ideas could be one.
    """
    proposal = get_editable(actor, public_id)
    if proposal.state is State.CO_DESIGN and not has_changed(proposal):
        raise Refusal("Nothing has changed since the others last read it.")
    return _show(actor, proposal, Action.SHOW_CHANGES)


def has_changed(proposal: Proposal) -> bool:
    """Whether what is written differs from the last version."""
    return not says_the_same(content_of(proposal), published(proposal))


def _show(actor: Actor, proposal: Proposal, action: Action) -> ProposalVersion:
    co_drafts.check_all_read(actor, proposal)
    content = _with_photos(actor, proposal)
    check_opens(content)
    return _publish(actor, proposal, content, action)


def _with_photos(actor: Actor, proposal: Proposal) -> Content:
    """What is written, with what each photo shows: a version keeps both."""
    photos = attachments.of("proposal", proposal.public_id, viewer=actor)
    return replace(content_of(proposal), photos=tuple(shown.attachment.words for shown in photos))


def _publish(actor: Actor, proposal: Proposal, content: Content, action: Action) -> ProposalVersion:
    """Keep a numbered version and hold its words at the gate, unless exactly these were let through before."""
    was_read = _is_let_through_already(proposal, content)
    proposal.version += 1
    version = add_version(proposal, content, let_through=was_read or actor.speaks_officially)
    move(actor, proposal, action)
    if not was_read:
        gate.hold(WordsKind.PROPOSAL, proposal.public_id, content.words, by=actor, area_id=proposal.area_id)
    return version


def add_version(proposal: Proposal, content: Content, *, let_through: bool) -> ProposalVersion:
    """Keep `content` as the version of the proposal's number now, sealed unless its words were let through."""
    version = ProposalVersion(
        proposal_id=proposal.id, number=proposal.version, title=content.title, ask_pence=content.total,
        content=content.as_json(), at=now(),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    if let_through:
        open_version(version)
    return version


def _is_let_through_already(proposal: Proposal, content: Content) -> bool:
    if not proposal.version or not gate.is_released(WordsKind.PROPOSAL, proposal.public_id):
        return False
    return published(proposal).words == content.words


def published(proposal: Proposal) -> Content:
    """What the last version says; raises NotFound before there is one."""
    kept = db.session.scalar(
        sa.select(ProposalVersion.content).where(
            ProposalVersion.proposal_id == proposal.id, ProposalVersion.number == proposal.version
        )
    )
    if kept is None:
        raise NotFound
    return Content.from_json(kept)
