"""Voice's rules: working time, screening, small numbers, what counts as an answer, the words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from participation.rules.gate import Priority, due_at
from participation.rules.passphrases import tidy_words, words_from
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, check_answer
from participation.rules.saying_something import says_something
from participation.rules.screening import names_mentioned, screen
from participation.rules.small_numbers import Hidden, hide_small, shown, tell_small
from participation.rules.word_list import WORDS
from participation.rules.working_days import add_working_hours, day_after, is_working_day

TODAY = date(2026, 11, 23)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("held", "high", "normal"),
    [
        ("2026-11-23 10:00", "2026-11-23 11:00", "2026-11-24 10:00"),
        ("2026-11-20 16:30", "2026-11-23 09:30", "2026-11-23 16:30"),
        ("2026-11-21 12:00", "2026-11-23 10:00", "2026-11-24 09:00"),
        ("2026-12-24 16:30", "2026-12-29 09:30", "2026-12-29 16:30"),
        ("2027-03-25 16:00", "2027-03-25 17:00", "2027-03-30 16:00"),
    ],
)
def test_the_clocks_run_in_working_time(held, high, normal):
    assert due_at(Priority.HIGH, london(held)) == london(high)
    assert due_at(Priority.NORMAL, london(held)) == london(normal)


def test_bank_holidays_are_not_working_days():
    assert not is_working_day(date(2026, 12, 28))
    assert is_working_day(date(2026, 12, 29))
    assert day_after(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_working_hours_cross_days():
    assert add_working_hours(london("2026-11-20 15:00"), 3) == london("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("he h1ts me", "hurt"), ("I don’t feel safe", "unsafe"), ("I want to DIE", "self"), ("no food at home", "home"),
        ("He said don't tell", "silence"), ("there was a knife", "danger"), ("please help me", "asked_for_help"),
        ("my dad hurts my mum", "hurt"), ("he grabbed my arm", "hurt"), ("un\u00adsafe", "unsafe"),
        ("h\u200bits me", "hurt"), ("i feel unsaf", "unsafe"), ("im hungrey", "home"), ("he touched my leg", "touch"),
        ("I am really scared", "fear"), ("i dont want to go home", "unsafe"), ("I wish I was dead", "self"),
        ("no one feeds me", "home"), ("he makes me do things", "touch"), ("a man online asked to meet", "touch"),
        ("they bully me", "hurt"), ("mum gets drunk", "home"), ("he has a blade", "danger"),
        ("he hiiiits me please heeelp me", "asked_for_help"), ("she is always shouting at me", "fear"),
    ],
)  # fmt: skip
def test_screening_finds(text, reason):
    assert reason in screen([text])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Do not tell anyone", "silence"), ("he makes me keep secrets", "silence"), ("She shouts at us", "fear"),
        ("he puts his hand in my pants", "touch"), ("He does not let us eat", "home"),
        ("i dont want to go to dads house", "unsafe"), ("I don’t want to stay with my dad", "unsafe"),
    ],
)  # fmt: skip
def test_screening_finds_the_plain_forms_of_its_own_reasons(text, reason):
    assert reason in screen([text])


@pytest.mark.parametrize(
    "text",
    [
        "push me on the swing",
        "the bus home is late",
        "my room is cold",
        "We want to go home by bus",
        "online lessons",
    ],
)
def test_screening_leaves_plain_days_alone(text):
    assert screen([text]) == []


@pytest.mark.parametrize("text", ["I love the white swings", "We beat... no, drew, at chess"])
def test_screening_may_find_nothing_and_the_item_still_waits(text):
    assert due_at(Priority.NORMAL, london("2026-11-23 10:00")) == london("2026-11-24 10:00")
    assert isinstance(screen([text]), list)


def test_a_young_child_with_the_saddest_face_is_read_sooner():
    assert screen([], 1, AgeBand.SIX_TO_NINE) == ["young_and_saddest"]
    assert screen([], 1, AgeBand.SIXTEEN_SEVENTEEN) == []
    assert screen([], 2, AgeBand.SIX_TO_NINE) == []


def test_names_are_found_as_whole_words():
    assert names_mentioned(["sam was horrid"], {1: "Sam", 2: "Joy"}) == [1]
    assert names_mentioned(["the same sampler, enjoyed"], {1: "Sam", 2: "Joy"}) == []


def test_small_numbers_are_hidden_and_cannot_be_worked_out():
    assert [shown(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]
    assert hide_small({"a": 40, "b": 12, "c": 3}) == {"a": 40, "b": None, "c": None}
    assert hide_small({"a": 40, "b": 12, "c": 0}) == {"a": 40, "b": 12, "c": 0}
    assert hide_small({"a": 40, "b": 3, "c": 4}) == {"a": 40, "b": None, "c": None}
    assert hide_small({"a": 40, "b": 9, "c": 1, "d": 1}) == {"a": 40, "b": None, "c": None, "d": None}


def test_a_large_number_hidden_with_a_small_one_is_not_called_small():
    told = tell_small({"a": 103, "b": 9, "c": 3, "d": 0})
    assert told == {"a": 103, "b": Hidden.WITH_IT, "c": Hidden.SMALL, "d": 0}
    assert tell_small({"a": 5, "b": 1}) == {"a": Hidden.WITH_IT, "b": Hidden.WITH_IT}
    assert (
        tell_small({"a": 40, "b": 12, "c": 5, "d": 1})["b"] is Hidden.WITH_IT
    )  # 6 hidden could only be 5 and 1


@pytest.mark.parametrize(("parts", "most"), [(2, 30), (3, 24), (4, 21)])
def test_who_knows_the_total_and_the_rule_cannot_work_out_a_small_number(parts, most):
    """Every list with a total up to `most`, against a reader who tries them all."""
    told = defaultdict(list)
    for counts in product(range(most + 1), repeat=parts - 1):
        if sum(counts) <= most:
            for last in range(most + 1 - sum(counts)):
                whole = (*counts, last)
                told[sum(whole), tuple(tell_small(dict(enumerate(whole))).values())].append(whole)
    for (total, seen), could_be in told.items():
        for place, one in enumerate(seen):
            found = {counts[place] for counts in could_be}
            if isinstance(one, Hidden) and total >= 5:
                assert len(found) > 1 or found.pop() >= 5, (total, seen)
            if one is Hidden.SMALL:
                assert found <= {1, 2, 3, 4}


@pytest.mark.parametrize(
    "text",
    [
        "", "Noted", "noted.", "NOTED, thank you", "Thanks for your feedback!", "ok",
        "We have noted your comments.", "Thank you for your feedback. It has been noted.", "This is under review.",
        "We take all views seriously and will consider this going forward.", "Your comments have been passed on.",
    ],
)  # fmt: skip
def test_these_are_not_answers(text):
    assert not says_something(text)
    draft = Draft(AnswerKind.WE_COULD_NOT, text, "We could not do it.")
    with pytest.raises(Refusal) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == "words"


@pytest.mark.parametrize("text", [
    "Thank you for telling us, we fixed the lamp.", "We heard you and six lamps are up.",
    "We considered a longer day, and the cost is too high.", "Sorry, it costs too much.", "We took down the wall.",
])  # fmt: skip
def test_manners_beside_an_answer_are_let_be(text):
    assert says_something(text)


def test_a_child_is_not_given_noted_nor_a_few_long_words():
    for text in (
        "We have noted your comments. Thank you.",
        "Notwithstanding budgetary constraints, implementation stops.",
    ):
        with pytest.raises(Refusal) as refused:
            check_answer(Draft(AnswerKind.WE_COULD_NOT, "It would cost £40,000 this year.", text), TODAY)
        assert refused.value.field == "child_words"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(AnswerKind.WE_DID, "Six lamps were put up.", "There are six lamps."), "evidence"),
        (Draft(AnswerKind.WE_WILL_BY, "Lamps will be put up.", "We will put up lamps."), "by_when"),
        (
            Draft(AnswerKind.WE_WILL_BY, "Lamps will come.", "Lamps will come.", by_when=date(2026, 11, 22)),
            "by_when",
        ),
        (Draft(AnswerKind.WE_COULD_NOT, "The road is not ours.", ""), "child_words"),
        (Draft(AnswerKind.WE_COULD_NOT, "The road is not ours.", "word " * 26), "child_words"),
    ],
    ids=["no evidence", "no day", "a day gone", "nothing for the child", "a long sentence"],
)
def test_an_answer_carries_what_its_kind_needs(draft, field):
    with pytest.raises(Refusal) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == field


LATER, DONE, SEE = "We will look into it.", "Six lamps were put up.", "Photographs on the notice board"
CHILD = "There are six lamps."
NOT_NOW = "The road is not ours."


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (Draft(AnswerKind.WE_DID, LATER, LATER, LATER), "words", "choose We will"),
        (
            Draft(AnswerKind.WE_DID, DONE, "We are going to put up lamps.", SEE),
            "child_words",
            "choose We will",
        ),
        (
            Draft(AnswerKind.WE_DID, DONE, CHILD, "We’ll put a report on the web"),
            "evidence",
            "choose We will",
        ),
        (Draft(AnswerKind.WE_DID, "Thank you, staff look into it.", CHILD, SEE), "words", "choose We will"),
        (Draft(AnswerKind.WE_DID, DONE, CHILD, "six lamps were PUT UP"), "evidence", "Do not repeat"),
        (Draft(AnswerKind.WE_DID, DONE, CHILD, CHILD), "evidence", "Do not repeat"),
        (Draft(AnswerKind.WE_COULD_NOT, LATER, NOT_NOW), "words", "choose We will"),
        (Draft(AnswerKind.WE_COULD_NOT, NOT_NOW, "We will see."), "child_words", "choose We will"),
        (Draft(AnswerKind.WE_COULD_NOT, "Sorry, we could not do it.", NOT_NOW), "words", "Say why"),
        (Draft(AnswerKind.WE_COULD_NOT, NOT_NOW, "We couldn’t do that."), "child_words", "Say why"),
    ],
)
def test_a_promise_is_not_something_done_and_no_is_not_a_reason(draft, field, says):
    with pytest.raises(Refusal, match=says) as refused:
        check_answer(draft, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "draft",
    [
        Draft(
            AnswerKind.WE_DID,
            "Six lamps are up. We will check them in May.",
            CHILD,
            "Look into the park at six",
        ),
        Draft(AnswerKind.WE_DID, "We looked into the pond and mended the lamp.", CHILD, SEE),
        Draft(AnswerKind.WE_COULD_NOT, "We could not, as the road is not ours. We will ask again.", NOT_NOW),
        Draft(AnswerKind.WE_WILL_BY, "We will put up lamps.", "We will put up lamps.", by_when=TODAY),
    ],
)
def test_what_was_done_or_why_not_may_be_followed_by_a_promise(draft):
    check_answer(draft, TODAY)


HEAT = "We will mend the heater by March."


@pytest.mark.parametrize(
    ("words", "child", "by", "field"),
    [
        ("We will look into the heating and keep you posted about this.", HEAT, date(2027, 3, 1), "words"),
        (HEAT, "We will look into it and tell you soon what we find.", date(2027, 3, 1), "child_words"),
        ("We’ll consider it, do our best and get back to you.", HEAT, date(2027, 3, 1), "words"),
        (HEAT, HEAT, date(2099, 1, 1), "by_when"), (HEAT, HEAT, TODAY + timedelta(days=367), "by_when"),
    ],
)  # fmt: skip
def test_a_promise_says_what_will_be_done_and_within_a_year(words, child, by, field):
    with pytest.raises(Refusal) as refused:
        check_answer(Draft(AnswerKind.WE_WILL_BY, words, child, by_when=by), TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "words",
    [
        HEAT,
        "We will look into the boiler and mend it by March.",
        "Lamps will be put up, and we keep you posted.",
    ],
)
def test_a_promise_of_something_may_also_promise_to_tell(words):
    check_answer(Draft(AnswerKind.WE_WILL_BY, words, HEAT, by_when=TODAY + timedelta(days=366)), TODAY)


def test_the_word_list_is_what_passphrases_need():
    assert len(WORDS) == len(set(WORDS)) == 1024
    assert all(3 <= len(word) <= 7 and word.isascii() and word.islower() and word.isalpha() for word in WORDS)


def test_the_same_digest_gives_the_same_words():
    assert words_from(b"\x07" * 32) == words_from(b"\x07" * 32) != words_from(b"\x08" * 32)
    assert tidy_words(" Maple-RIVER, lantern  otter. ") == "maple river lantern otter"
