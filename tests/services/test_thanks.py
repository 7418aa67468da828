"""Thank-yous: no cash to a child, not for school hours, benefits talked about, two people; and how they are."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import Feeling, Thank, Way, check, is_school_time
from commissioning.services import thanks, thanks_needs, two_people
from models.panels import Support
from models.thanks import CheckedIn
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.services import panels
from tests.conftest import person
from tests.proposals_made import actor

WEDNESDAY = date(2026, 11, 25)
EVENING = Thank(Way.VOUCHER, Pence(10_00), "Reading three packs", WEDNESDAY, time(17), benefits_talked=True)


def changed(**what) -> Thank:
    return Thank(**{**vars(EVENING), **what})


@pytest.mark.parametrize(
    ("thank", "band", "field"),
    [
        (changed(way=Way.BANK), AgeBand.SIXTEEN_SEVENTEEN, "way"), (changed(way=Way.BANK), None, "way"),
        (changed(at=time(14)), AgeBand.THIRTEEN_TO_FIFTEEN, "at"),
        (changed(benefits_talked=False), AgeBand.SIXTEEN_SEVENTEEN, "benefits_talked"),
        (changed(benefits_talked=False), AgeBand.ADULT, "benefits_talked"),
        (changed(amount=Pence(200_01)), AgeBand.ADULT, "amount"), (changed(amount=Pence(0)), AgeBand.ADULT, "amount"),
        (changed(on=WEDNESDAY + timedelta(days=1)), AgeBand.ADULT, "on"),
        (changed(what_for="x"), AgeBand.ADULT, "what_for"),
    ],
)  # fmt: skip
def test_fn6_what_may_not_be_given_so_is_refused_beside_it(thank, band, field):
    with pytest.raises(Refusal) as refused:
        check(thank, band, WEDNESDAY, in_term=True)
    assert refused.value.field == field


def test_fn6_what_may_be_given():
    check(EVENING, AgeBand.SIXTEEN_SEVENTEEN, WEDNESDAY, in_term=True)
    check(changed(benefits_talked=False), AgeBand.THIRTEEN_TO_FIFTEEN, WEDNESDAY, in_term=True)
    check(changed(at=time(14)), AgeBand.THIRTEEN_TO_FIFTEEN, WEDNESDAY, in_term=False)
    check(changed(way=Way.BANK, at=time(14)), AgeBand.ADULT, WEDNESDAY, in_term=True)
    assert not is_school_time(date(2026, 12, 25), time(10), in_term=True)


def test_fn6_a_second_person_agrees_without_a_name_before_it_is_given(app, work):
    with work():
        team = panels.panels_for(actor("Pia"))[0]
        thank = changed(on=local_date(now()), way=Way.BOUGHT)
        made = thanks.ask(actor("Pia"), team, person("Tomos").public_id, thank)
        assert "Tomos" not in made.held.words + made.held.reason
        assert made.held.words == "Something bought for a young advisor, £10.00"
        with pytest.raises(Refusal, match="has not agreed"):
            thanks.give(actor("Pia"), team, made.public_id)
        with pytest.raises(Refusal):
            two_people.confirm(actor("Pia"), made.held)
        assert thanks.of_person(actor("Tomos")) == []
        two_people.confirm(actor("Farid"), made.held)
        thanks.give(actor("Pia"), team, made.public_id)
        assert [one.given_on for one in thanks.of_person(actor("Tomos"))] == [local_date(now())]
        with pytest.raises(Refusal, match="already"):
            thanks.give(actor("Pia"), team, made.public_id)


def test_whoever_is_not_fine_is_on_the_homes_of_those_who_can_help_until_asked_again(app, work):
    def told() -> dict[str, list[str]]:
        told = {
            name: thanks_needs.needs_for(actor(name)) for name in ("Sam", "Pia", "Leah", "Carol", "Tomos")
        }
        return {name: [need.title for need in needs] for name, needs in told.items() if needs}

    with work():
        team, asha = panels.panels_for(actor("Pia"))[0], person("Asha")
        db.session.add(Support(
            advisor_id=asha.id, supporter_id=person("Leah").id, starts_on=local_date(now())
        ))  # fmt: skip
        thanks.check_in(actor("Pia"), team, asha.public_id, Feeling.HELP)
        assert told() == {
            "Sam": ["Asha needs help: ring Pia"], "Pia": ["Ask Asha again how they are"],
            "Leah": ["Make time for Asha this week"],
        }  # fmt: skip
        thanks.check_in(actor("Pia"), team, asha.public_id, Feeling.TALK)
        assert sorted(told()) == ["Leah", "Pia"], "talking is the supporter's, not the desk's"
        thanks.check_in(actor("Pia"), team, asha.public_id, Feeling.FINE)
        assert told() == {}


def test_how_they_are_is_noted_without_a_word(app, work):
    with work():
        team = panels.panels_for(actor("Pia"))[0]
        for feeling in (Feeling.TALK, Feeling.FINE):
            thanks.check_in(actor("Pia"), team, person("Asha").public_id, feeling)
        assert [(one.user.name, one.feeling) for one in thanks.last_check_ins(team)] == [
            ("Asha", Feeling.FINE)
        ]
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.delete(CheckedIn))
