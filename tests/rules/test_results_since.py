"""What has come of a vote since its count: what stays in the pot after all, and what is promised to whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.pence import Pence
from commissioning.rules.results_since import STAYS, Fate, how_many, lines, not_used, stays_in_pot, what_next


def fate(won: bool = True, awarded: int | None = None, **more: bool) -> Fate:
    return Fate("Swings", Pence(40_000), won, None if awarded is None else Pence(awarded), **more)


def test_a_vote_nothing_was_decided_on_yet_promises_to_each_project_and_keeps_nothing_back():
    fates = [fate(), fate(won=False)]
    assert (lines(fates), how_many(fates), stays_in_pot(fates)) == ([], "", "")
    assert what_next(fates) == (
        "Under way", "The money is promised to each project, and each says how it is going.",
    )  # fmt: skip


def test_each_thing_that_can_come_in_between_has_its_own_words():
    fates = [
        fate(withdrawn=True),
        fate(awarded=0),
        fate(awarded=40_000, lapsed=True),
        fate(awarded=30_000),
        fate(),
    ]
    assert how_many(fates) == "1 withdrawn, 1 not adopted, 1 not taken up, 1 adopted with less since"
    assert stays_in_pot(fates) == (
        "Of it, £1,200.00 was for what was withdrawn, not adopted or not taken up since, and stays in the pot. "
        "The decision gave £100.00 less, which stays in the pot."
    )
    assert len(set(lines(fates))) == 4
    title, said = what_next(fates)
    assert (title, "each project that is adopted" in said) == ("Under way", True)


def test_nothing_is_promised_when_all_that_won_is_gone_unless_another_was_adopted():
    gone = [fate(awarded=0), fate(withdrawn=True)]
    assert what_next([*gone, fate(won=False), fate(won=False, awarded=0)]) == (
        "Nothing to pay for", "What won was withdrawn or not adopted, so its money is promised to nobody.",
    )  # fmt: skip
    title, said = what_next([*gone, fate(won=False, awarded=40_000)])
    assert (title, "each project that is adopted" in said) == ("Under way", True)
    assert what_next([fate(won=False)]) is None, "nothing won and nothing was adopted"


def test_nothing_is_said_to_stay_of_which_some_is_promised_to_what_was_not_chosen():
    gone = [fate(awarded=0), fate(awarded=30_000), fate(withdrawn=True), fate(awarded=40_000, lapsed=True)]
    other = Fate("Bees", Pence(90_500), won=False, awarded=Pence(90_500))
    told = [*lines([*gone, other]), stays_in_pot([*gone, other]), not_used([*gone, other])]
    assert told[0] == "Bees was not chosen, and was adopted all the same. £905.00 is promised to it."
    assert told[-1].startswith("£905.00 is promised from the pot to what was adopted")
    assert not [one for one in told if "stays" in one]
    for not_paid in (fate(won=False, awarded=0), fate(won=False, awarded=40_000, lapsed=True)):
        assert not_used([*gone, not_paid]) == "It stays in the pot."
        assert all("stays in the pot" in one for one in lines([*gone, not_paid]))


@given(
    st.lists(
        st.builds(
            Fate, st.just("Swings"), st.integers(1, 10**6).map(Pence), st.booleans(),
            st.none() | st.integers(0, 10**6).map(Pence), st.booleans(), st.booleans(),
        )
    )
)  # fmt: skip
def test_no_more_stays_than_was_given_and_what_stays_is_always_told(fates):
    for one in fates:
        assert 0 <= one.stays <= one.cost
        assert (bool(one.stays) or one.besides) == bool(one.told(STAYS))
    assert bool(stays_in_pot(fates)) == any(one.stays for one in fates) == bool(how_many(fates))
