"""What some of the demo's ideas have beside their words: a picture, quotes, and what they help with."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.demo.proposals_pictures import drawn
from commissioning.rules.pence import Pence
from commissioning.services import proposals_extras as extras
from models.proposals import Proposal
from participation.rules.attachments import Upload
from participation.rules.people import Actor

FILE = Path(__file__).with_name("proposals_extras.toml")


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def helps(title: str) -> list[str]:
    """The parts of a good childhood an idea of this name helps with."""
    found: list[str] = next((parts for word, parts in _told()["helps"].items() if word in title), [])
    return found


def add_to(who: Actor, proposal: Proposal) -> None:
    """Add the picture and the quotes there are for this idea."""
    extra = next((one for one in _told()["extra"] if one["title"] == proposal.title), None)
    if extra is None:
        return
    picture = drawn(extra["scene"], random.Random(extra["title"]))  # noqa: S311 - a picture, not a secret
    extras.add_photo(who, proposal.public_id, Upload(picture, extra["photo"]))
    for what, supplier, pounds in extra.get("quotes", ()):
        extras.add_quote(
            who, proposal.public_id, what=what, supplier=supplier, pence=Pence(pounds * 100), upload=None
        )
