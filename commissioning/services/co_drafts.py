"""A draft that several people write: whose words each part holds, what each author may see, and who may write now.

What a child or family wrote reaches nobody before a person at the safeguarding desk has read it, fellow authors
included. So a part somebody shared waits at the gate, its writer goes on seeing it, and the others see the part as it
was last let through, with a line that says it is being read. Two people never write over each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from commissioning.rules import co_design as rules
from commissioning.rules.proposals_content import (
    SECTION_NAMES,
    Content,
    Quote,
    Section,
    only,
    with_part,
)
from commissioning.services.proposals_content import content_of
from models.co_design import CoAuthor, DraftPart, DraftSave
from models.proposals import Proposal, ProposalQuote
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


@dataclass(frozen=True)
class PartSeen:
    """One part as one author sees it. `waits_for` is whose newer words are being read first, or "".

    `kept` is what this author wrote here themselves that was read and not passed on, while nobody wrote here since.
    """

    content: Content
    number: int
    waits_for: str
    kept: Content | None = None


Seen = dict[Section, PartSeen]


def is_shared(proposal: Proposal) -> bool:
    """Whether anybody was ever asked to write it too."""
    return (
        db.session.scalar(sa.select(CoAuthor.id).where(CoAuthor.proposal_id == proposal.id).limit(1))
        is not None
    )


def seen_by(actor: Actor, proposal: Proposal) -> Seen:
    """Every part of one draft as this author sees it."""
    return _seen(actor, [proposal])[proposal.id]


def content_for(actor: Actor, proposal: Proposal) -> Content:
    """The draft as this author sees it."""
    return contents_for(actor, [proposal])[proposal.id]


def contents_for(actor: Actor, proposals: Collection[Proposal]) -> dict[int, Content]:
    """Many drafts as this author sees them, by key, in a fixed few queries."""
    found = _with_quotes_seen(actor, proposals)
    for key, parts in _seen(actor, proposals).items():
        for section, part in parts.items():
            found[key] = with_part(found[key], section, part.content)
    return found


def _with_quotes_seen(actor: Actor, proposals: Collection[Proposal]) -> dict[int, Content]:
    """Each draft's content with only those quotes this author added or that were let through."""
    quoted = [proposal.id for proposal in proposals if proposal.quotes]
    seen = frozenset(db.session.scalars(_quotes_seen(actor, quoted))) if quoted else frozenset()
    return {
        proposal.id: replace(
            content_of(proposal),
            quotes=tuple(
                Quote(quote.what, quote.supplier, quote.pence)
                for quote in proposal.quotes
                if quote.public_id in seen
            ),
        )
        for proposal in proposals
    }


def _quotes_seen(actor: Actor, ids: Collection[int]) -> sa.Select[str]:
    through = ProposalQuote.public_id.in_(gate.released_ids(WordsKind.DRAFT))
    return sa.select(ProposalQuote.public_id).where(
        ProposalQuote.proposal_id.in_(ids), sa.or_(ProposalQuote.added_by_id == actor.user_id, through)
    )


def _seen(actor: Actor, proposals: Collection[Proposal]) -> dict[int, Seen]:
    ids = [proposal.id for proposal in proposals]
    query = sa.select(DraftPart).where(DraftPart.proposal_id.in_(ids)).options(joinedload(DraftPart.by))
    parts = {(part.proposal_id, part.section): part for part in db.session.scalars(query)}
    hidden = [key for key, part in parts.items() if not (part.by_official or part.by_id == actor.user_id)]
    shared = _last_let_through(actor, {key for key, _ in hidden})
    kept = _not_passed_on(actor, parts)
    return {
        proposal.id: {
            section: replace(
                _part(proposal, section, parts.get((proposal.id, section)), shared, hidden),
                kept=kept.get((proposal.id, section)),
            )
            for section in Section
        }
        for proposal in proposals
    }


def _not_passed_on(
    actor: Actor, parts: Mapping[tuple[int, Section], DraftPart]
) -> dict[tuple[int, Section], Content]:
    """What this author shared and the desk kept, where it was the last thing written."""
    if not parts:
        return {}
    query = sa.select(DraftSave).where(
        DraftSave.proposal_id.in_({key for key, _ in parts}), DraftSave.by_id == actor.user_id,
        DraftSave.public_id.in_(gate.kept_ids(WordsKind.DRAFT)),
    )  # fmt: skip
    return {
        (save.proposal_id, save.section): Content.from_json(save.content)
        for save in db.session.scalars(query.order_by(DraftSave.number))
        if was_put_back(parts[save.proposal_id, save.section], save)
    }


def was_put_back(part: DraftPart, save: DraftSave) -> bool:
    """Whether a part says again what it said before this save, which the desk kept, and nothing was written since."""
    return part.number == save.number + 1 and part.by_id == save.by_id and part.by_official


def _part(
    proposal: Proposal, section: Section, part: DraftPart | None,
    shared: Mapping[tuple[int, Section], DraftSave], hidden: Collection[tuple[int, Section]],
) -> PartSeen:  # fmt: skip
    here = (proposal.id, section)
    if part is None or here not in hidden:
        return PartSeen(only(content_of(proposal), section), part.number if part else 0, "")
    save = shared.get(here)
    content = Content.from_json(save.content) if save else Content()
    waits = save is None or save.number != part.number
    return PartSeen(content, part.number, rules.given_name(part.by.name) if waits else "")


def _last_let_through(actor: Actor, ids: Collection[int]) -> dict[tuple[int, Section], DraftSave]:
    """The newest save of each part that this author may read: their own, or one that was let through."""
    if not ids:
        return {}
    mine = DraftSave.by_id == actor.user_id
    through = DraftSave.public_id.in_(gate.released_ids(WordsKind.DRAFT))
    query = sa.select(DraftSave).where(DraftSave.proposal_id.in_(ids), sa.or_(mine, through))
    return {
        (save.proposal_id, save.section): save
        for save in db.session.scalars(query.order_by(DraftSave.number))
    }


def own_words(actor: Actor, proposal: Proposal) -> Content:
    """What this author last shared of each part themselves, and nothing of anybody else's."""
    query = sa.select(DraftSave).where(DraftSave.proposal_id == proposal.id, DraftSave.by_id == actor.user_id)
    found = Content()
    for save in db.session.scalars(query.order_by(DraftSave.number)):
        found = with_part(found, save.section, Content.from_json(save.content))
    return found


def check_all_read(actor: Actor, proposal: Proposal) -> None:
    """Raise Refusal when a part holds words of another author that this one may not read yet."""
    for section, part in seen_by(actor, proposal).items():
        if part.waits_for:
            raise Refusal(
                f"{part.waits_for} changed “{SECTION_NAMES[section]}”, and it is being read first. "
                "You can go on once that is done."
            )
    if len(content_for(actor, proposal).quotes) < len(proposal.quotes):
        raise Refusal("Somebody who writes this with you added a quote, and it is being read first.")


def check_part_read(actor: Actor, proposal: Proposal, section: Section) -> None:
    """Raise Refusal when one part holds words of another author that this one may not read yet."""
    part = seen_by(actor, proposal)[section]
    if part.waits_for:
        raise Refusal(
            f"{part.waits_for} is changing this part, and it is being read first. Come back to this then."
        )
