"""`flask pots import FILE.csv`: opening balances from a file, all of them or none."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app import migrating
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pots import DecisionRoute
from commissioning.services.pots_import import import_file
from commissioning.services.pots_import_places import Imported
from participation.rules.people import Actor


@click.group("pots")
def command() -> None:
    """Pots of money."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--decision-route",
    type=click.Choice([str(route) for route in DecisionRoute]),
    help="Who decides, for rows of the file that do not say.",
)
def import_command(file: Path, decision_route: str | None) -> None:
    """Import opening balances from FILE, a CSV of team, pot, area, amount, decision_route and financial_year.

    Teams and areas that the file names and the council has not got are made, and said. A file with one wrong row
    imports nothing. Importing a file again changes nothing.
    """
    migrating.upgrade()
    route = DecisionRoute(decision_route) if decision_route else None
    result = _import(file.read_bytes(), route)
    if result.problems:
        click.echo(f"Nothing was imported from {file.name}:", err=True)
        for problem in result.problems:
            click.echo(f"  {problem}", err=True)
        sys.exit(1)
    _say(file.name, result)


def _import(data: bytes, route: DecisionRoute | None) -> Imported:
    with unit_of_work():
        result = import_file(Actor.system(), data, make_places=True, default_route=route)
        if result.problems:
            db.session.rollback()  # teams and areas made on the way go too
        else:
            result.told = [
                f"{pot.team.name}: {pot.name} {pot.financial_year} {pence}" for pot, pence in result.pots
            ]
        return result


def _say(name: str, result: Imported) -> None:
    if result.again:
        click.echo(f"{name} was imported before, so nothing was changed.")
        return
    for made in result.made:
        click.echo(f"Made {made}.")
    for line in result.told:
        click.echo(line)
    click.echo(f"Imported {result.balances} balances, {result.total} in all.")
