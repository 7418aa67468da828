"""A young person's own no holds until they change it, whatever words somebody else's yes is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.consents import Agreed, ConsentKind, Giver, NewConsent
from participation.rules.consents_no import Word, check_no_is_heard, goes_too, is_overruled, standing_no
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

TEEN = AgeBand.THIRTEEN_TO_FIFTEEN
PART = ConsentKind.TAKING_PART
YES, NO, OWN, PARENT = Agreed.YES, Agreed.NO, Giver.THEMSELVES, Giver.PARENT
PURPOSES = ("Thursday panel", "the Thursday panel", "Panel", "The summer trip", "Music")


def _parents(purpose, photos=(), kind=PART):
    return NewConsent(kind, YES, PARENT, purpose, photos=photos)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_parents_yes_is_refused_within_the_kind_and_heard_where_nobody_said_no(purpose):
    check_no_is_heard(_parents(purpose), [Word(YES, OWN, purpose="Thursday panel")])
    with pytest.raises(Refusal, match="“Thursday panel”") as refused:
        check_no_is_heard(_parents(purpose), [Word(NO, OWN, purpose="Thursday panel")])
    assert refused.value.field == "given_by"


def test_their_own_yes_lifts_their_no_and_a_yes_to_something_else_does_not():
    no = Word(NO, OWN, purpose="Thursday panel")
    for own, stands in (("The Thursday panel", False), ("The summer trip", True)):
        words = [no, Word(YES, OWN, purpose=own)]
        assert (standing_no(PART, words, Word(YES, PARENT, purpose="A new club")) is not None) is stands


def test_their_later_no_stops_their_own_yes_under_slightly_other_words_but_not_to_another_thing():
    for purpose, over in (("The panel", True), ("The summer trip", False)):
        words = [Word(YES, OWN, purpose=purpose), Word(NO, OWN, purpose="Thursday panel")]
        assert is_overruled(PART, words, 0, TEEN) is over


@pytest.mark.parametrize(("no", "stands"), [("Thursday panel", True), ("The play scheme", False)])
def test_a_yes_to_another_thing_that_stood_there_before_their_no_goes_on(no, stands):
    yes = Word(YES, PARENT, purpose="Summer play scheme")
    assert is_overruled(PART, [yes, Word(NO, OWN, purpose=no)], 0, TEEN) is not stands
    assert is_overruled(PART, [Word(NO, OWN, purpose=no), yes], 1, TEEN), (
        "said after it, it does not get round it"
    )


@pytest.mark.parametrize("band", [AgeBand.SIX_TO_NINE, TEEN])
def test_a_childs_own_no_to_the_use_of_data_stands_against_a_parents_yes(band):
    words = [Word(NO, OWN, purpose="The newsletter"), Word(YES, PARENT, purpose="The newsletter")]
    assert is_overruled(ConsentKind.DATA, words, 1, band)
    with pytest.raises(Refusal, match="They said no to this themselves"):
        check_no_is_heard(_parents("The newsletter", kind=ConsentKind.DATA), words[:1])


@pytest.mark.parametrize(
    ("place", "by_themselves", "too"),
    [
        (0, True, [1]),
        (1, True, [0]),
        (0, False, [1]),
        (3, True, [0, 1, 5]),
        (3, False, [5]),
        (2, True, []),
        (4, True, []),
    ],
)
def test_what_was_agreed_to_twice_ends_with_one_tap(place, by_themselves, too):
    words = [
        Word(YES, OWN, photo="one"), Word(YES, OWN, photo="one"), Word(YES, OWN, photo="two"),
        Word(YES, PARENT, photo="one"), Word(NO, PARENT), Word(YES, PARENT, photo="one"),
    ]  # fmt: skip
    assert goes_too(ConsentKind.PHOTO, words, place, by_themselves=by_themselves) == too


def test_a_no_to_a_photo_is_to_all_and_taking_back_one_yes_is_to_that_photo():
    for no, second_stands in ((Word(NO, OWN), False), (Word(YES, OWN, True, "", "one"), True)):
        words = [Word(YES, PARENT, photo="one"), Word(YES, PARENT, photo="two"), no]
        over = [is_overruled(ConsentKind.PHOTO, words, n, TEEN) for n in (0, 1)]
        assert over == [True, not second_stands]


def test_a_yes_to_two_photos_is_refused_when_either_was_said_no_to():
    taken_back = [Word(YES, OWN, True, "The park", "one")]
    check_no_is_heard(_parents("The park", ("two",), ConsentKind.PHOTO), taken_back)
    with pytest.raises(Refusal):
        check_no_is_heard(_parents("The park", ("two", "one"), ConsentKind.PHOTO), taken_back)


@given(
    st.lists(st.tuples(st.sampled_from(Agreed), st.sampled_from(Giver), st.sampled_from(PURPOSES)), max_size=6),
    st.sampled_from(PURPOSES), st.sampled_from(PURPOSES),
)  # fmt: skip
def test_after_their_no_nobody_elses_yes_counts_until_they_speak_again(before, refused, purpose):
    words = [*(Word(said, by, purpose=to) for said, by, to in before), Word(NO, OWN, purpose=refused)]
    words.append(Word(YES, PARENT, purpose=purpose))
    own_yes = any(one.own_yes and one.purpose.casefold() == purpose.casefold() for one in words)
    assert is_overruled(PART, words, len(words) - 1, TEEN) or own_yes
