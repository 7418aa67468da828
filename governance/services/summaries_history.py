"""The published versions of one summary, the newest first, with what changed from each to the next."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from governance.rules.comparing_versions import Changed, differences
from governance.services import summaries
from governance.services.summaries_versions import newest
from models.summaries import Summary


@dataclass(frozen=True)
class Version:
    """One version, and how it differs from the one before it (nothing for the first)."""

    summary: Summary
    changed: list[Changed]


def history(summary: Summary) -> list[Version]:
    """Every version that was published, the newest first, from whichever of them one comes."""
    chain = [newest(summary)]
    while chain[-1].replaces_id is not None:
        older = db.session.scalars(sa.select(Summary).where(Summary.id == chain[-1].replaces_id)).one()
        chain.append(older)
    out = [one for one in chain if one.published_at is not None]
    return [
        Version(one, _changed(older, one) if older else [])
        for one, older in zip(out, [*out[1:], None], strict=True)
    ]


def _changed(before: Summary, after: Summary) -> list[Changed]:
    return differences(
        summaries.facts_of(before), summaries.facts_of(after), after.ordering, summaries.words_beside(after)
    )
