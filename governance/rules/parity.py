"""Whether the two versions say the same: every fact there, equal figures, nothing softened. Publishing waits for it.

The versions are made from one list of facts, so a fault here means that somebody changed a version afterwards, or
that a fact's own two sentences disagree. Either way the summary is not published until it is put right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from governance.rules.composing import CHILD_PARTS, OFFICER_PARTS, child_version, officer_version
from governance.rules.documents import Document, Line
from participation.rules.facts import Fact

# The amounts and counts in a sentence: "£1,204.50", "12", "1,204".
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
}
_SHARE = re.compile(r"of every £100\b")  # "£20 of every £100" is how a share is told to children
_NOT = re.compile(
    r"\b(no|not|never|cannot|could not|late|broke|broken|missed|owe|owed|stopped|waiting|wait|waits"
    r"|without|nobody|nothing|yet|declined|refused|rejected)\b|n[’']t\b",
    re.IGNORECASE,
)


def faults(
    facts: Iterable[Fact], officer: Document, child: Document, order: Sequence[str] = (), beside: int = 0
) -> list[str]:
    """One plain sentence for each way in which the versions differ from the facts; empty when all holds.

    `beside` is how many words the clerk's own take of the room there is in the child's version.
    """
    facts = list(facts)
    return [
        *_twice(facts),
        *(fault for fact in facts for fault in _within(fact)),
        *_compare("officer", officer, officer_version(facts, order)),
        *_compare("child", child, child_version(facts, order, beside)),
    ]


def _twice(facts: list[Fact]) -> list[str]:
    counts = Counter(fact.key for fact in facts)
    return [f"Two facts are called {key}." for key, count in counts.items() if count > 1]


def _within(fact: Fact) -> list[str]:
    """A fact whose own two sentences disagree."""
    if not fact.for_children:
        return [f"Something not done is kept from children: {fact.officer}"] if fact.not_done else []
    found, child = [], fact.for_a_child()
    if not child.strip() or (fact.brief and not fact.brief.item.strip()):
        found.append(f"Children are told nothing about: {fact.officer}")
    if more := numbers_in(_SHARE.sub("", child)) - numbers_in(fact.officer) - _figures(fact):
        found.append(f"Only children are told the number {sorted(more)[0]}: {child}")
    told = {_pounds(v) for name, v in fact.figures.items() if v is not None and name.endswith("_pence")}
    if told & numbers_in(fact.officer) and not told & numbers_in(child):
        found.append(f"Children are told no amount, where others are told £{sorted(told)[0]}: {child}")
    if fact.not_done and not _NOT.search(child):
        found.append(f"Children are not told plainly that this was not done: {child}")
    return found


def _compare(which: str, found: Document, due: Document) -> list[str]:
    """How a version differs from the one these facts make."""
    wanted, there = _by_key(due.lines()), _by_key(found.lines())
    told = [fault for key, line in wanted.items() for fault in _line(which, line, there.get(key))]
    told += [
        f"The {which} version says something no fact stands behind: {there[key].told()}"
        for key in there.keys() - wanted.keys()
    ]
    if [line.keys for line in found.lead] != [line.keys for line in due.lead]:
        told.append(f"The {which} version does not begin with our own late promises.")
    if [(p.name, p.heading) for p in found.parts] != [
        (p[0], p[1]) for p in (OFFICER_PARTS if which == "officer" else CHILD_PARTS)
    ]:
        told.append(f"The {which} version does not have its headings in their order.")
    if not told and found != due:
        told.append(f"The {which} version has been rearranged.")
    return told


def _line(which: str, due: Line, found: Line | None) -> list[str]:
    if found is None:
        return [f"The {which} version leaves out: {due.told()}"]
    if found.told() != due.told():
        return [f"The {which} version says “{found.told()}” where the fact is: {due.told()}"]
    if dict(found.figures) != dict(due.figures):
        return [f"The {which} version has other figures for: {due.told()}"]
    if found.not_done != due.not_done:
        return [f"The {which} version does not mark as not done: {due.told()}"]
    return []


def _by_key(lines: Iterable[Line]) -> dict[str, Line]:
    """When a fact is told twice and differently, the telling that came later is kept, so that it is noticed."""
    found: dict[str, Line] = {}
    for line in lines:
        for key in line.keys:
            if key not in found or line != found[key]:
                found[key] = line
    return found


def numbers_in(text: str) -> set[str]:
    """Every number in a sentence, in figures or as a word ("eleven lights" and "11 lights" say the same)."""
    figures = {number.replace(",", "").rstrip(".").removesuffix(".00") for number in _NUMBER.findall(text)}
    return figures | {_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}


def _figures(fact: Fact) -> set[str]:
    return {
        _pounds(value) if name.endswith("_pence") else str(value)
        for name, value in fact.figures.items()
        if value is not None
    }


def _pounds(pence: int) -> str:
    pounds, rest = divmod(abs(pence), 100)
    return f"{pounds}.{rest:02d}" if rest else str(pounds)
