"""A polling round, and the key that its forms are sent with."""

from __future__ import annotations

import pytest

from tests.polling_made import a_polling_round

KEY = "a-form-key-of-this-test"


@pytest.fixture(name="made")
def made_fixture(begin):
    return begin(a_polling_round)
