"""Writing together: who may be asked to join a group, what keeps it safe, and whose words may be written over.

Adults and children meet only in a group that somebody accountable is part of (the design's SG10): no two of them are
ever alone together, not in a message and not in a shared draft.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import Refusal

MOST_AUTHORS = 12
FEWEST_MIXED = 3


class JoinState(StrEnum):
    """Where somebody stands with a group that writes together."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LEFT = "left"


ASKED = frozenset({JoinState.INVITED, JoinState.ACCEPTED})


@dataclass(frozen=True)
class Writer:
    """One person of a group, as far as safety needs to know them."""

    is_child: bool
    is_official: bool


def writer(actor: Actor) -> Writer:
    """The person as a writer."""
    return Writer(actor.is_child, actor.speaks_officially)


def is_safe_together(group: Collection[Writer]) -> bool:
    """Whether these people may share a draft: all of an age, or three or more with an accountable adult among them."""
    children = sum(one.is_child for one in group)
    if children in {0, len(group)}:
        return True
    return len(group) >= FEWEST_MIXED and any(one.is_official for one in group)


NOT_ALONE = (
    "A grown-up and a young person never write alone together. With both, a group has at least three people, and one "
    "of them is on a community team or works for the council."
)


def check_may_invite(inviter: Actor, invited: Actor, group: Collection[Writer]) -> None:
    """Raise Refusal (field "who") unless `inviter` may ask `invited` to join this group (themselves among it).

    An adult with no seat or post never starts contact with a child. Staff who check or decide are never authors.
    """
    if inviter.user_id == invited.user_id:
        raise Refusal("You are writing this already.", field="who")
    if not may_write(invited):
        raise Refusal("They cannot write proposals: people who check or decide on them may not.", field="who")
    if len(group) >= MOST_AUTHORS:
        raise Refusal(f"A group can have at most {MOST_AUTHORS} people.", field="who")
    if invited.is_child and not inviter.is_child and not inviter.speaks_officially:
        raise Refusal(
            "Ask the participation worker. They can bring young people and grown-ups together.", field="who"
        )
    if not is_safe_together([*group, writer(invited)]):
        raise Refusal(f"{NOT_ALONE} Ask more people your own age first.", field="who")


WRITERS = frozenset({Role.RESIDENT, Role.YOUNG_ADVISOR, Role.TEAM_MEMBER, Role.CHAIR, Role.PROVIDER})
JUDGES = frozenset({Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER})


def may_write(actor: Actor) -> bool:
    """Whether this person may be an author at all."""
    return bool(actor.roles & WRITERS) and not actor.roles & JUDGES


ASKED_AGAIN_AFTER = timedelta(days=30)


def check_may_ask_again(state: JoinState, said_at: datetime | None, now: datetime) -> None:
    """Raise Refusal (field "who") for somebody who said no lately: a no needs no reason, and is not argued with."""
    if state is JoinState.DECLINED and said_at is not None and now < said_at + ASKED_AGAIN_AFTER:
        raise Refusal(
            "They said no to this, and a no needs no reason. They can be asked again "
            f"{ASKED_AGAIN_AFTER.days} days after it, not sooner.",
            field="who",
        )


def check_may_join(group: Collection[Writer], joining: Writer) -> None:
    """Raise Refusal when joining would leave a child and an adult alone together."""
    if len(group) >= MOST_AUTHORS:
        raise Refusal(f"This group has {MOST_AUTHORS} people already, which is the most there can be.")
    if not is_safe_together([*group, joining]):
        raise Refusal(f"{NOT_ALONE} You can join when somebody else has.")


def check_may_leave(authors: int) -> None:
    """Raise Refusal to the last author: an idea with nobody behind it is withdrawn instead."""
    if authors < 2:
        raise Refusal(
            "You are the only one writing this, so you cannot leave it. You can withdraw it instead."
        )


CHANGED_MEANWHILE = (
    "Somebody (or you, in another window) changed this while you were writing. What you typed is still here. Read what "
    "it says now, put the two together, and save again."
)


def given_name(name: str) -> str:
    """The name a young person goes by here; a surname is never shown outside their team."""
    return name.split(maxsplit=1)[0] if name.strip() else name


def called(name: str, band: AgeBand | None, *, is_near: bool, writes_too: bool = False) -> str:
    """What an author is called to a reader: a child's name is for their team, and its first part for fellow authors."""
    if band is None or band is AgeBand.ADULT or is_near:
        return name
    return given_name(name) if writes_too else "A young person"


def in_a_row(names: list[str]) -> str:
    """Names as a sentence says them; several young people are counted, not repeated."""
    young = names.count("A young person")
    told = [name for name in names if name != "A young person"]
    if young:
        told.append("a young person" if young == 1 else f"{young} young people")
    if len(told) < 2:
        return (told[0][:1].upper() + told[0][1:]) if told else ""
    return f"{', '.join(told[:-1])} and {told[-1]}"
