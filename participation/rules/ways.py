"""Ways to say it: which there are, from which age each fits, and their answers as words a person can read.

Faces, a wheel to colour in, symbols and I-statements say something with no writing at all, so each can also say that
something is wrong: `raised_by` gives the reasons to read it sooner. None is ever added up, scored or compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.rules.screening import screen
from participation.rules.themes import Shanarri


class Way(StrEnum):
    """One way to say it, as the worker offers it."""

    FACES = "faces"
    WHEEL = "wheel"
    SYMBOLS = "symbols"
    STATEMENTS = "statements"
    WRITE = "write"
    SPEAK = "speak"
    DRAW = "draw"


WAY_WORDS: dict[Way, tuple[str, str]] = {
    Way.FACES: ("Faces with words", "Five faces from very bad to very good. For every age."),
    Way.WHEEL: ("A wheel of eight parts to colour in", "Safe, healthy, achieving and so on. From six years."),
    Way.SYMBOLS: ("Pictures to pick", "Symbols with words, such as friends, play, hungry and not safe. For every age."),
    Way.STATEMENTS: ("I-statements to agree with or not", "You write them below. From ten years."),
    Way.WRITE: ("Own words, typed", "A box to write in."),
    Way.SPEAK: ("Own words, spoken", "Recorded on the device and kept as sound. Nobody but the desk hears it first."),
    Way.DRAW: ("A drawing", "Made on the page, or a photo of one."),
}  # fmt: skip
USUAL = (Way.FACES, Way.WRITE)
MOST_STATEMENTS = 6
_BANDS = tuple(AgeBand)
_FROM: dict[Way, AgeBand] = {Way.WHEEL: AgeBand.SIX_TO_NINE, Way.STATEMENTS: AgeBand.TEN_TO_TWELVE}


def suits(way: Way, band: AgeBand | None) -> bool:
    """Whether a way fits an age; somebody who did not say their age is offered all."""
    return band is None or _BANDS.index(band) >= _BANDS.index(_FROM.get(way, _BANDS[0]))


def differs_by_age(ways: Iterable[Way], bands: Sequence[AgeBand]) -> bool:
    """Whether the age must be asked first, because what is asked next depends on it."""
    asked = bands or _BANDS
    return any(not suits(way, band) for way in ways for band in asked) and len(asked) > 1


def check_ways(ways: Sequence[Way], statements: Sequence[str]) -> None:
    """Raise Refusal, naming the field, when a listening could not be answered."""
    if not ways:
        raise Refusal("Choose at least one way to say it.", field="ways")
    if Way.STATEMENTS in ways and not statements:
        raise Refusal("Write at least one I-statement, one on each line.", field="statements")
    if len(statements) > MOST_STATEMENTS:
        raise Refusal(f"Write {MOST_STATEMENTS} statements at most. More are too many for one sitting.",
                      field="statements")  # fmt: skip
    if any(len(one) > 120 for one in statements):
        raise Refusal("Keep each statement to one short sentence.", field="statements")


def check_asked(ways: Sequence[Way], statements: Sequence[str], *, pairs: bool) -> None:
    """Raise Refusal when a pair is ticked that would not be asked, or the same statement would be asked twice."""
    if pairs and Way.STATEMENTS not in ways:
        raise Refusal("Tick I-statements among the ways to say it, or tick none of these.", field="pairs")
    if len({one.casefold() for one in statements}) < len(statements):
        raise Refusal("The same statement is asked twice. Take one out.", field="statements")


# The wheel: each part in a child's words, and how it can feel.
PARTS: dict[Shanarri, str] = {
    Shanarri.SAFE: "I feel safe", Shanarri.HEALTHY: "I feel well", Shanarri.ACHIEVING: "I learn new things",
    Shanarri.NURTURED: "People look after me", Shanarri.ACTIVE: "I play and do things",
    Shanarri.RESPECTED: "People listen to me", Shanarri.RESPONSIBLE: "I help and decide things",
    Shanarri.INCLUDED: "I belong",
}  # fmt: skip
FEELS: dict[str, str] = {"3": "Good", "2": "In between", "1": "Not good"}
NOT_GOOD = "1"

# Symbols: the name of our own drawing, and the word under it.
SYMBOLS: dict[str, str] = {
    "happy": "Happy", "safe": "Safe", "friends": "Friends", "play": "Play", "calm": "Calm", "proud": "Proud",
    "sad": "Sad", "angry": "Angry", "alone": "On my own", "scared": "Scared", "tired": "Tired", "loud": "Too loud",
    "hungry": "Hungry", "hurt": "Hurt", "unsafe": "Not safe", "help": "I need help",
}  # fmt: skip
_ALARMING = frozenset({"scared", "hungry", "hurt", "unsafe", "help"})
_LOOKED_AFTER = (Shanarri.SAFE, Shanarri.NURTURED)

# I-statements.
AGREES: dict[str, str] = {"yes": "Yes", "partly": "Partly", "no": "No"}


def pairs(kept: str) -> dict[str, str]:
    """A draft's "safe=1 healthy=3" as a mapping."""
    return dict(one.split("=", 1) for one in kept.split() if "=" in one)


def joined(answers: Mapping[str, str]) -> str:
    """The other way round; parts left alone are left out."""
    return " ".join(f"{name}={answer}" for name, answer in answers.items() if answer)


def wheel_in_words(kept: str) -> str:
    """ "I feel safe: Not good", one part a line."""
    marks = pairs(kept)
    return "\n".join(
        f"{words}: {FEELS[marks[part]]}" for part, words in PARTS.items() if marks.get(part) in FEELS
    )


def wheel_from_words(text: str) -> dict[Shanarri, str]:
    """The parts of a released wheel, and how each feels."""
    said = dict(line.rsplit(": ", 1) for line in text.splitlines() if ": " in line)
    return {part: said[words] for part, words in PARTS.items() if words in said}


def symbols_in_words(kept: str) -> str:
    """ "Happy, Not safe"."""
    return ", ".join(SYMBOLS[name] for name in kept.split() if name in SYMBOLS)


def statements_in_words(kept: str, statements: Sequence[str]) -> str:
    """ "I have somebody to talk to: No", one statement a line."""
    answers = pairs(kept)
    return "\n".join(
        f"{text}: {AGREES[answers[str(n)]]}"
        for n, text in enumerate(statements)
        if answers.get(str(n)) in AGREES
    )


def raised_by(wheel: str, symbols: str, statements: str, asked: Sequence[str]) -> list[str]:
    """Reason codes from answers without words: a part, a picture or a statement that says something is wrong."""
    marks, picked, agreed = pairs(wheel), set(symbols.split()), pairs(statements)
    found = []
    if any(marks.get(part) == NOT_GOOD for part in _LOOKED_AFTER):
        found.append("part_not_good")
    if picked & _ALARMING:
        found.append("picture_of_harm")
    if any(_alarms(text, agreed.get(str(n), "")) for n, text in enumerate(asked)):
        found.append("statement")
    return found


def _alarms(text: str, answer: str) -> bool:
    """A statement of harm that is agreed with, or one of being safe or cared for that is not."""
    plain = text.lower()
    good = any(
        word in plain for word in ("safe", "look after", "looks after", "trust", "talk to", "enough food")
    )
    if screen([text]):  # "I am scared of going home": yes and partly both count
        return answer in {"yes", "partly"}
    return good and answer in {"no", "partly"}
