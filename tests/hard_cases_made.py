"""What the hard cases of summaries share."""

from __future__ import annotations

import pytest

from governance.services import sources
from governance.views import summaries_kept
from tests import summaries_made as made


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    monkeypatch.setattr(summaries_kept, "LOOK_AGAIN", 0)
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))
