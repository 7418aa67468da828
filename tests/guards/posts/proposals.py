"""Good answers to the forms of ideas and those who write and talk about them."""

from __future__ import annotations

from typing import Any

from tests.attachments_made import document, drawn
from tests.guards.sent import SEALED, Sent

_LINES = {
    "lines-0-what": "Bikes",
    "lines-0-amount": "200.00",
    "lines-1-what": "Helmets",
    "lines-1-amount": "20.50",
    "pot": "",
}


def _part(section: str, data: dict[str, Any]) -> Sent:
    return Sent("Mei", data, {"public_id": "draft", "section": f"={section}"})


POSTS: dict[str, tuple[Sent, ...]] = {
    "co_authors.people": (
        Sent("Mei", {"who": "=person Asha", "signs_in_as": "a@b.example"}, hidden=frozenset({"signs_in_as"})),
    ),
    "co_authors.invitation": (Sent("Cllr Idris", {"answer": "yes"}),), "co_authors.leave": (Sent("Grace"),),
    "co_authors.open_up": (Sent("Mei"),),
    "suggestions.suggest": (
        Sent("Ben", {"words": "It rains there.", "why": "I live there.", "seen": "1"}, hidden=SEALED),
    ),
    "suggestions.answer": (
        Sent("Mei", {"answer": "decline", "reason": "It is dry inside."}, hidden=SEALED),
    ),
    "comments.support": (Sent("Ben", {"do": "give"}),),
    "comments.say": (Sent("Ben", {"kind": "question", "words": "Is it free?"}, hidden=SEALED),),
    "comments.reply": (Sent("Mei", {"words": "Yes, it is."}, hidden=SEALED),),
    "comments.moderate": (Sent("Pia", {"outcome": "not_shown", "reason": "About another idea."}),),
    "merging.ask": (Sent("Mei", {"other": "=talked_third"}),),
    "merging.answer": (Sent("Grace", {"answer": "no"}),),
    "interests.declare": (Sent("Mei", {"kind": "own_organisation", "words": "I run it."}, {"public_id": "spare"}),),
    "proposals.withdraw": (Sent("Mei", {"reason": "We found another way."}, {"public_id": "waiting"}),),
    "proposals_again.begin": (Sent("Mei", {}, {"public_id": "lost_idea"}),),
    "proposals_extras.photos": (
        Sent("Mei", {"file": drawn((60, 20)), "file_words": "The hill"}, hidden=frozenset({"file"})),
    ),
    "proposals_extras.take_out_photo": (Sent("Mei", {}, {"public_id": "draft", "photo_id": "photo"}),),
    "proposals_extras.quotes": (
        Sent("Mei", {"what": "Helmets", "supplier": "Quay Cycles", "amount": "12.50", "file": document().content,
                     "file_words": "Their quote"}, hidden=frozenset({"file"})),
    ),
    "proposals_extras.take_out_quote": (Sent("Mei", {}, {"public_id": "draft", "quote_id": "quote"}),),
    "proposals_writing.start": (Sent("Mei", {"team": "=team", "title": "A kite day"}),),
    "proposals_writing.part": (
        _part("idea", {"title": "Kites", "need": "Nothing flies.", "who_benefits": "Children", "how_many": "40",
                      "ages_from": "8", "ages_to": "12",
                      "outcomes": ["active"]}),
        _part("place", {"areas": ["=area"], "builds_on": "A windy hill."}), _part("costs", _LINES),
        _part("parts", {"our_part": "Lend string.", "your_part": "Fly them."}),
        _part("group", {"group_name": "Kite club", "is_constituted": "no", "sponsor": "The school"}),
    ),
    "proposals_writing.autosave": (
        Sent("Mei", {"title": "Kites", "need": "Nothing flies.", "who_benefits": "Us", "how_many": "4",
                     "ages_from": "", "ages_to": "17",
                     "outcomes": ["active", "included"]}, lands=200,
             query="?section=idea"),
        Sent("Mei", _LINES, lands=200, query="?section=costs"),
    ),
    "proposals_writing.check": (Sent("Mei"),),
}  # fmt: skip
