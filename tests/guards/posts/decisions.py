"""Good answers to the forms of checks on ideas, decisions and what holds them."""

from __future__ import annotations

from commissioning.rules.reviews import Check
from tests.guards.sent import Sent, day

_REVIEW = {
    **dict.fromkeys(map(str, Check), "yes"),
    "feasibility": "Yes, by May.", "cost": "Two quotes.", "risk": "Rain alone.",
    "equality": "Girls gain.", "outcome": "passed", "reason": "A good idea.", "seen": "1",
}  # fmt: skip
_DECIDE = {
    "outcome": "adopted",
    "area_0": "100.00",
    "conditions": "",
    "reasons": "It reaches the most children for the money.",
    "alternatives": "A smaller grant would not pay for it.",
    "reply": "You asked for helmets. They are in it.",
}
POSTS: dict[str, tuple[Sent, ...]] = {
    "reviews.assign": (Sent("Carol", {"officer": "=person Carol"}),), "decisions.decide": (Sent("Noor", _DECIDE),),
    "decisions.defer": (Sent("Noor", {"defer_reasons": "A ward member objects to it."}),),
    "call_in.set_rule": (
        Sent("Kwame", {**day("starts_on", "1 2 2030"), "threshold": "500.00", "notice_days": "28", "call_in_days": "5",
                       "callers": "3"}),
    ),
    "call_in.call": (Sent("Cllr Idris", {"reasons": "Ten families told me they were not asked about this."}),),
    "call_in.answer": (
        Sent("Noor", {"answer": "upheld", "reasons": "The families were asked in May; their answers are attached."}),
    ),
    "call_in.give_notice": (Sent("Noor"),), "reviews.review": (Sent("Carol", _REVIEW),),
}  # fmt: skip
