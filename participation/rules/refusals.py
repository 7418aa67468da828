"""The one way a rule says no."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class Refusal(Exception):
    """Something a person may not do now, with the reason in words they can act on.

    `field` names the form field the message belongs beside; without it the message heads the page. `way_on` is the page
    that the reason speaks of, as (our path, its name). `more` are others that stand against the same thing.
    """

    def __init__(
        self, reason: str, *, field: str | None = None, way_on: tuple[str, str] | None = None,
        more: Sequence[Refusal] = (),
    ) -> None:  # fmt: skip
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.way_on = way_on
        self.more = tuple(more)


def refuse_all(found: Sequence[Refusal]) -> None:
    """Raise one Refusal that says all of these, so that nobody mends one thing only to hear of the next."""
    if found:
        raise Refusal(found[0].reason, field=found[0].field, way_on=found[0].way_on, more=found[1:])


def check_each(*checks: Callable[[], object]) -> None:
    """Ask every check, whatever the one before said, and raise one Refusal with all that was refused."""
    found: list[Refusal] = []
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found += [refusal, *refusal.more]
    refuse_all(found)


class NotFound(Exception):
    """There is no such record for this person."""
