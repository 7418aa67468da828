"""Good answers to the forms of bodies, their meetings and their summaries."""

from __future__ import annotations

from tests.guards.sent import Sent, day

_SCHEDULE = {
    "rhythm": "monthly",
    **day("first_on", "1 2 2027"),
    "at": "18:00",
    "working_days": "yes",
    **day("last_on", "1 6 2027"),
}
POSTS: dict[str, tuple[Sent, ...]] = {
    "bodies.meeting": (Sent("Kwame", {**day("held_on", "5 1 2027"), "present": ["=person Grace"], "apologies": "1",
                                   "at": "18:00", "place": "Town hall"}),),
    "bodies.schedule": (Sent("Kwame", _SCHEDULE),),
    "bodies.new": (Sent("Kwame", {"name": "Listening Partnership", "team": "council", "quorum": "3"}),),
    "bodies.quorum": (Sent("Kwame", {"quorum": "2"}),),
    "bodies.seats": (
        Sent("Kwame", {"signs_in_as": "carol@alderbrook.example", "seat": "officer"},
             hidden=frozenset({"signs_in_as"})),
    ),
    "bodies.end_seat": (Sent("Kwame"),),
    "bodies.terms": (
        Sent("Kwame", {"name": "Spring 2027", **day("starts_on", "4 1 2027"), **day("ends_on", "25 3 2027")}),
    ),
    "meetings.plan": (
        Sent("Kwame", {**day("meets_on", "5 3 2027"), "at": "18:00", "minutes": "90", "place": "The hall",
                       "why_sooner": "The pool closes that week."}),
    ),
    "meetings.change": (
        Sent("Kwame", {**day("meets_on", "6 3 2027"), "at": "18:30", "minutes": "90", "place": "The library",
                       "why_sooner": "The pool closes that week."}),
    ),
    "meetings.call_off": (Sent("Kwame", {"why": "The hall is flooded."}),),
    "elections.add": (
        Sent("Kwame", {"name": "Local elections, May 2029", "team": "council", **day("starts_on", "20 3 2029"),
                       **day("polls_on", "3 5 2029")}),
    ),
    "elections.lift": (Sent("Kwame", {"reason": "The by-election is called off by the returning officer."}),),
    "bodies_owed.owed": (
        Sent("Kwame", {"kind": "we_did", "words": "The lights are mended.", "child_words": "The lights are mended.",
                       "evidence": "Come and see them at night.", "seen": "0"}),
    ),
    "bodies_owed.hand_over": (
        Sent("Kwame", {"owner": "Head of highways", "who": "=person Rhona", "why": "The lights are theirs now.",
                       "seen": "0"}),
    ),
    "summaries.introduce": (Sent("Kwame", {"introduction": "We listened.", "introduction_for_children": "We did."}),),
    "summaries.comment": (Sent("Carol", {"words": "Good."}),),
    "summaries.send_back": (Sent("Carol", {"reason": "Say more."}, values={"public_id": "to_sign"}),),
    "summaries.note": (
        Sent("Kwame", {"where": "equality", "note": "The quay gained.", "note_for_children": "The quay gained."}),
    ),
    "summaries.earlier": (Sent("Kwame", {"key": "deal-ours:2"}, lands=200),),
    "summaries_steps.take_up": (Sent("Kwame"),), "summaries_steps.send": (Sent("Kwame"),),
    "summaries_steps.settle": (
        Sent("Pia", {"finding": "small heard:1 people", "act": "hide", "why": "It is a small group."}, lands=200),
    ),
    "summaries_steps.check": (Sent("Pia"),), "summaries_steps.send_on": (Sent("Kwame"),),
    "summaries_steps.sign": (
        Sent("Tomos", {"view": "change", "words": "Say which lights.", "with_supporter": "y", "seen": "=to_sign_words"},
             {"public_id": "to_sign"}, hidden=frozenset({"words"})),
    ),
    "summaries_steps.answer": (
        Sent("Kwame", {"answer": "We named the path they are on."}, {"public_id": "to_sign", "sign_id": "sign_off"}),
    ),
    "summaries_steps.approve": (Sent("Carol"),),
    "summaries_steps.present": (
        Sent("Kwame", {"meeting": "=meeting_after"}, {"public_id": "to_present"}),
    ),
    "summaries_steps.minute": (Sent("Kwame", {"minute": "Minute 14"}, {"public_id": "to_minute"}),),
    "summaries_steps.owe": (
        Sent("Kwame", {"what": "Mend the lights.", "what_for_children": "Mend the lights.", "owner": "Head of parks",
                       "who": "=person Rhona", **day("due_on", "1 3 2027")}, {"public_id": "to_minute"}),
    ),
    "summaries_steps.publish": (Sent("Kwame"),), "summaries_steps.track": (Sent("Kwame"),),
    "summaries_steps.archive": (Sent("Kwame"),),
}  # fmt: skip
