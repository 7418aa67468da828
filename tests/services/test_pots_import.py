"""Importing opening balances: the published Leeds figures to the penny, all rows or none, never twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pots import PotAction, PotState
from commissioning.services import ledger, ledger_check, pots
from commissioning.services.pots_import import import_file
from models.ledger import LedgerEntry
from models.places import Area, Team
from models.pots import Pot
from tests.money_made import SYSTEM
from tests.proposals_made import actor

DATA = Path(__file__).parents[1] / "data"
A = (DATA / "leeds_inner_south_a.csv").read_bytes()
# Both reports print each ward's figure and the sum. Report B was published later in the same year.
PRINTED = {
    "leeds_inner_south_a.csv": {"Wellbeing": 106_439_71, "Youth Activities": 28_139_94, "CIL": 313_621_41},
    "leeds_inner_south_b.csv": {"Wellbeing": 148_810_81, "Youth Activities": 48_274_77, "CIL": 139_349_62},
}
SOUTH = (
    "team,pot,area,amount,decision_route,financial_year\n"
    "Alderbrook South team,Youth,Millfield,250,committee,2026/27\n"
)


def how_many(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


@pytest.mark.parametrize("name", PRINTED)
def test_the_leeds_figures_reconcile_to_the_penny(app, work, name):
    with work():
        result = import_file(SYSTEM, (DATA / name).read_bytes(), make_places=True)
    assert result.problems == []
    assert {pot.name: pots.standing_of(pot.id).in_ for pot, _ in result.pots} == PRINTED[name]
    assert result.total == sum(PRINTED[name].values())
    wards = pots.standing_of(result.pots[0][0].id).areas
    assert [ward.area for ward in wards] == ["Beeston & Holbeck", "Hunslet & Riverside", "Middleton Park"]
    assert ledger_check.faults() == []


def test_the_same_file_twice_changes_nothing(app, work):
    with work():
        import_file(SYSTEM, A, make_places=True)
    before = how_many(LedgerEntry)
    for again in (A, A.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + A):
        with work():
            assert import_file(SYSTEM, again, make_places=True).again
    assert how_many(LedgerEntry) == before


def test_the_same_balances_with_another_figure_are_refused_row_by_row(app, work):
    with work():
        import_file(SYSTEM, A, make_places=True)
        other = import_file(
            SYSTEM, A.replace("£4,509.48".encode(), "£4,509.49".encode()).replace(b"28,139.94", b"28,139.95")
        )
    assert [problem.row for problem in other.problems] == [2, 3, 4, 6, 7, 8, 10, 11, 12]
    assert "has an opening balance already: £4,509.48" in str(other.problems[3])


def test_a_place_the_council_has_not_got_is_a_problem_unless_it_may_be_made(app, work):
    with work():
        result = import_file(actor("Farid"), A)
    assert "there is no team called Inner South Community Committee" in str(result.problems[0])
    with work():
        made = import_file(SYSTEM, A, make_places=True).made
    assert made == ["the team Inner South Community Committee", "the area Beeston & Holbeck",
                    "the area Hunslet & Riverside", "the area Middleton Park"]  # fmt: skip
    assert how_many(Team) == 4
    assert how_many(Area) == 6


def test_an_area_that_is_another_teams_is_a_problem(app, work):
    with work():
        import_file(SYSTEM, A, make_places=True)
        result = import_file(actor("Farid"), SOUTH.replace("Millfield", "Middleton Park").encode())
    assert [str(p) for p in result.problems] == [
        "Row 2: Middleton Park is not one of the areas of Alderbrook South team"
    ]


def test_money_for_the_whole_team_needs_no_area(app, work):
    with work():
        (pot, _), *_ = import_file(actor("Farid"), SOUTH.replace("Millfield", "").encode()).pots
        assert pots.standing_of(pot.id).left_in(None) == 250_00


def test_only_the_finance_lead_imports(app, work):
    with work():
        result = import_file(actor("Grace"), SOUTH.encode())
    assert "only the finance lead" in str(result.problems[0])
    assert how_many(Pot) == 0


def test_an_imported_pot_is_open_and_a_closed_one_takes_no_more(app, work):
    with work():
        (pot, _), *_ = import_file(actor("Farid"), SOUTH.encode()).pots
        assert pot.state is PotState.OPEN
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="Over")
        more = import_file(actor("Farid"), SOUTH.replace("Millfield", "Harbour & Quay").encode())
    assert "is closed, so it takes no more money" in str(more.problems[0])


def test_after_a_wrong_balance_is_put_right_the_true_one_can_be_imported(app, work):
    with work():
        import_file(actor("Farid"), SOUTH.encode())
        entry = db.session.scalars(sa.select(LedgerEntry)).one()
        ledger.reverse(actor("Farid"), entry, reason="The wrong figure")
        (pot, _), *_ = import_file(actor("Farid"), SOUTH.replace("250", "205").encode()).pots
        assert pots.standing_of(pot.id).in_ == 205_00
    assert ledger_check.faults() == []


def test_the_command_line_imports_checks_and_exits_non_zero_for_a_wrong_file(app, tmp_path):
    run = app.test_cli_runner().invoke
    done = run(args=["pots", "import", str(DATA / "leeds_inner_south_a.csv")])
    assert done.exit_code == 0
    assert "Wellbeing 2024/25 £106,439.71" in done.output
    assert "Youth Activities 2024/25 £28,139.94" in done.output
    assert "CIL 2024/25 £313,621.41" in done.output
    assert "imported before" in run(args=["pots", "import", str(DATA / "leeds_inner_south_a.csv")]).output
    assert "The ledger holds: 3 entries" in run(args=["ledger", "check"]).output
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(SOUTH.replace("Alderbrook", "Elder").replace("250", "two"), encoding="utf-8")
    refused = run(args=["pots", "import", str(wrong)])
    assert refused.exit_code == 1
    assert "Row 2: “two” is not an amount" in refused.output
    assert run(args=["pots", "import", "nothing.csv"]).exit_code != 0
    assert how_many(Team) == 4


def test_a_file_refused_late_leaves_no_places_behind(app, tmp_path):
    text = (
        SOUTH.replace("Alderbrook South team", "Elder team")
        + "Alderbrook South team,Youth,Middleton,5,committee,2026/27\n"
    )
    late = text.replace("Middleton", "Millfield").replace(
        "Elder team,Youth,Millfield,250", "Elder team,Youth,Elderfield,250"
    )
    run = app.test_cli_runner().invoke
    file = tmp_path / "late.csv"
    file.write_text(SOUTH, encoding="utf-8")
    assert run(args=["pots", "import", str(file)]).exit_code == 0
    file.write_text(late.replace("Millfield,5,", "Millfield,6,"), encoding="utf-8")
    refused = run(args=["pots", "import", str(file)])
    assert refused.exit_code == 1
    assert "has an opening balance already" in refused.output
    assert how_many(Team) == 3
    assert db.session.scalars(sa.select(Area).where(Area.name == "Elderfield")).first() is None
