"""Good answers to the forms of young advisors and their panels."""

from __future__ import annotations

from tests.guards.sent import SEALED, Sent, day

_TURNS = frozenset({"turns_on-day", "turns_on-month", "turns_on-year", "turns_on"})
POSTS: dict[str, tuple[Sent, ...]] = {
    "advice.give": (Sent("Asha", {"view": "support_if", "reasons": "If it is dry.", "seen": "0"}, hidden=SEALED),),
    "advice.ask": (Sent("Carol"),),
    "packs.write": (
        Sent(
            "Carol",
            {
                "asked": "Bikes to borrow.",
                "money": "It asks for £400.",
                "careful": "It is about a road accident.",
                "why_sooner": "The roof is open and rain comes in.",
                **day("reply_on", "1 3 2027"),
            },
            hidden=frozenset({"why_sooner"}),
        ),
    ),
    "packs.ask": (Sent("Asha", {"words": "Who mends the bikes?"}, hidden=SEALED),),
    "packs.leave_out": (Sent("Asha"),),
    "packs.together": (
        Sent("Pia", {"view": "support", "reasons": "We all like it, for the same reason."}, hidden=SEALED),
    ),
    "packs.answer": (Sent("Carol", {"words": "Quay Wheels mends them."}),),
    "advice_answers.show": (Sent("Asha", {"sense": "partly"}, {"number": "advised"}),),
    "advice_answers.again": (Sent("Noor", {"words": "A bus brings you there."}, {"number": "advised"}),),
    "panels.new": (Sent("Pia", {"name": "Listening partnership"}),),
    "panels.invite": (
        Sent("Pia", {"role": "young_advisor", "name": "Jade", "band": "13-15", "supporter": "=person Leah",
                     **day("turns_on", "1 6 2028")}, lands=200, hidden=_TURNS),
        Sent("Pia", {"role": "supporter", "name": "Ruth"}, lands=200),
    ),
    "panels.person": (Sent("Pia", {"band": "16-17", **day("turns_on", "1 6 2028")}, hidden=_TURNS),),
    "panels.name_supporter": (Sent("Pia", {"supporter": "=person Leah"}),),
    "joining.card": (
        Sent("nobody signed in", {"words": "=card"}, lands=200, hidden=frozenset({"words"})),
        Sent("nobody signed in", {"words": "=card", "answer": "yes"}, lands=200, hidden=frozenset({"words"})),
    ),
    "forums.new": (Sent("Pia", {"name": "Quay Tuesday", "rhythm": "monthly", **day("first_on", "2 3 2027"),
                                "at": "17:00",
                                "minutes": "90", "place": "Quay Hall", "in_term": "y"}),),
    "forums.end": (Sent("Pia"),),
    "forums.day": (
        Sent("Asha", {"kind": "agenda", "words": "The bus fares"}, hidden=frozenset({"words"})),
        Sent("Pia", {"kind": "note", "words": "They said it is dear."}, hidden=frozenset({"words"})),
    ),
    "forums.there": (Sent("Pia", {"there": ["=person Asha"]}),),
    "forums.call_off": (Sent("Pia", {"why": "The hall is shut."}),),
    "thanks.index": (Sent("Pia", {
        "person": "=person Asha", "way": "voucher", "amount": "10.00", "what_for": "Reading three packs",
        **day("on", "20 11 2026"), "at": "17:00", "benefits_talked": "y",
    }, hidden=frozenset({"at", "benefits_talked"})),),
    "thanks.given": (Sent("Pia"),), "thanks.check_in": (Sent("Pia", {"whom": "=person Asha", "feeling": "fine"}),),
    "panel_questions.write": (
        Sent("Pia", {"title": "The youth space", "asked": "We may open a room by the quay. It would be for you.",
                     "to": "=person Noor", **day("reply_on", "5 3 2027")}),
    ),
    "panel_questions.answer": (
        Sent("Noor", {"followed": "adopted", "words": "You said that it is warm there. So we rent it."}),
    ),
    "panel_questions.show": (
        Sent("Asha", {"view": "support", "reasons": "It is warm there in the winter."}, hidden=frozenset({"reasons"})),
    ),
    "raised.bring": (
        Sent("Asha", {"to": "=person Noor", "words": "The bus is too dear for us."}, hidden=frozenset({"words"})),
    ),
    "raised.answer": (Sent("Noor", {"kind": "we_could_not", "words": "The bus is not ours. We asked the company.",
                                    "evidence": "A letter"}, hidden=frozenset({"evidence"})),),
    "raised.talk": (
        Sent("Asha", {"words": "See you all on Tuesday."}, hidden=frozenset({"words"})),
        Sent("Pia", {"words": "There will be cake."}, hidden=frozenset({"words"})),
    ),
    "checks.note": (
        Sent("Ada", {"kind": "dbs", **day("done_on", "1 11 2026"), **day("expires_on", "1 11 2028")}),
    ),
}  # fmt: skip
