"""People who took part in an idea: helped write it and left, supported it, said something, suggested or gave a view.

When it stops being theirs to read they keep a short page with its name, where it stands and what they did. When it
ends they are told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app import outbox
from app.db import db
from commissioning.rules.took_part import Standing, standing
from commissioning.services import comments, joined_ideas, suggestions
from commissioning.services.co_authors import author_ids, ever_author
from commissioning.services.comments import Mine, Said
from commissioning.services.proposals_reading import known_as, may_read
from commissioning.services.proposals_shown import shown_number
from commissioning.services.suggestions import Shown
from models.advice import Advice
from models.co_design import CoAuthor, Support
from models.comments import Comment
from models.proposals import Proposal, ProposalEvent, ProposalVersion
from models.suggestions import Suggestion
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound


@dataclass(frozen=True)
class Kept:
    """The short page: `since` is when it last moved (UTC), None where nobody else has read it yet, as its name then
    is "". `said` and `suggested` are only the reader's own. `wrote` is when they helped write it (UTC), and `led_by`
    what the one it belongs to is called to them.
    """

    title: str
    standing: Standing
    since: datetime | None
    supported: bool
    said: list[Said]
    mine: list[Mine]
    suggested: list[Shown]
    wrote: tuple[datetime, datetime | None] | None
    led_by: str


def kept_for(actor: Actor, public_id: str) -> Kept:
    """What somebody who took part keeps of an idea they may not read now; NotFound for anybody else.

    An idea that others could read once has the name they knew it by. Of one that they could not, somebody who wrote
    it and left keeps that they did, and nothing of what the others have made of it since.
    """
    last = sa.select(sa.func.max(ProposalEvent.at)).where(ProposalEvent.proposal_id == Proposal.id)
    seen = sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == shown_number())
    query = sa.select(Proposal, ProposalVersion.title, last.scalar_subquery()).outerjoin(
        ProposalVersion, seen
    )
    row = db.session.execute(query.where(Proposal.public_id == public_id, ~may_read(actor))).first()
    if row is None or actor.user_id is None:
        raise NotFound
    idea: Proposal = row[0]
    if not _has_part(actor.user_id, idea):
        raise NotFound
    was_shown = row[1] is not None
    return Kept(
        title=row[1] or "", standing=standing(idea.state, was_shown=was_shown),
        since=row[2] if was_shown else None,
        supported=_supports(actor.user_id, idea),
        said=[one for one in comments.shown_on(actor, idea) if one.is_mine],
        mine=comments.mine_not_shown(actor, idea), suggested=suggestions.shown_for(actor, idea),
        wrote=_wrote(actor.user_id, idea), led_by=known_as(actor, idea),
    )  # fmt: skip


def has_page(actor: Actor, public_id: str) -> bool:
    """Whether this person has a short page of that idea."""
    try:
        kept_for(actor, public_id)
    except NotFound:
        return False
    return True


def tell_it_ended(idea: Proposal, but: Collection[int] = ()) -> None:
    """Tell everybody who took part that it does not go on, once; not its authors, nor those in `but` (user ids)."""
    found = set(db.session.scalars(_who(idea))) - author_ids(idea) - set(but)
    outbox.post_each(
        [(user_id, f"/proposals/{idea.public_id}") for user_id in found], "An idea you took part in does not go on",
        "An idea that you supported, helped write, asked about or suggested words for does not go on. Sign in to "
        "Our Part to see what is kept of it.", about=f"idea-ended:{idea.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip


def _who(idea: Proposal) -> sa.CompoundSelect[int]:
    """Everybody (user ids) with a part in it, or in an idea that became it."""
    keys = joined_ideas.keys_of(idea)
    return sa.union(
        sa.select(Support.user_id).where(Support.proposal_id.in_(keys)),
        sa.select(Comment.by_id).where(Comment.proposal_id.in_(keys)),
        sa.select(Suggestion.by_id).where(Suggestion.proposal_id.in_(keys)),
        sa.select(Advice.by_id).where(Advice.proposal_id.in_(keys)),
        sa.select(CoAuthor.user_id).where(CoAuthor.proposal_id.in_(keys), CoAuthor.joined_at.is_not(None)),
    )


def _wrote(user_id: int, idea: Proposal) -> tuple[datetime, datetime | None] | None:
    """From when to when somebody helped write it, or an idea that became it."""
    mine = sa.and_(CoAuthor.user_id == user_id, CoAuthor.joined_at.is_not(None))
    query = sa.select(CoAuthor.joined_at, CoAuthor.ended_at).where(
        mine, CoAuthor.proposal_id.in_(joined_ideas.keys_of(idea))
    )
    row = db.session.execute(query.order_by(CoAuthor.id.desc()).limit(1)).first()
    return None if row is None or row[0] is None else (row[0], row[1])


def _has_part(user_id: int, idea: Proposal) -> bool:
    wrote = sa.select(Proposal.id).where(Proposal.id.in_(joined_ideas.keys_of(idea)), ever_author(user_id))
    return user_id in set(db.session.scalars(_who(idea))) or db.session.scalar(wrote.limit(1)) is not None


def _supports(user_id: int, idea: Proposal) -> bool:
    mine = sa.select(Support.id).where(Support.proposal_id == idea.id, Support.user_id == user_id)
    return db.session.scalar(mine) is not None
