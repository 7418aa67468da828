"""Words that nobody at the desk may read, or nobody who is here: whoever fills the desk is called and finds it."""

from __future__ import annotations

from datetime import date

import pytest

from app.access.actors import actor_from
from app.db import db
from models.jobs import OutboxMessage
from participation.rules.gate import NOT_ON_OUR_PART, Decision, Letting, Outcome
from participation.rules.glass import GlassState, check_answer
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import desk_rota, escalation, glass, people, triage, triage_needs, unreadable
from participation.services.triage_desk import LETTER_NOBODY
from tests.desk_made import a_duty_contact, called
from tests.voice_made import a_listening, decide, item_of, somebody_says

ALL = "Sam and Joy and Lena all hurt me at home."
MONDAY = "2026-11-23 10:00"


def titles(actor: Actor) -> list[str]:
    return [need.title for need in triage_needs.needs_for(actor)]


def subjects() -> set[str]:
    return {
        letter.subject for letter in db.session.query(OutboxMessage) if letter.dedupe_key.startswith("held:")
    }


@pytest.fixture
def about_all(work, cast, at):
    with at(MONDAY), work():
        a_duty_contact()
        return item_of(somebody_says(a_listening(cast), ALL)[0])


def test_naming_the_whole_desk_calls_those_who_can_fill_it_and_they_find_the_item(work, cast, at, about_all):
    assert sorted(called("held:")) == ["Ada", "Olu", "Orla"]
    assert subjects() == {LETTER_NOBODY[0]}
    with at(MONDAY):
        for name in ("Ada", "Olu", "Orla"):
            assert "Nobody at the desk may read something that waits" in titles(cast(name))
        why = {
            name: [need.why for need in triage_needs.needs_for(cast(name))] for name in ("Ada", "Olu", "Orla")
        }
        assert triage_needs.ADD_NOW in why["Ada"]
        for name in ("Olu", "Orla"):  # neither can add somebody, nor break the glass
            assert triage_needs.SEE_THAT in why[name]
            assert triage_needs.ADD_NOW not in why[name]
        for name in ("Sam", "Joy", "Pia"):
            assert not [title for title in titles(cast(name)) if "Nobody at the desk" in title]
        assert [one.public_id for one in unreadable.late_or_unreadable(cast("Ada"))] == [about_all.public_id]
        with work():
            glass.ask(
                cast("Ada"), about_all.public_id, "It names the whole desk, so nobody there may read it."
            )
        assert sorted(called("glass:")) == ["Olu", "Orla"]
    with at("2026-11-23 11:00"), work():
        escalation.escalate_due()
    assert sorted(called("late:")) == ["Ada", "Olu", "Orla"]


def test_somebody_added_to_the_desk_ends_the_alarm(work, cast, at, about_all):
    with at(MONDAY):
        with work():
            a_duty_contact("Mina")
        assert unreadable.items(cast("Ada")) == unreadable.late_or_unreadable(cast("Ada")) == []
        assert titles(cast("Ada")) == []


def new_at_desk(cast, name="Mina"):
    new = people.NewPerson(
        name, Role.SAFEGUARDING_DEPUTY, AgeBand.ADULT, f"{name.lower()}@alderbrook.example"
    )
    return people.add(cast("Ada"), new)[0]


def test_somebody_new_at_the_desk_is_told_at_once_of_what_waited_and_nothing_of_its_words(
    work, cast, at, about_all
):
    with at(MONDAY), work():
        new_at_desk(cast)
    (letter,) = [one for one in db.session.query(OutboxMessage) if one.dedupe_key.startswith("new-at-desk:")]
    assert (called("new-at-desk:"), letter.subject) == (["Mina"], "Something at the desk needs reading now")
    assert "hurt" not in letter.body + letter.subject


@pytest.mark.parametrize(
    ("words", "told"), [(None, []), ("Mina hits me at the club", []), ("It is dark", ["Mina"])]
)
def test_nobody_new_is_told_of_nothing_or_of_what_is_about_them(work, cast, at, words, told):
    with at(MONDAY):
        with work():
            item = item_of(somebody_says(a_listening(cast), words)[0]) if words else None
            mina = new_at_desk(cast)
        assert called("new-at-desk:") == told
        if item:
            assert [shut.user.name for shut in item.shut_outs] == ([] if told else ["Mina"])
        with work():  # the control: who is added for other work hears nothing of the desk
            people.add(
                cast("Ada"), people.NewPerson("Ines", Role.AUDITOR, AgeBand.ADULT, "ines@alderbrook.example")
            )
        assert (called("new-at-desk:"), mina.name) == (told, "Mina")


@pytest.mark.parametrize(
    ("words", "why", "shut"),
    [
        ("Harrison hits us and laughs", "Rang the LADO at ten.", True),
        ("The coach hits us and laughs", "It is Harrison, the coach.", True),
        ("The coach hits us and laughs", "Rang the LADO at ten.", False),
    ],
)  # fmt: skip
def test_somebody_new_reads_and_overturns_nothing_that_was_decided_about_them(work, cast, words, why, shut):
    with work():
        made, _ = somebody_says(a_listening(cast), words)
        item = decide(
            cast, made, outcome=Outcome.STAFF, rationale=why, reference="LADO-1", letting=Letting.KEEP,
            about=NOT_ON_OUR_PART, stays=frozenset(),
        )  # fmt: skip
        harrison = actor_from(new_at_desk(cast, "Harrison"))
        mina = actor_from(new_at_desk(cast, "Mina"))
    assert bool(triage.decided(harrison, 1)[1]) is not shut
    assert triage.decided(mina, 1)[1] == 1  # the control: whoever it does not name follows it up
    if shut:
        with pytest.raises(NotFound), work():
            triage.open_item(harrison, item.public_id)
        anew = Decision(Outcome.NO_CONCERN, "Nothing in it.", "", Letting.KEEP, {})
        with pytest.raises(NotFound), work():
            triage.decide(harrison, item.public_id, anew, after=1)
    with work():
        assert triage.open_item(cast("Joy"), item.public_id)


def test_what_is_not_late_does_not_say_so(work, cast, at, about_all):
    with at(MONDAY):
        for name in ("Ada", "Olu"):
            assert [(need.late, need.urgent) for need in triage_needs.needs_for(cast(name))] == [
                (False, True)
            ]
        with work():
            somebody_says(a_listening(cast, title="Another"), "he hits me")
        (waits,) = [one for one in triage_needs.needs_for(cast("Sam")) if "wait" in one.title]
        assert (waits.late, waits.urgent, waits.why) == (False, True, "1 to read within the hour")
    with at("2026-11-23 11:01"):
        (waits,) = [one for one in triage_needs.needs_for(cast("Sam")) if "wait" in one.title]
        assert (waits.late, waits.urgent) == (True, True)


def test_an_administrator_it_names_too_is_neither_called_nor_told(work, cast, at):
    with at(MONDAY):
        with work():
            somebody_says(a_listening(cast), "Sam and Joy and Ada hurt me")
        assert sorted(called("held:")) == ["Olu", "Orla"]
        assert titles(cast("Ada")) == unreadable.late_or_unreadable(cast("Ada")) == []


def test_when_only_those_it_names_are_here_whoever_is_away_and_the_administrator_are_called(work, cast, at):
    with at(MONDAY):
        with work():
            desk_rota.write_away(cast("Sam"), cast("Sam").public_id, date(2026, 11, 23), date(2026, 11, 26))
            somebody_says(a_listening(cast), "Joy shouts and nobody stops it")
        assert sorted(called("held:")) == ["Ada", "Olu", "Orla", "Sam"]
        assert "Nobody at the desk may read something that waits" in titles(cast("Ada"))


def test_at_night_what_is_urgent_calls_the_duty_contact_too_and_what_is_not_does_not(work, cast, at):
    with at("2026-11-22 22:00"), work():
        a_duty_contact()
        somebody_says(a_listening(cast), "he hits me")
    assert called("held:") == ["Sam", "Lena"]
    with at("2026-11-22 22:30"), work():
        somebody_says(a_listening(cast, title="Another"), "More swings")
    assert called("waiting:") == ["Sam"]


@pytest.mark.parametrize("state", [one for one in GlassState if one is not GlassState.ASKED])
def test_what_is_answered_already_is_refused_in_words(state):
    with pytest.raises(Refusal) as refused:
        check_answer(state, 7, 8)
    assert refused.value.reason.endswith("It cannot be answered now.")
    assert f": {state}" not in refused.value.reason


def test_the_administrator_is_told_at_home_that_it_is_open_until_it_shuts(work, cast, at):
    with at("2026-11-23 10:00"), work():
        said = somebody_says(a_listening(cast), "he hits me")[0]
        asked = glass.ask(
            cast("Ada"), item_of(said).public_id, "Nobody answers the telephone at the desk."
        ).public_id
        glass.answer(cast("Olu"), asked, yes=True)
        assert "An item is open for you to read" in titles(cast("Ada"))
    with at("2026-11-23 10:30"):
        assert titles(cast("Ada")) == []
