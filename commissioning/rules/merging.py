"""Putting two ideas together: who must agree, and what the joined idea says. Nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from commissioning.rules.co_design import ASKED_AGAIN_AFTER
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import MOST_LINES, Content
from participation.rules.refusals import Refusal

LONGEST_TITLE = 100


class MergeState(StrEnum):
    """Where the asking stands."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    CHANGED = "changed"  # the words changed before everybody had said yes, so everybody was asked again


class Words(StrEnum):
    """Whether everybody who is asked can read what an idea says now."""

    SHOWN = "shown"
    BEING_CHANGED = "being_changed"
    BEING_READ = "being_read"


def check_can_merge(one: State, other: State, *, same_team: bool, same_idea: bool) -> None:
    """Raise Refusal (field "other") unless these two can be joined now."""
    if same_idea:
        raise Refusal("Choose another idea, not this one.", field="other")
    if not same_team:
        raise Refusal("Only ideas for the same team can be joined.", field="other")
    if {one, other} != {State.CO_DESIGN}:
        raise Refusal("Ideas can be joined while both are taking shape.", field="other")


def check_may_ask_again(state: MergeState, ended_at: datetime | None, now: datetime) -> None:
    """Raise Refusal (field "other") for two ideas of which somebody lately said no to making one."""
    if state is MergeState.DECLINED and ended_at is not None and now < ended_at + ASKED_AGAIN_AFTER:
        raise Refusal(
            "Somebody said no to joining these two, and a no needs no reason. It can be asked again "
            f"{ASKED_AGAIN_AFTER.days} days after it, not sooner.",
            field="other",
        )


def why_wait(title: str, words: Words, *, is_own: bool, asked: bool = True) -> str:
    """Why nobody can say yes to joining this idea yet, to a reader who writes it or the other; "" when they can.

    Nobody agrees to words they have not seen: the joined idea says exactly what both said when the last yes was given.
    `asked` is whether people have been asked to join the two already.
    """
    if words is Words.BEING_READ:
        return (
            f"The newest words of “{title}” are being read by somebody whose job is to keep people safe. You can say "
            "yes once everybody can read them."
        )
    if words is Words.BEING_CHANGED and is_own:
        return (
            f"“{title}” has been changed, and the others have not seen the changes. Nobody can say yes until you show "
            "them or put them back." + (" Once they show, everybody is asked again." if asked else "")
        )
    if words is Words.BEING_CHANGED:
        return (
            f"The people writing “{title}” are changing it. You can say yes once they have shown what they changed, so "
            "that you agree only to what you have read."
        )
    return ""


def went_on(state: State, *, can_read: bool, ended_on: str) -> str:
    """What became of the joined idea, in a sentence, for the page of one it was joined from."""
    if state is State.WITHDRAWN:
        return (
            f"The joined idea was withdrawn on {ended_on} by the person who began it, so it goes no further."
        )
    if not can_read:
        return "The joined idea cannot be read here just now: it is being read or changed first, or has been stopped."
    return "The joined idea has every word of this one. Questions and comments went along with it."


def outcome(authors: frozenset[int], answers: Mapping[int, bool]) -> MergeState:
    """Where it stands: anybody's no ends it, and it takes everybody's yes."""
    if any(not yes for yes in answers.values()):
        return MergeState.DECLINED
    return MergeState.AGREED if authors <= answers.keys() else MergeState.ASKED


def merged(one: Content, other: Content) -> Content:
    """Both ideas in one: every word, place and cost of each, the asker's first."""
    lines = one.lines + other.lines
    if len(lines) > MOST_LINES:
        raise Refusal(f"Together they list more than {MOST_LINES} costs. Put small ones together first.")
    constituted = {one.is_constituted, other.is_constituted} - {None}
    return Content(
        title=_title(one.title, other.title),
        need=_both(one.need, other.need),
        who_benefits=_both(one.who_benefits, other.who_benefits),
        how_many=max(one.how_many or 0, other.how_many or 0)
        or None,  # they may be the same people, so no sum
        ages_from=_either(min, one.ages_from, other.ages_from),
        ages_to=_either(max, one.ages_to, other.ages_to),
        areas=tuple(sorted({*one.areas, *other.areas})),
        builds_on=_both(one.builds_on, other.builds_on),
        lines=lines,
        our_part=_both(one.our_part, other.our_part),
        your_part=_both(one.your_part, other.your_part),
        group_name=_and(one.group_name, other.group_name),
        is_constituted=any(constituted) if constituted else None,
        sponsor=_and(one.sponsor, other.sponsor),
        quotes=one.quotes + other.quotes,
        outcomes=tuple(dict.fromkeys((*one.outcomes, *other.outcomes))),
    )


def _either(wider: Callable[[int, int], int], one: int | None, other: int | None) -> int | None:
    """The wider of two ends; where one idea is for anybody, so are both together."""
    return None if one is None or other is None else wider(one, other)


def _title(one: str, other: str) -> str:
    both = f"{one} and {other[:1].lower()}{other[1:]}"
    return both if len(both) <= LONGEST_TITLE else one


def _both(one: str, other: str) -> str:
    return "\n\n".join(text for text in (one, other if other != one else "") if text)


def _and(one: str, other: str) -> str:
    return " and ".join(text for text in (one, other if other != one else "") if text)
