"""Opening a version that was sent in: it stands sealed until it is let through, then plain, and can be searched."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals_content import Content
from commissioning.rules.searching import folded
from commissioning.services import proposals_index
from models.proposals import Proposal, ProposalVersion
from participation.rules.gate import WordsKind
from participation.services import gate


def open_version(version: ProposalVersion) -> None:
    """Write its words plain and index them. The database lets this happen once to a row, and changes nothing else."""
    if version.words:
        return
    content = Content.from_json(version.content)
    opened = sa.update(ProposalVersion.__table__).where(ProposalVersion.id == version.id)  # type: ignore[arg-type]
    words = folded(replace(content, quotes=()).words)
    db.session.execute(opened.values(title=str(version.title), content=dict(version.content), words=words))
    db.session.refresh(version)
    proposals_index.add(version)


def open_newest(public_id: str) -> None:
    """Open the newest version of one proposal, which was let through. An older one that waited stays sealed."""
    newest = sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == Proposal.version)
    found = db.session.scalar(
        sa.select(ProposalVersion).join(Proposal, newest).where(Proposal.public_id == public_id)
    )
    if found is not None:
        open_version(found)


gate.OPENED_BY[WordsKind.PROPOSAL] = open_newest
