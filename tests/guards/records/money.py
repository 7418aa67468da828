"""The records behind the addresses of pots and their books."""

from __future__ import annotations

from tests.guards.behind import Behind, at
from tests.guards.names import POT_READERS, SOUTH

_POT = (at("pot", POT_READERS), at("north_pot", POT_READERS - SOUTH | {"Erin"}))
_MATCH = (at("pot", offer_id="match_offer"), at("north_pot", set(), offer_id="match_offer"))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "ledger.statement": _POT, "ledger.statement_csv": _POT,
    "ledger.choose_put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "ledger.put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "months.ask_close": (at("=2026-12", name="month"), at("=2026-13", set(), name="month")),
    "months.close": (at("=2026-12", name="month"), at("=2026-13", set(), name="month")),
    "reconciliations.show": (at("comparison"),),
    "reconciliations.ask_explain": (at("comparison", line_id="difference"),),
    "reconciliations.explain": (at("comparison", line_id="difference"),), "two_people.show": (at("held"),),
    "two_people.confirm": (at("held"),), "two_people.refuse": (at("held"),), "two_people.withdraw": (at("held"),),
    "pots_terms.ask_rules": _POT, "pots_terms.set_rules": _POT, "pots_terms.make_next_year": _POT,
    "pots_terms.ask_fund": (at("fund"),), "pots_terms.describe_fund": (at("fund"),), "allocations.ask": _POT,
    "allocations.apply": _POT, "allocations.ask_figures": (at("area"),),
    "allocations.record_figures": (at("area"),), "match.show": _POT, "match.ask_offer": _POT, "match.offer": _POT,
    "match.ask_came": _MATCH, "match.came": _MATCH, "match.ask_take_back": _MATCH, "match.take_back": _MATCH,
    "pots.story": (at("pot"), at("draft_pot", set())), "pots.show": (*_POT, at("draft_pot", POT_READERS)),
    "pots.add": _POT, "pots.add_money": _POT, "pots.choose_change": _POT, "pots.change": _POT,
}  # fmt: skip
