"""A counted round whose decisions are to be made."""

from __future__ import annotations

import pytest

from tests.decisions_made import a_counted_round


@pytest.fixture(name="counted")
def counted_fixture(begin):
    begin(a_counted_round)
