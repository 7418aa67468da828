"""Good answers to the forms of pots and their books."""

from __future__ import annotations

from commissioning.rules.pots_csv import EXAMPLE
from commissioning.rules.reconcile_csv import EXAMPLE as GENERAL_LEDGER
from tests.guards.sent import Sent, day

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
POSTS: dict[str, tuple[Sent, ...]] = {
    "ledger.put_right": (Sent("Farid", {"reason": "A slip of the pen"}),),
    "months.close": (Sent("Farid", {"note": "All in."}, {"month": "=2026-12"}),),
    "reconciliations.compare": (Sent("Farid", {"scope": "=scope", "month": "2026-11", "file": GENERAL_LEDGER}),),
    "reconciliations.explain": (Sent("Farid", {"note": "Posted a day later."}),),
    "two_people.confirm": (Sent("Carol"),), "two_people.refuse": (Sent("Carol", {"why": "Show me the letter."}),),
    "two_people.withdraw": (Sent("Farid"),),
    "two_people.set_amount": (
        Sent("Farid", {"amount": "900.00", "reason": "Financial rules", **day("from_day", "1 4 2030")}),
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
    "match.take_back": (Sent("Carol", {"reason": "It was a slip."}),), "pots.create": (Sent("Farid", _POT),),
    "pots.add_money": (
        Sent("Farid", {"area_0": "10.00", "area_1": "20.50", "reason": "More came in", **day("day", "5 1 2027")}),
    ),
    "pots.change": (Sent("Farid", {"action": "frozen", "reason": "A question was asked."}),),
    "pots_import.import_balances": (Sent("Farid", {"file": EXAMPLE}),),
}  # fmt: skip
