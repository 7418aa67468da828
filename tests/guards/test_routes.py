"""Every route is stamped with a permission and stands in the golden list, so none appears or vanishes unnoticed."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.access import Permission, stamp_of
from app.cli.access import routes
from tests.conftest import settings_for

GOLDEN = Path(__file__).parent / "routes.txt"
REMAKE = "If the change is meant: flask access list > tests/guards/routes.txt, and read the difference."


def listed() -> list[str]:
    """The routes as they are now, one line each, as `flask access list` prints them."""
    return [f"{row['methods']:<10} {row['path']:<60} {row['permission']}" for row in routes()]


def unstamped(app: Flask) -> list[str]:
    """Endpoints whose view carries neither a permission nor "public"."""
    return [
        name
        for name, view in app.view_functions.items()
        if name != "static" and not (stamp_of(view) == "public" or isinstance(stamp_of(view), Permission))
    ]


def uncommitting(app: Flask) -> list[str]:
    """Endpoints that take a POST and would not keep what it did."""
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    return sorted(name for name in posts if not _commits(app.view_functions[name]))


def test_every_route_is_stamped(app):
    assert unstamped(app) == []


def test_every_post_commits_through_the_one_decorator(app):
    assert uncommitting(app) == []


def test_the_golden_list_is_what_the_app_has(app):
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    added, gone = sorted(set(listed()) - set(golden)), sorted(set(golden) - set(listed()))
    assert (added, gone) == ([], []), REMAKE


def test_addresses_never_carry_a_database_key(app):
    # A "number" counts pages, versions or questions of one record; it opens nothing by itself.
    keyed = [
        rule.rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule.replace("<int:number>", "")
    ]
    assert keyed == []


def test_a_planted_unstamped_route_is_noticed(tmp_path):
    from app import create_app

    app = create_app(settings_for(tmp_path))
    app.add_url_rule("/planted", "planted", lambda: "open to all", methods=["GET", "POST"])
    assert unstamped(app) == ["planted"]
    assert uncommitting(app) == ["planted"]
    with app.app_context():
        assert any(
            "/planted" in line
            for line in set(listed()) - set(GOLDEN.read_text(encoding="utf-8").splitlines())
        )


def _commits(view: object) -> bool:
    while view is not None:
        if getattr(view, "commits", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False
