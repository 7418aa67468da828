"""What the pages of summaries begin with in tests: a draft, one that is out, and what somebody has read."""

from __future__ import annotations

import pytest

from governance.services import sources
from governance.views import summaries_kept
from tests import summaries_made as made


@pytest.fixture(autouse=True, name="_told")
def told_fixture(monkeypatch):
    monkeypatch.setattr(summaries_kept, "LOOK_AGAIN", 0)
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))


@pytest.fixture(name="draft")
def draft_fixture(app, cast) -> str:
    return made.drafted(cast).public_id


@pytest.fixture(name="out")
def out_fixture(app, cast) -> str:
    return made.published(cast).public_id


def seen(somebody, at: str, page: str = "draft") -> dict[str, str]:
    """What the page sends with somebody's yes: the mark of the words on it."""
    return {"seen": somebody.get(f"{at}/{page}").one("input[name=seen]")["value"]}
