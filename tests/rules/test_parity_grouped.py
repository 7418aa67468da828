"""Facts told together in one sentence for children: each is still there, and softening inside it is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from governance.rules.composing import officer_version
from governance.rules.documents import document_from, document_json
from governance.rules.parity import faults
from participation.rules.facts import Brief, Fact
from tests.parity_made import DECISION, DECLINED, S, lines, versions

YES = [
    Fact(
        S.DECISIONS, f"decision:y{n}", f"Adopted: {name}, £{pounds}.", f"Yes to {name}: £{pounds}.",
        {"awarded_pence": pounds * 100}, brief=Brief("The council said yes to:", f"{name} (£{pounds})"),
    )
    for n, (name, pounds) in enumerate((("Boats", 400), ("Bikes", 300), ("Bread", 200)))
]  # fmt: skip


def test_facts_alike_are_one_sentence_for_children_and_each_is_still_there():
    officer, child = versions(YES)
    (line,) = next(p for p in child.parts if p.name == "decided").lines
    assert line.told() == "The council said yes to: Boats (£400); Bikes (£300); Bread (£200)."
    assert line.keys == ("decision:y0", "decision:y1", "decision:y2")
    assert faults(YES, officer, child) == []
    assert document_from(document_json(child)) == child


@pytest.mark.parametrize(
    "change",
    [
        lambda line: replace(line, items=line.items[:2]),
        lambda line: replace(line, items=line.items[:2], also=line.also[:1]),
        lambda line: replace(line, items=("Boats", *line.items[1:])),
        lambda line: replace(line, text="The council is still thinking about:"),
    ],
    ids=["an item left out", "an item and its fact left out", "an amount left out", "the verdict softened"],
)
def test_softening_inside_a_grouped_sentence_is_caught(change):
    officer, child = versions(YES)
    assert faults(YES, officer, lines(change, "decision:y0")(child)) != []


def test_the_clerk_may_order_facts_but_not_put_good_news_before_bad():
    order = ["decision:y2", "decision:b1"]
    found = officer_version([DECISION, *YES, DECLINED], order)
    part = next(p for p in found.parts if p.name == "decided")
    assert [line.key for line in part.lines] == [
        "decision:b2", "decision:y2", "decision:b1", "decision:y0", "decision:y1",
    ]  # fmt: skip
