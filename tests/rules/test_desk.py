"""The desk's arrangements: the ladder of calls, days away that never leave nobody, clocks kept, names noticed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.desk import (
    Away,
    Rung,
    check_away,
    check_follow_up,
    here_on,
    next_call,
    next_rung,
    was_in_time,
)
from participation.rules.gate import (
    NOT_ON_OUR_PART,
    Decision,
    Letting,
    Outcome,
    Priority,
    TakingOut,
    WordsKind,
    check_decision,
    check_taking_out,
)
from participation.rules.glass import GlassState, check_answer, check_reason, check_shutting, state_of
from participation.rules.personal import blacked_out, marks_in, pieces
from participation.rules.refusals import Refusal
from participation.rules.screening import names_mentioned

DAY = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_ladder_is_climbed_one_rung_at_a_time_and_ends():
    called: list[Rung] = []
    while (rung := next_rung(called)) is not None:
        called.append(rung)
    assert called == [Rung.DEPUTY, Rung.DUTY, Rung.EVERYBODY]


def test_the_next_call_is_a_working_hour_later_and_not_in_the_night():
    assert next_call(MONDAY.replace(hour=16, minute=30)) == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(1, 9)), max_size=12))
def test_however_people_go_away_somebody_is_at_the_desk_every_day(wishes):
    people, away = {0, 1, 2}, []
    for who, start, length in wishes:
        new = Away(who, DAY + timedelta(start), DAY + timedelta(start + length))
        try:
            check_away(new, DAY, people, away)
        except Refusal:
            continue
        away.append(new)
    assert all(here_on(DAY + timedelta(n), people, away) for n in range(30))


def test_control_without_the_check_a_day_with_nobody_is_possible():
    away = [Away(who, DAY, DAY + timedelta(1)) for who in (0, 1)]
    assert not here_on(DAY, {0, 1}, away)


@pytest.mark.parametrize(
    ("first", "back", "field"),
    [(DAY - timedelta(1), DAY + timedelta(1), "first"), (DAY, DAY, "back"), (DAY, DAY + timedelta(400), "back")],
    ids=["past", "back before going", "for ever"],
)  # fmt: skip
def test_days_away_that_make_no_sense_are_refused(first, back, field):
    with pytest.raises(Refusal) as refused:
        check_away(Away(0, first, back), DAY, {0, 1}, [])
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("priority", "read", "decided", "kept"),
    [
        (Priority.HIGH, 60, 24 * 60, True), (Priority.HIGH, 61, 90, False), (Priority.HIGH, None, 60, True),
        (Priority.NORMAL, 700, 24 * 60, True), (Priority.NORMAL, 5, 24 * 60 + 1, False),
    ],
)  # fmt: skip
def test_both_clocks_are_kept_or_it_was_late(priority, read, decided, kept):
    first = None if read is None else MONDAY + timedelta(minutes=read)
    assert was_in_time(priority, MONDAY, first, MONDAY + timedelta(minutes=decided)) is kept


@pytest.mark.parametrize(
    "on", [None, DAY + timedelta(2), DAY - timedelta(1)], ids=["none", "to come", "before"]
)
def test_what_followed_has_a_day_that_can_be(on):
    with pytest.raises(Refusal):
        check_follow_up(on, DAY, DAY + timedelta(1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sam was horrible", [1]), ("SAM’S office", [1]), ("Idris shouted at me", [2]), ("Mr Okoro hits us", [3]),
        ("Zoe told me", [4]), ("the same sampler", []), ("mr and cllr", []), ("saaaam did it", [1]),
    ],
)  # fmt: skip
def test_any_part_of_a_name_is_noticed_and_no_part_of_a_word(text, found):
    assert (
        names_mentioned([text], {1: "Sam", 2: "Cllr Idris", 3: "Ade Okoro", 4: "Zoë van Dyke", 5: "Mr Cllr"})
        == found
    )


def _decision(**more):
    wanted = {
        "outcome": Outcome.STAFF, "rationale": "Rang the LADO at ten.", "reference": "L-1", "letting": Letting.KEEP,
        "changed": {}, "about": NOT_ON_OUR_PART, "harmed": "", "other": "", **more,
    }  # fmt: skip
    return Decision(**wanted)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"about": ""}, "about"), ({"reference": ""}, "reference"), ({"letting": Letting.RELEASE}, "letting"),
        ({"outcome": Outcome.PEER_HARM, "other": "Talked to."}, "harmed"),
        ({"outcome": Outcome.PEER_HARM, "harmed": "Seen today."}, "other"),
    ],
)  # fmt: skip
def test_what_is_about_staff_or_between_children_needs_its_answers(more, field):
    check_decision(_decision(), WordsKind.FEEDBACK, {})
    with pytest.raises(Refusal) as refused:
        check_decision(_decision(**more), WordsKind.FEEDBACK, {})
    assert refused.value.field == field


@pytest.mark.parametrize("outcome", [Outcome.REFERRED, Outcome.PEER_HARM])
def test_words_passed_on_do_not_go_out_with_what_may_show_who_it_is(outcome):
    said = {"words": "My brother punches Mia at school and she cries"}
    more = {"outcome": outcome, "harmed": "Seen today.", "other": "Talked to.", "letting": Letting.RELEASE}
    with pytest.raises(Refusal, match="“Mia” may show who somebody is"):
        check_decision(_decision(**more), WordsKind.FEEDBACK, said)
    changed = {"words": "My brother punches [a name] at school and she cries"}
    check_decision(
        _decision(**more | {"letting": Letting.RELEASE_CHANGED, "changed": changed}), WordsKind.FEEDBACK, said
    )
    check_decision(_decision(**more), WordsKind.FEEDBACK, {"words": "Somebody punches me at school"})


@pytest.mark.parametrize("outcome", [Outcome.REFERRED, Outcome.PEER_HARM])
@pytest.mark.parametrize(
    ("said", "written", "stays"),
    [
        ("My brother punches Mia at school and she cries", "My brother punches Mia at school", "Mia"),
        ("My cousin Tariq kicks Leila to Quay School", "My cousin kicks Leila to Quay School", "Leila"),
        ("A boy called bexley hits me", "bexley hits me", "bexley"),
        ("My friend Jayden Pell hits me", "My friend Pell hits me", "Pell"),
        ("He hits me and rhona knows", "He hits and rhona knows", "rhona"),
    ],
)
def test_no_marked_name_goes_out_when_only_other_words_are_taken_out(outcome, said, written, stays):
    changed, words = {"words": written, "more": ""}, {"words": said}
    more = {"outcome": outcome, "harmed": "Seen today.", "other": "Talked to."}
    decision = _decision(**more, letting=Letting.RELEASE_CHANGED, changed=changed)
    with pytest.raises(Refusal, match=f"“{stays}.*may show who somebody is") as refused:
        check_decision(decision, WordsKind.FEEDBACK, words, ("rhona",))
    assert refused.value.field == "words"
    later = TakingOut(outcome, "A name was left in it.", changed)
    with pytest.raises(Refusal, match=f"“{stays}.*may show who somebody is"):
        check_taking_out(later, WordsKind.FEEDBACK, words, words, ("rhona",))
    stay = frozenset(marks_in(words.values()))  # the control: with no concern, each is ticked to stay
    control = _decision(
        letting=Letting.RELEASE_CHANGED, changed=changed, outcome=Outcome.NO_CONCERN, stays=stay
    )
    assert "[…]" in check_decision(control, WordsKind.FEEDBACK, words)["words"]


@pytest.mark.parametrize(
    ("minutes", "opened", "refused", "state"),
    [
        (5, None, None, GlassState.ASKED), (24 * 60, None, None, GlassState.LAPSED),
        (39, 10, None, GlassState.OPEN), (40, 10, None, GlassState.SHUT), (5, None, 3, GlassState.REFUSED),
    ],
)  # fmt: skip
def test_the_glass_shuts_by_itself(minutes, opened, refused, state):
    moments = [None if m is None else MONDAY + timedelta(minutes=m) for m in (opened, refused)]
    assert state_of(MONDAY + timedelta(minutes=minutes), MONDAY, *moments) is state


def test_what_is_shut_early_is_shut_at_once_and_never_twice():
    opened = MONDAY + timedelta(minutes=10)
    at = opened + timedelta(minutes=1)
    assert state_of(at, MONDAY, opened, None) is GlassState.OPEN
    assert state_of(at, MONDAY, opened, None, at) is GlassState.SHUT
    check_shutting(GlassState.OPEN)
    for state in set(GlassState) - {GlassState.OPEN}:
        with pytest.raises(Refusal, match="nothing to shut"):
            check_shutting(state)


def test_nobody_breaks_the_glass_alone_or_without_saying_why():
    with pytest.raises(Refusal):
        check_reason("Urgent")
    with pytest.raises(Refusal, match="Somebody else"):
        check_answer(GlassState.ASKED, 7, 7)
    with pytest.raises(Refusal):
        check_answer(GlassState.LAPSED, 7, 8)
    check_answer(GlassState.ASKED, 7, 8)


def test_names_and_addresses_are_suggested_for_taking_out():
    changed, found = blacked_out(
        "My friend Zebedee lives at 12 Mill Lane, ring 01632 960123. Kayleigh hits him."
    )
    assert all(word not in changed for word in ("Zebedee", "Mill Lane", "960123", "Kayleigh"))
    assert {"Zebedee", "Kayleigh"} <= set(found)
    assert "hits him" in changed


def test_marking_names_loses_no_letter():
    text = "Ann told Anna (Ann’s sister)"
    cut = pieces(text, ("Ann",))
    assert "".join(piece for piece, _ in cut) == text
    assert [piece for piece, is_name in cut if is_name] == ["Ann", "Ann"]
    assert pieces(text, ()) == [(text, False)]
