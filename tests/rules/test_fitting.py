"""The main text of the version for children is short, and nothing is dropped to make it so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.composing import child_version, officer_version
from governance.rules.documents import Document, Line, Part, document_from, document_json
from governance.rules.fitting import MOST_WORDS, own_words
from governance.rules.parity import faults
from participation.rules import reading
from participation.rules.facts import Brief, Fact, Section

S = Section


def _yes(n: int) -> Fact:
    return Fact(
        S.DECISIONS, f"decision:yes{n}", f"Adopted: Play street number {n}, £{n}00.", f"Yes to street {n}: £{n}00.",
        {"awarded_pence": n * 10_000}, brief=Brief("The council said yes to:", f"Play street number {n} (£{n}00)"),
    )  # fmt: skip


def _no(n: int) -> Fact:
    return Fact(
        S.DECISIONS, f"decision:no{n}", f"Declined: Night bus {n}, £{n}00.", f"No to night bus {n} (£{n}00).",
        {"asked_pence": n * 10_000}, not_done=True, brief=Brief("The council said no to:", f"Night bus {n} (£{n}00)"),
    )  # fmt: skip


def _pot(n: int) -> Fact:
    told = f"Pot number {n} has £{n}00 left to spend on things near you."
    return Fact(S.MONEY, f"pot:{n}", told, told, {"left_pence": n * 10_000})


LATE = Fact(
    S.OUR_PART, "deal-ours:1", "“Mend the lights” is late.", "We are late with the lights.", not_done=True
)
HEARD = Fact(
    S.HEARD, "heard:total", "41 people were heard.", "41 people told us what they think.", {"people": 41}
)
SPENT = Fact(
    S.MONEY,
    "money:1",
    "All pots: £900 is left.",
    "All our pots together: £900 is left.",
    {"left_pence": 90_000},
)


def _like(section: Section, kind: str, many: int, lead: str, item: str) -> list[Fact]:
    return [
        Fact(
            section,
            f"{kind}:{n}",
            f"{item} {n}.",
            f"{item} {n}.",
            {"number": n},
            brief=Brief(lead, f"{item} {n}"),
        )
        for n in range(1, many + 1)
    ]


QUARTER = [
    LATE, HEARD, SPENT,
    *_like(S.THERE, "meeting", 9, "Who came to our meetings:", "Monday in spring, seven members, meeting number"),
    *_like(S.THEMES, "theme", 14, "What many of you said:", "There is nothing free to do near the quay, in street"),
    *_like(S.OUR_PART, "deal", 12, "Our part – under way:", "Keep the hall open on Fridays until nine, hall number"),
    *_like(S.DELIVERY, "took", 8, "Who took part:", "Harbour litter crew with a boat, group number"),
    *map(_yes, range(1, 21)), *map(_no, range(1, 4)), *map(_pot, range(1, 9)),
]  # fmt: skip
BUSY = [LATE, HEARD, SPENT, *map(_yes, range(1, 41)), *map(_no, range(1, 4)), *map(_pot, range(1, 21))]


def keys(lines: tuple[Line, ...]) -> list[str]:
    return [key for line in lines for key in line.keys]


def part(parts: tuple[Part, ...], name: str) -> Part:
    return next(one for one in parts if one.name == name)


def test_a_busy_quarter_has_a_short_main_text_and_every_fact_in_it_or_under_all_of_it():
    officer, child = officer_version(BUSY), child_version(BUSY)
    assert child.words() <= MOST_WORDS < child.words() + child.words_below()
    assert sorted(keys(tuple(child.lines()))) == sorted(fact.key for fact in BUSY)
    assert faults(BUSY, officer, child) == []
    assert document_from(document_json(child)) == child
    assert reading.report(child.main_text()).is_plain


def test_what_was_not_done_and_the_totals_are_read_first_and_the_part_says_what_is_below():
    child = child_version(BUSY)
    assert [line.key for line in child.lead] == ["deal-ours:1"]
    assert len(keys(part(child.parts, "not_done").lines)) == 3
    assert [line.key for line in part(child.parts, "heard").lines] == ["heard:total"]
    assert part(child.parts, "money").lines[0].key == "money:1"
    front, below = keys(part(child.parts, "decided").lines), keys(part(child.rest, "decided").lines)
    assert len(front) >= 5, "a long list tells its first few in front"
    assert front + below == [f"decision:yes{n}" for n in range(1, 41)]
    assert part(child.parts, "decided").below == (
        f"The council said yes to: {len(below)} more, named below.",
    )


def test_no_heading_stands_over_nothing_but_a_number():
    """A quarter with much to tell under every heading: each still tells its first few."""
    child = child_version(QUARTER)
    assert child.words() <= MOST_WORDS
    assert [one.name for one in child.parts if one.below and not one.lines] == []
    assert "theme:1" in keys(part(child.parts, "told").lines)
    assert faults(QUARTER, officer_version(QUARTER), child) == []
    assert sorted(keys(tuple(child.lines()))) == sorted(fact.key for fact in QUARTER)


def test_nothing_is_called_more_where_nothing_was_told():
    """The clerk's own words can leave a heading no room for a sentence; its count then stands by itself."""
    short = child_version(QUARTER, beside=150)
    assert not part(short.parts, "promises").lines
    assert part(short.parts, "promises").below == ("12 things, below.",)
    assert part(short.parts, "told").lines
    assert part(short.parts, "told").below == ("13 more, below.",)
    assert faults(QUARTER, officer_version(QUARTER), short, beside=150) == []


def test_even_very_many_things_not_done_are_counted_in_the_main_text():
    """The last thing to go below is a no: its first few stay in front, with the count of all the others."""
    facts = [LATE, *map(_no, range(1, 101))]
    child = child_version(facts)
    assert child.words() <= MOST_WORDS
    front, below = keys(part(child.parts, "not_done").lines), keys(part(child.rest, "not_done").lines)
    assert len(front) >= 20
    assert front + below == [f"decision:no{n}" for n in range(1, 101)]
    assert part(child.parts, "not_done").below == (
        f"The council said no to: {len(below)} more, named below.",
    )
    assert faults(facts, officer_version(facts), child) == []


def test_the_clerks_own_words_take_of_the_same_room():
    notes = {"equality": ("Long.", "word " * 60)}
    beside = own_words("Hello everybody.", notes)
    assert beside == 2 + 5 + 60
    assert child_version(BUSY, (), beside).words() + beside <= MOST_WORDS


def below(change: Callable[[Part], Part | None]) -> Callable[[Document], Document]:
    return lambda d: replace(d, rest=tuple(c for one in d.rest if (c := change(one)) is not None))


SOFTENINGS: dict[str, Callable[[Document], Document]] = {
    "a part left out": below(lambda one: None if one.name == "decided" else one),
    "all of it left out": lambda d: replace(d, rest=()),
    "an amount changed": below(
        lambda one: replace(one, lines=tuple(
            replace(line, items=tuple(item.replace("00)", "01)") for item in line.items)) for line in one.lines
        ))
    ),
    "a sentence emptied": below(lambda one: replace(one, lines=tuple(replace(x, text="") for x in one.lines))),
    "the count in front made smaller": lambda d: replace(
        d, parts=tuple(replace(p, below=tuple(re.sub("[0-9]+", "1", told) for told in p.below)) for p in d.parts)
    ),
    "the count in front left out": lambda d: replace(d, parts=tuple(replace(p, below=()) for p in d.parts)),
    "what was not done put below good news": lambda d: replace(
        d, parts=tuple(replace(p, lines=()) if p.name == "not_done" else p for p in d.parts),
        rest=(*d.rest, part(d.parts, "not_done")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("softening", SOFTENINGS)
def test_each_softening_by_way_of_all_of_it_is_caught(softening):
    officer, child = officer_version(BUSY), child_version(BUSY)
    changed = SOFTENINGS[softening](child)
    assert changed != child
    assert faults(BUSY, officer, changed) != []


briefs = st.builds(
    Brief, st.sampled_from(["", "Not done yet:", "Yes to:"]), st.text("abc ", min_size=1, max_size=60)
)
facts = st.lists(
    st.builds(
        Fact, st.sampled_from(Section), st.uuids().map(str), st.just("It was not done."),
        st.sampled_from(["It was not done.", "It was not done. " * 12]), st.just({}), st.just(True), st.booleans(),
        st.none() | briefs,
    ),
    max_size=40, unique_by=lambda fact: fact.key,
)  # fmt: skip


@given(facts, st.integers(0, 400))
def test_every_fact_is_told_once_whatever_the_room(found, beside):
    child = child_version(found, (), beside)
    assert sorted(keys(tuple(child.lines()))) == sorted(fact.key for fact in found)
    room = max(0, MOST_WORDS - beside)
    held = child.words() <= room or not any(one.lines for one in child.parts)
    assert held, "something that could go stayed, and it is too long"


def test_a_body_with_nothing_to_tell_says_so_part_by_part_in_both_versions():
    officer, child = officer_version([]), child_version([])
    assert faults([], officer, child) == []
    for document in (officer, child):
        assert list(document.lines()) == []
        assert all(one.empty.endswith(".") for one in document.parts)
    assert "We did not hear from anyone. That is for us to put right." in child.main_text()
