"""The index of proposals' words: FTS5 on SQLite, tsvector on PostgreSQL, asked in the same way.

What is indexed is each version as it was sent in. A match says nothing about who may read it: callers add that.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlite_utils import Database

from app.db import db
from commissioning.rules.searching import LONGEST_SEARCH, folded, terms
from models.proposals import Proposal, ProposalVersion

_ROOTS, _WHOLE = "proposal_versions_fts", "proposal_versions_whole"
_quoted = Database(memory=True).quote_fts
_Other = aliased(Proposal)
_search: sa.ColumnClause[Any] = sa.literal_column("proposal_versions.search")


def add(version: ProposalVersion) -> None:
    """Index a version that was just added. PostgreSQL has done so itself."""
    if _on_postgres():
        return
    for name in (_ROOTS, _WHOLE):
        table = sa.table(name, sa.column("rowid"), sa.column("words"))
        db.session.execute(sa.insert(table).values(rowid=version.id, words=version.words))


def holds(typed: str) -> sa.ColumnElement[bool]:
    """The condition that a proposal's last version (or a draft's name) holds every word of `typed`, whatever is in it.

    The last word may be half typed.
    Marks and signs alone are looked for as they stand.
    """
    words = terms(typed)
    plain = [folded(typed[:LONGEST_SEARCH]).strip()]
    last = len(words) - 1
    sent = [_holds_one(word, half_typed=at == last) for at, word in enumerate(words)] or [
        ProposalVersion.words.contains(plain[0], autoescape=True)
    ]
    named = [sa.func.lower(_Other.title).contains(word, autoescape=True) for word in words or plain]
    found = sa.union_all(
        _hinted(sa.select(ProposalVersion.proposal_id, ProposalVersion.number).where(*sent), bool(words)),
        sa.select(_Other.id, _Other.version).where(~_Other.let_through, _Other.version == 0, *named),
    )
    return sa.tuple_(key_of(Proposal), Proposal.version).in_(found)


def key_of(table: type[Proposal]) -> sa.ColumnElement[int]:
    """A proposal's key, for "is one of these", so that the rest is read from the list's index and not row by row.

    (SQLite would otherwise look each key up in the table, whose rows are long.)
    """
    return table.id + 0


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


def _hinted(query: sa.Select[int, int], by_key: bool) -> sa.Select[int, int]:
    """Told to read keys from their own small index, SQLite need not turn the pages of whole versions."""
    return (
        query.with_hint(ProposalVersion, "INDEXED BY ix_proposal_versions_keys", "sqlite")
        if by_key
        else query
    )


def _holds_one(word: str, *, half_typed: bool) -> sa.ColumnElement[bool]:
    """A version holds this word, with any ending; one that may be half typed is also the beginning of a longer word."""
    if _on_postgres():
        as_it_stands = sa.func.to_tsquery("simple", f"{word}:*" if half_typed else word)
        return _search.op("@@")(as_it_stands.op("||")(sa.func.to_tsquery("english", word)))
    roots = _matching(_ROOTS, _quoted(word))
    if half_typed:
        return ProposalVersion.id.in_(sa.union_all(roots, _matching(_WHOLE, f"{_quoted(word)}*")))
    return ProposalVersion.id.in_(roots)


def _matching(table: str, wanted: str) -> sa.Select[int]:
    index = sa.table(table, sa.column("rowid", sa.Integer))
    return sa.select(index.c.rowid).where(sa.literal_column(table).op("MATCH")(wanted))
