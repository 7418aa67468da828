"""Nobody says yes to words they have not read: a yes carries the mark of what was on the page when it was opened."""

from __future__ import annotations

from participation.rules.refusals import Refusal


def refuse_unseen(seen: str | None, stands: str, what: str) -> None:
    """Raise Refusal when what stands now is not what somebody read. None: they act on what stands, with no page."""
    if seen is not None and seen != stands:
        raise Refusal(f"{what} changed after you opened this page. Read what stands now, then answer.")
