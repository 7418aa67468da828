"""What a summary says is owed agrees with itself, and names what is late."""

from __future__ import annotations

import pytest

from governance.rules import parity
from governance.rules.composing import child_version, officer_version
from participation.services.responses_told import Owed
from participation.services.voice_facts import still_owed


@pytest.mark.parametrize(
    ("owed", "answers", "promises", "officer", "child"),
    [
        (0, [], [], "No answer is still owed.", "We owe you no answers."),
        (0, [], ["Lights"], "No answer is still owed. 1 promise made in an answer is late: “Lights”.",
         "We owe you no answers. 1 promise we made you is late: “Lights”."),
        (2, [], [], "2 answers still owed. None of them is late.", "We owe you 2 answers. None of them is late."),
        (1, ["Buses"], ["Lights", "Path"],
         "1 answer still owed. 1 of them is late: “Buses”. 2 promises made in an answer are late: “Lights”, “Path”.",
         "We owe you 1 answer. 1 of them is late: “Buses”. 2 promises we made you are late: “Lights”, “Path”."),
    ],
)  # fmt: skip
def test_what_is_owed_and_late_is_told_by_name(owed, answers, promises, officer, child):
    late = len(answers) + len(promises)
    fact = still_owed(Owed(owed, late, 0), answers, promises, given=0)
    assert (fact.officer, fact.child, fact.not_done) == (officer, child, bool(late))
    assert parity.faults([fact], officer_version([fact]), child_version([fact])) == []


def test_a_long_list_is_cut_short_for_children_first():
    many = [f"Theme {letter}" for letter in "abcdefghij"]
    fact = still_owed(Owed(10, 10, 0), many, [], given=0)
    assert fact.officer.count("Theme") == 8
    assert fact.officer.endswith(" and more.")
    assert fact.child.count("Theme") == 3
