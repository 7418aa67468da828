"""The one way a rule says no."""

from __future__ import annotations


class Refusal(Exception):
    """Something a person may not do now, with the reason in words they can act on.

    `field` names the form field the message belongs beside; without it the message heads the page.
    """

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotFound(Exception):
    """There is no such record for this person."""
