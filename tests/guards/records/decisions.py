"""The records behind the addresses of checks on ideas, decisions and what holds them."""

from __future__ import annotations

from tests.guards.behind import Behind, at

RECORDS: dict[str, tuple[Behind, ...]] = {
    "decisions.show": (at("decision", name="number"),),
    "decisions.consider": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "decisions.defer": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "decisions.decide": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "call_in.call": (at("can_be_called_in", name="number"),), "call_in.answer": (at("called_in", name="number"),),
    "call_in.give_notice": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "reviews.assign": (at("waiting"), at("ashas", set())),
    "reviews.review": (at("waiting"), at("ashas", set()), at("draft", set())),
}  # fmt: skip
