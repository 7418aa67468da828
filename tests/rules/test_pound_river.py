"""The pictures of a pot: widths are the money, ribbons carry no more than there is, and months add up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import pound_river
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots_history import Moved, month_ends
from commissioning.rules.pound_river import ACROSS, GAP, Piece

A = AccountKind


@given(st.lists(st.lists(st.integers(0, 10**10), min_size=2, max_size=2), min_size=1, max_size=6))
def test_bands_follow_one_another_and_are_as_wide_as_their_money(amounts):
    above = [Piece(f"a{n}", f"Area {n}", Pence(sum(pair))) for n, pair in enumerate(amounts)]
    below = [
        Piece(f"f{k}", name, Pence(sum(pair[k] for pair in amounts)))
        for k, name in enumerate(("Paid", "Left"))
    ]
    flows = {(f"a{n}", f"f{k}"): Pence(pair[k]) for n, pair in enumerate(amounts) for k in (0, 1)}
    rows = pound_river.draw([("By area", above), ("Now", below)], [flows])
    total = sum(piece.pence for piece in above)
    for row, pieces in zip(rows, (above, below), strict=True):
        shown = [piece for piece in pieces if piece.pence]
        assert [band.piece for band in row.bands] == shown, "nothing is dropped but what is nothing"
        for before, after in pairwise(row.bands):
            assert after.x == before.x + before.wide + GAP
        for band in row.bands:
            assert (
                abs(
                    band.wide * total
                    - band.piece.pence * (ACROSS - GAP * (max(len(r.bands) for r in rows) - 1))
                )
                <= total
            )
            assert 0 <= band.x <= band.x + band.wide <= ACROSS
    assert len(rows[0].ribbons) == sum(1 for pence in flows.values() if pence)


def test_a_ribbon_wider_than_its_band_is_never_drawn():
    above, below = [Piece("a", "A", Pence(5))], [Piece("b", "B", Pence(9))]
    with pytest.raises(ValueError, match="more flows through A than there is"):
        pound_river.draw([("x", above), ("y", below)], [{("a", "b"): Pence(6)}])


def test_labels_are_written_only_where_they_have_room_and_small_projects_stand_together():
    pieces = [Piece("a", "Millfield", Pence(76)), Piece("b", "Harbour & Quay", Pence(24))]
    (row,) = pound_river.draw([("x", pieces)], [])
    assert [band.phone_words for band in row.bands] == ["Millfield £0.76", ""]
    assert [band.desk_words for band in row.bands] == ["Millfield £0.76", "Harbour & Quay"]
    largest, rest = pound_river.fewest([Piece(str(n), f"P{n}", Pence(n + 1)) for n in range(20)])
    assert [piece.pence for piece in largest] == [20, 19, 18, 17, 16, 15, 14]
    assert sum(piece.pence for piece in rest) == sum(range(1, 14))


@given(st.lists(st.tuples(st.integers(0, 800), st.integers(1, 10**9)), max_size=20))
def test_the_last_month_is_how_the_pot_stands(moves):
    begin, today = date(2025, 1, 31), date(2026, 11, 25)
    came = [Moved(begin + timedelta(days=day), A.SOURCE, A.LEFT, pence) for day, pence in moves]
    promised = [Moved(move.day, A.LEFT, A.PROMISED, move.pence // 2) for move in came]
    paid = [Moved(move.day, A.PROMISED, A.PAID, move.pence // 4) for move in came]
    ends = month_ends([*paid, *promised, *came], today)
    assert bool(ends) == bool(moves)
    assert len(ends) <= 24
    if ends:
        assert ends[-1].in_ == sum(pence for _, pence in moves)
        assert ends[-1].paid == sum(pence // 4 for _, pence in moves)
        assert all(later.first > end.first for end, later in pairwise(ends))
        assert ends[-1].first == max(today, *(move.day for move in came)).replace(day=1)
