"""Good answers to the forms of the safeguarding desk, rights and consents."""

from __future__ import annotations

from tests.guards.sent import Sent, day

_REQUEST = {"ask": "see", "asker": "parent", "words": "What did my child say?", "reach": "Ring me after six."}
_WISH = {"wish": "refuses", "understands": "yes", "note": "We talked alone. She said: it is mine to keep."}
_ANSWERED = {
    "verdict": "refused",
    "grounds": ["child_says_no"],
    "answer": "Your child was asked and said no to this.",
}
_HOLD = {
    "thing": "feedback", "thing_id": "=held_thing", "reason": "A claim has been made.",
    **day("look_again_on", "1 6 2027"),
}  # fmt: skip
_AGREED = {
    "kind": "gillick", "purpose": "The Thursday panel", "agreed": "yes", "given_by": "themselves",
    **day("until", "1 3 2027"), "note": "We talked about what the panel does.",
}  # fmt: skip
_TRIAGE = {
    "outcome": "no_concern", "reference": "R1", "rationale": "An ordinary wish.", "letting": "release_changed",
    "words": "The lights are broken.", "more": "", "after": "0", "about": "", "harmed": "", "other": "",
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "about_me.show": (
        Sent("nobody signed in", {"words": "=about_me_words"}, hidden=frozenset({"words"})),
    ),
    "about_me.take_back": (Sent("Asha", {"record": "=ashas_consent"}),), "about_me.finish": (Sent("Asha"),),
    "about_me.close": (Sent("Ben"),),
    "requests.ask": (Sent("nobody signed in", _REQUEST, hidden=frozenset({"words", "reach"})),),
    "requests.acknowledge": (Sent("Orla"),), "requests.longer": (Sent("Orla", {"why": "There is much to read."}),),
    "requests.wish": (Sent("Sam", _WISH, hidden=frozenset({"note"})),),
    "requests.decide": (Sent("Orla", _ANSWERED, hidden=frozenset({"answer"})),),
    "retention.hold": (Sent("Orla", _HOLD, hidden=frozenset({"reason", "thing_id"})),),
    "retention.end": (Sent("Sam", {"why": "The review is over."}, hidden=frozenset({"why"})),),
    "consents.add": (Sent("Pia", {"called": "Kit", "band": "13-15", "username": ""}, lands=200),),
    "consents.record": (Sent("Pia", _AGREED, hidden=frozenset({"note"})),),
    "consents.take_back": (Sent("Pia", {"record": "=consent"}),),
    "consents.photo": (Sent("Pia", {"photo": "=file"}, hidden=frozenset({"photo"})),),
    "consents.words": (Sent("Pia", lands=200),), "triage.read": (Sent("Sam", lands=200),),
    "triage.file": (Sent("Sam", lands=200),),
    "triage.decide": (Sent("Sam", _TRIAGE, hidden=frozenset({
        "rationale", "words", "more", "reference", "translation", "about", "harmed", "other", "stays",
    })),),
    "triage.take_out": (
        Sent("Sam", {"words": "More swings please.", "more": "", "after": "1", "why": "A name is in it."},
             {"public_id": "let_out"}, hidden=frozenset({"words", "more", "translation", "why"})),
    ),
    "triage.follow_up": (
        Sent("Sam", {"kind": "heard_back", **day("happened_on", "12 1 2027")}, {"public_id": "referred"}),
    ),
    "desk_rota.write": (
        Sent("Sam", {"who": "=person Joy", **day("first", "1 6 2027"), **day("back", "8 6 2027")}),
    ),
    "desk_rota.take_back": (Sent("Sam"),),
    "glass.send": (
        Sent("Ada", {"number": "=item", "reason": "Nobody answers, and somebody may be in danger now."},
             hidden=frozenset({"number", "reason"})),
    ),
    "glass.read": (Sent("Ada", lands=200),), "glass.answer": (Sent("Olu", {"answer": "yes"}),),
    "glass.shut_own": (Sent("Ada"),), "glass.shut": (Sent("Sam"),),
    "triage.shut_out": (Sent("Sam", {"who": "=person Joy"}),),
}  # fmt: skip
