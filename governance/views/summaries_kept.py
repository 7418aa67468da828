"""Pages that everybody who is not signed in reads alike: rendered once and kept for a minute as the bytes to send.

What is kept was checked against its digest when it was rendered, so a hand in the database shows within the minute, and
never as words we did not publish. Words taken back are gone within a second of the new version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from flask import current_app, make_response, session
from flask.typing import ResponseReturnValue

from app.access import current_actor
from app.clock import now
from app.security import csp_nonce

LONGEST = timedelta(minutes=1)
LOOK_AGAIN = 1.0  # seconds after which one reader's request looks up whether the page still stands
MOST = 64


@dataclass
class Kept:
    """One page's bytes, with the nonce they were rendered with."""

    body: bytes
    nonce: bytes
    made_at: datetime
    stamp: object
    looked_at: float


def kept_for_everyone(
    name: str, look: Callable[[], object], make: Callable[[object], ResponseReturnValue]
) -> ResponseReturnValue:
    """The kept page, or one made now; somebody signed in, or with a message waiting, gets their own.

    `look` gives the stamp the page stands on, and is asked once a second, however many read. `make` is given it.
    """
    if current_actor().is_signed_in or "_flashes" in session:
        return make(look())
    pages: dict[str, Kept] = current_app.extensions.setdefault("our_part_kept_pages", {})
    found = pages.get(name)
    if found is not None and monotonic() - found.looked_at < LOOK_AGAIN:
        return _sent(found)
    stamp = look()
    if found is None or found.stamp != stamp or not timedelta(0) <= now() - found.made_at < LONGEST:
        pages.pop(name, None)
        made = make(stamp)
        if not isinstance(made, str):
            return made
        found = Kept(made.encode(), csp_nonce().encode(), now(), stamp, monotonic())
        while len(pages) >= MOST:
            pages.pop(next(iter(pages)), None)
        pages[name] = found
    found.looked_at = monotonic()
    return _sent(found)


def _sent(kept: Kept) -> ResponseReturnValue:
    answer = make_response(kept.body.replace(kept.nonce, csp_nonce().encode()))
    answer.mimetype = "text/html"
    return answer
