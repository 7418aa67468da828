"""Words that were said and released, enough for a theme."""

from __future__ import annotations

import pytest

from tests.voice_made import a_listening, decide, somebody_says


@pytest.fixture(name="said")
def said_fixture(work, cast):
    with work():
        here = a_listening(cast)
        made = [somebody_says(here, words)[0] for words in (
            "The lamps by the gate are dark", "It is dark at the gate, no lamps", "More lamps please near the gate",
            "The bus to the library is late", "Zebedeequux cries at night",
        )]  # fmt: skip
        for one in made[:4]:
            decide(cast, one)
    return made
