"""Pages that everybody who is not signed in reads alike: rendered once and kept for a minute as the bytes to send.

What is kept was checked against its digest when it was rendered, so a hand in the database shows within the minute, and
never as words we did not publish. `stamp` is looked up for every reader: when it changes, the page is made afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, make_response, session
from flask.typing import ResponseReturnValue

from app.access import current_actor
from app.clock import now
from app.security import csp_nonce

LONGEST = timedelta(minutes=1)
MOST = 64


@dataclass(frozen=True)
class Kept:
    """One page's bytes, with the nonce they were rendered with."""

    body: bytes
    nonce: bytes
    made_at: datetime
    stamp: object


def kept_for_everyone(
    name: str, stamp: object, make: Callable[[], ResponseReturnValue]
) -> ResponseReturnValue:
    """The kept page, or one made now; somebody signed in, or with a message waiting, gets their own."""
    if current_actor().is_signed_in or "_flashes" in session:
        return make()
    pages: dict[str, Kept] = current_app.extensions.setdefault("our_part_kept_pages", {})
    found = pages.get(name)
    if found is None or found.stamp != stamp or not timedelta(0) <= now() - found.made_at < LONGEST:
        made = make()
        if not isinstance(made, str):
            return made
        found = Kept(made.encode(), csp_nonce().encode(), now(), stamp)
        while len(pages) >= MOST:
            pages.pop(next(iter(pages)), None)
        pages[name] = found
    answer = make_response(found.body.replace(found.nonce, csp_nonce().encode()))
    answer.mimetype = "text/html"
    return answer
