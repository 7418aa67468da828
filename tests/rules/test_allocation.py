"""Sharing by formula: exact to the penny, floors kept, and the same whatever order the areas come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.allocation import FigureKind, Formula, Place, Working, allocate
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

K, F = FigureKind, Formula
OFFICES = ("Cowdenbeath", "Cupar", "Dunfermline", "Glenrothes", "Kirkcaldy", "Leven", "Rosyth")


def place(key, name, people=0, need=0, children=0):
    return Place(key, name, {K.POPULATION: people, K.DEPRIVATION: need, K.CHILDREN: children})


@st.composite
def sums(draw):
    """A sum, a formula, areas that can bear it, and a floor."""
    many = draw(st.integers(1, 21))
    figure = st.integers(0, 200_000)
    places = [
        place(n, f"Ward {draw(st.integers(0, 9))}{n}", draw(figure), draw(figure), draw(figure))
        for n in range(many)
    ]
    places.append(place(many, "Somewhere", 1 + draw(figure), 1 + draw(figure), 1 + draw(figure)))
    total = draw(st.integers(1, 10**11))
    floor = draw(st.one_of(st.just(0), st.integers(0, total // len(places))))
    return (
        Pence(total),
        draw(st.sampled_from(Formula)),
        places,
        Pence(floor),
        draw(st.randoms(use_true_random=False)),
    )


@given(sums())
def test_every_share_is_exact_keeps_the_floor_and_does_not_depend_on_order(given_):
    total, formula, places, floor, dice = given_
    working = allocate(total, formula, places, floor)
    shares = {line.key: line.share for line in working.lines}
    assert sum(shares.values()) == total
    assert min(shares.values()) >= floor
    assert [line.key for line in working.lines] == [one.key for one in places]
    for line in working.lines:
        assert line.share == (floor if line.lifted else sum(line.parts))
    assert sum(working.part_sums()) + floor * sum(line.lifted for line in working.lines) == total
    shuffled = list(places)
    dice.shuffle(shuffled)
    assert {line.key: line.share for line in allocate(total, formula, shuffled, floor).lines} == shares
    assert Working.from_json(working.as_json()) == working


@given(sums())
def test_without_a_floor_nobody_is_more_than_a_penny_a_part_from_their_exact_share(given_):
    total, formula, places, _, _ = given_
    working = allocate(total, formula, places)
    kinds = working.kinds or (None,)
    for line, one in zip(working.lines, places, strict=True):
        weights = [
            (one.figures[kind], sum(p.figures[kind] for p in places)) if kind else (1, len(places))
            for kind in kinds
        ]
        for part, (mine, every) in zip(line.parts, weights, strict=True):
            assert abs(part * every * len(kinds) - total * mine) <= 2 * every * len(kinds)


def test_fifes_seven_offices_get_the_same_to_the_penny():
    # £1,200,000 over seven: £171,428.57 each is a penny short, and the penny goes to the first by name.
    lines = allocate(Pence(1_200_000_00), F.EQUAL, [place(n, name) for n, name in enumerate(OFFICES)]).lines
    assert [line.share for line in lines] == [171_428_58, *[171_428_57] * 6]
    assert sum(line.share for line in lines) == 1_200_000_00


def test_half_by_population_and_half_by_deprivation_is_shown_line_by_line():
    working = allocate(Pence(100_000_01), F.HALF_AND_HALF, [
        place(1, "Millfield", 10_000, 300), place(2, "Harbour", 20_000, 300), place(3, "Park", 10_000, 0),
    ])  # fmt: skip
    assert working.part_sums() == (50_000_01, 50_000_00)
    # Population 1:2:1 of £50,000.01, largest remainder (.25, .5 and .25 of a penny over); deprivation 1:1:0 of £50,000.
    assert [line.parts for line in working.lines] == [
        (12_500_00, 25_000_00), (25_000_01, 25_000_00), (12_500_00, 0),
    ]  # fmt: skip
    assert [line.share for line in working.lines] == [37_500_00, 50_000_01, 12_500_00]
    assert working.sentence(working.lines[0]) == (
        "10,000 of 40,000 (population) gives £12,500.00; 300 of 600 (deprivation weight) gives £25,000.00"
    )


def test_barnsleys_floor_lifts_the_small_wards_and_the_others_share_the_rest():
    working = allocate(
        Pence(100_000_00), F.CHILDREN,
        [place(1, "A", children=900), place(2, "B", children=90), place(3, "C", children=10)],
        Pence(10_000_00),
    )  # fmt: skip
    assert [(line.share, line.lifted) for line in working.lines] == [
        (80_000_00, False), (10_000_00, True), (10_000_00, True),
    ]  # fmt: skip
    assert "gets the floor of £10,000.00" in working.sentence(working.lines[2])


@pytest.mark.parametrize(
    ("total", "formula", "places", "floor", "field", "why"),
    [
        (0, F.EQUAL, [place(1, "A")], 0, "total", "how much is to be shared"),
        (5, F.EQUAL, [], 0, "formula", "no areas"),
        (
            1_00,
            F.EQUAL,
            [place(1, "A"), place(2, "B")],
            51,
            "floor",
            r"2 areas with a floor of £0\.51 need £1\.02",
        ),
        (1_00, F.CHILDREN, [Place(1, "A", {})], 0, "formula", "no children aged 8 to 17 for A"),
        (1_00, F.HALF_AND_HALF, [place(1, "A", 5, 0)], 0, "formula", "deprivation weight is nought"),
    ],
)
def test_what_cannot_be_shared_is_refused_in_words(total, formula, places, floor, field, why):
    with pytest.raises(Refusal, match=why) as refused:
        allocate(Pence(total), formula, places, Pence(floor))
    assert refused.value.field == field
