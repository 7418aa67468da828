"""What voice tells a summary: nothing undecided, no small number, and no more queries for more people."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from governance.rules.composing import child_version, officer_version
from governance.rules.parity import faults
from models.places import Area, Team, team_areas
from participation.rules.feedback import Route
from participation.rules.gate import Letting, Outcome
from participation.services.voice_facts import summary_facts
from tests.proposals_made import actor
from tests.voice_made import a_listening, a_theme, decide, somebody_says


def facts(**more):
    told = summary_facts(None, now() - timedelta(days=2), now() + timedelta(days=1))
    return {fact.key: fact for fact in told}


@pytest.fixture
def many(begin):
    return begin(eighteen_let_through)


def eighteen_let_through():
    here = a_listening(actor)
    ages = ["10-12"] * 9 + ["6-9"] * 7 + ["16-17"] * 2
    made = [somebody_says(here, f"It is dark by gate number {n}", age=age)[0] for n, age in enumerate(ages)]
    for one in made:
        decide(actor, one)
    return made


def test_nothing_undecided_is_counted(work, cast):
    with work():
        somebody_says(a_listening(cast), "Zebedee hits me")
    told = facts()
    assert told["heard:total"].figures == {"people": 0}
    assert "Zebedee" not in str(told)


def test_small_groups_are_hidden_and_cannot_be_worked_out(many):
    assert facts()["heard:age"].figures == {"10 to 12": 9, "6 to 9": None, "16 or 17": None}


def test_what_stays_with_safeguarding_is_only_a_hidden_number(work, cast, many):
    with work():
        said, _ = somebody_says(a_listening(cast), "Zebedee hits me")
        decide(cast, said, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
    told = facts()
    assert told["safeguarding:totals"].figures["worried"] is None
    assert told["safeguarding:totals"].figures["no_concern"] is None
    assert "Zebedee" not in str(told)
    assert "FD-1" not in str(told)


def test_what_is_hidden_with_a_small_number_is_not_called_small(work, cast, many):
    told = facts()["heard:age"]
    for words in (told.officer, told.child):
        assert "6 to 9: not shown; 10 to 12: 9; 16 or 17: fewer than five" in words
    with work():
        said, _ = somebody_says(a_listening(cast), "Zebedee hits me")
        decide(cast, said, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
    words = facts()["safeguarding:totals"].officer
    assert "referred fewer than five, no concern not shown." in words
    assert "emergency" not in words
    assert " 0" not in words.partition(" read late")[0].partition(":")[2].rpartition(".")[0]


def test_ages_and_the_worried_do_not_add_up_to_what_is_hidden(work, cast, many):
    """Two parents among eighteen children: the ages would say how many children, and so how many parents."""
    with work():
        here = a_listening(cast)
        for n in range(2):
            decide(cast, somebody_says(here, f"The gate sticks {n}", route=Route.PARENT)[0])
        for n in range(6):
            said, _ = somebody_says(here, f"He shouts {n}")
            decide(cast, said, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
        said, _ = somebody_says(here, "She shouts")
        decide(cast, said, outcome=Outcome.EMERGENCY, reference="FD-2", letting=Letting.KEEP)
    told = facts()
    assert "parents and carers: fewer than five" in told["heard:route"].officer
    assert "children and young people: not shown" in told["heard:route"].officer
    assert dict(told["heard:age"].figures) == {}
    assert told["safeguarding:totals"].figures["worried"] is None
    assert "not shown" in told["heard:age"].child
    assert faults(list(told.values()), *(v(told.values()) for v in (officer_version, child_version))) == []


def test_themes_that_add_up_to_more_than_were_heard_say_why(work, cast, many):
    with work():
        a_theme(cast, *many[:10], send=True)
    assert "themes:counted" not in facts()
    with work():
        a_theme(cast, *many[:11], title="The same people again", send=True)
    told = facts()
    assert "in more than one theme" in told["themes:counted"].officer
    assert "in more than one of these" in told["themes:counted"].child
    assert faults(list(told.values()), *(v(told.values()) for v in (officer_version, child_version))) == []


def test_a_theme_is_told_with_released_quotes_only_when_five_people_are_in_it(work, cast, many):
    with work():
        big, small = a_theme(cast, *many[:6], send=True), a_theme(cast, *many[6:8], title="Small", send=True)
    told = facts()
    assert "It is dark by gate number 0" in told[f"theme:{big.public_id}"].officer
    assert "gate number 6" not in told[f"theme:{small.public_id}"].officer
    assert told[f"theme:{small.public_id}"].figures == {"people": None}


def test_more_people_take_no_more_queries(work, cast, many):
    def count() -> int:
        seen = []
        listener = lambda *args: seen.append(args[2])  # noqa: E731 - one line says it
        sa.event.listen(db.engine, "before_cursor_execute", listener)
        db.session.rollback()
        facts()
        sa.event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    with work():
        a_theme(cast, *many[:6], send=True)
    before = count()
    with work():
        here = a_listening(cast)
        for n in range(8):
            decide(cast, somebody_says(here, f"More of it {n}")[0])
        a_theme(cast, *many[6:13], title="Another", send=True)
    assert count() == before


def test_the_places_numbers_less_a_teams_do_not_give_a_small_one_away(work, cast):
    """Seventeen spoke of South's area and three of no area: told together, both numbers would tell the three."""
    south = db.session.scalars(sa.select(Team.id).join(Team.areas).where(~Team.is_panel)).first()
    area = db.session.scalars(sa.select(Area).join(team_areas).where(team_areas.c.team_id == south)).first()
    until = now() + timedelta(days=1)
    with work():
        there, elsewhere = a_listening(cast), a_listening(cast, title="Anywhere")
        there.area_id, elsewhere.area_id = area.id, None
        for n in range(20):
            decide(cast, somebody_says(there if n < 17 else elsewhere, f"It is dark by gate {n}")[0])

    def told(team: int | None) -> dict[str, dict[str, int | None]]:
        return {
            fact.key: dict(fact.figures) for fact in summary_facts(team, until - timedelta(days=3), until)
        }

    assert told(None)["heard:total"] == {"people": 20}
    assert told(south)["heard:total"] == {"people": None}
    assert {"heard:age", "heard:area", "heard:route"}.isdisjoint(told(south))
    assert told(south)["safeguarding:totals"]["read"] is None
    with work():
        for n in range(2):
            decide(cast, somebody_says(elsewhere, f"It is dark by the quay {n}")[0])
    assert told(south)["heard:total"] == {"people": 17}, "five outside it are enough"
    assert told(south)["safeguarding:totals"]["read"] == 17
