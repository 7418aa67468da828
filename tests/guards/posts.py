"""One good answer to every form there is, and who gives it: what the hostile sweep then spoils field by field."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from app.demo.people import DEMO_PASSWORD
from commissioning.rules.pots_csv import EXAMPLE
from commissioning.rules.recipients import RecipientCheck
from commissioning.rules.reconcile_csv import EXAMPLE as GENERAL_LEDGER
from commissioning.rules.reviews import Check
from tests.attachments_made import document, drawn

CHILD, READER = "a child who is speaking", "a child who came back"
DESCRIBES = "a child who has said something"
VOTER, TABLET = "somebody with a printed code", "a child whose turn it is at the tablet"


@dataclass(frozen=True)
class Sent:
    """A form sent by somebody. `lands` is the status of the good answer; a value starting = names a record's id."""

    who: str
    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    lands: int = 303
    query: str = ""
    hidden: frozenset[str] = (
        frozenset()
    )  # fields hashed or sealed, or kept only with a file or a warning, so not looked for in what was stored


def day(name: str, text: str) -> dict[str, str]:
    """A day as its three boxes: day("opens_on", "8 2 2027")."""
    return {
        f"{name}-{part}": typed for part, typed in zip(("day", "month", "year"), text.split(), strict=True)
    }


_PAIR = {
    "our_text": "We will mend it", "our_owner": "Head of parks", "your_text": "We will say which",
    "your_owner": "All of us", **day("our_by", "1 3 2027"), **day("your_by", "2 3 2027"),
}  # fmt: skip
_ROUND = {
    "title": "Spring ideas", "about": "Take your time.", "pot": "=round_pot", "amount": "100.00",
    "proposals": ["=spare", "=free"], **day("opens_on", "1 2 2027"), "opens_time": "09:00",
    **day("closes_on", "15 2 2027"), "closes_time": "18:00", "electorate": "everyone", "youngest": "13-15",
    "least_picks": "1", "most_picks": "2", "rule": "greedy",
}  # fmt: skip
_CHANGED = {"picks": ["=open_project"], "change_code": "=graces_change"}
_BY_CODE = {
    "picks": ["=open_project"], "code": "=vote_code", "turn": "=turn", "idempotency_key": "a-key-that-is-long-enough",
}  # fmt: skip
_IN_TURN = {
    "picks": ["=open_project"],
    "turn": "=tablet_turn",
    "idempotency_key": "a-key-that-is-long-enough",
}
_ROUND_RULES = {
    "kind": "cumulative", "points_each": "10", "threshold": "2", "quorum": "3", "smallest": "10", "chambers": "no",
    "misfit": "greedy", "finish": "add1", "increment": "1.00", **day("decide_by", "1 3 2030"),
    "pair_1": "=free", "other_1": "=free_too",
}  # fmt: skip
_REVIEW = {
    **dict.fromkeys(map(str, Check), "yes"), "feasibility": "Yes.", "cost": "Fair.", "risk": "Rain.",
    "equality": "Girls gain.", "outcome": "passed", "reason": "A good idea.",
}  # fmt: skip
_POT = {
    "team": "=team", "name": "Sports", "fund": "Sports fund", "purpose": "Balls", "route": "committee",
    "decided_by": "The committee", "financial_year": "2026/27", **day("opens_on", "1 4 2026"),
    **day("closes_on", "1 4 2027"), "ring_fence": "ages 8 to 17", "max_award": "500.00",
}  # fmt: skip
_RULES = {
    "ages_from": "8", "ages_to": "17", "areas": [], "ring_fence": "", "least_award": "50.00", "most_award": "900.00",
    "applicants": "any", "match_percent": "50", "hour": "12.00", "hour_source": "The volunteer centre, 2026",
    "carry": "merge", "pledged": "5.00", "pledged_by": "A friend", **day("closes_on", "1 7 2027"), "reason": "Agreed",
}  # fmt: skip
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
_LISTENING = {
    "title": "The pool", "about": "It may reopen.", "question": "How is the pool?", "more_question": "What else?",
    "who": ["children"], "area": "everywhere", **day("opens_on", "1 2 2027"), **day("closes_on", "15 2 2027"),
    "group": "Year 5", "age_bands": ["6-9"], "ways": ["faces", "statements"], "statements": "I like the pool",
}  # fmt: skip
_WHOLE = {"face": "2", "words": "More swings and a bench", "age": "6-9"}
_HELPED = {
    **_WHOLE, "language": "Welsh", "translation": "More swings", "translator": "interpreter", "support": ["welsh"],
    "note": "She pointed at the swings.",
}  # fmt: skip
_LINES = {
    "lines-0-what": "Bikes",
    "lines-0-amount": "200.00",
    "lines-1-what": "Helmets",
    "lines-1-amount": "20.50",
    "pot": "",
}
_DECIDE = {
    "outcome": "adopted",
    "area_0": "100.00",
    "conditions": "",
    "reasons": "It reaches the most children for the money.",
    "alternatives": "A smaller grant would not pay for it.",
    "reply": "You asked for helmets. They are in it.",
}
_TRIAGE = {
    "outcome": "no_concern", "reference": "R1", "rationale": "An ordinary wish.", "letting": "release_changed",
    "words": "The lights are broken.", "more": "", "after": "0", "about": "", "harmed": "", "other": "",
}  # fmt: skip
_ANSWER = {"kind": "we_did", "evidence": "By the swings", "words": "Two lights are mended.",
           "child_words": "We mended two.", "influence": "changed",
           **day("by_when", "1 3 2027")}  # fmt: skip
_THEME = {
    "title": "Swings and slides", "note": "Many said so.", "part": "safe", "area": "everywhere",
    "framework": "safe", "shift": "trust",
}  # fmt: skip
_TERMS = {
    **day("starts_on", "1 2 2027"), **day("ends_on", "1 2 2028"), **day("report_by", "1 3 2028"),
    "conditions": "Helmets first.", "instalments-0-what": "At the start", "instalments-0-amount": "190.00",
    **day("instalments-0-due_on", "1 3 2027"),
}  # fmt: skip
_ORGANISATION = {
    "name": "Quay Skippers", "kind": "charity", "scheme": "GB-CHC", "number": "1199999", "is_enterprise": "no",
    "accountable": "",
}  # fmt: skip
_BUDGET = {
    "name": "Warm homes", "outcome": "No child is cold", "first_year": "2026/27", "how_many": "3", "notice_days": "30",
    "pot": "=draft_pot",
}  # fmt: skip
_PLEDGE = {
    "how": "sums", "base": "1,000.00", "percent": "2.5", "year_0": "100.00", "year_1": "200.00", "year_2": "300.50",
    "owner": "Finance director", "reporter": "The trust", "cost_here": "Two nurses", "benefits": "Schools",
}  # fmt: skip
_NOTICE = {
    "year": "2027/28", "amount": "12,000.00", **day("from_day", "1 2 2027"), "reason": "More money came",
    "shortfall_owner": "",
}  # fmt: skip
_SIGN = {
    "name": "Children at home", "baseline": "80", "target": "90", "source": "Our count", "owner": "Noor",
    "due_after": "5",
}  # fmt: skip
_SMALL_SUM = {
    "office": "=area", "item": "A cooker that works", "cost": "45.50", "goal": "Hot food at home", "need": "food",
    "outcome": "healthy", "family": "",
}  # fmt: skip
_LIMITS = {
    "pot": "=small_sum_pot", "at_once": "50.00", "item": "250.00", "family": "400.00", "office": "1,000.00",
    **day("starts_on", "1 4 2027"),
}  # fmt: skip
_PERSON = {
    "name": "Lou",
    "role": "team_member",
    "team": "=team",
    "area": "",
    "band": "18+",
    "email": "lou@alderbrook.example",
    "username": "",
}
_SCHEDULE = {
    "rhythm": "monthly",
    **day("first_on", "1 2 2027"),
    "at": "18:00",
    "working_days": "yes",
    **day("last_on", "1 6 2027"),
}


def _part(section: str, data: dict[str, Any]) -> Sent:
    return Sent("Mei", data, {"public_id": "draft", "section": f"={section}"})


_TURNS = frozenset({"turns_on-day", "turns_on-month", "turns_on-year", "turns_on"})
_SEALED = frozenset({"words", "why", "reason", "reasons"})
_TOGETHER: dict[str, tuple[Sent, ...]] = {
    "co_authors.people": (
        Sent("Mei", {"who": "=person Asha", "signs_in_as": "a@b.example"}, hidden=frozenset({"signs_in_as"})),
    ),
    "co_authors.invitation": (Sent("Cllr Idris", {"answer": "yes"}),),
    "co_authors.leave": (Sent("Grace"),),
    "co_authors.open_up": (Sent("Mei"),),
    "suggestions.suggest": (
        Sent("Ben", {"words": "It rains there.", "why": "I live there.", "seen": "1"}, hidden=_SEALED),
    ),
    "suggestions.answer": (
        Sent("Mei", {"answer": "decline", "reason": "It is dry inside."}, hidden=_SEALED),
    ),
    "comments.support": (Sent("Ben", {"do": "give"}),),
    "comments.talk": (Sent("Ben", {"kind": "question", "words": "Is it free?"}, hidden=_SEALED),),
    "comments.reply": (Sent("Mei", {"words": "Yes, it is."}, hidden=_SEALED),),
    "comments.moderate": (Sent("Pia", {"outcome": "not_shown", "reason": "About another idea."}),),
    "merging.ask": (Sent("Mei", {"other": "=talked_third"}),),
    "merging.answer": (Sent("Grace", {"answer": "no"}),),
    "advice.give": (Sent("Asha", {"view": "support_if", "reasons": "If it is dry."}, hidden=_SEALED),),
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
    "packs.ask": (Sent("Asha", {"words": "Who mends the bikes?"}, hidden=_SEALED),),
    "packs.leave_out": (Sent("Asha"),),
    "packs.together": (
        Sent("Pia", {"view": "support", "reasons": "We all like it, for the same reason."}, hidden=_SEALED),
    ),
    "packs.answer": (Sent("Carol", {"words": "Quay Wheels mends them."}),),
    "advice_answers.show": (Sent("Asha", {"sense": "partly"}, {"number": "advised"}),),
    "advice_answers.again": (Sent("Noor", {"words": "A bus brings you there."}, {"number": "advised"}),),
    "reviews.assign": (Sent("Carol", {"officer": "=person Carol"}),),
}

POSTS: dict[str, tuple[Sent, ...]] = {
    **_TOGETHER,
    "audit.verify": (Sent("Olu"),),
    "awards.accept": (Sent("Mei", {"signed_by": "Mei Lin, Quay Wheels", "confirmed": "yes"}),),
    "awards.decline": (Sent("Mei", {"reason": "The shed fell down."}),),
    "awards.decline_share": (Sent("Carol", {"area": "=area", "why": "Its members said no."}, {"public_id": "split"}),),
    "awards.finish": (Sent("Carol", values={"public_id": "reported"}),),
    "awards.stop": (Sent("Carol", {"reason": "The group has closed and nobody can go on."}),),
    "awards.give_back": (Sent("Farid", {"amount": "5.00", "reason": "Not spent"}, {"public_id": "reported"}),),
    "offers.make": (Sent("Carol", _TERMS | {
        "organisation": "=organisation", "instrument": "contract", "category": "works", "purpose": "Painting",
        "value": "300.00", "checked": ["in_area", "not_begun", "not_party", "quotes"], "why_anyway": "",
        "why_other": "It is the company that the group is registered as.",
    }, hidden=frozenset({"why_anyway"})),),
    "offers.propose": (Sent("Carol", _TERMS | {"amount": "190.00", "why": "It needs more time"}),),
    "offers.agree": (Sent("Dev", {"signed_by": "Dev Patel"}, {"public_id": "changing", "terms_id": "new_terms"}),),
    "payments.ask": (
        Sent("Mei", {"instalment": "part", "amount": "50.00", "words": "Ten bikes came.", "file_words": ""},
             hidden=frozenset({"words", "file_words"})),
    ),
    "payments.approve": (Sent("Carol"),),
    "payments.release": (Sent("Farid", values={"public_id": "award", "payment_id": "approved"}),),
    "payments.send_back": (Sent("Carol", {"why": "Please say which bikes."}),),
    "returns.send": (
        Sent("Mei", {**day("since", "1 9 2026"), **day("until", "1 10 2026"), "children": "24", "adults": "6",
                     "volunteers": "3", "spent": "20.00", "children_said": "I fixed a brake!",
                     "learned": "Mend before you lend.", "is_last": "no"},
             hidden=frozenset({"children_said", "learned"})),
    ),
    "returns.read": (Sent("Carol"),),
    "delegated.say": (
        Sent("Carol", {"member": "=person Cllr Idris", "view": "object", "words": "The park group was promised it."}),
    ),
    "delegated.agree": (
        Sent("Kwame", {"team": "=team", **day("agreed_on", "20 5 2026"), **day("ends_on", "20 5 2027"),
                       "minute": "14"}),
    ),
    "public_money.add_threshold": (
        Sent("Farid", {"rule": "works", **day("starts_on", "1 1 2028"), "amount": "5000000.00", "source": "A notice"}),
    ),
    "public_money.record_checks": (Sent("Carol", {
        f"{part}_{check}": answer
        for check in RecipientCheck for part, answer in (("found", "yes"), ("note", "Seen today"))
    }),),
    "ballots.read_back": (Sent("Mei", {"picks": ["=open_project"]}, lands=200),),
    "ballots.change": (Sent("Mei", {"picks": ["=open_project"]}, lands=200),),
    "ballots.check_change": (Sent("Grace", _CHANGED, lands=200, hidden=frozenset({"change_code"})),),
    "ballots.change_again": (Sent("Grace", _CHANGED, lands=200, hidden=frozenset({"change_code"})),),
    "ballots.cast_change": (Sent("Grace", _CHANGED, hidden=frozenset({"change_code"})),),
    "voting.begin": (Sent("nobody signed in", {"code": "=vote_code"}, lands=200),),
    "voting.change_mind": (Sent(VOTER, {"code": "=vote_code", "turn": "=turn"}, lands=200),),
    "voting.check": (
        Sent(VOTER, _BY_CODE, lands=200),
        Sent(VOTER, {**_BY_CODE, "change_code": "BCDFG23456"}, lands=200),
    ),
    "voting.again": (Sent(VOTER, _BY_CODE, lands=200),), "voting.cast": (Sent(VOTER, _BY_CODE, lands=200),),
    "tablets.begin": (Sent(TABLET, lands=200),), "tablets.check": (Sent(TABLET, _IN_TURN, lands=200),),
    "tablets.again": (Sent(TABLET, _IN_TURN, lands=200),), "tablets.cast": (Sent(TABLET, _IN_TURN, lands=200),),
    "tablets.put_away": (Sent("nobody signed in"),),
    "polling.make": (
        Sent("Grace", {"way": "codes", "label": "Scouts", "places": "20", "chamber": "everyone",
                       "idempotency_key": "a-key-that-is-long-enough"}, {"public_id": "new_round"}, lands=200),
    ),
    "polling.take_back": (Sent("Grace"),), "polling.stop": (Sent("Grace", {"why": "They were left on a bus."}),),
    "polling.set_out": (Sent("Grace"),),
    "polling.type_in": (
        Sent("Grace", {"code": "=paper", "picks": ["=open_project"]}, hidden=frozenset({"code"})),
    ),
    "rounds_rules.save": (Sent("Grace", _ROUND_RULES, {"public_id": "new_round"}),),
    "ballots.cast": (Sent("Mei", {"picks": ["=open_project"], "idempotency_key": "a-key-that-is-long-enough"}),),
    "bodies.meeting": (Sent("Kwame", {**day("held_on", "5 1 2027"), "present": ["=person Grace"], "apologies": "1"}),),
    "bodies.schedule": (Sent("Kwame", _SCHEDULE),),
    "bodies.new": (Sent("Kwame", {"name": "Listening Partnership", "team": "council", "quorum": "3"}),),
    "bodies.quorum": (Sent("Kwame", {"quorum": "2"}),),
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
    "bodies.owed": (
        Sent("Kwame", {"kind": "we_did", "words": "The lights are mended.", "child_words": "The lights are mended.",
                       "evidence": "Come and see them at night."}),
    ),
    "deals.new": (
        Sent("Grace", {"title": "Our pool", "about": "Swimmers", "team": "=team", "just_for": "group",
                       "group_name": "Tuesday swimmers", "rhythm": "monthly", "starting": "wigan"}),
    ),
    "deals.pair": (
        Sent("Carol", _PAIR), Sent("Grace", _PAIR, {"public_id": "young_deal"}),
        Sent("Asha", _PAIR, hidden=frozenset({"our_text", "our_owner", "your_text", "your_owner"})),
    ),
    "deals.drop": (Sent("Grace"),), "deals.offer": (Sent("Grace"),),
    "deals.agree": (Sent("Grace", values={"public_id": "offered_deal"}),),
    "deals.end": (Sent("Carol", {"what": "end", "learned": "Count lights first."}, {"public_id": "deal"}),),
    "deals.step": (
        Sent("Carol", {**day("review_on", "1 7 2027"), "learned": "Ask the caretaker."},
             {"public_id": "deal", "step": "=renew"}),
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
    "deals_class.agree": (Sent("Pia", {"group_name": "Year 6", "hands_yes": "20", "hands_all": "22"}),),
    "deals_class.choose": (Sent("Pia", {"group_name": "Year 6", "part": "=school_pair"}),),
    "deals_class.faces": (
        Sent("Pia", {"group_name": "Year 6", "about": "ours", "face_1": "0", "face_2": "1", "face_3": "2",
                     "face_4": "9", "face_5": "8"}),
    ),
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
    "consents.words": (Sent("Pia", lands=200),),
    "decisions.decide": (Sent("Noor", _DECIDE),),
    "decisions.defer": (Sent("Noor", {"defer_reasons": "A ward member objects to it."}),),
    "demo.be": (Sent("nobody signed in", lands=404),),
    "feedback.begin": (Sent(CHILD, {"route": "child", "again": "1"}),),
    "feedback.screen": (
        Sent(CHILD, {"answer": "2"}, {"code": "code", "number": "=1"}, hidden=frozenset({"answer"})),
        Sent(CHILD, {"answer": "More swings"}, {"code": "code", "number": "=2"}, hidden=frozenset({"answer"})),
        Sent(CHILD, {"answer": "10-12"}, {"code": "code", "number": "=3"}, hidden=frozenset({"answer"})),
    ),
    "feedback.finish": (Sent(CHILD),),
    "with_help.write": (Sent("Pia", _HELPED, hidden=frozenset(_HELPED)),),
    "offline.page": (Sent("nobody signed in", _WHOLE, hidden=frozenset(_WHOLE)),),
    "paper.pack": (Sent("Pia", {"how_many": "3"}, hidden=frozenset({"how_many"})),),
    "paper.enter": (Sent("Pia", {**_WHOLE, "sheet": "2"}, hidden=frozenset({*_WHOLE, "sheet"})),),
    "coming_back.add": (Sent(READER, {"words": "And a bin"}, hidden=frozenset({"words"})),),
    "coming_back.correct": (Sent(READER, {"words": "Two benches"}, hidden=frozenset({"words"})),),
    "coming_back.take_back": (Sent(READER),),
    "shared_tablet.set_out": (Sent(CHILD),), "shared_tablet.begin": (Sent(CHILD),),
    "shared_tablet.put_away": (Sent(CHILD),),
    "feedback.come_back": (Sent("nobody signed in", {"words": "=come_back"}, hidden=frozenset({"words"})),),
    "feedback.felt": (Sent(READER, {"felt": "yes"}),),
    "feedback.finish_reading": (Sent(READER),),
    "interests.declare": (Sent("Mei", {"kind": "own_organisation", "words": "I run it."}, {"public_id": "spare"}),),
    "ledger.put_right": (Sent("Farid", {"reason": "A slip of the pen"}),),
    "listening.new": (Sent("Pia", _LISTENING),), "listening.close": (Sent("Pia"),),
    "months.close": (Sent("Farid", {"note": "All in."}, {"month": "=2026-12"}),),
    "reconciliations.compare": (Sent("Farid", {"scope": "=scope", "month": "2026-11", "file": GENERAL_LEDGER}),),
    "reconciliations.explain": (Sent("Farid", {"note": "Posted a day later."}),),
    "two_people.confirm": (Sent("Carol"),), "two_people.refuse": (Sent("Carol", {"why": "Show me the letter."}),),
    "two_people.withdraw": (Sent("Farid"),),
    "two_people.set_amount": (
        Sent("Farid", {"amount": "900.00", "reason": "Financial rules", **day("from_day", "1 4 2030")}),
    ),
    "organisations.add": (Sent("Carol", _ORGANISATION),), "organisations.change": (Sent("Carol", _ORGANISATION),),
    "organisations.check_bank": (Sent("Farid", {"how": "A statement was seen."}),),
    "organisations.add_person": (
        Sent("Carol", {"signs_in_as": "dev@alderbrook.example"}, hidden=frozenset({"signs_in_as"})),
    ),
    "organisations.close": (Sent("Carol", day("ends_on", "1 3 2030")),),
    "people.add": (Sent("Ada", _PERSON, lands=200),),
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
    "people.words": (Sent("Ada", lands=200),), "people.sign_out": (Sent("Ada"),),
    "people.end": (Sent("Ada", {"membership": "=membership"}),),
    "people.your_words": (
        Sent("Grace", {"old_words": DEMO_PASSWORD, "new_words": "a-long-enough-password"},
             hidden=frozenset({"old_words", "new_words"})),
    ),
    "pots_terms.set_rules": (Sent("Farid", _RULES),), "pots_terms.make_next_year": (Sent("Farid"),),
    "pots_terms.describe_fund": (Sent("Farid", {"source": "The council’s own budget.", "about": "Youth work."}),),
    "allocations.apply": (
        Sent("Farid", {"total": "300.00", "formula": "equal", "floor": "50.00", "seen": "=share_stamp",
                       "reason": "More"}),
    ),
    "allocations.record_figures": (
        Sent("Farid", {"population": "9,412", "deprivation": "300", "children_8_17": "1200", "source": "Estimates 2025",
                       **day("as_of", "30 6 2025")}),
    ),
    "match.offer": (
        Sent("Carol", {"proposal": "=spare", "kind": "hours", "what": "Painting", "hours": "7.5", "value": ""}),
        Sent("Farid", {"proposal": "=spare", "kind": "room", "what": "The hall", "hours": "", "value": "90.00"}),
    ),
    "match.came": (
        Sent("Carol", {"hours": "5", "value": "", **day("came_on", "1 11 2026"), "evidence": "Signed sheets"}),
    ),
    "match.take_back": (Sent("Carol", {"reason": "It was a slip."}),),
    "pots.create": (Sent("Farid", _POT),),
    "pots.add_money": (
        Sent("Farid", {"area_0": "10.00", "area_1": "20.50", "reason": "More came in", **day("day", "5 1 2027")}),
    ),
    "pots.change": (Sent("Farid", {"action": "frozen", "reason": "A question was asked."}),),
    "pots_import.import_balances": (Sent("Farid", {"file": EXAMPLE}),),
    "call_in.set_rule": (
        Sent("Kwame", {**day("starts_on", "1 2 2030"), "threshold": "500.00", "notice_days": "28", "call_in_days": "5",
                       "callers": "3"}),
    ),
    "call_in.call": (Sent("Cllr Idris", {"reasons": "Ten families told me they were not asked about this."}),),
    "call_in.answer": (
        Sent("Noor", {"answer": "upheld", "reasons": "The families were asked in May; their answers are attached."}),
    ),
    "call_in.give_notice": (Sent("Noor"),),
    "notices.read": (Sent("Kwame"),), "notices.read_alike": (Sent("Kwame"),),
    "notices.choose_all": (Sent("Mei", {"every": "daily"}),),
    "notices.read_all": (Sent("Kwame"),), "notices.new_calendar": (Sent("Mei"),),
    "notices.choose": (Sent("Ada", {"other": "daily"}),), "notices.stop": (Sent("nobody signed in", lands=200),),
    "notices.try_again": (Sent("Ada"),),
    "proposals.withdraw": (Sent("Mei", {"reason": "We found another way."}, {"public_id": "waiting"}),),
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
    "reach.about": (Sent(DESCRIBES, {"send": "yes", "care": "skip"}),),
    "responses.acknowledge": (Sent("Rhona"),), "responses.answer": (Sent("Rhona", _ANSWER),),
    "responses.pass_on": (
        Sent("Rhona", {"to": "outside", "outside": "Alder Buses", "words": "The buses are theirs, and they can ask.",
                       "child_words": "The buses are not ours."}),
    ),
    "responses.read": (Sent("Rhona", {"text": "We put two benches there."}, lands=200),),
    "results.count": (Sent("Grace"),),
    "reviews.review": (Sent("Carol", _REVIEW),),
    "rounds.create": (Sent("Grace", _ROUND),), "rounds.save": (Sent("Grace", _ROUND),),
    "rounds.open_voting": (Sent("Grace"),),
    "sign_in.enter": (
        Sent("nobody signed in", {"name": "mei@alderbrook.example", "words": DEMO_PASSWORD, "next": "/pots"},
             hidden=frozenset({"name", "words"})),
    ),
    "sign_in.leave": (Sent("Grace"),),
    "small_sums.send": (Sent("Nia", _SMALL_SUM),),
    "small_sums.decide": (
        Sent("Hugh", {"answer": "no", "reason": "The school lends these."}, {"public_id": "small_sum_asked"}),
    ),
    "small_sums.bought": (
        Sent("Nia", {"spent": "40.00", **day("bought_on", "12 1 2027")}, {"public_id": "small_sum_with_receipt"}),
    ),
    "small_sums.give_up": (Sent("Nia", {"sure": "y"}),),
    "small_sums.check": (Sent("Farid", values={"public_id": "small_sum_bought"}),),
    "small_sums.set_limits": (Sent("Farid", _LIMITS),),
    "small_sums_helped.enter": (Sent("nobody signed in", {"code": "=family_code"}, hidden=frozenset({"code"})),),
    "small_sums_helped.answer": (
        Sent("nobody signed in", {"helped": "yes", "words": "We sleep well now."}, hidden=frozenset({"words"})),
    ),
    "summaries.introduce": (Sent("Kwame", {"introduction": "We listened.", "introduction_for_children": "We did."}),),
    "summaries.comment": (Sent("Carol", {"words": "Good."}),),
    "themes.new": (Sent("Pia", _THEME),),
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
        Sent("Tomos", {"view": "change", "words": "Say which lights.", "with_supporter": "y"},
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
                       **day("due_on", "1 3 2027")}, {"public_id": "to_minute"}),
    ),
    "summaries_steps.publish": (Sent("Kwame"),), "summaries_steps.track": (Sent("Kwame"),),
    "summaries_steps.archive": (Sent("Kwame"),),
    "themes.sort": (Sent("Pia", {"chosen": ["=loose"], "theme": "=theme"}),),
    "themes.change": (Sent("Pia", _THEME),), "themes.differs": (Sent("Pia", {"differs": "yes"}),),
    "research.index": (
        Sent("Asha", {"question": "How is the bus for you?", "why": "It is full."}, {"public_id": "panel"},
             hidden=_SEALED | {"question"}),
    ),
    "research.trained": (
        Sent("Pia", day("trained_on", "1 11 2026"), {"public_id": "panel", "person_id": "person Asha"}),
    ),
    "research.set_up": (
        Sent("Pia", {"title": "The bus", "group": "Year 9", "age_bands": ["13-15"], **day("opens_on", "1 2 2027"),
                     **day("closes_on", "15 2 2027")}, {"public_id": "research_waiting"}),
    ),
    "research_ideas.show": (
        Sent("Asha", {"words": "Most of us stand up."}, {"public_id": "research"}, hidden=_SEALED),
    ),
    "research_ideas.idea": (Sent("Asha", {"finding": "=finding", "team": "=panel"}, {"public_id": "research"}),),
    "pairs.new": (Sent("Pia", {"i_words": "I feel safe at the park", "we_words": "We light every path.",
                               "service": "Parks", "owner": "=responder"}),),
    "pairs.retire": (Sent("Pia"),),
    "pairs.done": (Sent("Rhona", {"words": "We put two lamps by the gate."}),),
    "told.after": (Sent(DESCRIBES, {"means": "worker", "worker": "=person Pia"}),),
    "told.change": (Sent(READER, {"means": "worker", "worker": "=person Pia"}),),
    "translations.add": (
        Sent("Pia", {"words": "Dzien dobry.", "language": "Polish", "translator": "interpreter"}, hidden=_SEALED),
    ),
    "told.done": (Sent("Pia", values={"public_id": "answer"}),),
    "themes.tell": (
        Sent("Pia", {"way": "poster", "to_whom": "The park noticeboard"}),
    ),
    "theme_checks.ask": (Sent("Pia"),),
    "theme_checks.check": (
        Sent("Asha", {"view": "not_quite", "reason": "It is the path."}, hidden=_SEALED),
    ),
    "theme_checks.suggested": (Sent("Pia", {"piece_0": "=loose", "theme_0": "=theme", "answer_0": "yes"}),),
    "themes.send": (Sent("Pia", {"responder": "=responder"}),), "themes.take_out": (Sent("Pia"),),
    "triage.read": (Sent("Sam", lands=200),), "triage.file": (Sent("Sam", lands=200),),
    "triage.decide": (Sent("Sam", _TRIAGE, hidden=frozenset({
        "rationale", "words", "more", "reference", "about", "harmed", "other",
    })),),
    "triage.take_out": (
        Sent("Sam", {"words": "The lights are out.", "more": "", "after": "1", "why": "A name is in it."},
             {"public_id": "let_out"}, hidden=frozenset({"words", "more", "why"})),
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
    "triage.shut_out": (Sent("Sam", {"who": "=person Joy"}),),
    "virtual_budgets.create": (Sent("Farid", _BUDGET, hidden=frozenset({"how_many", "notice_days"})),),
    "virtual_budgets.ask_partner": (
        Sent("Carol", {"organisation": "=organisation", "signs_in_as": "una@alderbrook.example"},
             hidden=frozenset({"signs_in_as"})),
    ),
    "virtual_budgets.add_sign": (Sent("Carol", _SIGN),),
    "virtual_budgets.agree": (Sent("Carol", values={"public_id": "virtual_pledged"}),),
    "virtual_budgets.start": (Sent("Carol", values={"public_id": "virtual_agreed"}),),
    "virtual_budgets.review": (
        Sent("Carol", {"sign_0": "on_track", "words": "It works."}, {"public_id": "virtual_to_review"}),
    ),
    "virtual_budgets.follow": (Sent("Carol", {"action": "adjusted"}, {"public_id": "virtual_reviewed"}),),
    "virtual_lines.pledge": (Sent("Una", _PLEDGE, hidden=frozenset({"percent"})),),
    "virtual_lines.change": (
        Sent("Una", _NOTICE, {"public_id": "virtual_budget", "line_id": "virtual_line"}),
    ),
    "virtual_lines.settle": (Sent("Una", {"how": "Paid from reserves"}),),
}  # fmt: skip


def good(sent: Sent, ids: dict[str, str]) -> dict[str, Any]:
    """The form's data with the records' ids filled in."""
    return {name: _value(value, ids) for name, value in sent.data.items()}


def _value(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(one, ids) for one in value]
    return ids[value[1:]] if isinstance(value, str) and value.startswith("=") else value


def file(text: bytes, name: str = "balances.csv") -> tuple[io.BytesIO, str]:
    """An upload, as the test client takes it."""
    return io.BytesIO(text), name
