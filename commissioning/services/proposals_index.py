"""The index of proposals' words: FTS5 on SQLite, tsvector on PostgreSQL, asked in the same way.

What is indexed is each version as it was sent in. A match says nothing about who may read it: callers add that.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlite_utils import Database

from app.db import db
from commissioning.rules.searching import LONGEST_SEARCH, folded, terms
from models.proposals import Proposal, ProposalVersion

_ROOTS, _WHOLE = "proposal_versions_fts", "proposal_versions_whole"
_quoted = Database(memory=True).quote_fts
_search: sa.ColumnClause[Any] = sa.literal_column("proposal_versions.search")


def add(version: ProposalVersion) -> None:
    """Index a version that was just added. PostgreSQL has done so itself."""
    if _on_postgres():
        return
    for name in (_ROOTS, _WHOLE):
        table = sa.table(name, sa.column("rowid"), sa.column("words"))
        db.session.execute(sa.insert(table).values(rowid=version.id, words=version.words))


def holds(typed: str) -> sa.ColumnElement[bool]:
    """The condition that a version (or a draft's name) holds every word of `typed`, whatever is in it.

    Marks and signs alone are looked for as they stand.
    """
    words = terms(typed)
    if not words:
        text = sa.func.coalesce(ProposalVersion.words, sa.func.lower(Proposal.title))
        return text.contains(folded(typed[:LONGEST_SEARCH]).strip(), autoescape=True)
    named = [sa.func.lower(Proposal.title).contains(word, autoescape=True) for word in words]
    unsent = sa.and_(Proposal.version == 0, *named)
    return sa.or_(sa.and_(*(_holds_one(word) for word in words)), unsent)


def likeliest(
    query: sa.Select[Proposal, ProposalVersion], words: list[str]
) -> sa.Select[Proposal, ProposalVersion]:
    """Of what `query` finds, the versions that hold any of `words`, the likeliest first."""
    if _on_postgres():
        wanted = sa.func.to_tsquery("english", " | ".join(words))
        found = _search.op("@@")(wanted)
        return query.where(found).order_by(sa.func.ts_rank(_search, wanted).desc(), Proposal.id)
    matching = sa.table(_ROOTS, sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    ranked = query.join(matching, matching.c.rowid == ProposalVersion.id)
    found = sa.literal_column(_ROOTS).op("MATCH")(" OR ".join(map(_quoted, words)))
    return ranked.where(found).order_by(matching.c.rank, Proposal.id)


def _on_postgres() -> bool:
    return db.engine.dialect.name == "postgresql"


def _holds_one(word: str) -> sa.ColumnElement[bool]:
    """A version holds this word: with any ending, or as the beginning of a longer word."""
    if _on_postgres():
        wanted = sa.func.to_tsquery("simple", f"{word}:*").op("||")(sa.func.to_tsquery("english", word))
        return _search.op("@@")(wanted)
    found = sa.union_all(_matching(_ROOTS, _quoted(word)), _matching(_WHOLE, f"{_quoted(word)}*"))
    return ProposalVersion.id.in_(found)


def _matching(table: str, wanted: str) -> sa.Select[int]:
    index = sa.table(table, sa.column("rowid", sa.Integer))
    return sa.select(index.c.rowid).where(sa.literal_column(table).op("MATCH")(wanted))
