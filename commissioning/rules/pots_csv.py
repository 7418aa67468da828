"""The file of opening balances: one row for each pot and area. Pure: bytes in, rows or named problems out.

Forgiving about what a spreadsheet does to a file (byte-order marks, line ends, £ signs, thousands separators,
semicolons, heading spelling) and strict about what it means: one doubtful row and nothing is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commissioning.rules.csv_in import Problem, heading, table_of
from commissioning.rules.pence import Pence, parse_pounds
from commissioning.rules.pots import DecisionRoute, financial_year
from participation.rules.refusals import Refusal

LONGEST_CELL = 300
NEEDED = ("team", "pot", "area", "amount", "decision_route", "financial_year")
EXAMPLE = """\
team,pot,fund,area,amount,decision_route,decided_by,financial_year,purpose
Alderbrook South team,Wellbeing,Wellbeing Fund,Millfield,"£12,400.00",delegated officer,Director of Communities,2026/27,Small things that keep children and families well
Alderbrook South team,Wellbeing,Wellbeing Fund,Harbour & Quay,"£9,850.50",delegated officer,Director of Communities,2026/27,Small things that keep children and families well
Alderbrook South team,Wellbeing,Wellbeing Fund,Total,"£22,250.50",,,2026/27,
"""  # noqa: E501 - a file's rows are as long as they are
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "team": ("community_team", "committee", "community_committee"),
    "pot": ("pot_name",),
    "fund": ("fund_name",),
    "area": ("ward",),
    "amount": ("opening_balance", "balance", "opening", "amount_gbp"),
    "decision_route": ("route",),
    "decided_by": ("decision_maker",),
    "financial_year": ("year",),
}
_SAME = {other: name for name, others in _OTHER_NAMES.items() for other in others}
_ROUTES: dict[str, DecisionRoute] = {
    "delegated officer": DecisionRoute.DELEGATED_OFFICER,
    "officer": DecisionRoute.DELEGATED_OFFICER,
    "a named council officer": DecisionRoute.DELEGATED_OFFICER,
    "committee": DecisionRoute.COMMITTEE,
    "a committee of councillors": DecisionRoute.COMMITTEE,
    "grant holder": DecisionRoute.GRANT_HOLDER,
    "a trusted organisation outside the council": DecisionRoute.GRANT_HOLDER,
}
DECIDERS: dict[DecisionRoute, str] = {
    DecisionRoute.DELEGATED_OFFICER: "The officer named in the scheme of delegation",
    DecisionRoute.COMMITTEE: "The community committee",
    DecisionRoute.GRANT_HOLDER: "The grant holder’s partnership",
}


@dataclass(frozen=True)
class Row:
    """One pot's opening balance in one area. `area` is empty for the whole team. `number` is the spreadsheet's row."""

    number: int
    team: str
    pot: str
    fund: str
    area: str
    amount: Pence
    route: DecisionRoute
    decided_by: str
    year: str
    purpose: str

    @property
    def pot_key(self) -> tuple[str, str, str]:
        """What makes two rows the same pot."""
        return self.team.casefold(), self.pot.casefold(), self.year


@dataclass(frozen=True)
class Parsed:
    """Rows when all is well; otherwise problems, and the rows are not to be used."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse(data: bytes, default_route: DecisionRoute | None = None) -> Parsed:
    """Read a file of opening balances; `default_route` stands in where the file names none."""
    try:
        table = table_of(data)
        columns = _columns(table[0][1], default_route) if table else _raise_empty()
    except Refusal as refusal:
        return Parsed(problems=(Problem(None, refusal.reason),))
    rows: list[Row] = []
    totals: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    for number, cells in table[1:]:
        values = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if values.get("area", "").casefold() in {"total", "totals"}:
            totals.append((number, values))
            continue
        row = _row(number, values, default_route)
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems.extend(row)
    problems += [*_twice(rows), *_differing(rows)]
    if not problems:
        problems += _wrong_totals(rows, totals)
    if not rows and not problems:
        problems.append(Problem(None, "There are no balances in this file."))
    problems.sort(key=lambda problem: problem.row or 0)
    return Parsed(() if problems else tuple(rows), tuple(problems))


def _raise_empty() -> dict[str, int]:
    raise Refusal("This file is empty.")


def _columns(heads: Iterable[str], default_route: DecisionRoute | None) -> dict[str, int]:
    names = [heading(head) for head in heads]
    found = {_SAME.get(name, name): at for at, name in reversed(list(enumerate(names)))}
    if "pot" not in found and "fund" in found:
        found["pot"] = found["fund"]
    needed = [name for name in NEEDED if name != "decision_route" or default_route is None]
    missing = [name for name in needed if name not in found]
    if missing:
        raise Refusal(
            f"The first row must name the columns. Missing: {', '.join(missing)}. "
            f"The columns are {', '.join(NEEDED)}, and if you like fund, decided_by and purpose."
        )
    return found


def _row(number: int, values: Mapping[str, str], default_route: DecisionRoute | None) -> Row | list[Problem]:
    problems = [
        Problem(number, f"there is no {name.replace('_', ' ')}")
        for name in ("team", "pot", "amount", "financial_year")
        if not values[name]
    ]
    problems += [
        Problem(number, f"the {name.replace('_', ' ')} is too long, or has a hidden character in it")
        for name, value in values.items()
        if len(value) > LONGEST_CELL or not all(c.isprintable() for c in value)
    ]
    amount, year, route = Pence(0), "", default_route
    if values["amount"]:
        try:
            amount = parse_pounds(values["amount"].replace("£ ", "£"))
        except Refusal as refusal:
            problems.append(Problem(number, f"“{values['amount'][:40]}” is not an amount. {refusal.reason}"))
    if values["financial_year"]:
        try:
            year = financial_year(values["financial_year"])
        except Refusal as refusal:
            problems.append(Problem(number, f"{refusal.reason}, not “{values['financial_year'][:40]}”"))
    typed = values.get("decision_route", "")
    if typed:
        route = _ROUTES.get(" ".join(typed.casefold().replace("_", " ").replace("-", " ").split()))
    if route is None:
        problems.append(
            Problem(number, "the decision route is one of: delegated officer, committee, grant holder")
        )
    if problems or route is None:
        return problems
    return Row(
        number, values["team"], values["pot"], values.get("fund") or values["pot"], _area(values["area"]), amount,
        route, values.get("decided_by") or DECIDERS[route], year, values.get("purpose", ""),
    )  # fmt: skip


def _area(typed: str) -> str:
    return "" if typed.casefold() in {"", "all", "whole team", "the whole team"} else typed


def _twice(rows: Iterable[Row]) -> list[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    problems = []
    for row in rows:
        first = seen.setdefault((row.pot_key, row.area.casefold()), row.number)
        if first != row.number:
            where = row.area or "the whole team"
            problems.append(Problem(row.number, f"{row.pot} in {where} is in row {first} already"))
    return problems


def _differing(rows: Iterable[Row]) -> list[Problem]:
    """Rows of one pot must agree on what the pot is."""
    firsts: dict[tuple[str, str, str], Row] = {}
    problems = []
    for row in rows:
        first = firsts.setdefault(row.pot_key, row)
        for what in ("fund", "route", "decided_by"):
            if getattr(row, what) != getattr(first, what):
                words = "decision route" if what == "route" else what.replace("_", " ")
                problems.append(
                    Problem(row.number, f"{row.pot} has another {words} here than in row {first.number}")
                )
    return problems


def _wrong_totals(rows: Iterable[Row], totals: Iterable[tuple[int, dict[str, str]]]) -> list[Problem]:
    """A row whose area is Total is a check on the rows of its pot (or, with no pot named, on the whole file)."""
    problems = []
    for number, values in totals:
        counted = [row for row in rows if _is_for(row, values)]
        came_to = Pence(sum(row.amount for row in counted))
        try:
            written = parse_pounds(values["amount"].replace("£ ", "£"))
        except Refusal:
            problems.append(Problem(number, f"“{values['amount'][:40]}” is not an amount"))
            continue
        if came_to != written:
            problems.append(
                Problem(
                    number,
                    f"the total says {written}, and the rows of {values['pot'] or 'the file'} come to {came_to}",
                )
            )
    return problems


def _is_for(row: Row, values: Mapping[str, str]) -> bool:
    try:
        year = financial_year(values["financial_year"]) if values["financial_year"] else row.year
    except Refusal:
        return False
    return (
        values["pot"].casefold() in {"", row.pot.casefold()}
        and values["team"].casefold() in {"", row.team.casefold()}
        and year == row.year
    )
