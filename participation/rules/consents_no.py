"""Whose no stands against which yes. A young person's own no to a kind of thing holds until they change it themselves.

Worker and parent choose the words a record is for, so no later yes may pass a no by its words: "the Thursday panel"
after "Thursday panel", or another group after the one they said no to. Only the young person's own yes lifts it. A
photo shows anywhere, so a no to one is a no to all; a yes is to one picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from participation.rules.consents import UNDER_13, Agreed, ConsentKind, Giver, NewConsent, photos_of
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

_SMALL = frozenset(
    "a an the to of in on at for with and or by our your their my this that group groups meeting meetings".split()
)


@dataclass(frozen=True)
class Word:
    """One record of a kind, oldest first in a list: who said what, for what, and whether it was taken back.

    `photo` is the one picture that a yes to being shown is to; empty when it named none.
    """

    said: Agreed
    by: Giver
    taken_back: bool = False
    purpose: str = ""
    photo: str = ""

    @property
    def own_no(self) -> bool:
        """A no of the young person's own: said, or a yes of theirs taken back."""
        return self.by is Giver.THEMSELVES and (self.said is Agreed.NO) is not self.taken_back

    @property
    def own_yes(self) -> bool:
        """A yes of the young person's own that was not taken back."""
        return self.by is Giver.THEMSELVES and self.said is Agreed.YES and not self.taken_back

    @property
    def is_no(self) -> bool:
        """A no that stands, whoever said it."""
        return self.said is Agreed.NO and not self.taken_back


def same_matter(kind: ConsentKind, one: Word, other: Word) -> bool:
    """Whether two records are for one thing: the same picture; otherwise the same words but for small ones."""
    if kind is ConsentKind.PHOTO:
        return one.photo == other.photo
    return _said(one.purpose) == _said(other.purpose)


def standing_no(kind: ConsentKind, words: Sequence[Word], yes: Word) -> Word | None:
    """The young person's own no, to this kind of thing, that stands against somebody else's yes; None if none does.

    It stands until their own yes to the same thing. Their own yes to what this yes is for lets it stand too.
    """
    return next((no for _, no in _standing_nos(kind, words, yes)), None)


def _standing_nos(kind: ConsentKind, words: Sequence[Word], yes: Word) -> list[tuple[int, Word]]:
    """Each such no, with its place among the words."""
    own = [(n, one) for n, one in enumerate(words) if one.own_no or one.own_yes]
    said_yes = [n for n, one in own if one.own_yes and same_matter(kind, one, yes)]
    if kind is not ConsentKind.PHOTO and said_yes:
        since = [(n, one) for n, one in own if n > said_yes[-1] and one.own_no and _reaches(kind, one, yes)]
        return since[-1:]
    found = []
    for n, no in own:
        lifts = yes if kind is ConsentKind.PHOTO else no
        lifted = any(one.own_yes and same_matter(kind, one, lifts) for later, one in own if later > n)
        if no.own_no and not lifted and _is_to_all(kind, no, yes):
            found.append((n, no))
    return found


def is_overruled(kind: ConsentKind, words: Sequence[Word], place: int, band: AgeBand) -> bool:
    """Whether the yes at this place, among all of its kind, does not count because of a no.

    Their own yes gives way to a later no of their own to it, and under 13 to anybody's. Somebody else's yes gives way
    to any later no to it, and to any no of the young person's own to this kind of thing that was said before it: a
    yes to another thing, which stood there when they said no, was not written to get round it.
    """
    yes = words[place]
    later = [one for one in words[place + 1 :] if _reaches(kind, one, yes)]
    if yes.by is Giver.THEMSELVES:
        return any(one.own_no or (one.is_no and band in UNDER_13) for one in later)
    if any(one.is_no or one.own_no for one in later):
        return True
    return any(n < place or _reaches(kind, no, yes) for n, no in _standing_nos(kind, words, yes))


def goes_too(kind: ConsentKind, words: Sequence[Word], place: int, *, by_themselves: bool) -> list[int]:
    """The places of the other yeses that end when the yes at this place is taken back: it was asked more than once.

    Whoever gave it takes back all that they said to this thing. Taken back by the young person when somebody else gave
    it, every yes to it ends. Their own, taken back, is a no already to what others say.
    """
    back = words[place]
    everybodys = by_themselves and back.by is not Giver.THEMSELVES
    if back.said is not Agreed.YES:
        return []
    return [
        n for n, one in enumerate(words)
        if n != place and one.said is Agreed.YES and not one.taken_back and _reaches(kind, back, one)
        and (everybodys or one.by is back.by)
    ]  # fmt: skip


def check_no_is_heard(new: NewConsent, words: Sequence[Word]) -> None:
    """Raise Refusal when somebody else says yes to a kind of thing that the young person said no to."""
    if new.agreed is not Agreed.YES or new.given_by is Giver.THEMSELVES or new.kind is ConsentKind.GILLICK:
        return
    for photo in photos_of(new) or ("",):
        no = standing_no(new.kind, words, Word(new.agreed, new.given_by, purpose=new.purpose, photo=photo))
        if no is not None:
            raise Refusal(
                f"They said no to this themselves: “{no.purpose}”. Their no stands, whatever this is called, until "
                "they say yes themselves. Is it another thing? Ask them, and write down what they say.",
                field="given_by",
            )


def _is_to_all(kind: ConsentKind, no: Word, yes: Word) -> bool:
    """A no is to the whole kind. A yes to one picture that was taken back is a no to that picture alone."""
    return kind is not ConsentKind.PHOTO or no.is_no or no.photo in ("", yes.photo)


def _reaches(kind: ConsentKind, no: Word, yes: Word) -> bool:
    """Whether a no is to what a yes is for: in doubt it is, so "the panel" reaches "the Thursday panel"."""
    if kind is ConsentKind.PHOTO:
        return _is_to_all(kind, no, yes)
    one, other = _said(no.purpose), _said(yes.purpose)
    return one <= other or other <= one


def _said(purpose: str) -> frozenset[str]:
    """The words that tell one thing from another."""
    return frozenset(re.findall(r"[^\W_]+", purpose.casefold().replace("’", "").replace("'", ""))) - _SMALL
