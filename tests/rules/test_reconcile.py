"""Comparing two ledgers: each line meets at most one, nothing is lost, and a wrong file is refused row by row."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from commissioning.rules.pence import Pence
from commissioning.rules.reconcile import Ours, Theirs, Verdict, Way, compare
from commissioning.rules.reconcile_csv import EXAMPLE, read, read_day

NOV = date(2026, 11, 1)
V = Verdict


def ours(name, day, pence, way=Way.OUT):
    return Ours(name, NOV + timedelta(day - 1), way, Pence(pence))


def theirs(row, day, pence, way=Way.OUT, reference="", description=""):
    return Theirs(row, NOV + timedelta(day - 1), way, Pence(pence), reference, description)


def said(found):
    return [
        (one.verdict, one.ours and one.ours.entry_id, one.theirs and one.theirs.row, int(one.difference))
        for one in found
    ]


def test_the_same_day_and_amount_agree_and_so_does_a_few_days_later():
    found = compare([ours("a", 3, 500), ours("b", 10, 700)], [theirs(2, 3, 500), theirs(3, 14, 700)])
    assert said(found) == [(V.MATCHED, "a", 2, 0), (V.MATCHED, "b", 3, 0)]


def test_six_days_apart_is_no_longer_the_same_thing():
    found = compare([ours("a", 3, 500)], [theirs(2, 9, 500)])
    assert said(found) == [(V.ONLY_OURS, "a", None, 500), (V.ONLY_THEIRS, None, 2, -500)]


def test_our_entrys_name_in_their_words_matches_whatever_the_day_and_shows_another_amount():
    lines = [theirs(2, 28, 450, description="Boats ENTRY9 half"), theirs(3, 29, 1, reference="entry8")]
    found = compare([ours("entry9", 1, 450), ours("entry8", 1, 100)], lines)
    assert said(found) == [(V.AMOUNTS_DIFFER, "entry8", 3, 99), (V.MATCHED, "entry9", 2, 0)]


def test_part_of_a_word_names_no_entry():
    found = compare([ours("ab", 1, 450)], [theirs(2, 20, 450, description="cabbage")])
    assert {one.verdict for one in found} == {V.ONLY_OURS, V.ONLY_THEIRS}


def test_one_left_on_each_side_of_a_day_is_the_same_thing_mistyped_and_two_are_not():
    assert said(compare([ours("a", 5, 4_50)], [theirs(2, 5, 5_40)])) == [(V.AMOUNTS_DIFFER, "a", 2, -90)]
    two = compare([ours("a", 5, 450)], [theirs(2, 5, 540), theirs(3, 5, 541)])
    assert sorted(one.verdict for one in two) == [V.ONLY_OURS, V.ONLY_THEIRS, V.ONLY_THEIRS]


def test_money_in_never_meets_money_out():
    found = compare([ours("a", 5, 450, Way.IN)], [theirs(2, 5, 450, Way.OUT)])
    assert {one.verdict for one in found} == {V.ONLY_OURS, V.ONLY_THEIRS}


days, amounts, ways = st.integers(1, 30), st.integers(1, 4), st.sampled_from(Way)


@given(
    st.lists(st.tuples(days, amounts, ways), max_size=12),
    st.lists(st.tuples(days, amounts, ways), max_size=12),
)
def test_every_line_of_both_sides_is_told_exactly_once_and_the_differences_add_up(books, ledger):
    mine = [ours(f"e{n}", day, pence, way) for n, (day, pence, way) in enumerate(books)]
    lines = [theirs(n, day, pence, way) for n, (day, pence, way) in enumerate(ledger, start=2)]
    found = compare(mine, lines)
    assert sorted(one.ours.entry_id for one in found if one.ours) == sorted(one.entry_id for one in mine)
    assert sorted(one.theirs.row for one in found if one.theirs) == [one.row for one in lines]
    for one in found:
        assert (one.verdict is V.MATCHED) == (
            one.ours is not None and one.theirs is not None and not one.difference
        )
    signed = {Way.IN: 1, Way.OUT: -1}
    all_theirs = sum(signed[one.way] * one.pence for one in lines)
    assert sum(one.difference for one in found) == all_theirs - sum(
        signed[one.way] * one.pence for one in mine
    )
    assert said(compare(list(reversed(mine)), list(reversed(lines)))) == said(found)


def test_the_example_is_read():
    found = read(EXAMPLE.encode(), NOV)
    assert found.problems == ()
    assert [(one.row, one.day.day, one.way, one.pence) for one in found.lines] == [
        (2, 3, Way.IN, 1_500_00),
        (3, 19, Way.OUT, 450_00),
    ]


def test_each_wrong_row_is_named_and_nothing_is_read():
    text = (
        "Posting date;Details;Credit;Debit\n30-Nov-2026;Fine;;1,000.00\n31/11/2026;x;;5\n2026-12-01;x;;5\n"
        "2026-11-02;x;5;5\n2026-11-02;x;;\n2026-11-02;x;;-5\n2026-11-02;x;(5.00);\n2026-11-02;=1+1;;5\n"
    )
    found = read(text.encode(), NOV)
    assert found.lines == ()
    assert [str(problem)[:52] for problem in found.problems] == [
        "Row 3: “31/11/2026” is not a date. Write it like 30/",
        "Row 4: 2026-12-01 is not in November 2026",
        "Row 5: write an amount in one of the two columns, ca",
        "Row 6: write an amount in one of the two columns, ca",
        "Row 7: “-5” is not an amount. Write the amount in po",
        "Row 8: “(5.00)” is not an amount. Write the amount i",
    ]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\x01", b"date,came_in\n", b'"'])
def test_what_is_no_such_file_is_refused_in_words(data):
    found = read(data, NOV)
    assert found.lines == ()
    assert len(found.problems) == 1


def test_a_file_of_column_names_alone_has_no_rows():
    (problem,) = read((EXAMPLE.splitlines()[0] + "\n").encode(), NOV).problems
    assert "has no rows" in str(problem)


@pytest.mark.parametrize(
    "typed", ["", "1/1/26", "29/02/2027", "2026-1-1", "1 Foo 2026", "１/１/2026", "0/1/2026"]
)
def test_a_day_is_a_real_day_written_plainly(typed):
    assert read_day(typed) is None


def test_days_are_read_as_british_spreadsheets_and_programs_write_them():
    wanted = date(2026, 11, 3)
    typed = ("3/11/2026", "03.11.2026", "3-11-2026", "2026-11-03", "3 Nov 2026", "03-November-2026")
    assert [read_day(day) for day in typed] == [wanted] * 6
