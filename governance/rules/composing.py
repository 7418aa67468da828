"""Arranging the frozen facts into a summary's two versions.

Both are made from the same list and only choose which of a fact's two sentences to print and where, so they cannot
say different things. The headings are those of the design's section 7. A promise of ours that is late comes first in
both, at the top of the page (hard case 21): our own miss is never told after anybody's success. The clerk may say
which fact comes before which inside a part (`order`), but what was not done stays in front of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from governance.rules.documents import Document, Line, Part
from governance.rules.fitting import MOST_WORDS, fitted
from governance.rules.sentences import child_line
from participation.rules.facts import Fact, Section

S = Section
# name, heading, picture, sections in it, said when there is nothing
OFFICER_PARTS: tuple[tuple[str, str, str, tuple[Section, ...], str], ...] = (
    ("there", "Who was there", "people", (S.THERE,), "No meeting was held in this period."),
    ("heard", "Who was heard", "ear", (S.HEARD,), "Nobody’s words reached us in this period."),
    ("not_heard", "Who was not heard, and what we do about it", "search", (S.NOT_HEARD,),
     "No comparison with the people who live here could be made in this period."),
    ("told", "What people told us", "megaphone", (S.THEMES,), "No theme came out of what was said in this period."),
    ("safe", "Keeping people safe", "shield", (S.SAFEGUARDING,), "There is no total to show for this period."),
    ("decided", "What was decided, and why", "book", (S.DECISIONS,), "Nothing was decided in this period."),
    ("money", "Where the money went", "coin", (S.MONEY,), "No money moved in this period."),
    ("promises", "Promises: our part, then your part", "deal", (S.OUR_PART, S.YOUR_PART),
     "No other promise was under way."),
    ("indicators", "Signs of change", "sapling", (S.INDICATORS,), "No sign of change was measured in this period."),
    ("answers", "Answers given, and answers owed", "letter", (S.ANSWERS,), "No answer was given, and none is owed."),
    ("delivery", "What was delivered, and what did not work", "oak", (S.DELIVERY,),
     "No project had anything to report in this period."),
    ("next", "Fairness, and what happens next", "shoot", (S.EQUALITY, S.NEXT), "The next date is not set yet."),
)  # fmt: skip
NOT_DONE = "not_done"
CHILD_PARTS: tuple[tuple[str, str, str, tuple[Section, ...], str], ...] = (
    ("there", "Who was there", "people", (S.THERE,), "There was no meeting this time."),
    ("heard", "Who we heard from – and who we missed", "ear", (S.HEARD, S.NOT_HEARD),
     "We did not hear from anyone. That is for us to put right."),
    ("told", "What you told us", "megaphone", (S.THEMES, S.ANSWERS, S.INDICATORS, S.SAFEGUARDING),
     "There is nothing to tell here this time."),
    ("decided", "What we decided and why", "book", (S.DECISIONS,), "We did not decide anything this time."),
    ("money", "How the money was spent", "coin", (S.MONEY, S.DELIVERY), "No money was spent this time."),
    ("promises", "Our promises: did we keep them?", "deal", (S.OUR_PART, S.YOUR_PART), "Nothing else was promised."),
    (NOT_DONE, "What we could not do, and why", "door", (), "There is nothing else to tell."),
    ("next", "What happens next and when", "shoot", (S.EQUALITY, S.NEXT), "We will tell you the next date soon."),
)  # fmt: skip
_STAY = frozenset({S.OUR_PART, S.YOUR_PART, S.NOT_HEARD})


def officer_version(facts: Iterable[Fact], order: Sequence[str] = ()) -> Document:
    """Every fact, in the officer's words."""
    facts = list(facts)
    rest = [fact for fact in facts if not leads(fact)]
    place = _places(order)
    parts = [
        Part(name, heading, picture, tuple(_officer(f) for f in _of(rest, sections, place)), empty)
        for name, heading, picture, sections, empty in OFFICER_PARTS
    ]
    return Document(tuple(_officer(f) for f in facts if leads(f)), tuple(parts))


def child_version(facts: Iterable[Fact], order: Sequence[str] = (), beside: int = 0) -> Document:
    """Every fact meant for children, in their words. What was not done has a heading of its own.

    `beside` is how many words the clerk's own take of the room there is.
    """
    told = [fact for fact in facts if fact.for_children]
    rest = [fact for fact in told if not leads(fact)]
    apart = [fact for fact in rest if _own_heading(fact)]
    others = [fact for fact in rest if not _own_heading(fact)]
    place, parts = _places(order), []
    for name, heading, picture, sections, empty in CHILD_PARTS:
        chosen = apart if name == NOT_DONE else _of(others, sections, place)
        parts.append(Part(name, heading, picture, _grouped(chosen), empty))
    whole = Document(_grouped([f for f in told if leads(f)]), tuple(parts))
    return fitted(whole, told, max(0, MOST_WORDS - beside))


def leads(fact: Fact) -> bool:
    """Whether this must come before everything else: a promise of ours that was not kept in time."""
    return fact.section is S.OUR_PART and fact.not_done


def _own_heading(fact: Fact) -> bool:
    """Broken promises and those we missed stay beside their like; everything else not done is told together."""
    return fact.not_done and fact.section not in _STAY


def _places(order: Sequence[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(order)}


def _of(facts: list[Fact], sections: tuple[Section, ...], place: Mapping[str, int]) -> list[Fact]:
    """Facts of these sections, in the sections' order; what was not done first in each, then as the clerk ordered."""
    return [
        fact
        for section in sections
        for fact in sorted(
            (f for f in facts if f.section is section),
            key=lambda f: (not f.not_done, place.get(f.key, len(place))),
        )
    ]


def _officer(fact: Fact) -> Line:
    return Line(fact.key, fact.officer, fact.figures, fact.not_done, path=fact.path)


def _grouped(facts: Iterable[Fact]) -> tuple[Line, ...]:
    """The child's sentences: those with the same lead become one, where the first of them stood."""
    together: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        lead = fact.brief.lead if fact.brief else ""
        together.setdefault((lead, str(fact.not_done)) if lead else (fact.key, ""), []).append(fact)
    return tuple(child_line(group) for group in together.values())
