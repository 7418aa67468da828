"""Requests about data, made quickly."""

from __future__ import annotations

from models.requests import DataRequest
from participation.rules.people import Actor
from participation.rules.requests import Ask, Asker, Decided, Ground, Verdict, Wish, WishNote
from participation.services import requests
from tests.proposals_made import actor

WORDS = "Please give me what my daughter wrote about her school."


def asked(
    ask: Ask = Ask.SEE,
    asker: Asker = Asker.PARENT,
    by: Actor | None = None,
    words: str = WORDS,
    about: str = "",
) -> DataRequest:
    """One asked by a parent who has not signed in, unless said otherwise."""
    new = requests.NewRequest(ask, asker, words, "ring 01632 960 200", about)
    return requests.ask(by or Actor.nobody(), new)


def wished(request: DataRequest, wish: Wish = Wish.REFUSES, *, understands: bool = True) -> None:
    """What the young person wants, written down by the safeguarding lead."""
    note = WishNote(wish, understands, "We talked alone for an hour. She said: those words are mine.")
    requests.write_wish(actor("Sam"), request, note)


def refused(request: DataRequest, who: str = "Orla") -> None:
    """Answered with no."""
    words = "Your daughter was asked and said no. She understands, so the choice is hers."
    requests.decide(actor(who), request, Decided(Verdict.REFUSED, (Ground.CHILD_SAYS_NO,), words))
