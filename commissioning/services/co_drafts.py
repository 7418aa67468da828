"""A draft that several people write: whose words each part holds, what each author may see, and who may write now.

What a child or family wrote reaches nobody before a person at the safeguarding desk has read it, fellow authors
included. So a part somebody shared waits at the gate, its writer goes on seeing it, and the others see the part as it
was last let through, with a line that says it is being read. Two people never write over each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from commissioning.rules import co_design as rules
from commissioning.rules.proposals_content import (
    SECTION_FIELDS,
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
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


@dataclass(frozen=True)
class PartSeen:
    """One part as one author sees it. `waits_for` is whose newer words are being read first, or ""."""

    content: Content
    number: int
    waits_for: str


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
    return {
        proposal.id: {
            section: _part(proposal, section, parts.get((proposal.id, section)), shared, hidden)
            for section in Section
        }
        for proposal in proposals
    }


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


@dataclass(frozen=True)
class Pen:
    """The right to write one part, taken before the words change and put down after."""

    actor: Actor
    proposal: Proposal
    section: Section | None
    before: Content
    page: str = ""

    def put_down(self, *, share: bool) -> None:
        """Note whose words the part holds now; shared ones go to the gate, and then to the others."""
        if self.section is None:
            return
        after = only(content_of(self.proposal), self.section)
        part = _row(self.proposal, self.section)
        if after != self.before or part is None:
            part = _write(self.actor, self.proposal, self.section, part, self.page)
        if share and is_shared(self.proposal):
            _share(self.actor, self.proposal, self.section, part)


def take_pen(
    actor: Actor, proposal: Proposal, changes: Mapping[str, Any], seen: int | None, page: str = ""
) -> Pen:
    """The pen of the part that `changes` belong to. Raises Refusal when the actor may not write there now.

    `page` is the key of the page they write on: one person with a draft open twice writes over nobody either. Only who
    writes alone may leave `seen` out, when nothing was read before writing.
    """
    section = next((one for one, names in SECTION_FIELDS.items() if set(names) & changes.keys()), None)
    if section is None:
        return Pen(actor, proposal, None, Content())
    part = seen_by(actor, proposal)[section]
    if part.waits_for:
        raise Refusal(
            f"{part.waits_for} changed this part, and their words are being read first. What you typed is still here: "
            "keep a copy, and add it when their words show."
        )
    reads_nothing = seen is None and not is_shared(proposal)
    if (
        part.number != seen
        and not reads_nothing
        and not _only_here_since(actor, proposal, section, seen, page)
    ):
        raise Refusal(rules.CHANGED_MEANWHILE)
    return Pen(actor, proposal, section, only(content_of(proposal), section), page)


def _only_here_since(actor: Actor, proposal: Proposal, section: Section, seen: int | None, page: str) -> bool:
    """Whether every save since `seen` came from this page: a save on its way while the form was sent is no clash."""
    part = _row(proposal, section)
    return part is not None and seen is not None and _is_run(part, actor, page) and seen >= part.run_from - 1


def _is_run(part: DraftPart, actor: Actor, page: str) -> bool:
    return part.by_id == actor.user_id and part.page == page


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


def share_everything(actor: Actor, proposal: Proposal) -> None:
    """Share what is written so far, when the first person is asked to join: it goes to the gate, part by part."""
    if db.session.scalar(sa.select(DraftSave.id).where(DraftSave.proposal_id == proposal.id).limit(1)):
        return
    for section in Section:
        if only(content_of(proposal), section) != Content():
            part = _row(proposal, section) or _write(actor, proposal, section, None)
            _share(actor, proposal, section, part)


def _row(proposal: Proposal, section: Section) -> DraftPart | None:
    return db.session.scalar(
        sa.select(DraftPart).where(DraftPart.proposal_id == proposal.id, DraftPart.section == section)
    )


def _write(
    actor: Actor, proposal: Proposal, section: Section, part: DraftPart | None, page: str = ""
) -> DraftPart:
    if part is None:
        part = DraftPart(proposal_id=proposal.id, section=section, number=0, run_from=1, page=page)
        db.session.add(part)
    part.number += 1
    if not _is_run(part, actor, page):
        part.run_from = part.number
    part.by_id, part.by_official, part.at, part.page = known(actor), actor.speaks_officially, now(), page
    db.session.flush()
    return part


def _share(
    actor: Actor, proposal: Proposal, section: Section, part: DraftPart, *, passes: bool = False
) -> None:
    """Keep the part as it is and hold it at the gate, once for each number."""
    there = sa.select(DraftSave.id).where(
        DraftSave.proposal_id == proposal.id, DraftSave.section == section, DraftSave.number == part.number
    )
    if part.by_id != actor.user_id or db.session.scalar(there) is not None:
        return
    content = only(content_of(proposal), section)
    save = DraftSave(
        proposal_id=proposal.id, section=section, number=part.number, by_id=known(actor),
        content=content.as_json(), at=now(),
    )  # fmt: skip
    db.session.add(save)
    db.session.flush()
    gate.hold_parts(
        WordsKind.DRAFT, save.public_id, {gate.WORDS: content.words}, by=actor, area_id=proposal.area_id,
        passes=passes or actor.speaks_officially,
    )  # fmt: skip


def check_part_read(actor: Actor, proposal: Proposal, section: Section) -> None:
    """Raise Refusal when one part holds words of another author that this one may not read yet."""
    part = seen_by(actor, proposal)[section]
    if part.waits_for:
        raise Refusal(
            f"{part.waits_for} is changing this part, and it is being read first. Come back to this then."
        )


def take_up(actor: Actor, proposal: Proposal, section: Section, published: Content) -> None:
    """A suggestion changed this part: nobody with it open may write over that, and its authors see it at once.

    When the part now says exactly what is published, every word of it has been let through already.
    """
    part = _write(actor, proposal, section, _row(proposal, section))
    if is_shared(proposal):
        same = only(content_of(proposal), section) == only(published, section)
        _share(actor, proposal, section, part, passes=same)
