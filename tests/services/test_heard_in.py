"""How many a listening has heard, as its worker is told: only what was let through, and no one to four."""

from __future__ import annotations

import pytest

from participation.rules.gate import Letting, Outcome
from participation.services import coming_back, listening
from tests.voice_made import a_listening, decide, somebody_says


@pytest.fixture
def here(work, cast):
    with work():
        return a_listening(cast)


def told(here):
    [row] = [one for one in listening.listed()[0] if one.listening.id == here.id]
    assert listening.heard_in([here])[here.id] == row.heard
    return row.heard


def test_what_waits_or_stays_at_the_desk_is_in_no_count(here, work, cast):
    with work():
        said = [somebody_says(here, f"The swing is stuck again {number}")[0] for number in range(7)]
        coming_back.add(said[0].public_id, "And the slide is too", "a-key-of-this-form")
    assert told(here) == 0, "seven wait, and nobody can tell"
    with work():
        decide(cast, said[0])
    assert told(here) is None, "one to four are not told"
    with work():
        for one in said[1:5]:
            decide(cast, one)
        decide(cast, said[5], outcome=Outcome.REFERRED, reference="MASH 123", letting=Letting.KEEP)
    assert told(here) == 5, "what went on to children’s services does not show as a difference"
