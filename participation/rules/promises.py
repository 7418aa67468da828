"""An answer that only promises, and a reason that gives none: both stand under the wrong heading."""

from __future__ import annotations

import re

# What makes a promise of an answer, and so not "We did" nor "We could not". Short on purpose: it catches an answer put
# under the wrong heading by habit, and leaves judging what was written to people. An answer that tells what was done
# (or why not) and only then promises more is let be.
_PROMISE_STARTS = ("we will", "we shall", "we ll", "we are going to", "we re going to", "we are looking into")
_PUTTING_OFF = "look into"  # anywhere in what "was done"
_REFUSES = (
    "we will not", "we won t", "we shall not", "we cannot", "we can t", "we could not", "we couldn t",
    "we are not going to", "we re not going to",
)  # fmt: skip
# Promises of nothing but attention: "we will look into it and keep you posted". Beside a part that promises something
# they are only good manners.
_WHOM = "(?:you|them|him|her|everybody|everyone|people|children|families|young people)"
_HOLLOW = re.compile(
    r"(?:(?:we|they) (?:will|shall|ll|are going to|re going to) |to )?(?:also |then |carefully )?(?:"
    r"look(?:ing)? (?:in ?to|at)|investigat\w+|think(?:ing)? (?:about|over|hard)|consider\w*"
    rf"|keep {_WHOM} (?:posted|informed|updated|up to date|in touch)|keep in touch|update {_WHOM}|let {_WHOM} know"
    rf"|(?:tell|show) {_WHOM} (?:soon|later|more|what we (?:find|think|decide)|what happens|how it goes)"
    rf"|(?:get|come) back to {_WHOM}|see what (?:we|can)|(?:do|try) our (?:very )?best"
    r")\b.*"
)
_PARTS = re.compile(r"[.,;:!?\n]+|\s+(?:and|but|so|then)\s+")
# Whole reasons that give none.
_NO_REASON = frozenset(
    f"{start}we {could}{what}"
    for start in ("", "sorry ", "we are sorry ")
    for could in ("could not", "couldn t", "cannot", "can t")
    for what in ("", " do it", " do this", " do that")
)


def plain(text: str) -> str:
    """The words alone, in small letters: "We'll see!" is "we ll see"."""
    return " ".join(re.findall(r"[\w/]+", text.lower()))


def is_promise(text: str) -> bool:
    """Whether a text begins as a promise."""
    return f"{plain(text)} ".startswith(tuple(f"{start} " for start in _PROMISE_STARTS))


def is_no(text: str) -> bool:
    """Whether a text begins as a no."""
    return f"{plain(text)} ".startswith(tuple(f"{start} " for start in _REFUSES))


def puts_off(text: str) -> bool:
    """Whether what "was done" is only that somebody will look into it."""
    return f" {_PUTTING_OFF} " in f" {plain(text)} "


def promises_nothing(text: str) -> bool:
    """Whether a promise is only to look into it and to say more later."""
    parts = [plain(part) for part in _PARTS.split(text.lower())]
    return all(_HOLLOW.fullmatch(part) for part in parts if part)


def gives_no_reason(text: str) -> bool:
    """Whether a text says no and nothing else."""
    return plain(text) in _NO_REASON
