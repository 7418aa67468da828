"""What letters there are, how often each comes, and the fixed words an e-mail may carry.

An e-mail holds nothing personal: only that something of one kind waits, and where. What it is about is read on the
page, signed in. So the words here are all that ever leaves by e-mail, whatever a letter itself says.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from participation.rules.people import AgeBand, Role
from participation.rules.refusals import Refusal

LONDON = ZoneInfo("Europe/London")
MORNING = time(7)  # in London: when what was gathered for a day or a week goes
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))


class LetterKind(StrEnum):
    """What a letter is about."""

    SAFEGUARDING = "safeguarding"
    VOTES = "votes"
    IDEAS = "ideas"
    CHECKS = "checks"
    ADVICE = "advice"
    DECISIONS = "decisions"
    DEALS = "deals"
    ANSWERS = "answers"
    SUMMARIES = "summaries"
    OTHER = "other"
    GATHERED = "gathered"  # the one e-mail that says how many notices wait


class Cadence(StrEnum):
    """How often somebody wants e-mail of one kind."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Way(StrEnum):
    """How one letter reaches its reader. It is always on their page; this says how it also goes by e-mail."""

    LETTER = "letter"
    DAILY = "daily"
    WEEKLY = "weekly"
    PAGE = "page"


WAYS = {
    Cadence.AT_ONCE: Way.LETTER,
    Cadence.DAILY: Way.DAILY,
    Cadence.WEEKLY: Way.WEEKLY,
    Cadence.NEVER: Way.PAGE,
}
CADENCE_NAMES: dict[Cadence, str] = {
    Cadence.AT_ONCE: "At once",
    Cadence.DAILY: "Once a day, in the morning",
    Cadence.WEEKLY: "Once a week, on Monday morning",
    Cadence.NEVER: "No e-mail: I look here",
}


@dataclass(frozen=True)
class Kind:
    """One kind: what the settings page calls it, the whole e-mail about it, and who gets such letters."""

    name: str
    subject: str
    says: str
    roles: frozenset[Role] | None = None  # None: anybody


_TEAM = frozenset({Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR})
_DUTY = frozenset({Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY, Role.SAFEGUARDING_DUTY})
_OFFICERS = frozenset({Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER, Role.BOARD_CLERK})
KINDS: dict[LetterKind, Kind] = {
    LetterKind.SAFEGUARDING: Kind(
        "Safeguarding, urgent", "The safeguarding desk needs you",
        "Something on the safeguarding desk waits for you. Please look now.", _DUTY,
    ),
    LetterKind.VOTES: Kind(
        "Votes that open, close and are counted", "There is news about a vote",
        "There is something new about a vote you are on the list for. You need not vote.", _TEAM | {Role.RESIDENT},
    ),
    LetterKind.IDEAS: Kind(
        "Ideas you write, and what people say about them", "There is news about an idea",
        "Something has happened with an idea you are part of.",
        _TEAM | {Role.RESIDENT, Role.PROVIDER},
    ),
    LetterKind.CHECKS: Kind(
        "Ideas and words for you to check", "Something waits to be checked", "You are asked to check something.",
        frozenset({Role.COMMISSIONING_OFFICER, Role.PARTICIPATION_WORKER}),
    ),
    LetterKind.ADVICE: Kind(
        "When your advice is asked for, and answered", "Your advice is asked for, or answered",
        "There is something for young advisors to read.", frozenset({Role.YOUNG_ADVISOR, Role.PARTICIPATION_WORKER}),
    ),
    LetterKind.DECISIONS: Kind(
        "Decisions, and decisions asked to be looked at again", "There is news about a decision",
        "Something about a decision waits for you.", _TEAM | _OFFICERS,
    ),
    LetterKind.DEALS: Kind(
        "Deals: promises to check in on", "There is news about a Deal", "Something about a Deal waits for you.",
        _TEAM
        | {Role.PARTICIPATION_WORKER, Role.COMMISSIONING_OFFICER, Role.RESPONDER, Role.DECISION_MAKER}
        | {Role.PARTNER_LEAD},
    ),
    LetterKind.ANSWERS: Kind(
        "What people said, and answers owed", "An answer waits",
        "Something about what people told us waits for you.", frozenset({Role.RESPONDER, Role.PARTICIPATION_WORKER}),
    ),
    LetterKind.SUMMARIES: Kind(
        "Summaries to read, approve or publish", "There is news about a summary",
        "Something about a summary waits for you.", _TEAM | _OFFICERS,
    ),
    LetterKind.OTHER: Kind("Anything else", "Something waits for you", "Something new waits for you."),
    LetterKind.GATHERED: Kind("What is gathered", "What is new for you", "There are new notices for you."),
}  # fmt: skip
URGENT = frozenset({LetterKind.SAFEGUARDING})
NOT_CHOSEN = frozenset({LetterKind.GATHERED})


def kinds_for(roles: Collection[Role]) -> list[LetterKind]:
    """The kinds a person with these roles may be sent, in the order of the settings page."""
    held = set(roles)
    return [
        kind for kind, about in KINDS.items()
        if kind not in NOT_CHOSEN and (about.roles is None or held & about.roles)
    ]  # fmt: skip


def at_first(band: AgeBand | None) -> Cadence:
    """What holds until somebody chooses: a child gets no e-mail, because other people may read their inbox."""
    return Cadence.AT_ONCE if band in {None, AgeBand.ADULT} else Cadence.NEVER


def cadence_of(kind: LetterKind, chosen: Cadence | None, band: AgeBand | None) -> Cadence:
    """How often letters of this kind go to somebody; an urgent one always goes at once."""
    return Cadence.AT_ONCE if kind in URGENT else chosen or at_first(band)


def refuse_choice(kind: LetterKind, cadence: Cadence, offered: Collection[LetterKind]) -> None:
    """Refuse to turn down what must reach whoever keeps children safe, or a kind they are never sent."""
    if kind in URGENT and cadence is not Cadence.AT_ONCE:
        raise Refusal(
            "Urgent safeguarding letters always come at once while you keep this role.", field=str(kind)
        )
    if kind not in offered:
        raise Refusal("You are not sent letters of that kind.")


def pause_after(tries: int) -> timedelta:
    """How long to wait after this many tries that did not work: longer each time, at most an hour."""
    return PAUSES[min(max(tries, 1), len(PAUSES)) - 1]


def last_morning(cadence: Cadence, now: datetime) -> datetime:
    """The latest morning by `now` at which what was gathered goes: any day's, or a Monday's. On London's clocks."""
    day = now.astimezone(LONDON).date()
    if cadence is Cadence.WEEKLY:
        day -= timedelta(days=day.weekday())
    back = timedelta(weeks=1) if cadence is Cadence.WEEKLY else timedelta(days=1)
    found = datetime.combine(day, MORNING, tzinfo=LONDON)
    return (found if found <= now else datetime.combine(day - back, MORNING, tzinfo=LONDON)).astimezone(UTC)
