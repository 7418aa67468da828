"""Classes that agree by hands, what young people choose, and nobody ranked for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.config import ROOT
from participation.rules.deals import Progress
from participation.rules.deals_life import Side
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.small_numbers import Hidden
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_class,
    deals_facts,
    deals_lasting,
    deals_reading,
    deals_shown,
)
from tests.deals_lived_made import ever, told, wall
from tests.deals_made import (
    YEAR_SIX,
    a_schools,
    lived,
    the,
)


def test_a_class_agrees_by_hands_chooses_one_part_and_shows_faces_and_nobody_is_named(app, cast, work):
    with work():
        deal = a_schools(cast)
        key = deal.public_id
        with pytest.raises(Refusal, match="more than half"):
            deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 11, 22)
        deals.agree(cast("Bethan"), deal)
        with pytest.raises(Refusal, match="Somebody else has to speak"):
            deals_class.agree_by_hands(cast("Bethan"), deal, YEAR_SIX, 22, 22)
        assert deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 20, 22) is True
        with pytest.raises(Refusal, match="not being lived"):
            deals_class.count_faces(
                cast("Pia"), deal, deal.pairs[0].public_id, Side.OURS, YEAR_SIX, (0, 0, 0, 0, 9)
            )
        deals_lasting.begin(cast("Bethan"), deal, date(2027, 6, 1))
        first, second = (pair.public_id for pair in deal.pairs[:2])
        deals_choices.choose_for_group(cast("Bethan"), deal, YEAR_SIX, first)
        deals_choices.choose_for_group(cast("Pia"), deal, YEAR_SIX, second)
        deals_class.count_faces(cast("Bethan"), deal, first, Side.OURS, YEAR_SIX, (1, 0, 2, 9, 8))
        deals_class.count_faces(cast("Bethan"), deal, first, Side.OURS, "Year 5", (1, 0, 0, 2, 0))
        with pytest.raises(Refusal, match="a phone number"):
            deals_class.count_faces(cast("Pia"), deal, first, Side.OURS, "07700 900123", (0, 0, 0, 0, 9))
        with pytest.raises(NotFound):
            deals_class.get_deal_to_hold(cast("Asha"), key)
    pairs = {one.public_id: one for one in deals_shown.pairs_of(the(cast, key), Actor.nobody())}
    assert pairs[second].yours.groups == (YEAR_SIX,), "one part, and the newest counts"
    assert not pairs[first].yours.groups
    told = {one.group: (one.total, one.counts) for one in pairs[first].ours.faces}
    small, beside = Hidden.SMALL, Hidden.WITH_IT
    assert told == {YEAR_SIX: (20, (small, 0, small, 9, beside)), "Year 5": (0, ())}, "under five is not told"
    with pytest.raises(Refusal, match="school’s or a group’s"), work():
        deals_class.agree_by_hands(cast("Pia"), the(cast, lived(cast)), YEAR_SIX, 9, 9)


def test_nothing_is_ranked_scored_or_withheld_for_what_young_people_choose(app, cast, work):
    """The order of Deals and promises, and all that is told of our part, is the same whatever yours says."""
    with work():
        one, other = lived(cast, title="A"), lived(cast, title="B")
    before = [told(cast, key) for key in (one, other)]
    order = [deal.title for deal in deals_reading.list_for(Actor.nobody())]
    for name, progress, part in (("Asha", Progress.NOT_NOW, "not_now"), ("Tomos", Progress.BROKEN, None)):
        with work():
            deal = the(cast, other, name)
            deals_check_ins.check_in(cast(name), deal, deal.pairs[0].public_id, progress, "")
            made = deals_choices.choose(cast(name), deal, part or deal.pairs[1].public_id)
            assert deals_choices.mine(cast(name), deal).id == made.id
    assert [told(cast, key) for key in (one, other)] == before
    assert [deal.title for deal in deals_reading.list_for(Actor.nobody())] == order
    for name in ("Rhona", "Grace", "Pia"):
        assert deals_choices.mine(cast(name), the(cast, other, name)) is None
        assert not any(pair.yours.groups for pair in wall(cast, other, name))
    with pytest.raises(Refusal, match="choose their own part"), work():
        deals_choices.choose(cast("Rhona"), the(cast, other, "Rhona"), "not_now")
    yours = [f for f in deals_facts.summary_facts(None, *ever()) if f.key.startswith("deal-yours:")]
    assert yours
    assert not any(fact.not_done for fact in yours), "your part is never an account that is owed"


def readers_of(name: str) -> set[str]:
    """Modules that read what young people chose, by the table's name."""
    rooms = ("app", "commissioning", "governance", "participation", "forms", "models")
    files = (file for room in rooms for file in Path(ROOT, room).rglob("*.py"))
    return {file.stem for file in files if name in file.read_text(encoding="utf-8")}


def test_no_other_part_of_the_place_can_read_what_was_chosen():
    assert readers_of("DealChoice") == {"deals_lived", "deals_choices", "deals_beside"}
    assert "deals_facts" in readers_of("DealView"), "the control: what the other side says is accounted for"
