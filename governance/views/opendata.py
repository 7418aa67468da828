"""Open data anybody may take away: grants, contracts, and the Transparency Code's list."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.csv_out import csv_response
from app.errors import NotFound
from app.publisher import publisher_from
from governance.rules.opendata import Publisher
from governance.services import opendata
from participation.rules.refusals import Refusal

blueprint = Blueprint("opendata", __name__)


@blueprint.get("/open-data")
@public
def index() -> ResponseReturnValue:
    """What there is, and what each file says."""
    return render_template("governance/opendata/index.html", years=opendata.years())


@blueprint.get("/open-data/360giving.json")
@public
def grants_360() -> ResponseReturnValue:
    """Grants, in the 360Giving Data Standard."""
    return _json("360giving", opendata.grants_360)


@blueprint.get("/open-data/ocds.json")
@public
def contracts_ocds() -> ResponseReturnValue:
    """Contracts, in the Open Contracting Data Standard."""
    return _json("ocds", opendata.contracts_ocds)


@blueprint.get("/open-data/transparency.csv")
@public
def transparency() -> ResponseReturnValue:
    """Grants to voluntary organisations, as the Transparency Code asks."""
    heads, *rows = opendata.transparency(_year())
    return csv_response("grants-to-voluntary-organisations", heads, rows)


def _json(name: str, made: Callable[[Publisher, str], str]) -> ResponseReturnValue:
    """The file; while there is nothing to tell, the page of files, which says so."""
    try:
        text = made(_publisher(), _year())
    except Refusal as refusal:
        flash(refusal.reason, "careful")
        return redirect(url_for(".index"))
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _publisher() -> Publisher:
    return publisher_from(current_app.extensions["our_part_settings"])


def _year() -> str:
    """The financial year asked for, like 2026/27; none means every year, and one there is nothing of is not found."""
    year = request.args.get("year", "")
    if year and not opendata.is_year(year):
        raise NotFound
    return year
