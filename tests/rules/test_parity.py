"""The two versions of a summary: one list of facts, two readings. Every softening we could think of is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.composing import child_version
from governance.rules.documents import Line, document_from, document_json, fact_from, fact_json
from governance.rules.parity import faults
from participation.rules.facts import Brief, Fact, Section
from tests.parity_made import DECISION, DECLINED, Change, S, lines, versions

LATE = Fact(
    S.OUR_PART, "deal-ours:a1", "The Deal: “Mend the lights” – not yet. It was due by 1 May 2026 and is late.",
    "We said: “Mend the lights”. So far: not yet. We are late.", not_done=True,
)  # fmt: skip
KEPT = Fact(
    S.OUR_PART,
    "deal-ours:a2",
    "The Deal: “Answer within a month” – kept.",
    "We said we would answer. We did.",
)
YOURS = Fact(
    S.YOUR_PART, "deal-yours:a1", "“Look out for each other” – kept.", "You said you would. You did."
)
MONEY = Fact(S.MONEY, "pot:c1", "£12,345.67 was paid.", "We paid £12,345.67.", {"paid_pence": 1_234_567})
HEARD = Fact(S.HEARD, "heard:d1", "41 people were heard.", "We heard from 41 people.", {"people": 41})
FEW = Fact(
    S.SAFEGUARDING,
    "safe:e1",
    "Fewer than 5 worries were passed on.",
    "Fewer than 5 worries.",
    {"referred": None},
)
INNER = Fact(S.THEMES, "theme:f1", "Officers’ note: 3 themes overlap.", "", for_children=False)
OWED = Fact(
    S.ANSWERS,
    "answer:g1",
    "1 answer is 4 days late.",
    "1 answer is still owed to you.",
    {"late": 1},
    not_done=True,
)
FACTS = [HEARD, INNER, FEW, DECISION, DECLINED, MONEY, KEPT, LATE, YOURS, OWED]


def test_versions_made_from_the_facts_hold():
    assert faults(FACTS, *versions(FACTS)) == []


def test_our_own_late_promise_leads_both_versions():
    for document in versions(FACTS):
        assert [line.key for line in document.lead] == ["deal-ours:a1"]
        assert not any(line.key == "deal-ours:a1" for part in document.parts for line in part.lines)


def test_what_was_not_done_has_a_heading_of_its_own_for_children():
    part = next(p for p in child_version(FACTS).parts if p.name == "not_done")
    assert [line.key for line in part.lines] == ["decision:b2", "answer:g1"]


def test_a_version_is_kept_and_read_back_whole():
    assert [document_from(document_json(d)) for d in versions(FACTS)] == list(versions(FACTS))
    assert [fact_from(fact_json(f)) for f in FACTS] == FACTS


def text(words: str) -> Callable[[Line], Line]:
    return lambda line: replace(line, text=words)


def extra(line: Line) -> Change:
    return lambda d: replace(d, parts=(replace(d.parts[0], lines=(line, *d.parts[0].lines)), *d.parts[1:]))


SOFTENINGS: dict[str, Change] = {
    "a decline left out": lines(lambda line: None, "decision:b2"),
    "a decline told kindly": lines(text("We are still thinking about the winter lights (£1,000)."), "decision:b2"),
    "its reason cut off": lines(text("No to the winter lights (£1,000)."), "decision:b2"),
    "an amount rounded": lines(text("We paid about £12,000."), "pot:c1"),
    "an amount changed": lines(text("We paid £12,354.67."), "pot:c1"),
    "a figure changed behind the words": lines(lambda line: replace(line, figures={"paid_pence": 1}), "pot:c1"),
    "more people than there were": lines(text("We heard from 410 people."), "heard:d1"),
    "a late promise said to be under way": lines(text("We said: “Mend the lights”. We are on it."), "deal-ours:a1"),
    "a late promise not marked as one": lines(lambda line: replace(line, not_done=False), "deal-ours:a1"),
    "a late promise left out": lambda d: replace(d, lead=()),
    "a late promise no longer first": lambda d: replace(extra(d.lead[0])(d), lead=()),
    "a late promise softened at the top only": lambda d: replace(d, lead=(replace(d.lead[0], text="Late, but soon!"),)),
    "an owed answer emptied": lines(text(""), "answer:g1"),
    "good news nobody can check": extra(Line("cheer:1", "Everybody was delighted.", {})),
    "a decision told twice, once better": extra(Line("decision:b2", "Yes, soon!", {"asked_pence": 100_000}, True)),
    "the heading of what we could not do removed": lambda d: replace(
        d, parts=tuple(p for p in d.parts if p.name not in {"not_done", "answers"})
    ),
    "that heading made cheerful": lambda d: replace(
        d, parts=tuple(replace(p, heading="What is coming soon") if p.lines else p for p in d.parts)
    ),
    "what was not done put last": lambda d: replace(
        d, parts=tuple(replace(p, lines=p.lines[::-1]) for p in d.parts)
    ),
}  # fmt: skip


@pytest.mark.parametrize("softening", SOFTENINGS)
def test_each_planted_softening_of_the_childs_version_is_caught(softening):
    officer, child = versions(FACTS)
    changed = SOFTENINGS[softening](child)
    assert changed != child
    assert faults(FACTS, officer, changed) != []


@pytest.mark.parametrize("softening", [s for s in SOFTENINGS if "not_done" not in s])
def test_the_officers_version_is_held_to_the_same(softening):
    officer, child = versions(FACTS)
    changed = SOFTENINGS[softening](officer)
    assert faults(FACTS, changed, child) != []


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        (replace(DECLINED, for_children=False), "kept from children"),
        (replace(MONEY, child=" "), "told nothing"),
        (
            replace(MONEY, child="We paid most of the money."),
            "told no amount, where others are told £12345.67",
        ),
        (replace(HEARD, child="We heard from 400 people."), "Only children are told the number 400"),
        (replace(DECLINED, child="The winter lights (£1,000) are a lovely idea."), "not told plainly"),
    ],
)
def test_a_fact_whose_own_sentences_disagree_is_caught(fact, says):
    facts = [fact]
    assert any(says in fault for fault in faults(facts, *versions(facts)))


def test_two_facts_of_one_name_are_caught():
    assert faults([HEARD, HEARD], *versions([HEARD, HEARD])) == ["Two facts are called heard:d1."]


def test_a_share_of_a_hundred_pounds_may_be_told_to_children():
    share = Fact(S.MONEY, "m:1", "20% went on clubs.", "£20 of every £100 went on clubs.", {"share": 20})
    assert faults([share], *versions([share])) == []


def test_a_number_in_words_is_the_same_number():
    lights = replace(KEPT, officer="Eleven new lights are up.", child="There are 11 new lights.")
    fewer = replace(KEPT, officer="Eleven new lights are up.", child="There are twelve new lights.")
    assert faults([lights], *versions([lights])) == []
    assert faults([fewer], *versions([fewer])) == [
        "Only children are told the number 12: There are twelve new lights."
    ]


def test_a_brief_telling_is_held_to_the_officers_words_as_well():
    kind = replace(DECLINED, brief=Brief("Still being thought about:", "the winter lights (£1,000)"))
    bare = replace(DECLINED, brief=Brief("The council said no to:", "the winter lights"))
    for fact, says in ((kind, "not told plainly"), (bare, "told no amount")):
        assert any(says in fault for fault in faults([fact], *versions([fact])))


figures = st.dictionaries(st.sampled_from(["people", "late"]), st.none() | st.integers(0, 10**6), max_size=2)
facts = st.lists(
    st.builds(
        Fact, st.sampled_from(Section), st.uuids().map(str), st.just("It was not done."), st.just("It was not done."),
        figures, st.just(True), st.booleans(),
    ),
    max_size=12, unique_by=lambda fact: fact.key,
)  # fmt: skip


@given(facts)
def test_every_fact_is_in_both_versions_whatever_the_facts(found):
    for document in versions(found):
        assert {line.key for line in document.lines()} == {fact.key for fact in found}
    assert faults(found, *versions(found)) == []
