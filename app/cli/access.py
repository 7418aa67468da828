"""`flask access list`: every route with the permission it asks for, and the roles that hold it."""

from __future__ import annotations

import json

import click
from flask import current_app

from app.access import PERMISSIONS, Permission, stamp_of


@click.group("access")
def command() -> None:
    """Who may open which page."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_routes(as_json: bool) -> None:
    """List every route with its methods, permission and roles."""
    rows = routes()
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['methods']:<10} {row['path']:<60} {row['permission']}")


def routes() -> list[dict[str, object]]:
    """One row a route, sorted by path; the golden list in tests/guards is made from this."""
    rows: list[dict[str, object]] = []
    for rule in current_app.url_map.iter_rules():
        stamp = "public" if rule.endpoint == "static" else stamp_of(current_app.view_functions[rule.endpoint])
        permission = stamp.name if isinstance(stamp, Permission) else (stamp or "NONE")
        roles = sorted(PERMISSIONS[stamp]) if isinstance(stamp, Permission) else []
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append({"path": rule.rule, "methods": methods, "permission": permission, "roles": roles})
    return sorted(rows, key=lambda row: (str(row["path"]), str(row["methods"])))
