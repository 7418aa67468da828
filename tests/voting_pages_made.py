"""A round for codes, a tablet and papers, as its pages are met."""

from __future__ import annotations

import pytest

from tests.polling_made import a_polling_round

KEY = "a-form-key-of-this-test"


@pytest.fixture(name="made")
def made_fixture(app, work):
    with work():
        return a_polling_round(least=2)
