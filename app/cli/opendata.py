"""`flask opendata export --standard 360giving|ocds|transparency`: open data as a file."""

from __future__ import annotations

import csv
from typing import TextIO

import click
from flask import current_app

from app.publisher import publisher_from
from commissioning.rules.pots import financial_year
from governance.services import opendata
from participation.rules.refusals import Refusal


@click.group("opendata")
def command() -> None:
    """Open data on what was given."""


def _year(typed: str) -> str:
    """The year as we write it; a year that is none is refused, so that no empty file passes for an answer."""
    try:
        return financial_year(typed) if typed else ""
    except Refusal as refusal:
        raise click.BadParameter(refusal.reason, param_hint="--year") from None


@command.command("export")
@click.option("--standard", type=click.Choice(["360giving", "ocds", "transparency"]), required=True)
@click.option("--year", default="", help="One financial year, like 2026/27; every year when left out.")
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", show_default=True)
def export(standard: str, year: str, output: TextIO) -> None:
    """Write grants (360Giving JSON), contracts (OCDS JSON) or the Transparency Code's list (CSV)."""
    year = _year(year)
    by = publisher_from(current_app.extensions["our_part_settings"])
    if standard == "transparency":
        csv.writer(output, lineterminator="\r\n").writerows(opendata.transparency(year))
    else:
        made = opendata.grants_360 if standard == "360giving" else opendata.contracts_ocds
        try:
            text = made(by, year)
        except Refusal as refusal:
            raise click.ClickException(refusal.reason) from None
        output.write(text)
