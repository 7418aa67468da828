"""Saying something: who may say it, which screens, the five faces, and what counts as having said anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.rules.ways import USUAL, Way, differs_by_age, suits

LONGEST = 10_000  # letters in one box; about 20 pages of a school book, and a kind message beyond


class Route(StrEnum):
    """Who is speaking, as they said themselves."""

    CHILD = "child"
    PARENT = "parent"


class Origin(StrEnum):
    """By which way something came in."""

    ONLINE = "online"
    TABLET = "tablet"
    HELPED = "helped"
    PAPER = "paper"
    OFFLINE = "offline"
    ADDED = "added"


class Screen(StrEnum):
    """One question a screen. The value is the field its answer is kept under."""

    FACE = "face"
    WHEEL = "wheel"
    SYMBOLS = "symbols"
    STATEMENTS = "statements"
    WORDS = "words"
    MORE = "more"
    AGE = "age"
    AREA = "area"


class Felt(StrEnum):
    """The answer to "did we listen?"."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


class Stage(StrEnum):
    """Where what was said has got to, in four pictures."""

    HAVE_IT = "have_it"
    READ = "read"
    WITH_THEM = "with_them"
    ANSWERED = "answered"


FACES: dict[int, str] = {1: "Very bad", 2: "Bad", 3: "OK", 4: "Good", 5: "Very good"}
FELT_WORDS: dict[Felt, str] = {Felt.YES: "Yes", Felt.A_BIT: "A bit", Felt.NO: "No"}
ROUTE_WORDS: dict[Route, str] = {Route.CHILD: "Child or young person", Route.PARENT: "Parent or carer"}
CHILD_BANDS: dict[AgeBand, str] = {
    AgeBand.UNDER_6: "5 or younger",
    AgeBand.SIX_TO_NINE: "6 to 9",
    AgeBand.TEN_TO_TWELVE: "10 to 12",
    AgeBand.THIRTEEN_TO_FIFTEEN: "13 to 15",
    AgeBand.SIXTEEN_SEVENTEEN: "16 or 17",
    AgeBand.ADULT: "18 or older",
}
SPOKEN = (Screen.WORDS, Screen.MORE)  # the screens that hold somebody's own words
PICTURED = (Screen.WHEEL, Screen.SYMBOLS, Screen.STATEMENTS)  # those answered without words


_ASKED_FOR: dict[Screen, frozenset[Way]] = {
    Screen.FACE: frozenset({Way.FACES}), Screen.WHEEL: frozenset({Way.WHEEL}),
    Screen.SYMBOLS: frozenset({Way.SYMBOLS}), Screen.STATEMENTS: frozenset({Way.STATEMENTS}),
    Screen.WORDS: frozenset({Way.WRITE, Way.SPEAK, Way.DRAW}),
}  # fmt: skip


def screens(
    route: Route, *, asks_more: bool, asks_area: bool, ways: Collection[Way] = USUAL,
    bands: Sequence[AgeBand] = (), band: AgeBand | None = None,
) -> tuple[Screen, ...]:  # fmt: skip
    """The screens in order. Parents write; children are asked in the ways offered that fit their age.

    The age comes last, or first when it changes what is asked; it is not asked where only one age is meant.
    """
    mine = route is Route.CHILD
    offered = {way for way in ways if suits(way, band)} if mine else {Way.WRITE}
    wanted = {screen: bool(by & offered) for screen, by in _ASKED_FOR.items()}
    wanted |= {Screen.MORE: asks_more, Screen.AGE: not (mine and len(bands) == 1), Screen.AREA: asks_area}
    found = [screen for screen in Screen if wanted[screen]]
    if mine and Screen.AGE in found and differs_by_age(ways, bands):
        found.remove(Screen.AGE)
        found.insert(0, Screen.AGE)
    return tuple(found)


def place_in(screens: Sequence[Screen], number: int) -> tuple[int, int] | None:
    """Which question this is of how many, as it is told; None for an age that is asked before the others.

    The age decides how many questions follow, so counting begins after it: a number once told stays true.
    """
    before = int(screens[0] is Screen.AGE and len(screens) > 1)
    return (number - before, len(screens) - before) if number > before else None


ALREADY_SENT = "You have sent this already, and we have it. Thank you. To say something new, press Start."
IF_SENT = "If you have pressed Send before, we have what you said. To say something new, press Start."


def says_anything(answers: Mapping[str, str]) -> bool:
    """Whether a question that says anything was answered."""
    return any(answers.get(screen) for screen in (Screen.FACE, *PICTURED, *SPOKEN))


# What is said to whoever sends nothing: to the one who speaks, or to the grown-up who writes it down for them.
NOTHING_SAID = "You have not told us anything yet. You can go back and say something, or stop here."
NOTHING_FROM: dict[Origin, str] = {
    Origin.PAPER: "Nothing of this sheet is typed in yet. Type what they wrote, or tick what they ticked. Leave "
    "a blank sheet out.",
    Origin.HELPED: "Nothing is written down yet. Write what they said, or tick what they chose.",
}


def check_said(answers: Mapping[str, str], *, media: bool = False, origin: Origin = Origin.ONLINE) -> None:
    """Raise Refusal when every question that says anything was skipped, and nothing was drawn or recorded."""
    if not media and not says_anything(answers):
        raise Refusal(NOTHING_FROM.get(origin, NOTHING_SAID))


def stage_of(*, read: bool, sent: bool, answered: bool) -> Stage:
    """The furthest stage reached."""
    if answered:
        return Stage.ANSWERED
    if sent:
        return Stage.WITH_THEM
    return Stage.READ if read else Stage.HAVE_IT
