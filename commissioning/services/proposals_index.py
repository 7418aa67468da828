"""The index of proposals' words: FTS5 on SQLite, tsvector on PostgreSQL, asked in the same way.

What is indexed is each version as it was sent in. A match says nothing about who may read it: callers add that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.proposals_content import Content
from commissioning.rules.searching import LONGEST_SEARCH, folded, terms
from commissioning.services.proposals_shown import shown_number
from commissioning.services.word_index import WordIndex, on_postgres, quoted
from models.proposals import Proposal, ProposalVersion

_index = WordIndex(ProposalVersion, ("words",))
_Other = aliased(Proposal)


def add(version: ProposalVersion) -> None:
    """Index a version whose words were just opened."""
    _index.add(version)


def add_all(versions: Iterable[Mapping[str, Any]]) -> None:
    """Index many versions that were just written plain, each as the values of its row."""
    _index.add_all(versions)


def holding(typed: str, unread: Collection[int] = ()) -> sa.Subquery:
    """For a join: the `key` of each proposal, and the `number` of its version, that holds every word of `typed`.

    Whether others read that version is for the join to say. The last word may be half typed. Marks and signs alone are
    looked for as they stand. `unread` are keys of what is sealed and was found by opening it (see `own_holding`).
    """
    words = terms(typed)
    sent = _index.holds(words) if words else _as_it_stands(typed)
    found = sa.select(ProposalVersion.proposal_id.label("key"), ProposalVersion.number).where(sent)
    if not unread:
        return found.subquery("holding")
    own = sa.select(_Other.id, shown_number(_Other)).where(_Other.id.in_(unread))
    return sa.union(found, own).subquery("holding")


def _as_it_stands(typed: str) -> sa.ColumnElement[bool]:
    return ProposalVersion.words.contains(folded(typed[:LONGEST_SEARCH]).strip(), autoescape=True)


def own_holding(own: sa.ColumnElement[bool], typed: str) -> list[int]:
    """Of somebody's own ideas that nobody has let through, those that hold every word of `typed`: drafts by their name.

    They stand sealed, so each is opened and looked through here; one person has few.
    """
    sought = terms(typed) or [folded(typed[:LONGEST_SEARCH]).strip()]
    query = sa.select(Proposal.id, Proposal.title, ProposalVersion.content).outerjoin(
        ProposalVersion,
        sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == Proposal.version),
    )
    found = db.session.execute(query.where(own, ~Proposal.let_through))
    told = {key: Content.from_json(sent).words if sent else title for key, title, sent in found}
    return [key for key, words in told.items() if all(word in folded(words) for word in sought)]


def key_of(table: type[Proposal]) -> sa.ColumnElement[int]:
    """A proposal's key, for "is one of these", so that the rest is read from the list's index and not row by row.

    (SQLite would otherwise look each key up in the table, whose rows are long.)
    """
    return table.id + 0


def likeliest(
    query: sa.Select[Proposal, ProposalVersion], words: list[str]
) -> sa.Select[Proposal, ProposalVersion]:
    """Of what `query` finds, the versions that hold any of `words`, the likeliest first."""
    if on_postgres():
        wanted = sa.func.to_tsquery("english", " | ".join(words))
        found = _index.search.op("@@")(wanted)
        return query.where(found).order_by(sa.func.ts_rank(_index.search, wanted).desc(), Proposal.id)
    matching = sa.table(_index.roots, sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    ranked = query.join(matching, matching.c.rowid == ProposalVersion.id)
    found = sa.literal_column(_index.roots).op("MATCH")(" OR ".join(map(quoted, words)))
    return ranked.where(found).order_by(matching.c.rank, Proposal.id)
