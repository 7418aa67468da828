"""Voice's rules: working time, screening, small numbers, the words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from participation.rules.gate import Priority, due_at
from participation.rules.passphrases import tidy_words, words_from
from participation.rules.people import AgeBand
from participation.rules.screening import names_mentioned, screen
from participation.rules.small_numbers import Hidden, hide_small, shown, tell_small
from participation.rules.word_list import WORDS
from participation.rules.working_days import add_working_hours, day_after, is_working_day


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


def test_the_word_list_is_what_passphrases_need():
    assert len(WORDS) == len(set(WORDS)) == 1024
    assert all(3 <= len(word) <= 7 and word.isascii() and word.islower() and word.isalpha() for word in WORDS)


def test_the_same_digest_gives_the_same_words():
    assert words_from(b"\x07" * 32) == words_from(b"\x07" * 32) != words_from(b"\x08" * 32)
    assert tidy_words(" Maple-RIVER, lantern  otter. ") == "maple river lantern otter"
