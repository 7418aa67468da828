"""The records behind the addresses of small sums and virtual budgets."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_BUDGET = (at("virtual_budget"),)
_ITS_LINE = (
    at("virtual_asked", {"Una"}, line_id="virtual_asked_line"),
    at("virtual_budget", {"Una"}, line_id="virtual_line"),
    at("virtual_budget", {"Farid"}, line_id="virtual_council_line"),
    at("virtual_asked", set(), line_id="virtual_line"),
)
_SMALL_SUM = (at("small_sum"), at("small_sum_of_hugh", {"Hugh", "Farid", "Carol", "Olu"}))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "small_sums.show": _SMALL_SUM, "small_sums.buying": _SMALL_SUM, "small_sums.bought": _SMALL_SUM,
    "small_sums.give_up": _SMALL_SUM, "small_sums.decide": _SMALL_SUM, "small_sums.check": _SMALL_SUM,
    "small_sums_helped.ask": (at("family_code", name="code"), at("small_sum_asked", set(), name="code")),
    "small_sums_helped.answer": (at("family_code", name="code"), at("small_sum_asked", set(), name="code")),
    "virtual_budgets.show": (*_BUDGET, at("virtual_asked", {"Una", "Farid", "Carol", "Noor", "Olu"})),
    "virtual_budgets.ask": (at("virtual_asked"),), "virtual_budgets.ask_partner": (at("virtual_asked"),),
    "virtual_budgets.sign": _BUDGET, "virtual_budgets.add_sign": _BUDGET, "virtual_budgets.agree": _BUDGET,
    "virtual_budgets.start": _BUDGET, "virtual_budgets.reviewing": _BUDGET, "virtual_budgets.review": _BUDGET,
    "virtual_budgets.follow": _BUDGET, "virtual_lines.pledging": _ITS_LINE, "virtual_lines.pledge": _ITS_LINE,
    "virtual_lines.changing": _ITS_LINE, "virtual_lines.change": _ITS_LINE,
    "virtual_lines.settling": (
        at("virtual_budget", shortfall_id="shortfall"), at("virtual_asked", set(), shortfall_id="shortfall"),
    ),
    "virtual_lines.settle": (at("virtual_budget", shortfall_id="shortfall"),),
}  # fmt: skip
