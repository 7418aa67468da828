"""Good answers to the forms of listenings, themes and answers."""

from __future__ import annotations

from tests.guards.sent import DESCRIBES, SEALED, Sent, day

_LISTENING = {
    "title": "The pool", "about": "It may reopen.", "question": "How is the pool?", "more_question": "What else?",
    "who": ["children"], "area": "everywhere", **day("opens_on", "1 2 2027"), **day("closes_on", "15 2 2027"),
    "group": "Year 5", "age_bands": ["6-9"], "ways": ["faces", "statements"], "statements": "I like the pool",
}  # fmt: skip
_ANSWER = {"kind": "we_did", "evidence": "By the swings", "words": "Two lights are mended.",
           "child_words": "We mended two.", "influence": "changed",
           **day("by_when", "1 3 2027")}  # fmt: skip
_THEME = {
    "title": "Swings and slides", "note": "Many said so.", "part": "safe", "area": "everywhere",
    "framework": "safe", "shift": "trust",
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "listening.new": (Sent("Pia", _LISTENING),), "listening.close": (Sent("Pia"),),
    "accounts.show": (
        Sent("Pia", {**dict.fromkeys(("space", "voice", "audience", "influence"), "We went to the park."),
                     **day("again_on", "1 6 2027")}),
    ),
    "accounts.asked_again": (Sent("Pia"),),
    "measures.add": (
        Sent("Carol", {
            "service": "Family help", **day("since", "1 1 2026"), **day("until", "31 3 2026"), "offered": "60",
            "accepted": "36", "declined": "24", "withdrawn": "6", "fear": "0", "pride": "1", "timing": "2",
            "safety": "0", "trust": "14", "waits": "7", "other": "0", "primary_reviewed": "20", "primary_heard": "8",
            "secondary_reviewed": "25", "secondary_heard": "22", "source": "Its own count",
        }),
    ),
    "reach.figures": (
        Sent("Pia", {"dimension": "age", "name": "6 to 9", "number": "500", "source": "Census",
                     **day("as_of", "1 1 2026")}),
    ),
    "reach.plan": (
        Sent("Pia", {"dimension": "age", "name": "6 to 9", "words": "Go to the club.", **day("by_when", "1 6 2027")}),
    ),
    "reach.about": (Sent(DESCRIBES, {"send": "yes", "care": "skip"}),), "responses.acknowledge": (Sent("Rhona"),),
    "responses.answer": (Sent("Rhona", _ANSWER),),
    "responses.pass_on": (
        Sent("Rhona", {"to": "outside", "outside": "Alder Buses", "words": "The buses are theirs, and they can ask.",
                       "child_words": "The buses are not ours."}),
    ),
    "responses.read": (Sent("Rhona", {"text": "We put two benches there."}, lands=200),),
    "themes.new": (Sent("Pia", _THEME),), "themes.sort": (Sent("Pia", {"chosen": ["=loose"], "theme": "=theme"}),),
    "themes.change": (Sent("Pia", _THEME),), "themes.differs": (Sent("Pia", {"differs": "yes"}),),
    "research.index": (
        Sent("Asha", {"question": "How is the bus for you?", "why": "It is full."}, {"public_id": "panel"},
             hidden=SEALED | {"question"}),
    ),
    "research.trained": (
        Sent("Pia", day("trained_on", "1 11 2026"), {"public_id": "panel", "person_id": "person Asha"}),
    ),
    "research.set_up": (
        Sent("Pia", {"title": "The bus", "group": "Year 9", "age_bands": ["13-15"], **day("opens_on", "1 2 2027"),
                     **day("closes_on", "15 2 2027")}, {"public_id": "research_waiting"}),
    ),
    "research_ideas.show": (
        Sent("Asha", {"words": "Most of us stand up."}, {"public_id": "research"}, hidden=SEALED),
    ),
    "research_ideas.idea": (Sent("Asha", {"finding": "=finding", "team": "=team"}, {"public_id": "research"}),),
    "pairs.new": (Sent("Pia", {"i_words": "I feel safe at the park", "we_words": "We light every path.",
                               "service": "Parks", "owner": "=responder"}),),
    "pairs.retire": (Sent("Pia"),), "pairs.done": (Sent("Rhona", {"words": "We put two lamps by the gate."}),),
    "themes.tell": (
        Sent("Pia", {"way": "poster", "to_whom": "The park noticeboard"}),
    ),
    "theme_checks.ask": (Sent("Pia"),),
    "theme_checks.check": (
        Sent("Asha", {"view": "not_quite", "reason": "It is the path."}, hidden=SEALED),
    ),
    "theme_checks.suggested": (Sent("Pia", {"piece_0": "=loose", "theme_0": "=theme", "answer_0": "yes"}),),
    "themes.send": (Sent("Pia", {"responder": "=responder"}),), "themes.take_out": (Sent("Pia"),),
}  # fmt: skip
