"""Writing one part of a draft that several people write: taking the pen, putting it down, and what is shared.

Two people never write over each other, and what is shared waits at the gate before the others see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules import co_design as rules
from commissioning.rules.proposals_content import SECTION_FIELDS, Content, Section, only
from commissioning.services import co_drafts
from commissioning.services.proposals_content import content_of
from models.co_design import DraftPart, DraftSave
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


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
        part = row_of(self.proposal, self.section)
        if after != self.before or part is None:
            part = _write(self.actor, self.proposal, self.section, part, self.page)
        if share and co_drafts.is_shared(self.proposal):
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
    part = co_drafts.seen_by(actor, proposal)[section]
    if part.waits_for:
        raise Refusal(
            f"{part.waits_for} changed this part, and their words are being read first. What you typed is still here: "
            "keep a copy, and add it when their words show."
        )
    reads_nothing = seen is None and not co_drafts.is_shared(proposal)
    if (
        part.number != seen
        and not reads_nothing
        and not _only_here_since(actor, proposal, section, seen, page)
    ):
        raise Refusal(rules.CHANGED_MEANWHILE)
    return Pen(actor, proposal, section, only(content_of(proposal), section), page)


def _only_here_since(actor: Actor, proposal: Proposal, section: Section, seen: int | None, page: str) -> bool:
    """Whether every save since `seen` came from this page: a save on its way while the form was sent is no clash."""
    part = row_of(proposal, section)
    return part is not None and seen is not None and _is_run(part, actor, page) and seen >= part.run_from - 1


def _is_run(part: DraftPart, actor: Actor, page: str) -> bool:
    return part.by_id == actor.user_id and part.page == page


def share_everything(actor: Actor, proposal: Proposal) -> None:
    """Share what is written so far, when the first person is asked to join: it goes to the gate, part by part."""
    if db.session.scalar(sa.select(DraftSave.id).where(DraftSave.proposal_id == proposal.id).limit(1)):
        return
    for section in Section:
        if only(content_of(proposal), section) != Content():
            part = row_of(proposal, section) or _write(actor, proposal, section, None)
            _share(actor, proposal, section, part)


def row_of(proposal: Proposal, section: Section) -> DraftPart | None:
    """Whose words one part holds now, once anything was saved there."""
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


def take_up(actor: Actor, proposal: Proposal, section: Section, published: Content) -> None:
    """A suggestion changed this part: nobody with it open may write over that, and its authors see it at once.

    When the part now says exactly what is published, every word of it has been let through already.
    """
    part = _write(actor, proposal, section, row_of(proposal, section))
    if co_drafts.is_shared(proposal):
        same = only(content_of(proposal), section) == only(published, section)
        _share(actor, proposal, section, part, passes=same)
