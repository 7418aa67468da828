"""The file of opening balances: forgiving of spreadsheets, strict about meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.pots import DecisionRoute
from commissioning.rules.pots_csv import EXAMPLE, parse

HEAD = "team,pot,area,amount,decision_route,financial_year\n"
ROW = 'South,Wellbeing,Millfield,"£1,234.50",committee,2026/27\n'


def rows(text, encoding="utf-8", **options):
    return parse(text.encode(encoding), **options)


def said(text):
    return [str(problem) for problem in rows(text).problems]


def test_the_example_we_offer_is_read():
    parsed = rows(EXAMPLE)
    assert parsed.problems == ()
    assert sum(row.amount for row in parsed.rows) == 22_250_50


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEAD + ROW, "utf-8"), (HEAD + ROW, "utf-8-sig"), (HEAD + ROW, "utf-16"), (HEAD + ROW, "cp1252"),
        ((HEAD + ROW).replace("\n", "\r\n"), "utf-8"),
        ((HEAD + ROW).replace('"£1,234.50"', "1234.50").replace(",", ";"), "utf-8"),
        ((HEAD + ROW).replace('"£1,234.50"', "1234.50").replace(",", "\t"), "utf-8"),
        (HEAD.upper().replace("_", " ") + "\n\n" + ROW, "utf-8"),
        (HEAD.replace("area", "Ward").replace("amount", "Opening balance") + ROW, "utf-8"),
    ],
)  # fmt: skip
def test_what_spreadsheets_do_to_a_file_is_forgiven(text, encoding):
    parsed = rows(text, encoding)
    assert parsed.problems == ()
    (row,) = parsed.rows
    assert (row.team, row.area, row.amount, row.route, row.year) == (
        "South",
        "Millfield",
        1_234_50,
        DecisionRoute.COMMITTEE,
        "2026/27",
    )


def test_every_wrong_row_is_named_by_its_number_in_the_spreadsheet():
    text = (
        HEAD
        + ROW
        + "South,Youth,Millfield,ten,committee,2026/27\n\n"
        + "South,Youth,Harbour,5,parliament,26\n,Youth,Quay,5,committee,2026/27\n"
    )
    assert said(text) == [
        "Row 3: “ten” is not an amount. Write the amount in pounds and pence, like 250 or 1,234.50",
        "Row 5: Write the financial year like 2026/27, not “26”",
        "Row 5: the decision route is one of: delegated officer, committee, grant holder",
        "Row 6: there is no team",
    ]


def test_one_wrong_row_leaves_no_rows_at_all():
    assert rows(HEAD + ROW + "South,Youth,Millfield,-5,committee,2026/27\n").rows == ()


def test_a_total_that_does_not_agree_is_a_problem():
    good = HEAD + ROW + 'South,Wellbeing,Total,"1,234.50",,2026/27\n'
    assert said(good) == []
    assert said(good.replace('Total,"1,234.50"', 'Total,"1,234.51"')) == [
        "Row 3: the total says £1,234.51, and the rows of Wellbeing come to £1,234.50"
    ]


def test_the_same_pot_and_area_twice_is_a_problem():
    assert said(HEAD + ROW + ROW) == ["Row 3: Wellbeing in Millfield is in row 2 already"]


def test_rows_of_one_pot_must_agree_on_who_decides():
    other = ROW.replace("Millfield", "Harbour").replace("committee", "officer")
    assert "Row 3: Wellbeing has another decision route here than in row 2" in said(HEAD + ROW + other)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("team,pot\nx,y\n", "Missing: area, amount"),
        ('a,"b\n', "cannot be read as CSV"),
        (HEAD, "no balances"),
        ("\x00PK", "not a CSV"),
    ],
)
def test_a_file_that_is_no_file_of_balances_says_why(text, why):
    assert why in said(text)[0]


def test_a_route_can_be_given_for_the_whole_file():
    text = (HEAD + ROW).replace(",decision_route", "").replace(",committee", "")
    assert "decision_route" in said(text)[0]
    assert rows(text, default_route=DecisionRoute.GRANT_HOLDER).rows[0].route is DecisionRoute.GRANT_HOLDER


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_it(data):
    parsed = parse(data)
    assert parsed.problems
    assert not parsed.rows


@given(st.text(max_size=60))
def test_no_cell_breaks_it(cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    parsed = parse(
        (HEAD + f"South,Youth,Millfield,{quoted},committee,2026/27\n").encode("utf-8", "surrogatepass")
    )
    assert bool(parsed.rows) != bool(parsed.problems)
