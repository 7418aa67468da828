"""Good answers to the forms of small sums and virtual budgets."""

from __future__ import annotations

from tests.guards.sent import Sent, day

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
POSTS: dict[str, tuple[Sent, ...]] = {
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
