"""Arranging the frozen facts into a summary's two versions.

Both are made from the same list and only choose which of a fact's two sentences to print and where, so they cannot
say different things. The headings are those of the design's section 7. A promise of ours that is late comes first in
both, at the top of the page (hard case 21): our own miss is never told after anybody's success.
"""

from __future__ import annotations

from collections.abc import Iterable

from governance.rules.documents import Document, Line, Part
from participation.rules.facts import Fact, Section

S = Section
# name, heading, picture, sections in it, said when there is nothing
OFFICER_PARTS: tuple[tuple[str, str, str, tuple[Section, ...], str], ...] = (
    ("there", "Who was there", "people", (S.THERE,), "No meeting was held in this period."),
    ("heard", "Who was heard, and who was not", "ear", (S.HEARD,), "Nobody’s words reached us in this period."),
    ("told", "What people told us", "megaphone", (S.THEMES,), "No theme came out of what was said in this period."),
    ("safe", "Keeping people safe", "shield", (S.SAFEGUARDING,), "There is no total to show for this period."),
    ("decided", "What was decided, and why", "book", (S.DECISIONS,), "Nothing was decided in this period."),
    ("money", "Where the money went", "coin", (S.MONEY,), "No money moved in this period."),
    ("our_part", "Promises: our part", "acorn", (S.OUR_PART,), "No other promise was under way."),
    ("your_part", "Promises: your part", "leaf", (S.YOUR_PART,), "No other promise was under way."),
    ("answers", "Answers given, and answers owed", "letter", (S.ANSWERS,), "No answer was given, and none is owed."),
    ("next", "What happens next", "shoot", (S.NEXT,), "The next date is not set yet."),
)  # fmt: skip
NOT_DONE = "not_done"
CHILD_PARTS: tuple[tuple[str, str, str, tuple[Section, ...], str], ...] = (
    ("there", "Who was there", "people", (S.THERE,), "There was no meeting this time."),
    ("heard", "Who we heard from – and who we missed", "ear", (S.HEARD,),
     "We did not hear from anyone. That is for us to put right."),
    ("told", "What you told us", "megaphone", (S.THEMES, S.ANSWERS, S.SAFEGUARDING),
     "There is nothing to tell here this time."),
    ("decided", "What we decided and why", "book", (S.DECISIONS,), "We did not decide anything this time."),
    ("money", "How the money was spent", "coin", (S.MONEY,), "No money was spent this time."),
    ("promises", "Our promises: did we keep them?", "deal", (S.OUR_PART, S.YOUR_PART), "Nothing else was promised."),
    (NOT_DONE, "What we could not do, and why", "door", (), "There is nothing else to tell."),
    ("next", "What happens next and when", "shoot", (S.NEXT,), "We will tell you the next date soon."),
)  # fmt: skip


def officer_version(facts: Iterable[Fact]) -> Document:
    """Every fact, in the officer's words."""
    facts = list(facts)
    rest = [fact for fact in facts if not leads(fact)]
    parts = [
        Part(name, heading, picture, tuple(_officer(f) for f in _of(rest, sections)), empty)
        for name, heading, picture, sections, empty in OFFICER_PARTS
    ]
    return Document(tuple(_officer(f) for f in facts if leads(f)), tuple(parts))


def child_version(facts: Iterable[Fact]) -> Document:
    """Every fact meant for children, in their words. What was not done has a heading of its own."""
    told = [fact for fact in facts if fact.for_children]
    rest = [fact for fact in told if not leads(fact)]
    parts = []
    for name, heading, picture, sections, empty in CHILD_PARTS:
        mine = (
            [f for f in rest if not _own_heading(f)]
            if name != NOT_DONE
            else [f for f in rest if _own_heading(f)]
        )
        chosen = _of(mine, sections) if name != NOT_DONE else mine
        parts.append(Part(name, heading, picture, tuple(_child(f) for f in chosen), empty))
    return Document(tuple(_child(f) for f in told if leads(f)), tuple(parts))


def leads(fact: Fact) -> bool:
    """Whether this must come before everything else: a promise of ours that was not kept in time."""
    return fact.section is S.OUR_PART and fact.not_done


def _own_heading(fact: Fact) -> bool:
    """Broken promises stay beside the kept ones; everything else not done is told together."""
    return fact.not_done and fact.section not in {S.OUR_PART, S.YOUR_PART}


def _of(facts: list[Fact], sections: tuple[Section, ...]) -> list[Fact]:
    """Facts of these sections, in the sections' order; what was not done first in each."""
    return [
        fact
        for section in sections
        for fact in sorted((f for f in facts if f.section is section), key=lambda f: not f.not_done)
    ]


def _officer(fact: Fact) -> Line:
    return Line(fact.key, fact.officer, fact.figures, fact.not_done)


def _child(fact: Fact) -> Line:
    return Line(fact.key, fact.child, fact.figures, fact.not_done)
