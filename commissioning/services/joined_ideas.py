"""Ideas that were joined into one: what belongs to an idea because it was said of, or added to, one that became it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from commissioning.services.co_authors import author_ids
from models.merging import Merge
from models.proposals import Proposal


def keys_of(proposal: Proposal) -> sa.Select[int]:
    """The keys of this idea and of all that became part of it, for `.in_()`."""
    return _with_parts(Proposal.id == proposal.id)


def names_of(public_id: str) -> sa.Select[str]:
    """The public ids of the idea of this one and of all that became part of it, for `.in_()`."""
    return sa.select(Proposal.public_id).where(Proposal.id.in_(_with_parts(Proposal.public_id == public_id)))


def reached_from(*conditions: sa.ColumnElement[bool]) -> sa.Select[int]:
    """The keys of every idea that meets these, and of all that any of them became part of, for `.in_()`."""
    reached = sa.select(Proposal.id).where(*conditions).cte("reached", recursive=True)
    either = sa.or_(Merge.one_id == reached.c.id, Merge.other_id == reached.c.id)
    onward = sa.select(Merge.merged_id).join(reached, either).where(Merge.merged_id.is_not(None))
    reached = reached.union(onward)
    return sa.select(reached.c.id)


def _with_parts(*conditions: sa.ColumnElement[bool]) -> sa.Select[int]:
    ids = sa.select(Proposal.id)
    those = ids.where(*conditions).cte("those", recursive=True)
    either = sa.or_(Proposal.id == Merge.one_id, Proposal.id == Merge.other_id)
    those = those.union(ids.join(Merge, either).join(those, Merge.merged_id == those.c.id))
    return sa.select(those.c.id)


def public_ids_of(proposal: Proposal) -> list[str]:
    """The public ids of this idea and of all that became part of it, in one query."""
    return list(db.session.scalars(names_of(proposal.public_id)))


def pairs_where(*conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """(`idea`, `part`) for every idea that meets these: itself, and each that became part of it."""
    themselves = sa.select(Proposal.id.label("idea"), Proposal.id.label("part")).where(*conditions)
    pairs = themselves.cte("pairs", recursive=True)
    either = sa.or_(Proposal.id == Merge.one_id, Proposal.id == Merge.other_id)
    parts = sa.select(pairs.c.idea, Proposal.id).select_from(pairs)
    return pairs.union(parts.join(Merge, Merge.merged_id == pairs.c.part).join(Proposal, either))


def became(proposal: Proposal) -> Merge | None:
    """What this idea became part of, if it was joined to another."""
    query = sa.select(Merge).where(
        Merge.merged_id.is_not(None), sa.or_(Merge.one_id == proposal.id, Merge.other_id == proposal.id)
    )
    return db.session.scalar(query.options(joinedload(Merge.merged)))


def came_from(proposal: Proposal) -> Merge | None:
    """The two ideas this one was joined from, if it was."""
    query = sa.select(Merge).where(Merge.merged_id == proposal.id)
    return db.session.scalar(query.options(joinedload(Merge.one), joinedload(Merge.other)))


def is_everybodys(proposal: Proposal) -> bool:
    """Whether it was joined from two and several people write it: then no one of them can take it back alone."""
    return len(author_ids(proposal)) > 1 and came_from(proposal) is not None


def goes_on_in(proposal: Proposal) -> Proposal:
    """Where an idea is now: itself, or what it became part of, however often that was joined again."""
    joined = became(proposal)
    return goes_on_in(joined.merged) if joined is not None and joined.merged is not None else proposal
