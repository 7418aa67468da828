"""Which made record stands behind each address, and who of those through its door finds it there."""

from __future__ import annotations

from tests.guards.behind import Behind
from tests.guards.records import (
    advice,
    awards,
    bodies,
    deals,
    decisions,
    desk,
    feedback,
    listening,
    money,
    people,
    proposals,
    small_sums,
    voting,
)

_SUBJECTS = (
    advice,
    awards,
    bodies,
    deals,
    decisions,
    desk,
    feedback,
    listening,
    money,
    people,
    proposals,
    small_sums,
    voting,
)
RECORDS: dict[str, tuple[Behind, ...]] = {
    name: behind for subject in _SUBJECTS for name, behind in subject.RECORDS.items()
}
assert len(RECORDS) == sum(len(subject.RECORDS) for subject in _SUBJECTS), "an address stands in two files"
