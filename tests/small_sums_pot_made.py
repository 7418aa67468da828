"""A pot from which small sums are paid."""

from __future__ import annotations

import pytest

from tests.small_sums_made import an_office_pot

MONDAY = "2026-11-23 10:00"


@pytest.fixture(name="pot")
def pot_fixture(work, at):
    with at(MONDAY), work():
        made = an_office_pot()
    with at(MONDAY):
        yield made
