"""Which version of an idea others read: the newest that was let through.

While an idea is being talked about, newer words may be at the safeguarding desk. Others go on reading the version they
had. Anything else that waits (an idea sent in to be checked, say) shows to nobody meanwhile.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.proposals import State
from models.proposals import Proposal, ProposalVersion

BEING_READ = "An idea whose new words are being read"
_Opened = aliased(ProposalVersion)  # under its own name: readers' queries join the version itself


def shown_number(table: Any = Proposal) -> sa.ColumnElement[int]:
    """The number of the newest version that was let through, 0 before there is one.

    Only for what waits are its versions looked at: a version that was let through is open, and has its words.
    """
    opened = sa.select(sa.func.max(_Opened.number)).where(
        _Opened.proposal_id == table.id, _Opened.words != ""
    )
    waits = sa.func.coalesce(opened.scalar_subquery(), 0)
    return sa.case((table.let_through, table.version), else_=waits)


# Which row of `proposal_versions` others read, for a join.
SHOWN = sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == shown_number())


def is_shown() -> sa.ColumnElement[bool]:
    """Let through as it is now, or being talked about with an earlier version that was."""
    opened = sa.exists().where(_Opened.proposal_id == Proposal.id, _Opened.words != "")
    talked_about = sa.and_(Proposal.state == State.CO_DESIGN, opened)
    return sa.and_(Proposal.version > 0, sa.or_(Proposal.let_through, talked_about))


def newest_shown(proposal: Proposal) -> int:
    """The number of the version others read of one idea, 0 while they read none."""
    query = sa.select(shown_number()).where(Proposal.id == proposal.id, is_shown())
    return db.session.scalar(query) or 0
