"""What can go wrong with handing over a letter. The words are for an administrator and never hold an address."""

from __future__ import annotations


class NotSent(Exception):
    """The letter did not go. `args[0]` says why, in plain words."""


class NoServer(NotSent):
    """The server is down, slow, or will not have us at all: no letter can go now, so every one waits."""


class TryLater(NotSent):
    """The server will not take this letter now; others may go."""


class Refused(NotSent):
    """The server will never take this letter. A person has to see to it."""
