"""One good answer to every form there is, and who gives it: what the hostile sweep then spoils field by field."""

from __future__ import annotations

from tests.guards.posts import (
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
from tests.guards.sent import Sent

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
POSTS: dict[str, tuple[Sent, ...]] = {
    name: sent for subject in _SUBJECTS for name, sent in subject.POSTS.items()
}
assert len(POSTS) == sum(len(subject.POSTS) for subject in _SUBJECTS), "a form stands in two files"
