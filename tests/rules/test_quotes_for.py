"""A quote stays with its cost when the cost is said in more or fewer words; one left behind is told of."""

from __future__ import annotations

import pytest

from commissioning.rules.pence import Pence
from commissioning.rules.proposals_advice import called_now, line_of, quotes_of_nothing, quotes_wanted
from commissioning.rules.proposals_content import CostLine, Quote


def lines(*names: str) -> list[CostLine]:
    return [CostLine(name, Pence(120_000)) for name in names]


BENCH = [Quote("Bench", "Bench World", Pence(120_000))]


@pytest.mark.parametrize(
    ("what", "names", "found"),
    [
        ("Bench", ("Bench", "A long bench"), "Bench"),
        ("Bench", ("Helmets", "A long bench"), "A long bench"),
        ("Twenty second-hand bikes", ("Second-hand bikes",), "Second-hand bikes"),
        ("Bench", ("A long bench", "A short bench"), ""),
        ("Helmets", ("Helmet hooks",), ""),
        ("Bench", ("Paint",), ""),
        ("Bench", ("The",), ""),
        ("!", ("?", "Bench"), ""),
    ],
)
def test_which_line_a_quote_is_for(what, names, found):
    assert line_of(what, lines(*names)) == found


def test_a_renamed_cost_keeps_its_quotes_and_one_taken_out_leaves_a_quote_for_nothing():
    renamed, gone = lines("A long bench"), lines("Paint")
    assert "you have one" in quotes_wanted(renamed, BENCH)[0]
    assert (quotes_of_nothing(renamed, BENCH), called_now(renamed, BENCH)) == ([], {"Bench": "A long bench"})
    assert "you have none" in quotes_wanted(gone, BENCH)[0]
    assert ["“Bench”" in say for say in quotes_of_nothing(gone, BENCH * 2)] == [True]
    assert called_now(gone, BENCH) == {"Bench": ""}
    assert called_now(lines("Bench"), BENCH) == {}
