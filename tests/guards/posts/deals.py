"""Good answers to the forms of Deals."""

from __future__ import annotations

from tests.guards.sent import Sent, day

_PAIR = {
    "our_text": "We will mend it", "our_owner": "Head of parks", "your_text": "We will say which",
    "your_owner": "All of us", **day("our_by", "1 3 2027"), **day("your_by", "2 3 2027"),
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "deals.new": (
        Sent("Grace", {"title": "Our pool", "about": "Swimmers", "team": "=team", "just_for": "group",
                       "group_name": "Tuesday swimmers", "rhythm": "monthly", "starting": "wigan"}),
    ),
    "deals.pair": (
        Sent("Carol", _PAIR), Sent("Grace", _PAIR, {"public_id": "young_deal"}),
        Sent("Asha", _PAIR, hidden=frozenset({"our_text", "our_owner", "your_text", "your_owner"})),
    ),
    "deals.drop": (Sent("Grace"),), "deals.offer": (Sent("Grace"),),
    "deals.agree": (Sent("Grace", {"seen": "=offered_words"}, values={"public_id": "offered_deal"}),),
    "deals.end": (Sent("Carol", {"what": "end", "learned": "Count lights first."}, {"public_id": "deal"}),),
    "deals.begin": (Sent("Grace", day("review_on", "1 7 2027"), {"public_id": "agreed_deal"}),),
    "deals_renewing.renew": (
        Sent("Carol", {**day("review_on", "1 7 2027"), "learned": "Ask the caretaker.", "seen": "=deal_to_renew"},
             {"public_id": "deal"}),
    ),
    "deals_owners.answer_for": (
        Sent("Carol", {"our_owner": "Head of parks", "our_rhythm": "monthly"}, {"public_id": "bare_deal"}),
    ),
    "deals_class.renew": (
        Sent("Pia", {"group_name": "Year 6", "hands_yes": "20", "hands_all": "22", **day("review_on", "1 7 2027"),
                     "seen": "=school_to_renew"}, {"public_id": "school_deal"}),
    ),
    "deals_living.check_in": (
        Sent("Carol", {"progress": "kept", "words": "All lights are mended."}),
        Sent("Asha", {"progress": "kept", "face": "4", "words": "We said which."}, hidden=frozenset({"words"})),
    ),
    "deals_living.kept": (
        Sent("Grace", {"kept": "partly", "words": "Two are still dark."}),
        Sent("Asha", {"kept": "no", "words": "It is dark."}, hidden=frozenset({"words"})),
    ),
    "deals_living.ask": (Sent("Grace"),), "deals_living.choose": (Sent("Asha", {"part": "not_now"}),),
    "deals_living.heard": (Sent("Carol", {"themes": ["=pack"]}),),
    "deals_living.partner": (
        Sent("Carol", {"organisation": "=academy", "signs_in_as": "bethan@alderbrook.example"},
             hidden=frozenset({"signs_in_as"})),
    ),
    "deals_living.part": (
        Sent("Bethan", {"takes": "yes", "words": "We will keep a room open.", **day("by", "1 7 2027")}),
    ),
    "deals_living.thanks": (
        Sent("Grace", {"to_whom": "The lamp team", "words": "For the lights."}),
        Sent("Asha", {"to_whom": "Our youth worker", "words": "For listening."},
             hidden=frozenset({"to_whom", "words"})),
    ),
    "deals_class.agree": (
        Sent("Pia", {"group_name": "Year 6", "hands_yes": "20", "hands_all": "22", "seen": "=class_words"}),
    ),
    "deals_class.end": (
        Sent("Pia", {"group_name": "Year 6", "hands_yes": "20", "hands_all": "22"}, {"public_id": "school_deal"}),
    ),
    "deals_class.choose": (Sent("Pia", {"group_name": "Year 6", "part": "=school_pair"}),),
    "deals_class.faces": (
        Sent("Pia", {"group_name": "Year 6", "about": "ours", "face_1": "0", "face_2": "1", "face_3": "2",
                     "face_4": "9", "face_5": "8"}),
    ),
}  # fmt: skip
