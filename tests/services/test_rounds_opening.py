"""Opening a round: it stays shut until somebody could win, its sheets hold, and its pot can pay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.db import db
from commissioning.rules.counting.values import BallotKind
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.rules.results_words import listed
from commissioning.rules.rounds import Electorate, Phase
from commissioning.services import ballots, polling, polling_sheets, rolls, rounds
from commissioning.services.polling import Wanted
from participation.rules.refusals import Refusal
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.rounds_made import (
    a_plan,
    a_round,
    an_open_round,
    ideas,
    opened_fixture,  # noqa: F401 - a fixture
)


def not_ready(round_):
    return [line.what for line in rounds.readiness_of(round_) if not line.done]


def remade(round_, **changes):
    plan = replace(rounds.plan_of(round_), **changes)
    rounds.change(actor("Grace"), round_, rounds.pot_of(round_), plan)


def test_a_round_in_which_nothing_could_win_does_not_open(app, work):
    with work():
        round_ = a_round(threshold=5)
        assert not_ready(round_) == []
        remade(round_, threshold=6)
        assert not_ready(round_) == ["The least a project needs, 6, can be reached"]
        with pytest.raises(Refusal, match="nothing could win"):
            rounds.open_voting(actor("Grace"), round_)
        remade(round_, kind=BallotKind.CUMULATIVE, points_each=10, threshold=50)
        assert not_ready(round_) == []
        assert rolls.smallest_warning(round_) == ""
        remade(round_, smallest=1_000)
        assert not_ready(round_) == []
        assert "never show a number" in rolls.smallest_warning(round_)


@pytest.mark.parametrize(("way", "change", "holds"), [
    (Way.PAPER, {"most": 2}, False), (Way.PAPER, {"title": "Spring"}, False), (Way.PAPER, {"quorum": 2}, True),
    (Way.PAPER, {"proposals": 3}, False), (Way.CODES, {"most": 2}, True), (Way.CODES, {"title": "Spring"}, False),
    (Way.TABLET, {"title": "Spring"}, True),
])  # fmt: skip
def test_a_round_changed_after_its_sheets_were_printed_does_not_open_with_them(app, work, way, change, holds):
    with work():
        round_ = a_round()
        sheet = polling.make(actor("Grace"), round_, Wanted(way, "Year 6", 3), "a-form-key-long-enough")
        assert not_ready(round_) == []
        kept = (
            {"proposals": rounds.plan_of(round_).proposals[:3], "most": 2}
            if "proposals" in change
            else change
        )
        remade(round_, **kept)
        assert (not_ready(round_) == []) is holds
        assert ("“Year 6”" in polling_sheets.warning(round_)) is not holds
        if not holds:
            with pytest.raises(Refusal, match="print new ones"):
                rounds.open_voting(actor("Grace"), round_)
            polling.take_back(actor("Grace"), round_, sheet.batch.public_id)
        rounds.open_voting(actor("Grace"), round_)


def test_it_does_not_open_until_it_is_ready(app, work):
    with work():
        round_ = a_round(electorate=Electorate.YOUNG_ADVISORS)
    with pytest.raises(Refusal, match="2 could vote now"), work():
        rounds.open_voting(actor("Grace"), round_)
    with work():
        assert rounds.phase_of(round_) is Phase.BEING_SET_UP
        assert rounds.voters_of(round_) == sorted([actor("Asha").user_id, actor("Tomos").user_id])


def test_a_quorum_nobody_could_reach_and_a_chamber_too_small_to_show_keep_it_shut(app, work):
    with work():
        round_ = a_round(quorum=6, two_chambers=True)
    todo = {line.what: line.todo for line in rounds.readiness_of(round_) if not line.done}
    assert "5 could vote now" in todo["The least votes for a result, 6, can be reached"]
    assert "2 young advisors and 3 others could vote" in todo["Both groups can be shown apart"]
    with pytest.raises(Refusal, match="not ready"), work():
        rounds.open_voting(actor("Grace"), round_)


def test_a_vote_is_never_held_on_what_its_pot_could_not_award(app, work):
    """Refused beside the projects at set-up; and before opening, when the pot’s rules are newer than the round."""
    with work():
        found = ideas()
        pot = a_pot({"": 200_000}, max_award=500_00)
        with pytest.raises(Refusal, match=r"asks £600\.00, and this pot gives at most") as refused:
            rounds.set_up(actor("Grace"), pot, a_plan(found))
        assert refused.value.field == "proposals"
        pot.max_award_pence = None
        round_ = rounds.set_up(actor("Grace"), pot, a_plan(found))
        assert all(line.done for line in rounds.readiness_of(round_))
        pot.max_award_pence = Pence(899_99)
        waits = [line.todo for line in rounds.readiness_of(round_) if not line.done]
        assert len(waits) == 1
        assert "asks £900.00" in waits[0]
        with pytest.raises(Refusal, match=r"asks £900\.00"):
            rounds.open_voting(actor("Grace"), round_)


def test_people_who_live_somewhere_are_asked_only_where_the_team_has_areas(app, work):
    """Refused beside who may vote; and before opening, and in the words of the vote, where the areas went since."""
    with work():
        round_ = a_round(electorate=Electorate.RESIDENTS)
        assert not [
            line for line in rounds.readiness_of(round_) if line.what.startswith("Those who may vote")
        ]
        round_.team.areas = []
        db.session.flush()
        (waits,) = [line for line in rounds.readiness_of(round_) if not line.done]
        assert waits.todo == (
            "The Alderbrook South team has no areas, so nobody can be asked because they live there. Choose somebody "
            "else who may vote."
        )
        with pytest.raises(Refusal, match="has no areas") as refused:
            rounds.change(actor("Grace"), round_, rounds.pot_of(round_), rounds.plan_of(round_))
        assert refused.value.field == "electorate"
        with pytest.raises(Refusal, match="has no areas"):
            rounds.open_voting(actor("Grace"), round_)


def test_whoever_is_outside_is_told_where_people_live_only_where_there_is_such_a_place(app, work):
    with work():
        round_ = an_open_round(electorate=Electorate.RESIDENTS)
        areas = listed([area.name for area in round_.team.areas])
        before = ballots.paper_for(actor("Erin"), round_).refusal
        round_.team.areas = []
        db.session.flush()
        after = ballots.paper_for(actor("Erin"), round_).refusal
    assert areas
    assert f"for people who live in {areas}" in before
    assert after.endswith("It is for members and young advisors of the Alderbrook South team.")
