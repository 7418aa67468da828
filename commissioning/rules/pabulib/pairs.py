"""Pairs of which only one can be built, in a .pb file: the format has no field for them, so a sentence says them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from commissioning.rules.pabulib.sections import refuse

_SAID = re.compile(r"Only one of each pair could be built: ([^.]+)\.")


def said(pairs: Iterable[Iterable[str]]) -> str:
    """The sentence, for the comment of META. Ids with a stop or the word "and" in them cannot be told so; ours have
    none.
    """
    return f"Only one of each pair could be built: {'; '.join(' and '.join(pair) for pair in pairs)}."


def found(meta: Mapping[str, str], projects: Collection[str]) -> frozenset[frozenset[str]]:
    """The pairs that the comment of META says in that sentence; none where it does not.

    Raises:
        UnreadableElection: where it names something that is not a pair of two projects of the file.
    """
    sentence = _SAID.search(meta.get("comment", ""))
    if sentence is None:
        return frozenset()
    pairs = [tuple(one.strip() for one in pair.split(" and ")) for pair in sentence[1].split(";")]
    if any(len(pair) != 2 or len(set(pair)) != 2 or not set(pair) <= set(projects) for pair in pairs):
        raise refuse(0, "The comment of META names pairs that are not two projects of the file.")
    return frozenset(map(frozenset, pairs))
