"""The index of proposals' words: FTS5 on SQLite, tsvector on PostgreSQL, asked in the same way.

What is indexed is each version as it was sent in. A match says nothing about who may read it: callers add that.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from commissioning.rules.searching import LONGEST_SEARCH, folded, terms
from commissioning.services.word_index import WordIndex, on_postgres, quoted
from models.proposals import Proposal, ProposalVersion

_index = WordIndex(ProposalVersion, ("words",))
_Other = aliased(Proposal)


def add(version: ProposalVersion) -> None:
    """Index a version that was just added."""
    _index.add(version)


def holds(typed: str) -> sa.ColumnElement[bool]:
    """The condition that a proposal's last version (or a draft's name) holds every word of `typed`, whatever is in it.

    The last word may be half typed.
    Marks and signs alone are looked for as they stand.
    """
    words = terms(typed)
    plain = [folded(typed[:LONGEST_SEARCH]).strip()]
    sent = _index.holds_each(words) or [ProposalVersion.words.contains(plain[0], autoescape=True)]
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
    if on_postgres():
        wanted = sa.func.to_tsquery("english", " | ".join(words))
        found = _index.search.op("@@")(wanted)
        return query.where(found).order_by(sa.func.ts_rank(_index.search, wanted).desc(), Proposal.id)
    matching = sa.table(_index.roots, sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    ranked = query.join(matching, matching.c.rowid == ProposalVersion.id)
    found = sa.literal_column(_index.roots).op("MATCH")(" OR ".join(map(quoted, words)))
    return ranked.where(found).order_by(matching.c.rank, Proposal.id)


def _hinted(query: sa.Select[int, int], by_key: bool) -> sa.Select[int, int]:
    """Told to read keys from their own small index, SQLite need not turn the pages of whole versions."""
    return (
        query.with_hint(ProposalVersion, "INDEXED BY ix_proposal_versions_keys", "sqlite")
        if by_key
        else query
    )
