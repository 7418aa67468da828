"""Writing together, suggesting, advising and joining: the rules, without an app or a database."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import advice, apart, co_design, comments, merging, suggestions
from commissioning.rules.advice import Followed, Standing, View
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.marked import Mark
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Content, CostLine
from commissioning.rules.suggestions import Part
from participation.rules.people import Actor, AgeBand, Held, Role
from participation.rules.refusals import Refusal

CHILD, ADULT, MEMBER = (co_design.Writer(*pair) for pair in ((True, False), (False, False), (False, True)))


def person(role: Role, user: int = 1, band: AgeBand | None = None) -> Actor:
    return Actor(user, f"u{user}", "Somebody", (Held(role),), band)


@pytest.mark.parametrize(
    ("group", "safe"),
    [
        ([CHILD], True), ([CHILD, CHILD], True), ([ADULT, ADULT], True), ([CHILD, ADULT], False),
        ([CHILD, MEMBER], False), ([CHILD, CHILD, ADULT], False), ([CHILD, CHILD, MEMBER], True),
        ([CHILD, ADULT, MEMBER], True),
    ],
)  # fmt: skip
def test_a_child_and_an_adult_never_write_alone_together(group, safe):
    assert co_design.is_safe_together(group) is safe


@given(st.lists(st.sampled_from([CHILD, ADULT, MEMBER]), min_size=1, max_size=8))
def test_no_safe_mixed_group_is_a_pair_or_lacks_somebody_accountable(group):
    mixed = CHILD in group and (ADULT in group or MEMBER in group)
    if co_design.is_safe_together(group) and mixed:
        assert len(group) >= 3
        assert MEMBER in group


def test_who_may_be_asked():
    young, old = person(Role.RESIDENT, 2, AgeBand.THIRTEEN_TO_FIFTEEN), person(Role.RESIDENT, 3)
    member, officer = person(Role.TEAM_MEMBER, 4), person(Role.COMMISSIONING_OFFICER, 5)
    co_design.check_may_invite(young, person(Role.YOUNG_ADVISOR, 6, AgeBand.SIXTEEN_SEVENTEEN), [CHILD])
    co_design.check_may_invite(old, member, [ADULT])
    for inviter, invited, group, why in (
        (old, young, [ADULT], "participation worker"), (old, officer, [ADULT], "check or decide"),
        (old, old, [ADULT], "already"), (member, young, [MEMBER], "never write alone"),
        (old, member, [ADULT] * co_design.MOST_AUTHORS, "at most"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            co_design.check_may_invite(inviter, invited, group)


def test_a_childs_name_is_for_their_team_and_its_first_part_for_fellow_authors():
    band = AgeBand.TEN_TO_TWELVE
    assert co_design.called("Asha Khan", band, is_near=True) == "Asha Khan"
    assert co_design.called("Asha Khan", band, is_near=False, writes_too=True) == "Asha"
    assert co_design.called("Asha Khan", band, is_near=False) == "A young person"
    assert co_design.in_a_row(["Mei", "A young person", "A young person"]) == "Mei and 2 young people"
    assert co_design.in_a_row(["A young person"]) == "A young person"


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_marked_change_loses_no_letter_of_either_text(before, after):
    stretches = suggestions.marked(before, after)
    assert "".join(s.text for s in stretches if s.mark is not Mark.IN) == before
    assert "".join(s.text for s in stretches if s.mark is not Mark.OUT) == after


def test_a_change_is_marked_in_words():
    marked = suggestions.marked("Bikes for children.", "Bikes and scooters for children.")
    assert [s.text for s in marked if s.mark is Mark.IN] == [" and scooters"]
    assert not [s for s in marked if s.mark is Mark.OUT]


def test_a_suggestion_about_older_words_cannot_be_taken_up():
    suggestions.check_can_accept("old", "old", "old", is_read=True)
    for before, published, working, is_read, why in (
        ("old", "new", "new", True, "has changed since"), ("a", "a", "a", False, "being read first"),
        ("old", "old", "mine", True, "changing this part yourselves"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            suggestions.check_can_accept(before, published, working, is_read=is_read)
    suggestions.check_open(State.CO_DESIGN)
    for state in set(State) - {State.CO_DESIGN}:
        with pytest.raises(Refusal, match="moved on"):
            suggestions.check_open(state)
    for after, why in (("old", "Nothing is changed"), ("", "cannot be empty"), ("x" * 101, "100 letters")):
        with pytest.raises(Refusal, match=why):
            suggestions.check_change(Part.TITLE, "old", after)


@pytest.mark.parametrize("state", State)
def test_talk_and_support_end_when_an_idea_moves_on(state):
    for check, open_in in (
        (
            lambda: comments.check_may_write(state, CommentKind.QUESTION, is_author=False),
            comments.TALKED_ABOUT,
        ),
        (
            lambda: comments.check_may_support(state, is_author=False, is_neighbour=True),
            comments.SUPPORTED_IN,
        ),
    ):
        if state in open_in:
            check()
        else:
            with pytest.raises(Refusal):
                check()
    assert State.IN_ROUND not in comments.SUPPORTED_IN


def test_a_comment_that_is_not_shown_says_why_to_its_writer():
    comments.check_moderation(Moderation.SHOWN, "")
    with pytest.raises(Refusal, match="Say why"):
        comments.check_moderation(Moderation.NOT_SHOWN, "no")


WORDS = st.text(max_size=30)
CONTENTS = st.builds(
    Content, title=st.text(min_size=1, max_size=100), need=WORDS, who_benefits=WORDS, builds_on=WORDS,
    our_part=WORDS, your_part=WORDS, group_name=WORDS, sponsor=WORDS,
    areas=st.lists(st.sampled_from(["Harbour", "Millfield"]), unique=True).map(tuple),
    lines=st.lists(st.builds(CostLine, WORDS, st.integers(1, 9_999).map(Pence)), max_size=5).map(tuple),
)  # fmt: skip


@given(CONTENTS, CONTENTS)
def test_joining_two_ideas_loses_no_word_place_or_penny(one, other):
    both = merging.merged(one, other)
    for field in fields(Content):
        name = field.name
        if name in {"need", "who_benefits", "builds_on", "our_part", "your_part", "group_name", "sponsor"}:
            assert getattr(one, name) in getattr(both, name)
            assert getattr(other, name) in getattr(both, name)
    assert both.total == one.total + other.total
    assert set(both.areas) == {*one.areas, *other.areas}
    assert 1 <= len(both.title) <= merging.LONGEST_TITLE


@given(st.frozensets(st.integers(1, 5), min_size=1), st.dictionaries(st.integers(1, 5), st.booleans()))
def test_anybodys_no_ends_it_and_it_takes_everybodys_yes(authors, answers):
    found = merging.outcome(authors, answers)
    assert (found is merging.MergeState.DECLINED) == (False in answers.values())
    if found is merging.MergeState.AGREED:
        assert all(answers[author] for author in authors)


NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def standing(
    *views: View, asked: bool = True, being_read: int = 0, advisors: int = 2, together: View | None = None
) -> Standing:
    return Standing(
        NOW if asked else None, NOW + timedelta(days=7) if asked else None, "Wednesday", "next Wednesday",
        views, being_read, advisors, together, len(views),
    )  # fmt: skip


def test_a_decision_waits_for_advice_or_for_its_day_to_pass():
    late = NOW + timedelta(days=8)
    for waits, why in (
        (standing(asked=False), "Ask the young advisors"), (standing(being_read=1), "being read first"),
        (standing(), "until next Wednesday"), (standing(View.SKIP, View.SKIP), "until next Wednesday"),
        (standing(View.NOT_YET), "1 of 2 have"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            advice.check_asked(waits, NOW)
    advice.check_asked(standing(View.NOT_YET, View.SKIP), NOW)
    advice.check_asked(standing(View.NOT_YET, together=View.OPPOSE), NOW)
    advice.check_asked(standing(View.NOT_YET), late)
    advice.check_asked(standing(), late)
    advice.check_asked(standing(asked=False, advisors=0), NOW)
    assert advice.in_words(standing(), late) == (
        "Young advisors were asked on Wednesday; none was received by next Wednesday."
    )
    for moment in (NOW, NOW + timedelta(days=7) - timedelta(seconds=1)):
        assert advice.in_words(standing(), moment) == (
            "Young advisors were asked on Wednesday and have until next Wednesday to answer. Nobody has yet."
        )
    for moment in (NOW, late):
        assert advice.in_words(standing(being_read=1), moment).endswith("sent, and it is being read first.")
    told = advice.in_words(standing(View.SUPPORT, View.OPPOSE, View.SUPPORT), NOW)
    assert told.endswith("2 support it and 1 opposes it.")


def test_when_they_oppose_and_it_is_approved_they_are_told_why():
    opposed, supported = standing(View.OPPOSE, View.SUPPORT), standing(View.SUPPORT)
    with pytest.raises(Refusal, match="Tell them why") as refused:
        advice.check_reply(opposed, True, "  noted  ", Followed.NOT)
    assert refused.value.field == "reply"
    answer = "You said it is too far to walk; a minibus will run."
    advice.check_reply(opposed, True, answer, Followed.PARTLY)
    with pytest.raises(Refusal, match="in part or not"):
        advice.check_reply(opposed, True, answer, Followed.ADOPTED)
    for heard, approves in ((opposed, False), (supported, True), (standing(together=View.OPPOSE), False)):
        with pytest.raises(Refusal, match="Answer the young advisors"):
            advice.check_reply(heard, approves, "noted", Followed.ADOPTED)
        with pytest.raises(Refusal, match="whether you follow"):
            advice.check_reply(heard, approves, answer, None)
        advice.check_reply(heard, approves, answer, Followed.ADOPTED)
    advice.check_reply(standing(), True, "", None)


@pytest.mark.parametrize("part", ["authors", "supporters", "suggesters", "advisors", "interested"])
def test_nobody_checks_or_decides_what_they_had_a_part_in(part):
    with pytest.raises(Refusal, match="another officer must"):
        apart.check_apart(
            7, apart.Involved(**{part: frozenset({7})}), another="another officer must check it"
        )
    apart.check_apart(8, apart.Involved(**{part: frozenset({7})}), another="another officer must check it")
