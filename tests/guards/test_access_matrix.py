"""Every address, opened by everybody: doors that are shut answer 403, records of somebody else answer 404."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.cli.access import routes
from tests.guards.behind import Behind
from tests.guards.doors import DOORS
from tests.guards.hostile import hostile_ids
from tests.guards.names import EVERYONE, NOBODY
from tests.guards.records import RECORDS
from tests.guards.sweep import Sweep, behind_of
from tests.sweep_place.found import Ids


def wrong_doors(sweep: Sweep, rules: list[Rule]) -> list[str]:
    """Each (person, method, address) whose door stands other than DOORS says; records are the next test's."""
    faults = []
    for rule in rules:
        path = sweep.path(rule, behind_of(rule)[0])
        for who in sorted(EVERYONE - sweep.door(rule)):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                status, leads = sweep.ask(who, method, path)
                shut = (
                    status in {302, 303} and leads.startswith("/sign-in?next=")
                    if who == NOBODY
                    else status == 403
                )
                if not shut:
                    faults.append(f"{who} {method} {path}: {status} {leads}")
    return faults


def wrong_records(sweep: Sweep, rules: list[Rule]) -> list[str]:
    """Each (person, address) who finds what is not theirs, does not find what is, or breaks the page."""
    faults = []
    for rule in rules:
        for behind in behind_of(rule):
            path = sweep.path(rule, behind)
            for who in sorted(sweep.door(rule)):
                finds = behind.finds is None or who in behind.finds
                for method in _methods(rule, finds):
                    status, leads = sweep.ask(who, method, path)
                    if (status not in {200, 302, 303}) if finds else (status != 404):
                        faults.append(f"{who} {method} {path} ({behind.values}): {status} {leads}")
    return faults


def _methods(rule: Rule, finds: bool) -> list[str]:
    """Who finds it only looks (GET); who must not find it tries to act on it too."""
    return sorted((rule.methods or set()) & ({"GET"} if finds else {"GET", "POST"}))


def uncovered(sweep: Sweep) -> list[str]:
    """Addresses with a variable part and no record behind them in the table."""
    return sorted({rule.rule for rule in sweep.rules() if not behind_of(rule)})


@pytest.fixture(scope="module")
def sweep(open_place: Any, ids: Ids) -> Sweep:
    return Sweep(open_place(), ids)


def test_every_address_with_a_variable_has_a_record_behind_it(sweep):
    assert uncovered(sweep) == []


def test_the_table_names_only_pages_there_are(sweep):
    assert sorted(set(RECORDS) - set(sweep.app.view_functions)) == []


def test_every_permission_has_its_people_by_name(sweep):
    with sweep.app.app_context():
        asked = {str(row["permission"]) for row in routes()} - {"public"}
    assert asked <= set(DOORS)


def test_shut_doors_are_shut_to_everybody_else(sweep):
    faults = wrong_doors(sweep, sweep.rules())
    assert not faults, "\n".join(faults)


def test_open_doors_open_and_somebody_elses_record_is_not_found(sweep):
    faults = wrong_records(sweep, sweep.rules())
    assert not faults, "\n".join(faults)


def test_an_id_that_is_nobodys_is_not_found(sweep):
    faults = wrong_ids(sweep)
    assert not faults, "\n".join(faults)


def wrong_ids(sweep: Sweep) -> list[str]:
    """Each address that answers a made-up id with anything but 404."""
    faults, every = [], hostile_ids()
    for turn, (rule, behind, variable) in enumerate(_variables(sweep)):
        who = sorted(sweep.door(rule) & (behind.finds if behind.finds is not None else EVERYONE))[0]
        for made_up in (every[0], *(every[(turn * 4 + step) % len(every)] for step in range(4))):
            path = sweep.path(rule, behind, **{variable: made_up})
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                status, _ = sweep.ask(who, method, path)
                if status != 404 and not _another_address(sweep.app, path, rule):
                    faults.append(f"{who} {method} {path}: {status}")
    return faults


def _variables(sweep: Sweep) -> Iterator[tuple[Rule, Behind, str]]:
    for rule in sweep.rules():
        behind = behind_of(rule)[0]
        for variable in sorted(behind.values) if behind.finds != set() else ():
            yield rule, behind, variable


def _another_address(app: Flask, path: str, rule: Rule) -> bool:
    """Whether this text happens to be another page's address (a variable may be spelt like one)."""
    adapter = app.url_map.bind("localhost")
    try:
        return bool(adapter.match(path)[0] != rule.endpoint)
    except Exception:  # noqa: BLE001 - 404, 405 and redirects alike: not another page
        return False


def test_control_a_door_that_only_looks_shut_is_noticed(open_place, ids):
    from app.access import Permission

    app = open_place()

    def ajar() -> str:
        return "the trail"

    ajar.permission = Permission.CHECK_TRAIL  # type: ignore[attr-defined] - stamped, and not guarded
    app.add_url_rule("/planted", "planted", ajar)
    planted = Sweep(app, ids)
    rules = [rule for rule in planted.rules() if rule.endpoint == "planted"]
    assert len(wrong_doors(planted, rules)) == len(EVERYONE) - 1


def test_control_a_new_address_with_a_variable_is_noticed(open_place, ids):
    app = open_place()
    app.add_url_rule("/planted/<public_id>", "planted", lambda public_id: public_id)
    assert uncovered(Sweep(app, ids)) == ["/planted/<public_id>"]


def test_control_a_loader_that_forgets_its_filter_is_noticed(sweep, monkeypatch):
    import sqlalchemy as sa

    from commissioning.services import pots

    monkeypatch.setattr(pots, "seen_by", lambda actor: sa.true())
    rules = [rule for rule in sweep.rules() if rule.endpoint == "pots.show"]
    assert any("Erin GET" in fault for fault in wrong_records(sweep, rules))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_no_page_has_are_refused(sweep, method):
    wrong = {}
    for rule in sweep.rules():
        path = sweep.path(rule, behind_of(rule)[0])
        status, _ = sweep.ask("Grace", method, path)
        if status not in {404, 405}:
            wrong[path] = status
    assert wrong == {}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_methods_that_only_ask_never_break_and_show_nothing(sweep, method):
    wrong = {}
    for rule in sweep.rules():
        path = sweep.path(rule, behind_of(rule)[0])
        answer = sweep.answer("Grace", method, path)
        if answer.status_code >= 500 or answer.get_data():
            wrong[path] = answer.status_code
    assert wrong == {}


def test_every_answer_says_not_to_be_kept(sweep):
    wrong = []
    for rule in sweep.rules():
        if "GET" not in (rule.methods or ()):
            continue
        path = sweep.path(rule, behind_of(rule)[0])
        for who in ("Grace", NOBODY):
            answer = sweep.answer(who, "GET", path)
            headers = answer.headers
            if (
                headers.get("Cache-Control") != "no-store"
                or "default-src 'none'" not in headers["Content-Security-Policy"]
            ):
                wrong.append(f"{who} {path} {headers.get('Cache-Control')}")
    assert wrong == []
