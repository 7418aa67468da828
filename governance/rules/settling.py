"""What is done about a finding of the disclosure check: hide the number, take the words out, or say why it is safe.

The frozen facts stay as they were cut. What is hidden is laid over them whenever they are read, so both versions, the
charts and the files leave out the same. A number is hidden together with what it could be worked out from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from governance.rules.disclosure import Finding, people_of
from governance.rules.withdrawing import without
from participation.rules.facts import Fact
from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal
from participation.rules.saying_something import says_something

NOT_SHOWN = "not shown"
TAKEN_OUT = "(Words were here. They are left out, so that nobody can be picked out.)"
_MONTH = r"(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December))"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Settled(StrEnum):
    """What the person who checks did about one finding."""

    HIDE = "hide"
    TAKE_OUT = "take_out"
    SAFE = "safe"


SETTLED_WORDS: dict[Settled, str] = {
    Settled.HIDE: "The number is hidden",
    Settled.TAKE_OUT: "The words are taken out",
    Settled.SAFE: "Looked at by a safeguarding lead, and safe",
}


@dataclass(frozen=True)
class Check:
    """One finding that was dealt with."""

    act: Settled
    key: str = ""
    name: str = ""
    said: str = ""


def refuse_settling(actor: Actor, finding: Finding, act: Settled, why: str) -> None:
    """Raise Refusal, naming the field, for an act that does not fit the finding, or one without a reason.

    Only a safeguarding lead may say that what was found is safe to print.
    """
    if act is Settled.HIDE and not finding.name:
        raise Refusal("These are words, not a number. Take them out, or say why they are safe.", field="act")
    if act is Settled.TAKE_OUT and not finding.said:
        raise Refusal("This is a number, not words. Hide it, or say why it is safe.", field="act")
    if act is Settled.SAFE and finding.never_safe:
        raise Refusal("Somebody took these words back, so they must come out.", field="act")
    if act is Settled.SAFE and not actor.has(Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY):
        raise Refusal(
            "Only a safeguarding lead can say that this is safe. Hide it, or ask them.", field="act"
        )
    if not says_something(why) or len(why.split()) < 3:
        raise Refusal("Say why, in a few words, so that somebody can follow it later.", field="why")


def laid_over(facts: Iterable[Fact], checks: Collection[Check]) -> list[Fact]:
    """The facts as they are printed, once everything that was dealt with is hidden or taken out."""
    facts = list(facts)
    hide: dict[str, set[str]] = {}
    for check in checks:
        if check.act is Settled.HIDE:
            for key, names in hidden_with(facts, check.key, check.name).items():
                hide.setdefault(key, set()).update(names)
    told = [_hiding(fact, hide[fact.key]) if fact.key in hide else fact for fact in facts]
    return without(told, {check.said for check in checks if check.act is Settled.TAKE_OUT}, TAKEN_OUT)


def hidden_with(facts: Iterable[Fact], key: str, name: str) -> Mapping[str, set[str]]:
    """{fact's key: its figures to hide}: the one named, its like in comparisons, and what would add up to it.

    A part is hidden with the smallest other part beside it. A total is hidden with one part of each way it is split.
    """
    of_kind = key.partition(":")[0] + ":"
    family = [fact for fact in facts if fact.key.startswith(of_kind) and people_of(fact)]
    chosen = next((fact for fact in family if fact.key == key), None)
    if chosen is None or chosen.figures.get(name) is None:
        return {}
    value, is_total = chosen.figures[name], len(people_of(chosen)) == 1
    found = {key: {name}}
    for fact in family:
        shown = {one: many for one, many in people_of(fact).items() if many}
        if fact is not chosen and fact.key.startswith(f"{key}:"):  # a comparison says the same number again
            found[fact.key] = set(shown)
        elif len(shown) > 1 and (is_total or fact is chosen):
            also = min(
                (one for one in shown if fact is not chosen or one != name), key=lambda one: (shown[one], one)
            )
            found.setdefault(fact.key, set()).add(also)
            found[fact.key].update(one for one, many in shown.items() if many == value)
    return found


def _hiding(fact: Fact, names: Collection[str]) -> Fact:
    officer, child, brief = fact.officer, fact.child, fact.brief
    for value in sorted({many for name in names if (many := fact.figures.get(name)) is not None}):
        officer, child = _blank(officer, value), _blank(child, value)
        brief = replace(brief, item=_blank(brief.item, value)) if brief else None
    figures = {name: None if name in names else value for name, value in fact.figures.items()}
    return replace(fact, officer=officer, child=child, brief=brief, figures=figures)


def _blank(text: str, value: int) -> str:
    """The text without this number, in figures or as a word; amounts of money and days of the month stay."""
    number = "|".join(sorted({f"{value:,}", str(value)}, key=len, reverse=True))
    text = re.sub(rf"(?<![\d,.£])(?:{number})(?!%|[\d]|[,.]\d){_MONTH}", NOT_SHOWN, text)
    if 0 < value <= len(_WORDS):
        text = re.sub(rf"\b{_WORDS[value - 1]}\b", NOT_SHOWN, text, flags=re.IGNORECASE)
    return text
